package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaField;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Modifier;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Recognises a place that asks for the caller or the request of the current thread, also through methods of the sources. */
final class IdentityReads {
    private static final int DEEPEST = 3;
    private static final Set<String> PROXIES = Set.of("HttpServletRequest", "HttpSession");
    private static final Set<String> INJECTED = Set.of("Autowired", "Inject", "Resource");
    private static final Set<String> BEANS = Set.of("Component", "Service", "Repository", "Controller", "RestController", "Configuration");
    private static final String SECURITY = "org.springframework.security.core.context.SecurityContextHolder";
    private static final String REQUEST = "org.springframework.web.context.request.RequestContextHolder";
    private final Sources sources;
    private final Map<Sources.Member, Optional<Read>> summaries = new HashMap<>();

    IdentityReads(Sources sources) {
        this.sources = sources;
    }

    /** What is asked. */
    enum Holder { SECURITY_CONTEXT, REQUEST_OR_NULL, REQUEST_OR_THROW }

    /**
     * One read.
     *
     * @param through the method of the sources that does it; empty when it stands here
     */
    record Read(Sources.Type scope, Expression.Call call, Holder holder, Optional<Sources.Member> through) {
        String subject() {
            return through.isPresent() ? Sketch.of(call) : call.receiver().map(Sketch::of).orElse("") + "." + Sketch.call(call);
        }
    }

    /** The read that a call is; a context that is only filled is none. */
    Optional<Read> of(Sources.Type scope, Expression.Call call) {
        Optional<String> receiver = call.receiver().flatMap(Sources::dotted);
        if (call.name().equals("getContext") && receiver.filter(name -> sources.means(scope, name, SECURITY)).isPresent()) {
            return Optional.of(new Read(scope, call, Holder.SECURITY_CONTEXT, Optional.empty()));
        }
        if (receiver.filter(name -> sources.means(scope, name, REQUEST)).isPresent()) {
            if (call.name().equals("currentRequestAttributes")) return Optional.of(new Read(scope, call, Holder.REQUEST_OR_THROW,
                Optional.empty()));
            if (call.name().equals("getRequestAttributes")) return Optional.of(new Read(scope, call, Holder.REQUEST_OR_NULL,
                Optional.empty()));
        }
        if (isProxy(scope, call)) return Optional.of(new Read(scope, call, Holder.REQUEST_OR_THROW, Optional.empty()));
        Optional<Sources.Member> member = member(scope, call);
        return member.flatMap(m -> summary(m, 0)).map(inner -> new Read(scope, call, inner.holder, member));
    }

    /** A call on a request or session that Spring injects: a proxy, which asks for the one of the current thread at each call. */
    private boolean isProxy(Sources.Type scope, Expression.Call call) {
        if (!call.receiver().map(r -> r instanceof Expression.Name || r instanceof Expression.FieldAccess).orElse(false)) return false;
        String name = call.receiver().flatMap(Sources::dotted).map(n -> n.startsWith("this.") ? n.substring(5) : n).orElse("");
        Optional<Sources.Field> found = sources.field(scope, name);
        if (found.isEmpty() || !PROXIES.contains(found.get().field().type().simpleName())) return false;
        JavaField field = found.get().field();
        boolean bean = found.get().type().declared().annotations().stream().anyMatch(a -> BEANS.contains(a.simpleName()));
        boolean injected = field.annotations().stream().anyMatch(a -> INJECTED.contains(a.simpleName()))
            || field.modifiers().contains(Modifier.FINAL) && field.value().isEmpty();
        return bean && injected;
    }

    /** The method of the sources that a call runs: its own, a static one of another type, or one of a field's type. */
    private Optional<Sources.Member> member(Sources.Type scope, Expression.Call call) {
        if (call.receiver().isEmpty()) return sources.method(scope, call.name(), call.arguments().size());
        Optional<String> name = call.receiver().flatMap(Sources::dotted);
        if (name.isEmpty()) return Optional.empty();
        String simple = name.get().startsWith("this.") ? name.get().substring(5) : name.get();
        Optional<Sources.Type> type = sources.field(scope, simple)
            .flatMap(field -> sources.resolve(field.type(), field.field().type().name())).or(() -> sources.resolve(scope, simple));
        return type.flatMap(t -> sources.method(t, call.name(), call.arguments().size()));
    }

    /** The first read on the way through a method; none when the method itself takes care of an absent caller. */
    private Optional<Read> summary(Sources.Member member, int depth) {
        Optional<Read> known = summaries.get(member);
        if (known != null) return known;
        summaries.put(member, Optional.empty()); // of a method that calls itself
        JavaMethod method = member.method();
        if (depth >= DEEPEST || method.body().isEmpty() || copes(method.body().get())) return Optional.empty();
        Optional<Read> found = Optional.empty();
        for (Expression.Call call : method.body().get().all(Expression.Call.class)) {
            if (found.isEmpty() && !fills(method.body().get(), call)) {
                Optional<Read> direct = direct(member.type(), call);
                found = direct.isPresent() ? direct : member(member.type(), call).filter(m -> !m.equals(member))
                    .flatMap(m -> summary(m, depth + 1));
            }
        }
        summaries.put(member, found);
        return found;
    }

    private Optional<Read> direct(Sources.Type scope, Expression.Call call) {
        if (isProxy(scope, call)) return Optional.of(new Read(scope, call, Holder.REQUEST_OR_THROW, Optional.empty()));
        boolean candidate = call.name().equals("getContext") || call.name().equals("currentRequestAttributes")
            || call.name().equals("getRequestAttributes");
        return candidate && call.arguments().isEmpty() && call.receiver().isPresent() ? of(scope, call) : Optional.empty();
    }

    /** {@code SecurityContextHolder.getContext().setAuthentication(…)} */
    static boolean fills(Statement body, Expression.Call read) {
        return body.all(Expression.Call.class).stream().anyMatch(call -> call.name().equals("setAuthentication")
            && call.receiver().map(r -> r == read).orElse(false));
    }

    /** True when code compares with null, wraps in an Optional, or catches: then it expects that no one may be there. */
    static boolean copes(Node body) {
        boolean compares = body.all(Expression.Binary.class).stream()
            .anyMatch(binary -> (binary.operator().equals("==") || binary.operator().equals("!="))
            && binary.operands().stream().anyMatch(operand -> operand instanceof Expression.Literal literal
                && literal.kind() == Expression.Literal.Kind.NULL));
        if (compares || !body.all(Statement.Catch.class).isEmpty() || !body.all(Expression.InstanceOf.class).isEmpty()) return true;
        return body.all(Expression.Call.class).stream().anyMatch(call -> call.name().equals("ofNullable") || call.name().equals("isNull")
            || call.name().equals("nonNull") || call.name().equals("isEmpty"));
    }

    /** True when code sets the context itself before it reads it. */
    static boolean provides(Node body, Holder holder) {
        return body.all(Expression.Call.class).stream().anyMatch(call -> holder == Holder.SECURITY_CONTEXT
            ? call.name().equals("setContext") || call.name().equals("setAuthentication")
            : call.name().equals("setRequestAttributes"));
    }
}
