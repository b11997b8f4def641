package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.stack.spring.Secrecy.Purpose;
import dev.gatelint.stack.spring.Secrecy.Strength;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaField;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys and passwords that are written into Java code. */
final class KeysInCode {
    private final Sources sources;
    private final Model.Builder model;
    private final Set<Span> said = new HashSet<>();

    private KeysInCode(Sources sources, Model.Builder model) {
        this.sources = sources;
        this.model = model;
    }

    static void link(SpringApplication application, Model.Builder model) {
        KeysInCode keys = new KeysInCode(application.sources(), model);
        for (Sources.Type type : application.sources().types()) {
            for (JavaField field : type.declared().fields()) field.value().ifPresent(value -> keys.uses(type, value));
            for (JavaMethod method : type.declared().methods()) method.body().ifPresent(body -> keys.uses(type, body));
            type.declared().initializers().forEach(initializer -> keys.uses(type, initializer.body()));
        }
        for (Sources.Type type : application.sources().types()) type.declared().fields().forEach(field -> keys.named(type, field));
    }

    /** A literal and where it stands. */
    private record Written(Span at, Strength strength) {
        /** Four characters of Base64 are three bytes. */
        Written decoded() {
            return new Written(at, new Strength(strength.kind(), strength.bytes() * 3 / 4, strength.placeholder()));
        }
    }

    /** Calls that make a key of their argument, remember-me keys, and passwords without an encoder. */
    private void uses(Sources.Type type, Node code) {
        Map<String, Expression> locals = new HashMap<>();
        code.walk(node -> {
            if (node instanceof dev.gatelint.syntax.java.Statement.Variable variable) variable.value()
                .ifPresent(value -> locals.put(variable.name(), value));
        });
        code.walk(node -> {
            if (node instanceof Expression.Call call) call(type, call, locals);
            if (node instanceof Expression.New made && Secrecy.makesKey(made.type().simpleName() + "()")) {
                String effect = effect(made);
                for (Expression argument : made.arguments()) key(type, argument, "new " + made.type().simpleName() + "(…)", effect,
                    type.span(made.type()), locals);
            }
        });
    }

    private void call(Sources.Type type, Expression.Call call, Map<String, Expression> locals) {
        Span at = new Span(type.path(), call.nameStart(), call.nameEnd());
        if (Secrecy.makesKey(call.name() + "()")) {
            for (Expression argument : call.arguments()) key(type, argument, call.name() + "(…)", SigningKeys.TOKENS, at, locals);
        }
        boolean remember = call.name().equals("key") && call.arguments().size() == 1
            && call.receiver().map(r -> Sketch.of(r).contains("rememberMe") || r instanceof Expression.Name).orElse(false);
        if (remember && isRememberMe(type, call)) {
            written(type, call.arguments().get(0), 0, locals).filter(w -> said.add(w.at))
                .ifPresent(w -> model.add(new SecretNeed(w.at, "remember-me key", List.of(
                new Flaw<>(w.strength.kind() == Strength.Kind.KNOWN ? Kind.KNOWN_VALUE : Kind.HARD_CODED, "is written into the sources: "
                    + SigningKeys.REMEMBERS,
                    "take it from the configuration", Certainty.LIKELY, List.of(new Evidence(at, "used here")), List.of())))));
        }
        if (call.name().equals("password") && call.arguments().size() == 1) {
            boolean plain = call.receiver().map(Sketch::of).filter(r -> r.contains("withDefaultPasswordEncoder()")).isPresent();
            Optional<String> text = sources.text(type, call.arguments().get(0)).filter(t -> plain || t.startsWith("{noop}"));
            Span where = type.span(call.arguments().get(0));
            if (text.isPresent() && said.add(where)) {
                Strength strength = Secrecy.strength(text.get().startsWith("{noop}") ? text.get().substring(6) : text.get());
                boolean known = strength.kind() != Strength.Kind.LITERAL;
                String tried = strength.kind() == Strength.Kind.EMPTY ? "is empty: whoever finds the login gets in"
                    : "is one that everyone tries first, and stands in the sources without an encoder";
                model.add(new SecretNeed(where, "password of a user in memory",
                    List.of(new Flaw<>(known ? Kind.KNOWN_VALUE : Kind.HARD_CODED,
                    known ? tried : "stands in the sources in the clear: whoever can read them can log in",
                    "take users from a store, or the encoded password from the configuration", Certainty.LIKELY, List.of(), List.of()))));
            }
        }
    }

