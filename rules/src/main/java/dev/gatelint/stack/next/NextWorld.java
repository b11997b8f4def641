package dev.gatelint.stack.next;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.js.flow.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands around the scripts of a Next application for one caller: the request, the answers, and what packages do. */
final class NextWorld implements World {
    private static final Pattern ANSWERS = Pattern.compile("NextResponse|Response");
    /** Packages that wrap a handler and do not stop anyone. */
    private static final Pattern TRANSPARENT = Pattern.compile("react|next/cache|next/server|next/dynamic|next-axiom|@axiomhq/.*|@sentry/.*|@logtail/.*|newrelic|@highlight-run/.*|@vercel/.*|@opentelemetry/.*|"
        + "lodash.*|es-toolkit.*|remeda|ramda|p-.*|async|@upstash/.*|nextjs-cors|cors|micro|micro-cors|next-intl.*|@bugsnag/.*|@posthog/.*|posthog-.*|workflow|dd-trace|effect");
    private static final Pattern GUARDLIKE = Pattern.compile("(?i)(.*\\.)?((require|assert|ensure|verify|check|validate|authorize|authenticate|protect|guard|enforce|with|get|is|must|current|use|load|fetch|server)_?"
        + "(\\w*(auth|session|user|login|loggedin|signedin|signature|admin|permission|access|role|token|member|owner|viewer|account|identity|secret|key|webhook|clerk|ability)\\w*)|auth\\w*|protect\\w*|guard\\w*|authorize\\w*|authenticate\\w*|\\w*guard|\\w*session)");
    /** Packages without any guard in them: their names say nothing. */
    private static final Pattern HARMLESS = Pattern.compile("(react.*|next|next/.*|zod|@radix-ui/.*|lucide.*|date-fns.*|dayjs|clsx|tailwind.*|@tanstack/.*|swr|axios|uuid|nanoid|@prisma/.*|.*prisma.*|mongoose|mongodb|bcrypt.*|argon2|stripe|"
        + "nodemailer|resend|node:.*|fs.*|path|crypto|util|url|os|stream|child_process|process|sharp|lodash.*|@ai-sdk/.*|ai|openai|drizzle-orm.*|pg|better-sqlite3|kysely.*|sonner|zustand|jotai|framer-motion|next-intl.*|i18next.*|superjson)");
    static final String TRUE_TEXT = "true";
    private final boolean loggedIn;
    private final List<String> guardCalls;

    private final MiddlewareGates gates;

    NextWorld(boolean loggedIn, List<String> guardCalls) {
        gates = new MiddlewareGates(loggedIn);
        this.loggedIn = loggedIn;
        this.guardCalls = guardCalls;
    }

    /**
     * The request.
     *
     * @param method empty when it is not known
     * @param path   empty when it is not known
     * @param auth   what {@code req.auth} is
     * @param mode   where it arrives
     */
    record Request(String method, String path, Value auth, Mode mode) implements Plain {
        /** Where it arrives. */
        enum Mode { APP, PAGES, MIDDLEWARE }
    }

