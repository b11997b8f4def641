package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaField;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Modifier;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Signing keys that are made anew at each start. Asked of Boot 2.7, 3.5 and 4.1: a remember-me cookie from before a restart is refused
 * unless {@code .key(…)} is given.
 */
final class UnstableKeys {
    private static final Set<String> TOKEN_LIBRARIES = Set.of("io.jsonwebtoken.", "com.nimbusds.jose.", "com.auth0.jwt.",
        "org.springframework.security.oauth2.");
    private static final String PASSWORD = "spring.security.user.password";
    private static final String STARTER = "org.springframework.boot:spring-boot-starter-security";
    private static final Set<String> AT_START = Set.of("PostConstruct", "Bean");
    private static final Set<String> MATCHERS = Set.of("requestMatchers", "antMatchers", "mvcMatchers", "regexMatchers", "anyRequest");
    private static final Set<String> STABLE = Set.of("key", "rememberMeServices", "tokenRepository");
    private final Sources sources;
    private final Model.Builder model;
    private final Set<Span> said = new HashSet<>();

    private UnstableKeys(Sources sources, Model.Builder model) {
        this.sources = sources;
        this.model = model;
    }

    static void link(SpringApplication application, Model.Builder model) {
        UnstableKeys keys = new UnstableKeys(application.sources(), model);
        for (Sources.Type type : application.sources().types()) {
            type.declared().methods().forEach(method -> method.body().ifPresent(body -> keys.rememberMe(type, body)));
            boolean tokens = type.file().imports().stream().anyMatch(i -> TOKEN_LIBRARIES.stream().anyMatch(i.name()::startsWith));
            if (tokens) keys.atStart(type);
        }
        keys.password(application);
    }

    /**
     * Boot makes a user with a new password at each start and writes it to the log, where nothing says who may log in; a chain or a name
     * of the user alone changes nothing. Run on Boot 2.7, 3.5 and 4.1, and with WebFlux. Everything that is asked here stands in files that
     * are always read.
     */
    private void password(SpringApplication application) {
        boolean whole = application.main().isPresent() && !application.dependenciesUnknown() && application.unread().isEmpty()
            && application.library().isEmpty();
        boolean given = !application.config().everywhere(PASSWORD).isEmpty() || application.environment().mayHoldMore()
            || application.environment().given().stream()
                .anyMatch(one -> one.name().equals(PASSWORD) || one.name().equals(Supply.variable(PASSWORD)));
        // a login by others, such as OAuth 2, takes the place of that user
        boolean alone = application.modules().stream().anyMatch(module -> module.declares(STARTER)) && Stream.of(Applications.SECURED)
            .filter(name -> !name.equals(STARTER)).noneMatch(name -> application.modules().stream().anyMatch(m -> m.declares(name)));
        if (!whole || given || !alone || application.sources().types().stream().anyMatch(UnstableKeys::namesSecurity)) return;
        model.add(new SecretNeed(application.place(STARTER), PASSWORD,
            List.of(new Flaw<>(Kind.NOT_STABLE, "is not set: Boot makes a password for `user` at each start and writes it to the log",
                "set it from the environment, or give a UserDetailsService", Certainty.POSSIBLE, List.of(), List.of()))));
    }

    private static boolean namesSecurity(Sources.Type type) {
        return type.file().imports().stream().anyMatch(i -> i.name().startsWith("org.springframework.security"));
    }

    /** Everything of a type that runs once: its fields, constructors, initializers, beans, and what these call of it. */
    private void atStart(Sources.Type type) {
        JavaClass declared = type.declared();
        boolean bean = declared.annotations().stream().anyMatch(a -> !a.simpleName().equals("Scope"));
        for (JavaField field : declared.fields()) {
            boolean once = bean || field.modifiers().contains(Modifier.STATIC);
            if (once) field.value().ifPresent(value -> made(type, value, field.name()));
        }
        declared.initializers().forEach(initializer -> code(type, initializer.body(), 0));
        for (JavaMethod method : declared.methods()) {
            boolean once = method.isConstructor() && bean || method.annotations().stream().map(Annotation::simpleName)
                .anyMatch(AT_START::contains);
            if (once) method.body().ifPresent(body -> code(type, body, 0));
        }
    }

