package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of the server to an endpoint of its own application that asks for the session. The cookies of the caller do not go along by
 * themselves.
 */
final class OwnFetch {
    private static final Pattern FETCH = Pattern.compile("fetch|(?:axios|ky|got)(?:\\.(get|post|put|patch|delete))?");
    private static final Pattern BASE = Pattern.compile("(?i)(process\\.env|env)\\..*(url|site|host|base|origin|domain).*|.*(base|origin|host|site|app)_?(url)?|url");
    private static final Pattern OWN_HOST = Pattern.compile("https?://(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?(/.*)");
    private static final List<String> FILES = List.of("pages%s", "pages%s/index", "app%s/route");
    private static final List<String> ENDINGS = List.of(".ts", ".tsx", ".js", ".jsx");
    private final Context context;
    private final Place place;
    private final At at;
    private final Expr.Call call;

    OwnFetch(Context context, Place place, At at) {
        this.context = context;
        this.place = place;
        this.at = at;
        this.call = (Expr.Call) at.node();
    }

    static boolean is(Expr.Call call) {
        return FETCH.matcher(call.callee().dotted()).matches();
    }

    /** Empty when the call goes elsewhere, passes headers, or asks for something that needs no session. */
    Optional<Flaw<Kind>> flaw() {
        Matcher fetch = FETCH.matcher(call.callee().dotted());
        if (!fetch.matches() || !place.where().pages() && !place.where().app()) return Optional.empty();
        boolean axios = call.callee().dotted().startsWith("axios");
        String verb = fetch.group(1) == null ? "" : fetch.group(1).toUpperCase(Locale.ROOT);
        // axios.post(address, body, options)
        int options = axios && verb.matches("POST|PUT|PATCH") ? 2 : 1;
        Expr given = call.argument(options);
        if (given != null && !(given instanceof Expr.Fields fields && !fields.open()
            && fields.value("headers") == null)) return Optional.empty();
        if (given instanceof Expr.Fields fields && fields.value("method") instanceof Expr.Text text) verb = text.value()
            .toUpperCase(Locale.ROOT);
        Expr address = local(call.argument(0));
        boolean relative = address instanceof Expr.Text text && text.value().startsWith("/");
        String path = path(address);
        if (path.isEmpty() || !asks(path, verb.isEmpty() ? "GET" : verb)) return Optional.empty();
        if (relative && !axios) {
            return Optional.of(new Flaw<>(Kind.COOKIES_NOT_FORWARDED, "throws \"Failed to parse URL from " + path
                + "\": on the server there is no address to start from",
                "call what stands behind it directly", Certainty.CERTAIN, List.of(), List.of()));
        }
        if (relative) return Optional.empty();
        Flaw<Kind> flaw = new Flaw<>(Kind.COOKIES_NOT_FORWARDED, "sends no cookies, so that " + path
            + " sees an anonymous caller, also for someone who is logged in",
            "call what stands behind it directly, or pass the cookie header on", Certainty.LIKELY, List.of(), List.of());
        return Optional.of(fix(options, given).map(flaw::repairedBy).orElse(flaw));
    }

    /** What a constant of the same function or of the file stands for. */
    private Expr local(Expr address) {
        if (!(address instanceof Expr.Name name)) return address;
        Expr[] found = new Expr[1];
        List<Step> body = at.function().map(around -> ((Function) around.node()).body()).orElse(context.script().body());
        At.each(null, body, node -> {
            if (node.node() instanceof Step.Declare declare && declare.kind().equals("const")
                && declare.target() instanceof Target.Place target
                && target.place() instanceof Expr.Name declared && declared.name().equals(name.name())) found[0] = declare.value();
        });
        return found[0] != null ? found[0] : context.names().value(context.path(), name).map(Names.Located::expr).orElse(address);
    }

