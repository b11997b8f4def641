package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Judges code by what it does: whether it can stop a caller because of who that is. Not a proof: what is found makes a guard that is there
 * but not understood, so that nothing is called open that may be closed.
 */
final class Stops {
    private static final Pattern IDENTITY =
        Pattern.compile("(?i).*(token|auth(?!or)|authorization|login|logon|session|principal|permission|jwt|credential"
        + "|currentuser|loginuser|userid|getuser|isuserinrole|secret|(?<!method|get|code)signature|apikey|api-key).*");
    private static final Pattern REFUSAL =
        Pattern.compile("(?i).*(unauthori[sz]ed|forbidden|accessdenied|notlogin|nologin|authentication|authorization|permission|nopermission"
        + "|\\b401\\b|\\b403\\b|login).*");
    private static final Pattern DENIAL =
        Pattern.compile("(?is).*(unauthori[sz]ed|forbidden|accessdenied|not_?login|no_?login|unlogin|\\b401\\b|\\b403\\b).*");
    private static final Pattern CALLER =
        Pattern.compile("(?i)(get)?(login|current|session)(user|member|account|id|admin).*|getUser(id|name)|getPrincipal|principal"
        + "|getAuthentication|authentication(principal)?|getRemoteUser|getUserPrincipal");
    private static final Set<String> NOT_INPUT = Set.of("HttpServletResponse", "ServletResponse", "Model", "ModelMap",
        "ServerHttpResponse");
    private static final int DEEPEST = 3;
    private final Sources sources;

    Stops(Sources sources) {
        this.sources = sources;
    }

    /** True when a method of an interceptor or an aspect refuses callers because of who they are. */
    boolean callers(Sources.Type type, JavaMethod method) {
        return Refusals.in(this, type, method);
    }

    /** Words about identity in the method of the sources that is called, or in what that calls. */
    boolean mentions(Sources.Type type, Expression.Call call) {
        return target(type, call).filter(called -> mentions(called.type(), called.method(), new HashSet<>(), 1)).isPresent();
    }

    /** Words about identity in a method or in what it calls in the sources. */
    private boolean mentions(Sources.Type type, JavaMethod method, Set<JavaMethod> seen, int depth) {
        if (method.body().isEmpty() || depth > DEEPEST || !seen.add(method)) return false;
        Statement.Block body = method.body().get();
        if (words(body, Set.of())) return true;
        for (Expression.Call call : body.all(Expression.Call.class)) {
            Optional<Sources.Member> called = target(type, call);
            if (called.isPresent() && mentions(called.get().type(), called.get().method(), seen, depth + 1)) return true;
        }
        return false;
    }

    Optional<Sources.Member> target(Sources.Type type, Expression.Call call) {
        if (call.receiver().isEmpty()) return sources.method(type, call.name(), call.arguments().size());
        return Sources.dotted(call.receiver().get()).flatMap(name -> owner(type, name)).flatMap(owner -> sources.method(owner, call.name(),
            call.arguments().size()));
    }

    private Optional<Sources.Type> owner(Sources.Type type, String name) {
        String bare = name.startsWith("this.") ? name.substring(5) : name;
        if (bare.equals("this")) return Optional.of(type);
        return sources.field(type, bare).flatMap(field -> sources.resolve(field.type(), field.field().type().name()))
            .or(() -> sources.resolve(type, bare));
    }

    /** Words about identity, but for names that are known to be about something else. */
    static boolean words(Node body, Set<String> others) {
        boolean[] found = {false};
        body.walk(node -> {
            String text = node instanceof Expression.Name name ? others.contains(name.text()) ? "" : name.text()
                : node instanceof Expression.Call call ? call.name()
                : node instanceof Expression.Literal literal ? literal.value() : node instanceof Expression.FieldAccess access
                    ? access.name()
                : node instanceof JavaType named ? named.simpleName() : "";
            if (!found[0] && text.length() < 60 && IDENTITY.matcher(text).matches()) found[0] = true;
        });
        return found[0];
    }

    /** A call that answers with a refusal. */
    static boolean refuses(Expression.Call call) {
        return switch (call.name()) {
            case "sendError", "sendRedirect", "redirect" -> true;
            case "setStatus", "setStatusCode", "status" -> call.arguments().stream().anyMatch(a -> Sketch.of(a)
                .matches("(?i).*(40[13]|unauthori[sz]ed|forbidden).*"));
            default -> false;
        };
    }