    /** The request as the first argument of a handler. */
    static Value request(String method, String path, Request.Mode mode) {
        return Value.nativeOf("request", new Request(method, path, Value.UNDEFINED, mode));
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

    private Value session() {
        if (!loggedIn) return Value.NULL.with(Value.SESSION);
        return identity();
    }

    private static Value identity() {
        Value id = Value.TRUTHY.with(Value.SESSION);
        Value unknown = new Value(Value.Kind.ANY, null, Value.SESSION);
        Value user = new Value(Value.Kind.OBJECT, Map.of("id", id, "email", id, "sub", id, "userId", id, "*", unknown), Value.SESSION);
        Map<String, Value> fields = new HashMap<>(Map.of("user", user, "session", user, "userId", id, "sub", id, "id", id, "email", id, "expires", id, "*", unknown));
        fields.put("error", Value.UNDEFINED.with(Value.SESSION));
        fields.put("ok", Value.nativeOf("true", null));
        return new Value(Value.Kind.OBJECT, Map.copyOf(fields), Value.SESSION);
    }

    /** An object whose fields, whatever their names, are there for a caller who is logged in. */
    private Value holder(Map<String, Value> more) {
        if (loggedIn) return identity();
        Map<String, Value> fields = new HashMap<>();
        for (String name : List.of("user", "session", "userId", "sessionId", "orgId", "orgRole", "sessionClaims", "actor", "data")) fields.put(name, Value.NULL.with(Value.SESSION));
        fields.put("isAuthenticated", new Value(Value.Kind.BOOLEAN, false, Value.SESSION));
        fields.putAll(more);
        return new Value(Value.Kind.OBJECT, Map.copyOf(fields), Value.SESSION);
    }

    @Override public boolean stranger() {
        return !loggedIn;
    }

    @Override public Value global(String name) {
        return switch (name) {
            case "console", "JSON", "Math", "Object", "Array", "Promise", "Number", "String", "Boolean", "Date", "Error", "globalThis", "global", "URL", "Headers", "FormData", "URLSearchParams",
                "Buffer", "Set", "Map", "crypto", "fetch", "Response", "process", "Reflect", "Symbol", "RegExp", "structuredClone", "setTimeout", "TextEncoder" -> Value.external("", name);
            default -> null;
        };
    }

    @Override public void assign(dev.gatelint.stack.js.flow.Machine machine, Value object, String name, Value value) {
        if (object.is("response") && name.equals("statusCode") && value.kind() == Value.Kind.NUMBER) machine.answer(status(value));
    }

    static int status(Value value) {
        return value.kind() == Value.Kind.NUMBER && ((String) value.data()).matches("\\d{3}") ? Integer.parseInt((String) value.data()) : 0;
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
                return name.equals("clone") ? Value.nativeOf("self", object) : name.equals("searchParams") ? Value.nativeOf("headers", null) : SENT;
            }
            case "headers" -> {
                return name.matches("get|has|getAll|forEach|entries") ? Value.nativeOf("sent", null) : SENT;
            }
            case "cookies" -> {
                if (name.matches("set|delete")) return Value.nativeOf("nothing", null);
                return name.matches("get|has|getAll") ? Value.nativeOf("cookie", null) : SENT.with(Value.COOKIE);
            }
            case "response" -> {
                return Value.nativeOf("response." + name, null);
            }
            case "nextauth" -> {
                return switch (name) {
                    case "auth" -> Value.nativeOf("authjs", data);
                    case "handlers" -> Value.object(Map.of("GET", Value.nativeOf("framework", null), "POST", Value.nativeOf("framework", null)));
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
            case "wrapped" -> {
                return Value.ANY;
            }
            default -> {
                return null;
            }
        }
    }

    private static Value requestMember(Request request, String name) {
        return switch (name) {
            case "method" -> request.method().isEmpty() ? SENT.with(Value.METHOD) : Value.text(request.method()).with(Value.METHOD);
            case "url" -> request.path().isEmpty() ? SENT : Value.text("http://localhost" + request.path()).with(Value.REQUEST);
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
        if (external.source().equals("@/env") || external.path().startsWith("env.") && external.source().contains("env")) return new Value(Value.Kind.ANY, null, Value.ENVIRONMENT);
        return null;
    }

    @Override public Value call(Call c) {
        Value.Native of = c.callee().natively();
        if (of != null) return nativeCall(c, of);
        Value.External called = c.callee().external();
        if (called == null) return null;
        // what is made of the session goes somewhere: something depends on who calls
        if (!called.path().startsWith("console.") && c.arguments().stream().anyMatch(argument -> argument.holds(Value.SESSION))) c.machine().personal();
        for (String guard : guardCalls) if (names(guard, called)) return denyWithout(c, "`" + called.path() + "` is named as a guard in the settings");
        Value answer = answers(c, called);
        if (answer == null) answer = signatures(c, called);
        if (answer == null) answer = lookups(c, called);
        if (answer == null) answer = language(c, called);
        if (answer != null) return answer;
        Effects.of(called, c.argument(0)).ifPresent(found -> {
            c.machine().effect(at(c, found.what()), found.changes());
            if (foreign(c.argument(0).field("where").kind() == Value.Kind.OBJECT ? c.argument(0).field("where") : c.argument(0))) {
                c.machine().foreign(at(c, "chooses the data by an identity from the request"));
            }
        });
        if (called.path().equals("fetch") && called.source().isEmpty() && secret(c.argument(1), 0)) {
            c.machine().effect(at(c, "calls another service with a secret of the environment"), writes(c.argument(1)));
        }
        return packages(c, called);
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
        if (value.has(Value.ENVIRONMENT) || value.external() != null && value.external().path().startsWith("process.env.") && value.external().path().matches(".*(KEY|SECRET|TOKEN|PASSWORD).*")) return true;
        return depth < 4 && value.fields().values().stream().anyMatch(field -> secret(field, depth + 1));
    }

    /** True when the owner of the data is what the caller says, and nothing of it is what the session says. */
    private static boolean foreign(Value where) {
        return !where.holds(Value.SESSION) && where.fields().entrySet().stream().anyMatch(field -> field.getKey().matches("userId|user_id|ownerId|owner_id|accountId|customerId")
            && field.getValue().has(Value.REQUEST));
    }

    private static boolean writes(Value options) {
        return options.field("method").text().map(method -> !method.equalsIgnoreCase("GET")).orElse(false);
    }

    private Value denyWithout(Call c, String why) {
        if (loggedIn) return Value.promise(session());
        c.machine().raise(Value.nativeOf("thrown", Boolean.TRUE), true, at(c, why));
        return Value.ANY;
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
                return SENT.with(Value.COOKIE);
            }
            case "headers", "cookies" -> {
                return c.callee();
            }
            case "next" -> {
                c.machine().onward(of.of());
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
                List<Value> arguments = new java.util.ArrayList<>(c.arguments());
                if (arguments.isEmpty()) arguments.add(given);
                else arguments.set(0, given);
                c.machine().lookup(at(c, "reads the session"));
                return c.machine().last((Value) of.of(), arguments);
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
                return Value.nativeOf("delegated", null);
            }
            default -> {
                if (of.name().startsWith("response.")) return respond(c, of.name().substring(9));
                return gates.call(c, of, session());
            }
        }
    }

