package dev.gatelint.stack.next;

import dev.gatelint.model.Version;
import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.js.flow.World.Call;
import java.util.List;
import java.util.Map;

/** What the ready-made middlewares of libraries do with a request of a caller who is logged in, or is not. */
final class MiddlewareGates {
    private static final Version NEWEST = Version.of("16.4.6");
    private final boolean loggedIn;

    MiddlewareGates(boolean loggedIn) {
        this.loggedIn = loggedIn;
    }

    private static final Value PASS = Value.reply(200, "", true);

    private Value stop(Call c, String why) {
        c.machine().raise(Value.nativeOf("thrown", Boolean.TRUE), true, NextWorld.at(c, why));
        return Value.ANY;
    }

    /** Makes a middleware of a library, or null when the call is no such thing. */
    Value call(Call c, Value.External called) {
        String source = called.source();
        String name = called.last();
        if (source.equals("next-auth/middleware")) {
            if (c.argument(0).is("request")) return withAuth(c, (NextWorld.Request) c.argument(0).natively().of(), List.of(), session());
            return Value.nativeOf("gate.withAuth", c.arguments());
        }
        if (source.startsWith("@clerk/")) {
            return switch (name) {
                case "clerkMiddleware", "authMiddleware" -> Value.nativeOf("gate." + name, c.arguments());
                case "createRouteMatcher" -> Value.nativeOf("gate.matcher", texts(c.argument(0)));
                default -> null;
            };
        }
        if (name.equals("withMiddlewareAuthRequired")) return Value.nativeOf("gate.required", c.arguments());
        if (source.startsWith("@kinde-oss/") && name.equals("withAuth")) {
            return c.argument(0).is("request") ? loggedIn ? PASS : stop(c, "`withAuth` sends callers without a session to the login")
                : Value.nativeOf("gate.required", c.arguments());
        }
        if (name.equals("authkitMiddleware")) return Value.nativeOf("gate.authkit", c.arguments());
        if (source.startsWith("next-intl") && (name.equals("default")
            || name.equals("createMiddleware"))) return Value.nativeOf("gate.pass", null);
        return null;
    }

    private static List<String> texts(Value list) {
        return list.kind() == Value.Kind.TEXT ? List.of((String) list.data()) : list.items().stream().flatMap(item -> item.text().stream())
            .toList();
    }

    private Value session() {
        return loggedIn ? Value.TRUTHY.with(Value.SESSION) : Value.NULL.with(Value.SESSION);
    }

    /** Calls something that {@link #call(Call, Value.External)} made, or null when it made no such thing. */
    @SuppressWarnings("unchecked") // the name says what it belongs to
    Value call(Call c, Value.Native of, Value session) {
        Value first = c.argument(0);
        NextWorld.Request request = first.is("request") ? (NextWorld.Request) first.natively().of() : null;
        switch (of.name()) {
            case "gate.pass" -> {
                return PASS;
            }
            case "gate.withAuth" -> {
                return request == null ? Value.ANY : withAuth(c, request, (List<Value>) of.of(), session);
            }
            case "gate.clerkMiddleware" -> {
                List<Value> given = (List<Value>) of.of();
                Value function = given.isEmpty() || given.get(0).kind() != Value.Kind.CLOSURE ? null : given.get(0);
                if (function == null) return PASS;
                Value auth = Value.nativeOf("clerk.auth", null);
                Value result = c.machine().last(function, List.of(auth, first, Value.ANY)).awaited();
                return result.nullish() ? PASS : result;
            }
            case "gate.authMiddleware" -> {
                List<Value> given = (List<Value>) of.of();
                List<String> open = given.isEmpty() ? List.of("/") : texts(given.get(0).field("publicRoutes"));
                if (loggedIn || request != null && open.stream().anyMatch(pattern -> matches(pattern, request.path()))) return PASS;
                return stop(c, "`authMiddleware` stops callers without a session");
            }
            case "gate.required" -> {
                if (!loggedIn) return stop(c, "stops callers without a session");
                return PASS;
            }
            case "gate.authkit" -> {
                List<Value> given = (List<Value>) of.of();
                Value auth = given.isEmpty() ? Value.UNDEFINED : given.get(0).field("middlewareAuth");
                boolean on = Boolean.TRUE.equals(auth.field("enabled").truth());
                boolean open = request != null && texts(auth.field("unauthenticatedPaths")).stream()
                    .anyMatch(pattern -> matches(pattern, request.path()));
                return loggedIn || !on || open ? PASS : stop(c, "`authkitMiddleware` stops callers without a session");
            }
            case "gate.matcher" -> {
                if (request == null || request.path().isEmpty()) return Value.ANY;
                Boolean known = false;
                for (String pattern : (List<String>) of.of()) {
                    Boolean one = test(pattern, request.path());
                    if (Boolean.TRUE.equals(one)) return new Value(Value.Kind.BOOLEAN, true, Value.REQUEST);
                    if (one == null) known = null;
                }
                return known == null ? Value.ANY : new Value(Value.Kind.BOOLEAN, false, Value.REQUEST);
            }
            case "clerk.protect" -> {
                return loggedIn ? Value.promise(session) : stop(c, "`auth.protect()` stops callers without a session");
            }
            case "clerk.auth" -> {
                Value id = loggedIn ? Value.TRUTHY.with(Value.SESSION) : Value.NULL.with(Value.SESSION);
                Value redirect = Value.external("@clerk/nextjs/server", "auth.redirectToSignIn");
                return new Value(Value.Kind.OBJECT, Map.of("userId", id, "sessionId", id, "orgId",
                    new Value(Value.Kind.ANY, null, Value.SESSION), "protect", Value.nativeOf("clerk.protect", null),
                    "redirectToSignIn", redirect, "isAuthenticated", new Value(Value.Kind.BOOLEAN, loggedIn,
                    Value.SESSION), "sessionClaims", loggedIn ? new Value(Value.Kind.ANY, null, Value.SESSION) : id,
                    "has", Value.external("@clerk/nextjs/server", "auth.has")), Value.SESSION);
            }
            default -> {
                return null;
            }
        }
    }

