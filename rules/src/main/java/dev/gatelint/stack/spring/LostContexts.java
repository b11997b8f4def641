package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reactive chains that ask for the caller and that somebody else than WebFlux subscribes to. Asked of Boot 3.5 with WebFlux:
 * {@code ReactiveSecurityContextHolder.getContext()} with {@code block()}, {@code subscribe()} or {@code toFuture()} behind it sees
 * nobody; in the chain that is returned it sees the caller, on any scheduler.
 */
final class LostContexts {
    private static final String HOLDER = "org.springframework.security.core.context.ReactiveSecurityContextHolder";
    private static final Map<String, String> ENDS = Map.of("block", "gives null", "blockOptional", "gives nothing", "subscribe",
        "never sees the caller",
        "toFuture", "gives null");
    private static final Set<String> WRITES = Set.of("contextWrite", "subscriberContext");
    private final Sources sources;
    private final Model.Builder model;
    private final Map<Sources.Member, Boolean> asking = new HashMap<>();

    private LostContexts(Sources sources, Model.Builder model) {
        this.sources = sources;
        this.model = model;
    }

    static void link(SpringApplication application, Model.Builder model) {
        if (!application.versions().reactive()) return;
        LostContexts lost = new LostContexts(application.sources(), model);
        for (Sources.Type type : application.sources().types()) {
            for (JavaMethod method : type.declared().methods()) method.body().ifPresent(body -> lost.look(type, method, body));
        }
    }

    private void look(Sources.Type type, JavaMethod method, Statement.Block body) {
        Map<String, Expression> locals = new HashMap<>();
        body.all(Statement.Variable.class).forEach(v -> v.value().ifPresent(value -> locals.put(v.name(), value)));
        for (Expression.Call end : body.all(Expression.Call.class)) {
            if (!ENDS.containsKey(end.name()) || end.receiver().isEmpty()) continue;
            Optional<Expression.Call> asked = asked(type, end.receiver().get(), locals, 0);
            if (asked.isEmpty()) continue;
            boolean direct = asked.get().name().equals("getContext");
            Span at = new Span(type.path(), end.nameStart(), end.nameEnd());
            List<Evidence> because = direct ? List.of() : sources.method(type, asked.get().name(), asked.get().arguments().size())
                .map(member -> List.of(new Evidence(member.type().nameOf(member.method()), "asks for the caller"))).orElse(List.of());
            model.add(new SessionLookup(at, (direct ? "ReactiveSecurityContextHolder.getContext()" : asked.get().name() + "()") + "…"
                + end.name() + "()",
                "the method " + type.simpleName() + "." + method.name(),
                    List.of(new Flaw<>(Kind.OFF_REQUEST_THREAD, ENDS.get(end.name()) + ": `" + end.name()
                    + "` subscribes by itself, without the context of the request", "return the chain, so that WebFlux subscribes to it",
                        Certainty.CERTAIN, because, List.of()))));
        }
    }

    /** The call at the beginning of a chain that asks for the caller; empty when the chain gets a context on its way. */
    private Optional<Expression.Call> asked(Sources.Type type, Expression chain, Map<String, Expression> locals, int depth) {
        Expression at = chain;
        while (at instanceof Expression.Call call) {
            if (WRITES.contains(call.name())) return Optional.empty();
            if (asks(type, call)) return Optional.of(call);
            if (call.receiver().isEmpty()) return Optional.empty();
            at = call.receiver().get();
        }
        boolean local = at instanceof Expression.Name name && locals.containsKey(name.text());
        return local && depth < 3 ? asked(type, locals.get(((Expression.Name) at).text()), locals, depth + 1) : Optional.empty();
    }

    private boolean asks(Sources.Type type, Expression.Call call) {
        if (call.name().equals("getContext")) return call.receiver().flatMap(Sources::dotted)
            .filter(name -> sources.means(type, name, HOLDER)).isPresent();
        if (call.receiver().isPresent()) return false;
        return sources.method(type, call.name(), call.arguments().size()).map(this::returnsCaller).orElse(false);
    }

    /** A method whose returned chain begins with the holder. */
    private boolean returnsCaller(Sources.Member member) {
        Boolean known = asking.putIfAbsent(member, false);
        if (known != null) return known;
        boolean found = member.method().body().map(body -> body.all(Statement.Return.class)).orElse(List.of()).stream()
            .flatMap(r -> r.value().stream())
            .anyMatch(value -> asked(member.type(), value, Map.of(), 0).isPresent());
        asking.put(member, found);
        return found;
    }
}