    /** A function in the coat of a package; {@code doubt} says why it may be guarded, or is null. */
    private record Wrapped(Value function, Evidence doubt) {}

    private Value withAuth(Request request) {
        return Value.nativeOf("request", new Request(request.method(), request.path(), session(), request.mode()));
    }

    private Value authjs(Call c) {
        Value first = c.argument(0);
        if (first.kind() == Value.Kind.CLOSURE || first.is("wrapped")) return Value.nativeOf("authWrapped", first);
        c.machine().lookup(at(c, "reads the session"));
        if (first.is("request")) {
            Request request = (Request) first.natively().of();
            // in a route handler it makes a response, whoever calls
            if (request.mode() == Request.Mode.APP) return Value.promise(Value.reply(200, "", false));
            if (request.mode() == Request.Mode.MIDDLEWARE) return gates.authjs(c, request, session());
        }
        return Value.promise(session());
    }

    private Value respond(Call c, String method) {
        Value self = response();
        switch (method) {
            case "status", "writeHead" -> {
                int status = status(c.argument(0));
                c.machine().answer(status == 0 ? 299 : status);
            }
            case "redirect" -> {
                Value location = c.argument(0).kind() == Value.Kind.NUMBER ? c.argument(1) : c.argument(0);
                boolean login = Value.reply(302, location.text().orElse(""), false).reply().denies();
                c.machine().answer(login ? 401 : 302);
            }
            case "json", "send", "end", "write" -> {
                if (c.machine().answered() == 0) c.machine().answer(200);
                if (c.argument(0).holds(Value.SESSION)) c.machine().personal();
            }
            case "setHeader", "appendHeader", "setPreviewData", "revalidate" -> {
                return self;
            }
            default -> {
                return SENT;
            }
        }
        return self;
    }