    private static boolean absent(Expression test) {
        String text = Sketch.of(test);
        if (text.matches("(?s).*(== null|isBlank|isEmpty|isNull).*")) return true;
        return test.all(Expression.Unary.class).stream().anyMatch(u -> u.operator().equals("!"));
    }

    /**
     * True when a handler itself refuses callers that are not logged in: a test of the identity with a refusal behind it, a test for
     * callers who are nobody that ends the method, or a lookup of the caller that throws when there is none.
     */
    boolean inBody(Statement.Block body) {
        for (Statement.If branch : body.all(Statement.If.class)) {
            if (nobody(branch.test()) && branch.yes().all(Statement.class).stream().anyMatch(s -> s instanceof Statement.Return
                || s instanceof Statement.Throw)) return true;
            boolean identity = words(branch.test(), Set.of()) && (absent(branch.test()) || Sketch.of(branch.test()).contains("…") || !branch.test()
                .all(Expression.Call.class).isEmpty());
            if (!identity) continue;
            for (Statement way : branch.no().map(no -> List.of(branch.yes(), no)).orElse(List.of(branch.yes()))) {
                if (refusal(way)) return true;
            }
        }
        return body.all(Expression.Call.class).stream().anyMatch(call -> checks(call) || call.name().equals("orElseThrow")
            && call.receiver().filter(r -> r instanceof Expression.Call asked && CALLER.matcher(asked.name()).matches()).isPresent());
    }

    /** {@code authentication instanceof AnonymousAuthenticationToken}, {@code principal == null}. */
    private static boolean nobody(Expression test) {
        if (test.all(Expression.InstanceOf.class).stream().anyMatch(i -> i.type().simpleName()
            .equals("AnonymousAuthenticationToken"))) return test.all(Expression.Unary.class).isEmpty();
        return test.all(Expression.Binary.class).stream().anyMatch(compared -> compared.operator().equals("==")
            && compared.operands().stream().anyMatch(o -> o instanceof Expression.Literal l && l.kind() == Expression.Literal.Kind.NULL)
            && compared.operands().stream().anyMatch(o -> Sketch.of(o).matches("(.*\\.)?(principal|getUserPrincipal\\(\\))")));
    }

    private static boolean refusal(Statement way) {
        for (Statement.Throw thrown : way.all(Statement.Throw.class)) if (isRefusal(thrown.value())) return true;
        for (Statement.Return back : way.all(Statement.Return.class)) {
            if (back.value().filter(Stops::isRefusal).isPresent()) return true;
        }
        return way.all(Expression.Call.class).stream().anyMatch(Stops::refuses);
    }

    /** True when a handler looks up who calls. */
    static boolean usesCaller(JavaMethod handler) {
        boolean[] found = {false};
        handler.walk(node -> {
            String text = node instanceof Expression.Call call ? call.name() : node instanceof JavaType type ? type.simpleName()
                : node instanceof Annotation annotation ? annotation.simpleName() : "";
            if (CALLER.matcher(text).matches()) found[0] = true;
        });
        return found[0];
    }

    /** True when a handler has a parameter that a caller can fill. */
    static boolean takesInput(JavaMethod handler) {
        return handler.parameters().stream().anyMatch(p -> !NOT_INPUT.contains(p.type().simpleName()));
    }

    /** An exception, or what is answered, that says that someone may not come in. */
    static boolean isRefusal(Expression value) {
        return REFUSAL.matcher(Sketch.of(value)).matches();
    }

    /** Answers in so many words that the caller may not come in. */
    static boolean denies(Expression.Call call) {
        return DENIAL.matcher(call.name() + "(" + call.arguments().stream().map(Sketch::of).collect(Collectors.joining(", ")) + ")")
            .matches();
    }

    /** Calls of libraries that throw when the caller is not logged in or lacks something. */
    static boolean checks(Expression.Call call) {
        String receiver = call.receiver().map(Sketch::of).orElse("");
        if (receiver.endsWith("StpUtil") || receiver.endsWith("StpLogic")) return call.name().startsWith("check") || call.name()
            .startsWith("getLoginId") && !call.name().endsWith("DefaultNull");
        return receiver.endsWith("getSubject()") && call.name().startsWith("check");
    }
}
