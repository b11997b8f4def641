package dev.gatelint.stack.next;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.flow.Machine;
import dev.gatelint.stack.js.flow.Trace;
import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.js.flow.World.Call;
import dev.gatelint.stack.js.flow.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands around the scripts of a Next application for one caller: the request, the answers, and what packages do. */
final class NextWorld implements World {

    private static final Pattern STATUS = Pattern.compile("\\d{3}");
    private static final Pattern SECRET = Pattern.compile(".*(KEY|SECRET|TOKEN|PASSWORD).*");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)authorization|cookie|.*(api-?key|token|secret|signature|hmac|auth|session).*");
    private static final Set<String> READERS = Set.of("get", "has", "getAll", "forEach", "entries");
    private static final Set<String> OWNERS = Set.of("userId", "user_id", "ownerId", "owner_id", "accountId", "customerId");
    /** By these names libraries give what answers a request. */
    private static final Set<String> HANDLERS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "handlers",
        "handleRequest", "response", "handler", "fetch");
    private final boolean loggedIn;
    private final List<String> guardCalls;

    private final MiddlewareGates gates;
    private final Identities identities;

    NextWorld(boolean loggedIn, List<String> guardCalls) {
        gates = new MiddlewareGates(loggedIn);
        identities = new Identities(loggedIn, gates);
        this.loggedIn = loggedIn;
        this.guardCalls = guardCalls;
    }

    /**
     * The request.
     *
     * @param method empty when it is not known
     * @param before what stands before the path in {@code request.url}: base path and locale, which {@code nextUrl} takes away
     * @param path   empty when it is not known
     * @param auth   what {@code req.auth} is
     * @param mode   where it arrives
     */
    record Request(String method, String before, String path, Value auth, Mode mode) implements Plain {
        /** Where it arrives. */
        enum Mode { APP, PAGES, MIDDLEWARE }

        /** The same for a path that is not known. */
        Request anywhere() {
            return new Request(method, before, "", auth, mode);
        }
    }

    /** The request as the first argument of a handler. */
    static Value request(String method, String path, Request.Mode mode) {
        return request(method, "", path, mode);
    }

    /** The same, with a base path or a locale before the path. */
    static Value request(String method, String before, String path, Request.Mode mode) {
        return Value.nativeOf("request", new Request(method, before, path, Value.UNDEFINED, mode));
    }

    /** True for the request of a route handler. */
    static boolean route(Value value) {
        return value.is("request") && ((Request) value.natively().of()).mode() == Request.Mode.APP;
    }

    /** The response object of the Pages Router. */
    static Value response() {
        return Value.nativeOf("response", null);
    }

    private static final Value SENT = new Value(Value.Kind.ANY, null, Value.REQUEST);

    /** Anything that the caller wrote. */
    static Value sent() {
        return SENT;
    }

    @Override public boolean stranger() {
        return !loggedIn;
    }

    @Override public int handed(Call call) {
        return Libraries.handed(call);
    }

    @Override public boolean decides(Value.External external) {
        return !Libraries.harmless(external);
    }

    @Override public Value global(String name) {
        return switch (name) {
            case "console", "JSON", "Math", "Object", "Array", "Promise", "Number", "String", "Boolean", "Date", "Error", "globalThis",
                "global", "URL", "Headers", "FormData", "URLSearchParams",
                "Buffer", "Set", "Map", "crypto", "fetch", "Response", "process", "Reflect", "Symbol", "RegExp", "structuredClone",
                "setTimeout", "TextEncoder" -> Value.external("", name);
            default -> null;
        };
    }

    @Override public void assign(Machine machine, Value object, String name, Value value) {
        if (object.is("response") && name.equals("statusCode") && value.kind() == Value.Kind.NUMBER) machine.answer(status(value));
    }

    static int status(Value value) {
        return value.kind() == Value.Kind.NUMBER && STATUS.matcher((String) value.data()).matches()
            ? Integer.parseInt((String) value.data()) : 0;
    }

    @Override public Value member(Value object, String name) {
        Value.Native of = object.natively();
        if (of == null) return external(object.external());
        Object data = of.of();
        switch (of.name()) {
            case "request" -> {
                return requestMember((Request) data, name);
            }
            case "url" -> {
                String path = ((Request) data).path();
                if (name.equals("pathname")) return path.isEmpty() ? SENT : Value.text(path).with(Value.REQUEST);
                return name.equals("clone") ? Value.nativeOf("self", object) : SENT;
            }
            case "headers" -> {
                return READERS.contains(name) ? Value.nativeOf("header", null) : header(name);
            }
            case "cookies" -> {
                if ((name.equals("set") || name.equals("delete"))) return Value.nativeOf("nothing", null);
                return READERS.contains(name) ? Value.nativeOf("cookie", null) : SENT.with(Value.COOKIE);
            }
            case "response" -> {
                return Value.nativeOf("response." + name, null);
            }
            case "nextauth" -> {
                return switch (name) {
                    case "auth" -> Value.nativeOf("authjs", data);
                    case "handlers" -> Value.object(Map.of("GET", Value.nativeOf("framework", null), "POST",
                        Value.nativeOf("framework", null)));
                    case "GET", "POST" -> Value.nativeOf("framework", null);
                    default -> Value.external("next-auth", "NextAuth()." + name);
                };
            }
            case "thrown" -> {
                return Value.ANY;
            }
            case "clerk.auth" -> {
                return name.equals("protect") ? Value.nativeOf("clerk.protect", null) : SENT;
            }
            case "framework" -> {
                return Value.nativeOf("framework", null);
            }
            case "procedures" -> {
                return Procedures.member((Value) data, name);
            }
            case "delegated" -> {
                return HANDLERS.contains(name) ? object : Value.ANY;
            }
            case "wrapped" -> {
                return Value.ANY;
            }
            default -> {
                return null;
            }
        }
    }

    private static Value header(String name) {
        return CREDENTIALS.matcher(name).matches() ? SENT.with(Value.CREDENTIAL) : SENT;
    }

    private static Value requestMember(Request request, String name) {
        return switch (name) {
            case "method" -> request.method().isEmpty() ? SENT.with(Value.METHOD) : Value.text(request.method()).with(Value.METHOD);
            case "url" -> request.path().isEmpty() ? SENT : Value.text("http://localhost" + request.before() + request.path())
                .with(Value.REQUEST);
            case "nextUrl" -> Value.nativeOf("url", request);
            case "headers" -> Value.nativeOf("headers", null);
            case "cookies" -> Value.nativeOf("cookies", null);
            case "auth" -> request.auth().kind() == Value.Kind.UNDEFINED ? SENT : request.auth();
            case "nextauth" -> request.auth().kind() == Value.Kind.UNDEFINED ? SENT : Value.object(Map.of("token", request.auth()));
            case "json", "text", "formData", "blob", "arrayBuffer", "clone" -> Value.nativeOf("sent", null);
            // of a page's context
            case "req" -> Value.nativeOf("request", request);
            case "res" -> response();
            default -> SENT;
        };
    }

    /** What is known of a thing of a package before it is called. */
    private Value external(Value.External external) {
        if (external == null) return null;
        if (external.path().equals("process.env.NODE_ENV")) return Value.text("production");
        if (external.path().startsWith("process.env.") && external.source().isEmpty()) {
            return new Value(Value.Kind.EXTERNAL, external, Value.ENVIRONMENT);
        }
        if (external.source().equals("@/env") || external.path().startsWith("env.")
            && external.source().contains("env")) return new Value(Value.Kind.ANY, null, Value.ENVIRONMENT);
        return null;
    }

    @Override public Value call(Call c) {
        Value.Native of = c.callee().natively();
        if (of != null) return nativeCall(c, of);
        Value.External called = c.callee().external();
        if (called == null) {
            // a name that only checks of signatures have says what it does, whatever it stands on
            boolean checks = c.callee().kind() == Value.Kind.ANY && c.site().callee() instanceof Expr.Member member
                && member.name().startsWith("constructEvent");
            return checks ? Identities.signature(c, new Value.External("", ((Expr.Member) c.site().callee()).name())) : null;
        }
        // what is made of the session goes somewhere: something depends on who calls
        if (!called.path().startsWith("console.") && c.arguments().stream().anyMatch(argument -> argument.holds(Value.SESSION))) c.machine()
            .personal();
        for (String guard : guardCalls) if (names(guard, called)) return identities.denyWithout(c, "`" + called.path()
            + "` is named as a guard in the settings");
        Value answer = Procedures.of(c, called);
        if (answer == null) answer = Answers.of(c, called);
        if (answer == null) answer = Identities.signature(c, called);
        if (answer == null) answer = identities.of(c, called);
        if (answer == null) answer = Platform.of(c, called);
        if (answer != null) return answer;
        Effects.of(called, c.argument(0)).ifPresent(found -> {
            c.machine().effect(at(c, found.what()), found.kind());
            if (foreign(c.argument(0).field("where").kind() == Value.Kind.OBJECT ? c.argument(0).field("where") : c.argument(0))) {
                c.machine().foreign(at(c, "chooses the data by an identity from the request"));
            }
        });
        if (called.path().equals("fetch") && called.source().isEmpty() && secret(c.argument(1), 0)) {
            c.machine().effect(at(c, "calls another service with a secret of the environment"),
                writes(c.argument(1)) ? Trace.Effect.Kind.ADDS : Trace.Effect.Kind.READS);
        }
        return Libraries.of(c, called);
    }

    private static boolean names(String guard, Value.External called) {
        int hash = guard.indexOf('#');
        if (hash < 0) return false;
        String name = guard.substring(hash + 1).replace("*", "\u0000");
        String regex = Pattern.quote(name).replace("\u0000", "\\E.*\\Q");
        return called.source().equals(guard.substring(0, hash)) && called.path().matches(regex);
    }

    static Evidence at(Call c, String why) {
        int start = c.site().start();
        int end = Math.max(start, c.site().callee().end());
        return new Evidence(new Span(c.file(), start, end), why);
    }

    /** True when something in an object comes from the environment. */
    private static boolean secret(Value value, int depth) {
        if (value.has(Value.ENVIRONMENT) || value.external() != null && value.external().path().startsWith("process.env.")
            && SECRET.matcher(value.external().path()).matches()) return true;
        return depth < 4 && value.fields().values().stream().anyMatch(field -> secret(field, depth + 1));
    }

    /** True when the owner of the data is what the caller says, and nothing of it is what the session says. */
    private static boolean foreign(Value where) {
        return !where.holds(Value.SESSION) && where.fields().entrySet().stream().anyMatch(field -> OWNERS.contains(field.getKey())
            && field.getValue().has(Value.REQUEST));
    }

    private static boolean writes(Value options) {
        return options.field("method").text().map(method -> !method.equalsIgnoreCase("GET")).orElse(false);
    }

    private Value nativeCall(Call c, Value.Native of) {
        switch (of.name()) {
            case "sent", "true" -> {
                return SENT;
            }
            case "nothing" -> {
                return Value.UNDEFINED;
            }
            case "self" -> {
                return (Value) of.of();
            }
            case "cookie" -> {
                // a cookie may say what belongs to whom: the cart of a guest
                c.machine().unsure();
                return SENT.with(Value.COOKIE);
            }
            case "header" -> {
                return header(c.argument(0).text().orElse(""));
            }
            case "headers", "cookies" -> {
                return c.callee();
            }
            case "next" -> {
                c.machine().onward(of.of(), c.argument(0).field("ctx"));
                return Value.promise(Value.ANY);
            }
            case "resolve" -> {
                c.machine().resolve(of.of(), c.argument(0));
                return Value.UNDEFINED;
            }
            case "reject" -> {
                c.machine().raise(Value.nativeOf("thrown", null), false, (Evidence) of.of());
                return Value.UNDEFINED;
            }
            case "authjs" -> {
                return authjs(c);
            }
            case "nextauth", "framework" -> {
                return Value.nativeOf("delegated", null);
            }
            case "authWrapped" -> {
                Value request = c.argument(0);
                Value given = request.is("request") ? withAuth((Request) request.natively().of()) : request;
                List<Value> arguments = new ArrayList<>(c.arguments());
                if (arguments.isEmpty()) arguments.add(given);
                else arguments.set(0, given);
                c.machine().lookup(at(c, "reads the session"));
                AuthWrapped wrapped = (AuthWrapped) of.of();
                Value answer = request.is("request") ? gates.answer(c, (Request) request.natively().of(), wrapped.config,
                    identities.session()) : null;
                return answer != null ? answer : c.machine().last(wrapped.function, arguments);
            }
            case "wrapped" -> {
                Wrapped wrapped = (Wrapped) of.of();
                if (wrapped.doubt != null) c.machine().doubt(wrapped.doubt);
                return c.machine().last(wrapped.function, c.arguments());
            }
            case "guarded" -> {
                Wrapped wrapped = (Wrapped) of.of();
                if (!loggedIn) {
                    c.machine().raise(Value.nativeOf("thrown", Boolean.TRUE), true, wrapped.doubt);
                    return Value.ANY;
                }
                return c.machine().last(wrapped.function, c.arguments());
            }
            case "delegated" -> {
                return c.callee();
            }
            case "procedures.handler" -> {
                return Procedures.answer(c, (Value) of.of(), c.argument(0));
            }
            default -> {
                if (of.name().startsWith("response.")) return Answers.respond(c, of.name().substring(9));
                return gates.call(c, of, identities.session());
            }
        }
    }

    /** A function in the coat of a package; {@code doubt} says why it may be guarded, or is null. */
    record Wrapped(Value function, Evidence doubt) {}

    /** {@code auth(function)} of Auth.js 5, which has this configuration. */
    record AuthWrapped(Value function, Value config) {}

    private Value withAuth(Request request) {
        return Value.nativeOf("request", new Request(request.method(), request.before(), request.path(), identities.session(),
            request.mode()));
    }

    private Value authjs(Call c) {
        Value first = c.argument(0);
        if (first.kind() == Value.Kind.CLOSURE || first.is("wrapped")) {
            return Value.nativeOf("authWrapped", new AuthWrapped(first, (Value) c.callee().natively().of()));
        }
        c.machine().lookup(at(c, "reads the session"));
        if (first.is("request")) {
            Request request = (Request) first.natively().of();
            // in a route handler it makes a response, whoever calls
            if (request.mode() == Request.Mode.APP) return Value.promise(Value.reply(200, "", false));
            if (request.mode() == Request.Mode.MIDDLEWARE) return gates.authjs(c, request, identities.session());
        }
        return Value.promise(identities.session());
    }

}
