package dev.gatelint.stack.spring;

import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Servlets and sockets beside the dispatcher, and the destinations of messages. */
final class Servlets {
    private final SpringApplication application;
    private final Sources sources;
    private final String context;
    private final List<Mapping> found = new ArrayList<>();

    private Servlets(SpringApplication application) {
        this.application = application;
        this.sources = application.sources();
        this.context = new Prefixes(application).base();
    }

    static List<Mapping> of(SpringApplication application) {
        Servlets servlets = new Servlets(application);
        servlets.annotated();
        servlets.registered();
        servlets.messages();
        return servlets.found;
    }

    private boolean anyType(String annotation) {
        return sources.types().stream().anyMatch(type -> sources.composed(type, type.declared().annotations(), annotation).isPresent());
    }

    private void annotated() {
        boolean scanned = !application.bootable() || anyType("org.springframework.boot.web.servlet.ServletComponentScan")
            || anyType("org.springframework.boot.web.server.servlet.context.ServletComponentScan");
        for (Sources.Type type : sources.types()) {
            for (Annotation annotation : type.declared().annotations()) {
                if (scanned && means(type, annotation, "servlet.annotation.WebServlet")) {
                    annotation.get("urlPatterns").or(() -> annotation.get("value")).flatMap(e -> sources.texts(type, e)).orElse(List.of())
                        .forEach(pattern -> add(type.nameSpan(), "servlet", List.of(), pattern(pattern), type.name()));
                }
                if (means(type, annotation, "websocket.server.ServerEndpoint")) {
                    annotation.get("value").flatMap(e -> sources.text(type, e)).ifPresent(path ->
                        add(type.nameSpan(), "websocket", List.of("GET"), path, type.name()));
                }
            }
        }
    }

    private boolean means(Sources.Type type, Annotation annotation, String name) {
        return sources.means(type, annotation.name(), "jakarta." + name) || sources.means(type, annotation.name(), "javax." + name);
    }

    private static String pattern(String servlet) {
        return servlet.endsWith("/*") ? servlet + "*" : servlet.equals("/") ? "/**" : servlet.startsWith("*.") ? "/**/" + servlet : servlet;
    }

    /** {@code new ServletRegistrationBean<>(servlet, "/x/*")} in a bean method. */
    private void registered() {
        for (Sources.Type type : sources.types()) {
            for (JavaMethod method : type.declared().methods()) {
                boolean bean = method.returns().map(t -> t.simpleName().equals("ServletRegistrationBean")).orElse(false)
                    && method.body().isPresent()
                    && sources.composed(type, method.annotations(), "org.springframework.context.annotation.Bean").isPresent();
                if (!bean) continue;
                for (Expression.New made : method.body().get().all(Expression.New.class)) {
                    if (!made.type().simpleName().equals("ServletRegistrationBean")) continue;
                    boolean dispatcher = !made.arguments().isEmpty() && Sketch.of(made.arguments().get(0)).contains("DispatcherServlet");
                    if (!dispatcher) made.arguments().stream().skip(1).flatMap(e -> sources.texts(type, e).orElse(List.of()).stream())
                        .forEach(p -> add(type.nameOf(method), "servlet", List.of(), pattern(p), type.name() + "#" + method.name()));
                }
                for (Expression.Call call : method.body().get().all(Expression.Call.class)) {
                    if (call.name().equals("addUrlMappings")) call.arguments().stream()
                        .flatMap(e -> sources.texts(type, e).orElse(List.of()).stream())
                        .forEach(p -> add(type.nameOf(method), "servlet", List.of(), pattern(p), type.name() + "#" + method.name()));
                }
            }
        }
    }

