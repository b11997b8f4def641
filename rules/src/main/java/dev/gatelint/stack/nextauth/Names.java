package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a name in a file stands for: follows imports, re-exports, destructuring and small helpers. Not for use by more than one thread.
 */
final class Names {
    private static final int MAX_HOPS = 5;
    private final Modules modules;
    private final Map<String, Api> known = new HashMap<>();

    Names(Modules modules) {
        this.modules = modules;
    }

    /** What {@code callee}, a name or a member chain, is in the module {@code path}. */
    Api api(String path, Expr callee) {
        return api(path, callee, 0);
    }

    private Api api(String path, Expr callee, int hops) {
        String dotted = callee.dotted();
        if (dotted.isEmpty() || hops > MAX_HOPS) {
            // NextAuth(config).auth
            return callee instanceof Expr.Member member && member.name().equals("auth")
                && isNextAuthCall(path, member.object(), hops) ? Api.AUTH : Api.OTHER;
        }
        int dot = dotted.indexOf('.');
        String first = dot < 0 ? dotted : dotted.substring(0, dot);
        String rest = dot < 0 ? "" : dotted.substring(dot + 1);
        Modules.Origin origin = modules.origin(path, first);
        if (origin instanceof Modules.External external) {
            if (rest.isEmpty()) return Api.of(external.source(), external.name());
            return external.name().equals("*") && !rest.contains(".") ? Api.of(external.source(), rest) : Api.OTHER;
        }
        if (!(origin instanceof Modules.Local local)) return Api.OTHER;
        if (local.name().equals("*")) {
            int second = rest.indexOf('.');
            String name = second < 0 ? rest : rest.substring(0, second);
            return modules.export(local.path(), name) instanceof Modules.Local member
                ? declared(member.path(), member.name(), second < 0 ? "" : rest.substring(second + 1), hops)
                : Api.OTHER;
        }
        return declared(local.path(), local.name(), rest, hops);
    }

    private Api declared(String path, String name, String rest, int hops) {
        String key = path + "\n" + name + "\n" + rest;
        Api found = known.get(key);
        if (found != null) return found;
        known.put(key, Api.OTHER);
        Api api = declaration(path, name, rest, hops + 1);
        known.put(key, api);
        return api;
    }

    private Api declaration(String path, String name, String rest, int hops) {
        Script script = modules.script(path);
        if (script == null) return Api.OTHER;
        for (Step step : script.body()) {
            if (step instanceof Step.Declare declare && declare.value() != null) {
                Api api = declaration(path, declare, name, rest, hops);
                if (api != Api.OTHER) return api;
            } else if (step instanceof Step.Define define && define.function().name().equals(name) && rest.isEmpty()) {
                return helper(path, define.function(), hops);
            }
        }
        return Api.OTHER;
    }

    private Api declaration(String path, Step.Declare declare, String name, String rest, int hops) {
        Expr value = declare.value();
        if (declare.target() instanceof Target.Keys keys) {
            for (Target.Part part : keys.parts()) {
                boolean named = part.target() instanceof Target.Place place && place.place() instanceof Expr.Name local
                    && local.name().equals(name);
                if (named && rest.isEmpty() && clientOf(path, value, part.name()) != Api.OTHER) return clientOf(path, value, part.name());
                if (named && part.name().equals("auth") && rest.isEmpty() && isNextAuthCall(path, value, hops)) return Api.AUTH;
            }
            return Api.OTHER;
        }
        if (!(declare.target() instanceof Target.Place place && place.place() instanceof Expr.Name local
            && local.name().equals(name))) return Api.OTHER;
        if (clientOf(path, value, rest) != Api.OTHER) return clientOf(path, value, rest);
        if (rest.equals("auth") && isNextAuthCall(path, value, hops)) return Api.AUTH;
        if (rest.equals("api.getSession") && value instanceof Expr.Call call && isBetterAuth(path, call)) return Api.BETTER_GET_SESSION;
        if (!rest.isEmpty()) return Api.OTHER;
        if (value instanceof Expr.Lambda lambda) return helper(path, lambda.function(), hops);
        // cache(lookup) of react
        if (value instanceof Expr.Call call && call.callee().dotted().matches("(React\\.)?cache") && call.argument(0) != null) {
            return call.argument(0) instanceof Expr.Lambda lambda ? helper(path, lambda.function(), hops)
                : api(path, call.argument(0), hops);
        }
        return value instanceof Expr.Name || value instanceof Expr.Member ? api(path, value, hops) : Api.OTHER;
    }