    static boolean matches(String pattern, String path) {
        return Boolean.TRUE.equals(test(pattern, path));
    }

    private static Boolean test(String pattern, String path) {
        return MatcherCompiler.of(NEWEST).rewrite(pattern) instanceof MatcherCompiler.Pattern compiled ? compiled.matches(path) : null;
    }

    /** next-auth 4: paths that begin like its own are never looked at; everyone else needs a token, or what {@code authorized} says. */
    private Value withAuth(Call c, NextWorld.Request request, List<Value> given, Value session) {
        String path = request.path();
        Value options = given.stream().filter(value -> value.kind() == Value.Kind.OBJECT).findFirst().orElse(Value.UNDEFINED);
        Value pages = options.field("pages");
        boolean own = path.startsWith("/_next") || path.startsWith("/favicon.ico") || path.startsWith("/api/auth")
            || pages.field("signIn").text().map(path::equals).orElse(false) || pages.field("error").text().map(path::equals).orElse(false);
        if (own) return PASS;
        Value function = given.stream().filter(value -> value.kind() == Value.Kind.CLOSURE).findFirst().orElse(null);
        Value authorized = options.field("callbacks").field("authorized");
        Value allowed = session;
        if (authorized.kind() == Value.Kind.CLOSURE) {
            Value got = c.machine().call(authorized, List.of(new Value(Value.Kind.OBJECT,
                Map.of("token", session, "req", Value.nativeOf("request", request)), 0))).awaited();
            allowed = got.nullish() ? session : got;
        }
        Boolean truth = allowed.truth();
        if (Boolean.FALSE.equals(truth)) return stop(c, "`withAuth` sends callers without a session to the login");
        if (truth == null) c.machine().screen(NextWorld.at(c, "`authorized` decides who comes in"));
        if (function == null) return PASS;
        Value inner = Value.nativeOf("request", new NextWorld.Request(request.method(), request.before(), path, session, request.mode()));
        Value result = c.machine().last(function, List.of(inner, Value.ANY)).awaited();
        return result.nullish() ? PASS : result;
    }

    /** Auth.js 5 as the middleware itself: only {@code callbacks.authorized} stops anyone. */
    Value authjs(Call c, NextWorld.Request request, Value session) {
        Value config = (Value) c.callee().natively().of();
        if (config.kind() == Value.Kind.CLOSURE) config = c.machine().call(config, List.of(c.argument(0))).awaited();
        if (config.kind() != Value.Kind.OBJECT) {
            c.machine().doubt(NextWorld.at(c, "the configuration of Auth.js cannot be followed"));
            return PASS;
        }
        Value authorized = config.field("callbacks").field("authorized");
        if (authorized.kind() == Value.Kind.UNDEFINED) return PASS;
        if (authorized.kind() != Value.Kind.CLOSURE) {
            c.machine().doubt(NextWorld.at(c, "the configuration of Auth.js cannot be followed"));
            return PASS;
        }
        Value got = asked(c, authorized, request, session);
        if (got.kind() == Value.Kind.REPLY) return got;
        Boolean truth = got.truth();
        if (Boolean.FALSE.equals(truth)) return stop(c, "`authorized` sends callers without a session to the login");
        if (truth == null) c.machine().screen(NextWorld.at(c, "`authorized` decides who comes in"));
        return PASS;
    }

    /** Of {@code authorized} only an answer counts where a function is passed to {@code auth}; null when it gives none. */
    Value answer(Call c, NextWorld.Request request, Value config, Value session) {
        Value authorized = config.field("callbacks").field("authorized");
        if (request.mode() != NextWorld.Request.Mode.MIDDLEWARE || authorized.kind() != Value.Kind.CLOSURE) return null;
        Value got = asked(c, authorized, request, session);
        return got.kind() == Value.Kind.REPLY ? got : null;
    }

    private static Value asked(Call c, Value authorized, NextWorld.Request request, Value session) {
        Value inner = Value.nativeOf("request", new NextWorld.Request(request.method(), request.before(), request.path(), session,
            request.mode()));
        return c.machine().call(authorized, List.of(new Value(Value.Kind.OBJECT, Map.of("auth", session, "request", inner), 0))).awaited();
    }
}