    private void add(Span at, String stack, List<String> methods, String path, String name) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (Nature.isPublic(path)) traits.add(Trait.PUBLIC_BY_NATURE);
        if (Nature.soundsProtected(path)) traits.add(Trait.PROTECTED_BY_NAME);
        String full = path.startsWith("/") ? path : "/" + path;
        found.add(new Mapping(at, stack, Mapping.Kind.SERVLET, methods, context, full, name, Optional.empty(), true, traits));
    }

    /** The handshakes of {@code registerStompEndpoints} and {@code registerWebSocketHandlers}, and handlers of messages. */
    private void messages() {
        List<String> prefixes = new ArrayList<>();
        boolean brokered = false;
        for (Sources.Type type : sources.types()) {
            for (JavaMethod method : type.declared().methods()) {
                if (method.body().isEmpty()) continue;
                boolean stomp = method.name().equals("registerStompEndpoints");
                boolean plain = method.name().equals("registerWebSocketHandlers");
                boolean broker = method.name().equals("configureMessageBroker");
                if (!stomp && !plain && !broker) continue;
                brokered |= broker;
                List<Expression.Call> calls = method.body().get().all(Expression.Call.class);
                List<Expression> sockJs = calls.stream().filter(call -> call.name().equals("withSockJS"))
                    .flatMap(call -> call.receiver().stream()).toList();
                // a registration that is kept in a variable is not followed
                boolean all = sockJs.stream().anyMatch(receiver -> receiver instanceof Expression.Name);
                for (Expression.Call call : calls) {
                    boolean below = all || sockJs.stream().anyMatch(receiver -> receiver.all(Expression.Call.class).stream()
                        .anyMatch(c -> c == call));
                    if (stomp && call.name().equals("addEndpoint")) handshake(type, call, 0, below);
                    if (plain && call.name().equals("addHandler")) handshake(type, call, 1, below);
                    if (broker && call.name().equals("setApplicationDestinationPrefixes")) call.arguments()
                        .forEach(e -> sources.text(type, e).ifPresent(prefixes::add));
                }
            }
        }
        if (prefixes.isEmpty()) prefixes.add("");
        boolean rsocket = application.dependsOn("org.springframework.boot:spring-boot-starter-rsocket") && !brokered;
        for (Sources.Type type : sources.types()) {
            boolean controller = sources.composed(type, type.declared().annotations(), "org.springframework.stereotype.Controller")
                .isPresent()
                || sources.composed(type, type.declared().annotations(), "org.springframework.web.bind.annotation.RestController")
                .isPresent();
            if (!controller) continue;
            String messaging = "org.springframework.messaging.handler.annotation.MessageMapping";
            List<String> outer = destinations(type, type.declared().annotations(), messaging).orElse(List.of(""));
            for (JavaMethod method : type.declared().methods()) {
                destinations(type, method.annotations(), messaging).ifPresent(paths ->
                    message(type, method, rsocket, "SEND", prefixes, outer, paths));
                destinations(type, method.annotations(), "org.springframework.messaging.simp.annotation.SubscribeMapping")
                    .ifPresent(paths -> message(type, method, false, "SUBSCRIBE", prefixes, outer, paths));
            }
        }
    }

    private Optional<List<String>> destinations(Sources.Type type, List<Annotation> annotations, String full) {
        return sources.annotation(type, annotations, full).map(a -> a.get("value").flatMap(e -> sources.texts(type, e))
            .orElse(List.of("")));
    }

    private void message(Sources.Type type, JavaMethod method, boolean rsocket, String verb, List<String> prefixes, List<String> outer,
                         List<String> paths) {
        for (String prefix : prefixes) {
            for (String above : outer) {
                for (String path : paths) {
                    // routes of RSocket have dots where destinations have slashes
                    String full = !rsocket ? Handlers.combine(prefix, Handlers.combine(above, path))
                        : above.isEmpty() || path.isEmpty() ? above + path : above + "." + path;
                    found.add(new Mapping(type.nameOf(method), rsocket ? "rsocket" : "stomp", Mapping.Kind.MESSAGE, List.of(verb), "", full,
                        type.name() + "#" + method.name(), Optional.of(new Request.Handler(type, type, method)), true, EnumSet.of(Trait.CHANGES_STATE)));
                }
            }
        }
    }

    /** With SockJS every method below the path is taken: {@code /ws/info}, {@code /ws/1/x/xhr_send}. */
    private void handshake(Sources.Type type, Expression.Call call, int from, boolean sockJs) {
        for (Expression argument : call.arguments().subList(Math.min(from, call.arguments().size()), call.arguments().size())) {
            sources.text(type, argument).ifPresent(path -> add(type.span(argument), "websocket", sockJs ? List.of() : List.of("GET"),
                sockJs ? Handlers.combine(path, "/**") : path, type.name() + "#" + call.name()));
        }
    }
}