    private boolean isBetterAuth(String path, Expr.Call call) {
        return call.callee() instanceof Expr.Name name && modules.origin(path, name.name()) instanceof Modules.External external
            && external.source().startsWith("better-auth") && external.name().equals("betterAuth");
    }

    /** A member of {@code createAuthClient(…)}. */
    private Api clientOf(String path, Expr value, String member) {
        if (!member.equals("getSession") && !member.equals("useSession") || !(value instanceof Expr.Call call)
            || !(call.callee() instanceof Expr.Name name)) return Api.OTHER;
        if (!(modules.origin(path, name.name()) instanceof Modules.External external)
            || !external.name().equals("createAuthClient")) return Api.OTHER;
        if (member.equals("useSession")) return external.source().equals("better-auth/client") ? Api.BETTER_PLAIN_HOOK : Api.OTHER;
        return external.source().startsWith("better-auth/") ? Api.BETTER_CLIENT_SESSION : Api.OTHER;
    }

    private boolean isNextAuthCall(String path, Expr value, int hops) {
        return value instanceof Expr.Call call && api(path, call.callee(), hops + 1) == Api.NEXT_AUTH;
    }

    /**
     * A function whose result is the promise of a lookup: {@code () => getServerSession(authOptions)}, or async and returning what it
     * awaited.
     */
    private Api helper(String path, Function function, int hops) {
        if (hops > MAX_HOPS || function.generator()) return Api.OTHER;
        boolean[] found = new boolean[1];
        Map<String, Boolean> awaited = new HashMap<>();
        At.each(null, function.body(), at -> {
            if (at.function().isPresent()) return;
            if (at.node() instanceof Step.Declare declare && declare.target() instanceof Target.Place place
                && place.place() instanceof Expr.Name name
                && declare.value() instanceof Expr.Await await && isLookup(path, await.operand(), hops)) awaited.put(name.name(), true);
            if (!(at.node() instanceof Step.Return result) || result.value() == null) return;
            Expr value = result.value();
            if (value instanceof Expr.Await await) value = await.operand();
            if (isLookup(path, value, hops) || function.async() && value instanceof Expr.Name name
                && awaited.containsKey(name.name())) found[0] = true;
        });
        if (found[0]) return Api.HELPER;
        return function.async() && decides(path, function, hops) ? Api.GUARD : Api.OTHER;
    }

    /** Awaits a lookup itself, and throws, calls something that does, or gives a condition on it. */
    private boolean decides(String path, Function function, int hops) {
        boolean[] looks = new boolean[1];
        boolean[] stops = new boolean[1];
        At.each(null, function.body(), at -> {
            if (at.function().isPresent()) return;
            if (at.node() instanceof Expr.Await await && isLookup(path, await.operand(), hops)) looks[0] = true;
            if (at.node() instanceof Step.Throw) stops[0] = true;
            if (at.node() instanceof Expr.Call call && call.callee().dotted()
                .matches("redirect|permanentRedirect|notFound|unauthorized|forbidden")) stops[0] = true;
            if (at.node() instanceof Step.Return result && (result.value() instanceof Expr.Unary || result.value() instanceof Expr.Binary
                || result.value() instanceof Expr.Scalar scalar && scalar.text().matches("true|false"))) stops[0] = true;
        });
        return looks[0] && stops[0];
    }

    private boolean isLookup(String path, Expr value, int hops) {
        return value instanceof Expr.Call call && api(path, call.callee(), hops + 1).lookup()
            && call.arguments().stream().noneMatch(Expr.Lambda.class::isInstance);
    }

    /** The value of a top-level variable, followed through imports; empty when it is not written down. */
    Optional<Located> value(String path, Expr expr) {
        return value(path, expr, 0);
    }

    private Optional<Located> value(String path, Expr expr, int hops) {
        if (!(expr instanceof Expr.Name name) || hops > MAX_HOPS) return Optional.of(new Located(path, expr));
        if (!(modules.origin(path, name.name()) instanceof Modules.Local local)) return Optional.empty();
        Script script = modules.script(local.path());
        if (script == null) return Optional.empty();
        List<Step> body = script.body();
        for (Step step : body) {
            if (step instanceof Step.Declare declare && declare.value() != null && declare.target() instanceof Target.Place place
                && place.place() instanceof Expr.Name declared && declared.name()
                .equals(local.name())) return value(local.path(), declare.value(), hops + 1);
            if (step instanceof Step.Define define && define.function().name().equals(local.name())) {
                return Optional.of(new Located(local.path(), new Expr.Lambda(define.function())));
            }
        }
        return Optional.empty();
    }

    /** An expression and the file that it stands in. */
    record Located(String path, Expr expr) {}

    Modules modules() {
        return modules;
    }
}