    /** Answers of the App Router, and what ends a request by throwing. */
    private Value answers(Call c, Value.External called) {
        String name = called.last();
        String[] parts = called.path().split("\\.");
        String holder = parts.length > 1 ? parts[parts.length - 2] : "";
        boolean global = called.source().isEmpty() || called.source().startsWith("next/");
        if (global && c.isNew() && ANSWERS.matcher(name).matches()) {
            int status = status(c.argument(1).field("status"));
            return Value.reply(status == 0 && !c.argument(1).fields().containsKey("status") ? 200 : status, "", false);
        }
        if (global && ANSWERS.matcher(holder).matches()) {
            switch (name) {
                case "json" -> {
                    Value options = c.argument(1);
                    if (c.argument(0).holds(Value.SESSION)) c.machine().personal();
                    int status = status(options.field("status"));
                    return Value.reply(status == 0 && !options.fields().containsKey("status") && options.kind() != Value.Kind.ANY ? 200 : status, "", false);
                }
                case "redirect" -> {
                    return Value.reply(307, location(c.argument(0)), false);
                }
                case "next", "rewrite" -> {
                    return Value.reply(200, location(c.argument(0)), true);
                }
                case "error" -> {
                    return Value.reply(500, "", false);
                }
                default -> {
                    return null;
                }
            }
        }
        boolean navigation = called.source().equals("next/navigation") || called.source().startsWith("next-intl") || called.source().contains("navigation") && name.matches("redirect|permanentRedirect");
        if (navigation && name.matches("redirect|permanentRedirect|notFound|unauthorized|forbidden")) {
            String to = c.argument(0).text().orElse(c.argument(0).field("href").text().orElse(""));
            boolean says = name.matches("unauthorized|forbidden") || name.endsWith("edirect") && Value.reply(307, to, false).reply().denies();
            c.machine().raise(Value.nativeOf("thrown", says ? Boolean.TRUE : null), false, says, at(c, name.matches("unauthorized|forbidden|notFound") ? "answers `" + name + "()`" : "redirects"));
            return Value.ANY;
        }
        if (called.source().equals("next/headers")) {
            if (name.equals("cookies")) return Value.nativeOf("cookies", null);
            if (name.equals("headers")) return Value.nativeOf("headers", null);
        }
        return null;
    }

    private static String location(Value value) {
        if (value.text().isPresent()) return value.text().get();
        return value.is("location") ? (String) value.natively().of() : "";
    }

    /** The lookups of the libraries that know who is logged in. */
    private Value lookups(Call c, Value.External called) {
        Value found = lookup(c, called);
        if (found == null) return gates.call(c, called);
        if (!found.is("nextauth") && !found.is("framework")) c.machine().lookup(at(c, "reads the session"));
        return found;
    }

    private static final Set<String> PLAIN = Set.of("next-auth#getServerSession", "next-auth/next#getServerSession", "next-auth#unstable_getServerSession", "next-auth/next#unstable_getServerSession",
        "next-auth/react#getSession", "next-auth/client#getSession", "next-auth/jwt#getToken", "@auth/core/jwt#getToken", "@auth0/nextjs-auth0#getSession", "@auth0/nextjs-auth0/edge#getSession",
        "@clerk/nextjs#currentUser", "@clerk/nextjs/server#currentUser", "@clerk/nextjs/app-beta#currentUser", "@descope/nextjs-sdk/server#session", "@logto/next#getLogtoContext",
        "supertokens-node/nextjs#getSSRSession", "@edgestore/server#getSession", "next-auth/jwt#decode", "@workos-inc/authkit-nextjs#getUser");

