package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request of the server to an endpoint of its own application that asks for the session. The cookies of the caller do not go along by themselves. */
final class OwnFetch {
    private static final Pattern FETCH = Pattern.compile("fetch|(axios|ky|got)(\\.(get|post|put|patch|delete))?");
    private static final Pattern BASE = Pattern.compile("(?i)(process\\.env|env)\\..*(url|site|host|base|origin|domain).*|.*(base|origin|host|site|app)_?(url)?|url");
    private static final List<String> FILES = List.of("pages%s", "pages%s/index", "app%s/route");
    private static final List<String> ENDINGS = List.of(".ts", ".tsx", ".js", ".jsx");

    private OwnFetch() {}

    /** Empty when the call is none, goes elsewhere, or passes headers. */
    static Optional<Flaw<Kind>> flaw(Context context, Place place, Expr.Call call) {
        if (!FETCH.matcher(call.callee().dotted()).matches() || !place.where().pages() && !place.where().app()) return Optional.empty();
        if (call.argument(1) != null && !(call.argument(1) instanceof Expr.Fields given && !given.open() && given.value("headers") == null)) return Optional.empty();
        boolean relative = call.argument(0) instanceof Expr.Text text && text.value().startsWith("/");
        String path = path(call.argument(0));
        if (path.isEmpty() || !asks(context, path)) return Optional.empty();
        if (relative) {
            return Optional.of(new Flaw<>(Kind.COOKIES_NOT_FORWARDED, "throws \"Failed to parse URL from " + path + "\": on the server there is no address to start from",
                "call what stands behind it directly", Certainty.CERTAIN, List.of(), List.of()));
        }
        return Optional.of(new Flaw<>(Kind.COOKIES_NOT_FORWARDED, "sends no cookies, so that " + path + " sees an anonymous caller, also for someone who is logged in",
            "call what stands behind it directly, or pass the cookie header on", Certainty.LIKELY, List.of(), List.of()));
    }

    private static String path(Expr address) {
        if (address instanceof Expr.Text text) return text.value().startsWith("/api/") ? text.value().replaceFirst("[?#].*$", "") : "";
        if (!(address instanceof Expr.Template template) || template.holes().size() != 1 || template.texts().size() != 2) return "";
        boolean base = template.texts().get(0).matches("(https?://)?") && BASE.matcher(template.holes().get(0).dotted()).matches();
        String path = template.texts().get(1).replaceFirst("[?#].*$", "");
        return base && path.startsWith("/api/") ? path : "";
    }

    /** The endpoint of this application looks the session up. */
    private static boolean asks(Context context, String path) {
        if (path.equals("/api/auth/session")) return !context.configs().isEmpty();
        Modules modules = context.names().modules();
        String folder = context.folder().isEmpty() ? "" : context.folder() + "/";
        for (String source : List.of("", "src/")) {
            for (String file : FILES) {
                for (String ending : ENDINGS) {
                    String target = folder + source + file.formatted(path) + ending;
                    Script script = modules.script(target);
                    if (script != null) return looks(context, target, script);
                }
            }
        }
        return false;
    }

    private static boolean looks(Context context, String path, Script script) {
        boolean[] found = new boolean[1];
        At.each(script, at -> {
            if (at.node() instanceof Expr.Call call && context.names().api(path, call.callee()).lookup()) found[0] = true;
        });
        return found[0];
    }
}