    private static String path(Expr address) {
        if (address instanceof Expr.Text text) {
            Matcher own = OWN_HOST.matcher(text.value());
            return api(own.matches() ? own.group(1) : text.value());
        }
        if (address instanceof Expr.Binary sum && sum.operator().equals("+") && sum.right() instanceof Expr.Text text) {
            return BASE.matcher(sum.left().dotted()).matches() ? api(text.value()) : "";
        }
        if (!(address instanceof Expr.Template template) || template.holes().isEmpty()) return "";
        boolean base = template.texts().get(0).matches("(https?://)?") && BASE.matcher(template.holes().get(0).dotted()).matches();
        if (!base) return "";
        // what is filled in behind the question mark does not change the endpoint
        boolean whole = template.holes().size() == 1 || template.texts().get(1).contains("?");
        return whole ? api(template.texts().get(1)) : "";
    }

    private static String api(String text) {
        return text.startsWith("/api/") ? text.replaceFirst("[?#].*$", "") : "";
    }

    /** The endpoint of this application looks the session up. */
    private boolean asks(String path, String verb) {
        if (path.equals("/api/auth/session")) return !context.configs().isEmpty();
        Modules modules = context.names().modules();
        String folder = context.folder().isEmpty() ? "" : context.folder() + "/";
        for (String source : List.of("", "src/")) {
            for (String file : FILES) {
                for (String ending : ENDINGS) {
                    String target = folder + source + file.formatted(path) + ending;
                    Script script = modules.script(target);
                    if (script != null) return looks(target, script, file.endsWith("route") ? verb : "");
                }
            }
        }
        return false;
    }

    /** A lookup in the file, or in the function of this verb when there is one. */
    private boolean looks(String path, Script script, String verb) {
        boolean own = !verb.isEmpty() && script.export(verb).isPresent();
        boolean[] found = new boolean[1];
        boolean[] there = new boolean[1];
        boolean[] elsewhere = new boolean[1];
        At.each(script, node -> {
            boolean mine = own && node.outermostFunction().filter(function -> function.functionName().equals(verb)).isPresent();
            there[0] |= mine;
            if (!(node.node() instanceof Expr.Call asked) || !context.names().api(path, asked.callee()).lookup()) return;
            if (mine) found[0] = true;
            else elsewhere[0] = true;
        });
        return there[0] ? found[0] : found[0] || elsewhere[0];
    }

    /** The cookies of the caller, as a header. */
    private Optional<Fix> fix(int index, Expr given) {
        if (!call.callee().dotted().equals("fetch") || given == null && call.arguments().size() != index) return Optional.empty();
        List<TextEdit> edits = new ArrayList<>();
        String cookie;
        if (place.where() == Place.Where.PAGE_PROPS) {
            Roles roles = new Roles(context, place, at);
            Optional<String> request = roles.named(Roles.Role.REQUEST).or(() -> roles.named(Roles.Role.PROPS_CONTEXT)
                .map(name -> name + ".req"));
            if (request.isEmpty()) return Optional.empty();
            cookie = request.get() + ".headers.cookie ?? \"\"";
        } else {
            Optional<At> function = at.function();
            boolean async = function.isPresent() && ((Function) function.get().node()).async();
            if (!place.where().app() || !async || context.next().isEmpty()) return Optional.empty();
            Optional<Script.Import> imported = context.script().imports().stream()
                .filter(i -> i.source().equals("next/headers") && i.name().equals("cookies")).findFirst();
            if (imported.isEmpty()) {
                if (context.script().imports().stream().anyMatch(i -> i.local().equals("cookies"))) return Optional.empty();
                Optional<TextEdit> edit = new Repairs(context).addImport("{ cookies }", "next/headers");
                if (edit.isEmpty()) return Optional.empty();
                edits.add(edit.get());
            }
            String name = imported.map(Script.Import::local).orElse("cookies");
            cookie = (context.nextAtLeast("15.0.0-0") ? "(await " + name + "())" : name + "()") + ".toString()";
        }
        String header = "headers: { cookie: " + cookie + " }";
        if (given instanceof Expr.Fields fields && !fields.entries().isEmpty()) {
            int start = fields.entries().get(0).start();
            edits.add(new TextEdit(new Span(context.path(), start, start), header + ", "));
        } else {
            int end = given == null ? call.argument(0).end() : given.start();
            edits.add(given == null ? new TextEdit(new Span(context.path(), end, end), ", { " + header + " }")
                : new TextEdit(context.span(given), "{ " + header + " }"));
        }
        return Optional.of(new Fix("Pass the caller's cookies on", Fix.Safety.REVIEW, edits));
    }
}