    private Value lookup(Call c, Value.External called) {
        String source = called.source();
        String path = called.path();
        String name = called.last();
        String whole = source + "#" + path.replaceFirst("^default\\.", "");
        if (PLAIN.contains(whole)) return Value.promise(session());
        if (source.equals("next-auth") && path.equals("default") || source.equals("next-auth/next") && path.equals("default")) return Value.nativeOf("nextauth", c.argument(0));
        if (source.startsWith("@clerk/")) return clerk(c, name, path);
        if (source.startsWith("iron-session")) {
            if (name.equals("getIronSession")) return Value.promise(loggedIn ? identity() : new Value(Value.Kind.OBJECT, Map.of("save", Value.nativeOf("nothing", null), "destroy", Value.nativeOf("nothing", null)), Value.SESSION));
            if (name.startsWith("withIronSession")) return c.argument(0);
        }
        if (path.contains("betterAuth") && source.startsWith("better-auth") || source.startsWith("better-auth")) {
            if (path.endsWith("api.getSession")) return Value.promise(session());
            if (name.equals("toNextJsHandler")) return Value.object(Map.of("GET", Value.nativeOf("framework", null), "POST", Value.nativeOf("framework", null)));
            if (name.equals("toNodeHandler")) return Value.nativeOf("framework", null);
            if (name.equals("getSessionCookie") || name.equals("getCookieCache")) return SENT.with(Value.COOKIE);
        }
        if (path.endsWith(".auth.getUser") || path.endsWith(".auth.getClaims")) {
            return Value.promise(loggedIn ? Value.object(Map.of("data", identity(), "error", Value.NULL)) : new Value(Value.Kind.OBJECT,
                Map.of("data", path.endsWith("getClaims") ? session() : holder(Map.of()), "error", Value.TRUTHY.with(Value.SESSION)), Value.SESSION));
        }
        if (path.endsWith(".auth.getSession")) return Value.promise(Value.object(Map.of("data", holder(Map.of()), "error", Value.NULL)));
        if (path.matches(".*Lucia\\(\\)\\.validate(Session|Request)")) return Value.promise(holder(Map.of()));
        if (path.matches("getKindeServerSession\\(\\)\\.\\w+")) {
            if (name.equals("isAuthenticated")) return Value.promise(loggedIn ? Value.TRUTHY.with(Value.SESSION) : new Value(Value.Kind.BOOLEAN, false, Value.SESSION));
            return Value.promise(session());
        }
        if (path.matches(".*Auth0Client\\(\\)\\.getSession")) return Value.promise(session());
        if (name.matches("withApiAuthRequired|withPageAuthRequired")) return Value.nativeOf("guarded", new Wrapped(c.argument(0), at(c, "`" + name + "` stops callers without a session")));
        if (source.startsWith("@workos-inc/authkit") && name.equals("withAuth")) {
            return Boolean.TRUE.equals(c.argument(0).field("ensureSignedIn").truth()) ? denyWithout(c, "`withAuth` sends callers without a session to the login") : Value.promise(holder(Map.of()));
        }
        if (path.matches("StackServerApp\\(\\)\\.getUser")) return c.argument(0).fields().containsKey("or") ? denyWithout(c, "`getUser` sends callers without a session to the login") : Value.promise(session());
        if (name.matches("verifyIdToken|verifySessionCookie") || source.equals("jsonwebtoken") && name.equals("verify") || source.equals("jose") && name.matches("jwtVerify|jwtDecrypt|compactDecrypt")) {
            return denyWithout(c, "`" + name + "` throws for callers without a valid token");
        }
        return null;
    }