    /** {@code rememberMe(r -> r.key("…"))} or {@code rememberMe().key("…")} */
    private boolean isRememberMe(Sources.Type type, Expression.Call key) {
        if (key.receiver().map(r -> Sketch.of(r).contains("rememberMe")).orElse(false)) return true;
        for (JavaMethod method : type.declared().methods()) {
            if (method.body().isEmpty()) continue;
            for (Expression.Call call : method.body().get().all(Expression.Call.class)) {
                if (call.name().equals("rememberMe") && !call.arguments().isEmpty() && call.arguments().get(0).start() <= key.start()
                    && key.end() <= call.arguments().get(0).end()) return true;
            }
        }
        return false;
    }

    /** {@code new SecretKeySpec(bytes, "AES")} encrypts, one with an HMAC signs anything; the others are for tokens. */
    private static String effect(Expression.New made) {
        if (made.type().simpleName().equals("TokenBasedRememberMeServices")) return SigningKeys.REMEMBERS;
        if (!made.type().simpleName().equals("SecretKeySpec")) return SigningKeys.TOKENS;
        boolean encrypts = made.arguments().stream().anyMatch(a -> a instanceof Expression.Literal l
            && l.value().matches("(?i)(aes|des|blowfish|sm4|rc4).*"));
        return encrypts ? SigningKeys.ENCRYPTS : SigningKeys.SIGNS;
    }

    private void key(Sources.Type type, Expression argument, String use, String effect, Span useAt, Map<String, Expression> locals) {
        Optional<Written> written = written(type, argument, 0, locals);
        if (written.isEmpty() || !said.add(written.get().at)) return;
        List<Flaw<Kind>> flaws = new ArrayList<>();
        for (Flaw<Kind> flaw : SigningKeys.flaws(written.get().strength, "", effect,
            "take it from the configuration: `@Value(\"${jwt.secret}\")`, without a default", Certainty.CERTAIN)) {
            flaws.add(flaw.because(new Evidence(useAt, "the key of `" + use + "`")));
        }
        model.add(new SecretNeed(written.get().at, "key of " + use, flaws));
    }

    /** The literal that an expression comes from: through constants of any file, {@code getBytes()}, decoders and concatenation. */
    private Optional<Written> written(Sources.Type type, Expression expression, int depth, Map<String, Expression> locals) {
        if (depth > 6) return Optional.empty();
        if (expression instanceof Expression.Literal literal && literal.kind() == Expression.Literal.Kind.STRING) {
            return Secrecy.isAlgorithm(literal.value()) ? Optional.empty()
                : Optional.of(new Written(type.span(literal), Secrecy.strength(literal.value())));
        }
        if (expression instanceof Expression.Call call) {
            boolean turns = Set.of("getBytes", "toCharArray", "decode", "encode", "encodeToString", "decodeBase64", "encodeBase64", "trim",
                "hmacShaKeyFor", "decodeFromString", "parseBase64Binary").contains(call.name());
            if (!turns) return Optional.empty();
            if (!call.arguments().isEmpty() && !call.name().equals("getBytes")) {
                Optional<Written> argument = written(type, call.arguments().get(0), depth + 1, locals);
                return call.name().matches("decode|decodeBase64|parseBase64Binary") ? argument.map(Written::decoded) : argument;
            }
            return call.receiver().flatMap(r -> written(type, r, depth + 1, locals));
        }
        if (expression instanceof Expression.Name name && locals.containsKey(name.text())) return written(type, locals.get(name.text()),
            depth + 1, Map.of());
        return sources.constant(type, expression)
            .flatMap(field -> field.field().value().flatMap(value -> written(field.type(), value, depth + 1, Map.of())));
    }

    /** {@code static final String JWT_SECRET = "…"} that no call seen here uses. */
    private void named(Sources.Type type, JavaField field) {
        if (field.value().isEmpty() || !Secrecy.isSecretName(field.name()) || Secrecy.purpose(field.name()) != Purpose.SIGNING) return;
        if (!(field.value().get() instanceof Expression.Literal literal) || literal.kind() != Expression.Literal.Kind.STRING) return;
        Optional<Strength> strength = Secrecy.marked(literal.value());
        if (strength.isEmpty() || strength.get().kind() == Strength.Kind.EMPTY || !said.add(type.span(literal))) return;
        // nothing that signs is seen to use it
        String effect = "whoever can read them has it";
        Flaw<Kind> flaw = SigningKeys.flaws(strength.get(), "", effect, "take it from the configuration", Certainty.POSSIBLE).get(0);
        model.add(new SecretNeed(type.span(literal), field.name(), List.of(flaw)));
    }
}
