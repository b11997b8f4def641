package dev.gatelint.stack.next;

import dev.gatelint.model.Evidence;
import dev.gatelint.stack.js.flow.Machine;
import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.js.flow.World.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the libraries that know who is logged in say of one caller, and the checks of who sent a message. */
final class Identities {
    private static final Pattern LUCIA = Pattern.compile(".*Lucia\\(\\)\\.validate(Session|Request)");
    private static final Set<String> JOSE = Set.of("jwtVerify", "jwtDecrypt", "compactDecrypt");
    private static final Set<String> SIGNATURES = Set.of("constructEvent", "constructEventAsync", "verifySignature",
        "verifySignatureAppRouter", "verifySignatureEdge",
        "verifyWebhook", "verifyKey", "verifyWebhookSignature");
    private final boolean loggedIn;
    private final MiddlewareGates gates;

    Identities(boolean loggedIn, MiddlewareGates gates) {
        this.loggedIn = loggedIn;
        this.gates = gates;
    }

    Value session() {
        if (!loggedIn) return Value.NULL.with(Value.SESSION);
        return identity();
    }

    private static Value identity() {
        Value id = Value.TRUTHY.with(Value.SESSION);
        Value unknown = new Value(Value.Kind.ANY, null, Value.SESSION);
        Value user = new Value(Value.Kind.OBJECT, Map.of("id", id, "email", id, "sub", id, "userId", id, "*", unknown), Value.SESSION);
        Map<String, Value> fields = new HashMap<>(Map.of("user", user, "session", user, "userId", id, "sub", id, "id", id, "email", id,
            "expires", id, "*", unknown));
        fields.put("error", Value.UNDEFINED.with(Value.SESSION));
        fields.put("ok", Value.nativeOf("true", null));
        return new Value(Value.Kind.OBJECT, Map.copyOf(fields), Value.SESSION);
    }

    /** An object whose fields, whatever their names, are there for a caller who is logged in. */
    private Value holder(Map<String, Value> more) {
        if (loggedIn) return identity();
        Map<String, Value> fields = new HashMap<>();
        for (String name : List.of("user", "session", "userId", "sessionId", "orgId", "orgRole", "sessionClaims", "actor",
            "data")) fields.put(name, Value.NULL.with(Value.SESSION));
        fields.put("isAuthenticated", new Value(Value.Kind.BOOLEAN, false, Value.SESSION));
        fields.putAll(more);
        return new Value(Value.Kind.OBJECT, Map.copyOf(fields), Value.SESSION);
    }

    Value denyWithout(Call c, String why) {
        if (loggedIn) return Value.promise(session());
        c.machine().raise(Value.nativeOf("thrown", Boolean.TRUE), true, NextWorld.at(c, why));
        return Value.ANY;
    }

    /** The lookups of the libraries that know who is logged in. */
    Value of(Call c, Value.External called) {
        Value found = lookup(c, called);
        if (found == null) return gates.call(c, called);
        if (!found.is("nextauth") && !found.is("framework")) c.machine().lookup(NextWorld.at(c, "reads the session"));
        return found;
    }

    private static final Set<String> PLAIN = Set.of("next-auth#getServerSession", "next-auth/next#getServerSession",
        "next-auth#unstable_getServerSession", "next-auth/next#unstable_getServerSession",
        "next-auth/react#getSession", "next-auth/client#getSession", "next-auth/jwt#getToken", "@auth/core/jwt#getToken",
        "@auth0/nextjs-auth0#getSession", "@auth0/nextjs-auth0/edge#getSession",
        "@clerk/nextjs#currentUser", "@clerk/nextjs/server#currentUser", "@clerk/nextjs/app-beta#currentUser",
        "@descope/nextjs-sdk/server#session", "@logto/next#getLogtoContext",
        "supertokens-node/nextjs#getSSRSession", "@edgestore/server#getSession", "next-auth/jwt#decode",
        "@workos-inc/authkit-nextjs#getUser");