    /** Checks of who sent a message: a webhook's signature. */
    private static Value signatures(Call c, Value.External called) {
        String name = called.last();
        String path = called.path();
        String source = called.source();
        if (name.equals("constructEvent") || name.equals("constructEventAsync") || path.matches(".*Webhook\\(\\)\\.verify") || source.contains("webhook") && name.matches("verify\\w*|parse\\w*")
            || name.matches("verifySignature(AppRouter|Edge)?|verifyWebhook|verifyKey|verifyWebhookSignature")) {
            Evidence at = at(c, "`" + name + "` checks a signature");
            c.machine().screen(at);
            return c.argument(0).kind() == Value.Kind.CLOSURE ? Value.nativeOf("wrapped", new Wrapped(c.argument(0), at)) : Value.promise(Value.TRUTHY);
        }
        return null;
    }

    private Value clerk(Call c, String name, String path) {
        if (name.equals("auth") || name.equals("getAuth")) {
            return holder(Map.of("protect", Value.nativeOf("clerk.protect", null), "redirectToSignIn", Value.external("@clerk/nextjs/server", "auth.redirectToSignIn"),
                "has", Value.external("@clerk/nextjs/server", "auth.has"), "getToken", Value.external("@clerk/nextjs/server", "auth.getToken")));
        }
        if (path.endsWith("auth.protect") || path.endsWith("auth().protect")) return denyWithout(c, "`auth.protect()` stops callers without a session");
        if (path.endsWith("redirectToSignIn") || name.equals("redirectToSignIn")) return loggedIn ? Value.ANY : Value.reply(307, "/sign-in", false);
        if (path.endsWith("auth.has")) return loggedIn ? new Value(Value.Kind.ANY, null, Value.SESSION) : new Value(Value.Kind.BOOLEAN, false, Value.SESSION);
        if (path.endsWith("auth.getToken")) return Value.promise(session());
        if (name.equals("verifyWebhook")) {
            c.machine().screen(at(c, "`verifyWebhook` checks a signature"));
            return Value.promise(Value.TRUTHY);
        }
        return null;
    }

    /** Built-in functions of the language and the platform. */
    private Value language(Call c, Value.External called) {
        if (!called.source().isEmpty() && !called.source().equals("next/server") && !called.source().equals("url")) return null;
        String path = called.path();
        switch (path) {
            case "Boolean" -> {
                Boolean truth = c.argument(0).truth();
                return truth == null ? new Value(Value.Kind.ANY, null, c.argument(0).marks()) : new Value(Value.Kind.BOOLEAN, truth, c.argument(0).marks());
            }
            case "String" -> {
                return c.argument(0).text().isPresent() ? c.argument(0) : new Value(Value.Kind.ANY, null, c.argument(0).marks());
            }
            case "URL", "NextURL" -> {
                Value first = c.argument(0);
                String text = location(first);
                if (text.startsWith("http://localhost") && first.has(Value.REQUEST)) return Value.nativeOf("url", new Request("", text.substring(16), Value.UNDEFINED, Request.Mode.APP));
                return text.isEmpty() ? SENT : Value.nativeOf("location", text);
            }
            case "Promise.all", "Promise.allSettled", "Promise.race" -> {
                Value list = c.argument(0);
                return list.kind() == Value.Kind.ARRAY ? Value.promise(Value.array(list.items().stream().map(Value::awaited).toList())) : Value.promise(Value.ANY);
            }
            case "Promise.resolve" -> {
                return Value.promise(c.argument(0).awaited());
            }
            case "Promise.reject" -> {
                c.machine().raise(Value.nativeOf("thrown", null), false, at(c, "rejects"));
                return Value.ANY;
            }
            case "Promise" -> {
                return pending(c);
            }
            case "Object.freeze", "Object.assign", "structuredClone" -> {
                return c.argument(0);
            }
            case "Object.keys" -> {
                Value object = c.argument(0);
                if (object.kind() != Value.Kind.OBJECT || object.fields().containsKey("*")) return null;
                return Value.array(object.fields().keySet().stream().sorted().map(Value::text).toList());
            }
            case "Array.isArray" -> {
                Value.Kind kind = c.argument(0).kind();
                return kind == Value.Kind.ARRAY ? new Value(Value.Kind.BOOLEAN, true, 0) : kind == Value.Kind.TEXT ? new Value(Value.Kind.BOOLEAN, false, 0) : null;
            }
            case "Set", "Map" -> {
                return c.argument(0).kind() == Value.Kind.ARRAY && path.equals("Set") ? Value.object(Map.of("has", Value.nativeOf("builtin.includes", c.argument(0)), "*", Value.ANY)) : null;
            }
            case "crypto.timingSafeEqual", "timingSafeEqual" -> {
                return new Value(Value.Kind.ANY, null, Value.OPAQUE | Value.ENVIRONMENT);
            }
            default -> {
                return null;
            }
        }
    }

