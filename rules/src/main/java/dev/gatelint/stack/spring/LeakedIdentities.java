package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Strategies with which a thread keeps the identity or the request of another. Asked of Boot 3.0, 3.5 and 4.1: an anonymous request ran as
 * the administrator whose request had made the thread of the pool.
 */
final class LeakedIdentities {
    private static final String REMEDY = "remove it, and wrap executors in `DelegatingSecurityContextExecutor`";
    private final Model.Builder model;
    private final boolean pooled;

    private LeakedIdentities(Sources sources, Model.Builder model) {
        this.model = model;
        this.pooled = sources.types().stream()
            .anyMatch(t -> sources.composed(t, t.declared().annotations(), "org.springframework.scheduling.annotation.EnableAsync")
            .isPresent()
            || t.file().imports().stream()
                .anyMatch(i -> i.name().matches("java\\.util\\.concurrent\\.(Executor\\w*|CompletableFuture)|.*ThreadPoolTaskExecutor")));
    }

    static void link(SpringApplication application, Model.Builder model) {
        LeakedIdentities leaked = new LeakedIdentities(application.sources(), model);
        for (Sources.Type type : application.sources().types()) {
            type.declared().methods().forEach(method -> method.body().ifPresent(body -> leaked.look(type, body)));
            type.declared().initializers().forEach(i -> leaked.look(type, i.body()));
        }
    }

    private void look(Sources.Type type, Statement body) {
        for (Expression.Call call : body.all(Expression.Call.class)) {
            List<Expression> arguments = call.arguments();
            switch (call.name()) {
                case "setStrategyName" -> strategy(arguments).ifPresent(mode -> mode(type, call, mode));
                // MethodInvokingFactoryBean, and the system property that the holder reads once
                case "setTargetMethod" -> {
                    if (text(arguments).equals("setStrategyName")) strategy(List.of(), body).ifPresent(mode -> mode(type, call, mode));
                }
                case "setProperty" -> {
                    boolean holder = !arguments.isEmpty() && (Sketch.of(arguments.get(0)).equals("\"spring.security.strategy\"")
                        || Sketch.of(arguments.get(0)).endsWith("SYSTEM_PROPERTY"));
                    if (holder) strategy(arguments).ifPresent(mode -> mode(type, call, mode));
                }
                case "setThreadContextInheritable" -> {
                    if (text(arguments).equals("true")) request(type, call);
                }
                case "setRequestAttributes" -> {
                    boolean holder = call.receiver().flatMap(Sources::dotted).filter(r -> r.endsWith("RequestContextHolder")).isPresent();
                    if (holder && arguments.size() == 2 && arguments.get(1) instanceof Expression.Literal l
                        && l.value().equals("true")) request(type, call);
                }
                default -> { }
            }
        }
    }

    private static String text(List<Expression> arguments) {
        return arguments.size() == 1 && arguments.get(0) instanceof Expression.Literal literal ? literal.value() : "";
    }

    private static Optional<String> strategy(List<Expression> arguments) {
        return strategy(arguments, null);
    }

    private static Optional<String> strategy(List<Expression> arguments, Node around) {
        for (String mode : List.of("MODE_INHERITABLETHREADLOCAL", "MODE_GLOBAL")) {
            boolean here = arguments.stream().anyMatch(argument -> mentions(argument, mode)) || around != null && mentions(around, mode);
            if (here) return Optional.of(mode);
        }
        return Optional.empty();
    }

    private static boolean mentions(Node node, String mode) {
        return node.all(Expression.FieldAccess.class).stream().anyMatch(access -> access.name().equals(mode))
            || node.all(Expression.Name.class).stream().anyMatch(n -> n.text().equals(mode))
            || node.all(Expression.Literal.class).stream().anyMatch(literal -> literal.value().equals(mode));
    }

    private void mode(Sources.Type type, Expression.Call call, String mode) {
        boolean global = mode.equals("MODE_GLOBAL");
        add(type, call, new Flaw<>(Kind.LEAKS_BETWEEN_REQUESTS, global
            ? "keeps one identity for all requests: every caller acts as the last one who logged in"
            : "leaks identities: a thread of a pool keeps the identity of the request that made it, and runs the tasks of later callers, "
                + "anonymous ones too, as that user",
            REMEDY, global || pooled ? Certainty.CERTAIN : Certainty.LIKELY, List.of(), List.of()));
    }

    private void request(Sources.Type type, Expression.Call call) {
        add(type, call, new Flaw<>(Kind.LEAKS_BETWEEN_REQUESTS,
            "lets threads of a pool keep the request that made them: later tasks see another caller's request",
            "remove it, and pass on the values that a task needs", Certainty.LIKELY, List.of(), List.of()));
    }

    private void add(Sources.Type type, Expression.Call call, Flaw<Kind> flaw) {
        Span at = type.span(call);
        model.add(new SessionLookup(at, Sketch.call(call), type.simpleName(), List.of(flaw)));
    }
}