    private void code(Sources.Type type, Statement.Block body, int depth) {
        // one that asks first may keep what it has made
        boolean chooses = !body.all(Statement.If.class).isEmpty() || !body.all(Expression.Conditional.class).isEmpty()
            || body.all(Expression.Call.class).stream().anyMatch(call -> call.name().matches("(save|store|write|persist|put|orElse).*"));
        if (chooses || depth > 2) return;
        made(type, body, "");
        for (Expression.Call call : body.all(Expression.Call.class)) {
            if (call.receiver().isPresent()) continue;
            sources.method(type, call.name(), call.arguments().size()).filter(member -> member.type().equals(type))
                .flatMap(member -> member.method().body())
                .ifPresent(inner -> code(type, inner, depth + 1));
        }
    }

    private void made(Sources.Type type, Node code, String name) {
        boolean names = Secrecy.isSecretName(name) || name.toLowerCase(Locale.ROOT).endsWith("key");
        for (Expression.Call call : code.all(Expression.Call.class)) {
            if (isNewKey(code, call) || isRandom(call) && (names || isInKey(code, call))) add(type, call);
        }
    }

    /** True when it is an argument, however deep, of a call that makes a key. */
    private static boolean isInKey(Node code, Expression.Call call) {
        return code.all(Expression.Call.class).stream().anyMatch(outer -> Secrecy.makesKey(outer.name() + "()")
            && outer.start() <= call.start() && call.end() <= outer.end());
    }

    private static boolean isNewKey(Node code, Expression.Call call) {
        String receiver = call.receiver().map(Sketch::of).orElse("");
        return switch (call.name()) {
            case "secretKeyFor", "keyPairFor" -> receiver.equals("Keys") || receiver.endsWith(".Keys");
            case "build" -> receiver.matches("Jwts\\.SIG\\.\\w+\\.key(Pair)?\\(\\)");
            case "generateKey", "generateKeyPair", "genKeyPair" -> code.all(Expression.Literal.class).stream()
                .noneMatch(l -> l.value().matches("(?i)(aes|des).*"));
            default -> false;
        };
    }

    private static boolean isRandom(Expression.Call call) {
        return call.name().equals("randomUUID") && call.receiver().flatMap(Sources::dotted).filter(r -> r.equals("UUID")).isPresent();
    }

    private void add(Sources.Type type, Expression.Call call) {
        Span at = new Span(type.path(), call.nameStart(), call.nameEnd());
        if (!said.add(at)) return;
        Certainty certainty = Secrecy.isSample(type.path()) ? Certainty.POSSIBLE : Certainty.CERTAIN;
        model.add(new SecretNeed(at, Sketch.of(call),
            List.of(new Flaw<>(Kind.NOT_STABLE,
            "makes another key at each start: tokens from before a restart are refused, and a second node "
            + "refuses those of the first", "take the key from the configuration", certainty, List.of(), List.of()))));
    }

    /** {@code http.rememberMe(…)} whose cookies are signed with a key that nobody gave. */
    private void rememberMe(Sources.Type type, Statement.Block body) {
        for (Expression.Call call : body.all(Expression.Call.class)) {
            if (!call.name().equals("rememberMe") || call.receiver().isEmpty()) continue;
            boolean rule = call.receiver().get() instanceof Expression.Call before && MATCHERS.contains(before.name());
            boolean http = type.file().imports().stream().anyMatch(i -> i.name().startsWith("org.springframework.security.config."));
            Optional<Expression> how = call.arguments().stream().findFirst();
            boolean seen = how.isEmpty() || how.get() instanceof Expression.Lambda || Sketch.of(how.get()).endsWith("withDefaults()");
            Node settings = how.filter(Expression.Lambda.class::isInstance).map(Node.class::cast).orElse(body);
            boolean stable = settings.all(Expression.Call.class).stream().anyMatch(one -> STABLE.contains(one.name()));
            Span at = new Span(type.path(), call.nameStart(), call.nameEnd());
            if (rule || !http || !seen || stable || !said.add(at)) continue;
            model.add(new SecretNeed(at, "remember-me key",
                List.of(new Flaw<>(Kind.NOT_STABLE,
                "is another one at each start when `.key(…)` is not given: cookies from before a restart are "
                + "refused, and a second node refuses those of the first", "give it: `.key(…)` with a value of the configuration",
                Secrecy.isSample(type.path()) ? Certainty.POSSIBLE : Certainty.CERTAIN, List.of(), List.of()))));
        }
    }
}