    /** {@code new Promise((resolve, reject) => …)}: the executor runs now. */
    private static Value pending(Call c) {
        Value executor = c.argument(0);
        if (executor.kind() != Value.Kind.CLOSURE) return Value.promise(Value.ANY);
        return c.machine().pending(executor, at(c, "is never resolved"));
    }

    /** Everything else that packages do: wrappers, callbacks, and names that sound like a guard. */
    private Value packages(Call c, Value.External called) {
        Value function = c.arguments().stream().filter(NextWorld::callable).findFirst().orElse(null);
        String source = called.source();
        String name = called.last();
        if (name.matches("timingSafeEqual|compare|compareSync|verify|verifySync|safeCompare|secureCompare")) return Value.promise(new Value(Value.Kind.ANY, null, Value.OPAQUE)).awaited();
        boolean harmless = source.isEmpty() || HARMLESS.matcher(source).matches() || TRANSPARENT.matcher(source).matches();
        if (name.matches("fetchRequestHandler|createNextApiHandler|createYoga|createHandler|handleAuth|createRouteHandler|startServerAndCreateNextHandler|createUploadthing|serve|handle")
            && !harmless && function == null) return Value.nativeOf("delegated", null);
        if (name.equals("fetchRequestHandler")) return Value.nativeOf("delegated", null);
        if (function != null && TRANSPARENT.matcher(source).matches()) {
            if (name.matches("cache|unstable_cache|use\\w+|with\\w+|wrap\\w+|memo\\w*|debounce|throttle")) return function;
            c.machine().maybe(function, List.of(Value.ANY, Value.ANY, Value.ANY));
            return Value.ANY;
        }
        if (name.equals("$transaction") || name.equals("transaction")) {
            if (function == null) return null;
            Value base = new Value(Value.Kind.EXTERNAL, new Value.External(source, called.path().replaceFirst("\\.[^.]*$", "")), 0);
            return c.machine().call(function, List.of(base));
        }
        if (function != null && c.argument(0).equals(function) && name.matches("(with|wrap|create|handle|protect|secure|require|api|safe|guard|auth|route|define|make|build).*|default")) {
            return Value.nativeOf("wrapped", new Wrapped(function, harmless ? null : at(c, "`" + name + "` of `" + source + "` cannot be looked into")));
        }
        if (!harmless && GUARDLIKE.matcher(called.path()).matches() && !name.matches("getUserMedia|use\\w+")) c.machine().doubt(at(c, "`" + name + "` of `" + source + "` cannot be looked into"));
        return null;
    }

    private static boolean callable(Value value) {
        return value.kind() == Value.Kind.CLOSURE || value.is("wrapped") || value.is("authWrapped") || value.is("guarded") || value.kind() == Value.Kind.UNION && value.items().stream().anyMatch(NextWorld::callable);
    }
}