    private Value lookup(Call c, Value.External called) {
        String source = called.source();
        String path = called.path();
        String name = called.last();
        String whole = source + "#" + (path.startsWith("default.") ? path.substring(8) : path);
        if (PLAIN.contains(whole)) return Value.promise(session());
        if (source.equals("next-auth") && path.equals("default") || source.equals("next-auth/next")
            && path.equals("default")) return Value.nativeOf("nextauth", c.argument(0));
        if (source.startsWith("@clerk/")) return clerk(c, name, path);
        if (source.startsWith("iron-session")) {
            if (name.equals("getIronSession")) return Value.promise(loggedIn ? identity()
                : new Value(Value.Kind.OBJECT, Map.of("save", Value.nativeOf("nothing", null), "destroy", Value.nativeOf("nothing", null)),
                Value.SESSION));
            if (name.startsWith("withIronSession")) return c.argument(0);
        }
        if (path.contains("betterAuth") && source.startsWith("better-auth") || source.startsWith("better-auth")) {
            if (path.endsWith("api.getSession")) return Value.promise(session());
            if (name.equals("toNextJsHandler")) return Value.object(Map.of("GET", Value.nativeOf("framework", null), "POST",
                Value.nativeOf("framework", null)));
            if (name.equals("toNodeHandler")) return Value.nativeOf("framework", null);
            if (name.equals("getSessionCookie") || name.equals("getCookieCache")) return NextWorld.sent().with(Value.COOKIE);
        }
        if (path.endsWith(".auth.getUser") || path.endsWith(".auth.getClaims")) {
            return Value.promise(loggedIn ? Value.object(Map.of("data", identity(), "error", Value.NULL)) : new Value(Value.Kind.OBJECT,
                Map.of("data", path.endsWith("getClaims") ? session() : holder(Map.of()), "error",
                    Value.TRUTHY.with(Value.SESSION)), Value.SESSION));
        }
        if (path.endsWith(".auth.getSession")) return Value.promise(Value.object(Map.of("data", holder(Map.of()), "error", Value.NULL)));
        if (LUCIA.matcher(path).matches()) return Value.promise(holder(Map.of()));
        if (path.startsWith("getKindeServerSession().")) {
            if (name.equals("isAuthenticated")) return Value.promise(loggedIn ? Value.TRUTHY.with(Value.SESSION)
                : new Value(Value.Kind.BOOLEAN, false, Value.SESSION));
            return Value.promise(session());
        }
        if (path.endsWith("Auth0Client().getSession")) return Value.promise(session());
        if (name.equals("withApiAuthRequired") || name.equals("withPageAuthRequired")) return Value.nativeOf("guarded",
            new NextWorld.Wrapped(c.argument(0), NextWorld.at(c, "`" + name + "` stops callers without a session")));
        if (source.startsWith("@workos-inc/authkit") && name.equals("withAuth")) {
            return Boolean.TRUE.equals(c.argument(0).field("ensureSignedIn").truth())
                ? denyWithout(c, "`withAuth` sends callers without a session to the login") : Value.promise(holder(Map.of()));
        }
        if (path.equals("StackServerApp().getUser")) return c.argument(0).fields().containsKey("or")
            ? denyWithout(c, "`getUser` sends callers without a session to the login") : Value.promise(session());
        if (name.equals("verifyIdToken") || name.equals("verifySessionCookie") || source.equals("jsonwebtoken") && name.equals("verify")
            || source.equals("jose") && JOSE.contains(name)) {
            if (loggedIn) return Value.promise(session());
            c.machine().raise(Machine.FAILED_LOOKUP, true, NextWorld.at(c, "`" + name + "` throws for callers without a valid token"));
            return Value.ANY;
        }
        return null;
    }

    /** Checks of who sent a message: a webhook's signature. */
    static Value signature(Call c, Value.External called) {
        String name = called.last();
        String path = called.path();
        String source = called.source();
        if (path.endsWith("Webhook().verify") || source.contains("webhook") && (name.startsWith("verify") || name.startsWith("parse"))
            || SIGNATURES.contains(name)) {
            Evidence at = NextWorld.at(c, "`" + name + "` checks a signature");
            c.machine().screen(at);
            return c.argument(0).kind() == Value.Kind.CLOSURE ? Value.nativeOf("wrapped", new NextWorld.Wrapped(c.argument(0), at))
                : Value.promise(Value.TRUTHY);
        }
        return null;
    }

    private Value clerk(Call c, String name, String path) {
        if (name.equals("auth") || name.equals("getAuth")) {
            return holder(Map.of("protect", Value.nativeOf("clerk.protect", null), "redirectToSignIn",
                Value.external("@clerk/nextjs/server", "auth.redirectToSignIn"),
                "has", Value.external("@clerk/nextjs/server", "auth.has"), "getToken", Value.external("@clerk/nextjs/server",
                "auth.getToken")));
        }
        if (path.endsWith("auth.protect") || path.endsWith("auth().protect")) return denyWithout(c,
            "`auth.protect()` stops callers without a session");
        if (path.endsWith("redirectToSignIn") || name.equals("redirectToSignIn")) return loggedIn ? Value.ANY
            : Value.reply(307, "/sign-in", false);
        if (path.endsWith("auth.has")) return loggedIn ? new Value(Value.Kind.ANY, null, Value.SESSION)
            : new Value(Value.Kind.BOOLEAN, false, Value.SESSION);
        if (path.endsWith("auth.getToken")) return Value.promise(session());
        if (name.equals("verifyWebhook")) {
            c.machine().screen(NextWorld.at(c, "`verifyWebhook` checks a signature"));
            return Value.promise(Value.TRUTHY);
        }
        return null;
    }
}
