package dev.gatelint.stack.next;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.js.flow.Machine;
import dev.gatelint.stack.js.flow.Trace;
import dev.gatelint.stack.js.flow.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The middleware or proxy of an application.
 *
 * @param file     where it stands
 * @param name     the export that runs: {@code default}, {@code middleware} or {@code proxy}
 * @param at       the exported name
 * @param entries  the matchers; empty when there is none, then it runs for every request
 * @param reading  what Next makes of the matchers
 */
record Middleware(String file, String name, Span at, List<Entry> entries, Reading reading, List<MatcherCompiler> compilers,
    NextConfig config) {
    private static final java.util.regex.Pattern DATA = java.util.regex.Pattern.compile("(?<before>/_next/data/[^/]+)(?<page>/.*)\\.json");

    /** One matcher and where it stands. */
    record Entry(Span at, Matcher matcher) {}

    /** Whether Next reads the matchers, or leaves them out and runs the middleware for every request, or refuses to build. */
    enum Reading { DONE, LEFT_OUT, REFUSED, UNCLEAR }

    /** The middleware of an application, when it has one that Next loads. */
    static Optional<Middleware> of(NextApp app, Modules modules) {
        List<String> names = new ArrayList<>();
        if (app.config().exported()) return Optional.empty();
        boolean proxy = app.next().map(version -> version.atLeast("16.0.0-0")).orElse(true);
        if (proxy) names.add("proxy");
        names.add("middleware");
        for (String name : names) {
            for (String extension : app.config().extensions()) {
                String path = app.base() + name + "." + extension;
                Script script = modules.script(path);
                if (script == null) continue;
                Optional<Middleware> found = read(app, path, name, script, modules);
                if (found.isPresent()) return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Middleware> read(NextApp app, String path, String name, Script script, Modules modules) {
        List<String> exports = modules.exports(path);
        String export = exports.contains("default") ? "default" : exports.contains(name) ? name : "";
        if (export.isEmpty()) return Optional.empty();
        Span at = script.export(export).map(e -> new Span(path, e.start(), e.end())).orElse(new Span(path, 0, 0));
        List<MatcherCompiler> compilers = app.next().map(version -> List.of(MatcherCompiler.of(version))).orElse(MatcherCompiler.all());
        List<Entry> entries = new ArrayList<>();
        Step.Declare config = config(script);
        Reading reading = reading(app, script, config);
        Expr matcher = reading == Reading.DONE && config != null && config.value() instanceof Expr.Fields fields
            ? fields.value("matcher") : null;
        if (matcher != null && !entries(path, matcher, entries)) reading = Reading.UNCLEAR;
        return Optional.of(new Middleware(path, export, at, List.copyOf(entries), reading, compilers, app.config()));
    }

    /**
     * What Next makes of the exported {@code config}. It wants {@code export const config} with nothing but values in it; run with 12.3.7,
     * 13.5.11, 14.2.35, 15.5.29 and 16.4.6. Casts are not seen here: what {@code as const} does depends on the version, too.
     */
    private static Reading reading(NextApp app, Script script, Step.Declare declared) {
        Optional<Script.Export> export = script.export("config");
        if (export.isEmpty()) return Reading.DONE;
        boolean here = declared != null && declared.start() <= export.get().start() && export.get().end() <= declared.end();
        boolean constant = here && declared.kind().equals("const");
        boolean literal = here && literal(declared.value());
        if (constant && literal) return Reading.DONE;
        if (app.next().isEmpty()) return Reading.UNCLEAR;
        Version next = app.next().get();
        if (next.atLeast("16.0.0-0")) return literal ? Reading.DONE : Reading.REFUSED;
        if (!constant || next.before("15.0.0-0")) return Reading.LEFT_OUT;
        return next.atLeast("15.5.0") ? Reading.REFUSED : Reading.UNCLEAR;
    }

    private static boolean literal(Expr expr) {
        if (expr instanceof Expr.Items items) return items.elements().stream().allMatch(Middleware::literal);
        if (expr instanceof Expr.Fields fields) return !fields.open() && fields.entries().stream()
            .allMatch(entry -> entry.kind() == Expr.Entry.Kind.PROPERTY && literal(entry.value()));
        return expr instanceof Expr.Text || expr instanceof Expr.Scalar || expr instanceof Expr.Regex
            || expr instanceof Expr.Name name && name.name().equals("undefined");
    }

    private static Step.Declare config(Script script) {
        String name = script.export("config").filter(export -> export.source().isEmpty()).map(Script.Export::local).orElse("");
        for (Step step : script.body()) {
            if (step instanceof Step.Declare d && d.target() instanceof Target.Place p && p.place() instanceof Expr.Name n
                && n.name().equals(name)) return d;
        }
        return null;
    }

    private static boolean entries(String path, Expr expr, List<Entry> entries) {
        if (expr instanceof Expr.Items items) {
            boolean all = true;
            for (Expr one : items.elements()) all &= entries(path, one, entries);
            return all;
        }
        Span at = new Span(path, expr.start(), expr.end());
        if (expr instanceof Expr.Text text) {
            entries.add(new Entry(at, Matcher.of(text.value())));
            return true;
        }
        if (expr instanceof Expr.Fields fields && fields.value("source") instanceof Expr.Text source) {
            boolean localized = !(fields.value("locale") instanceof Expr.Scalar scalar && scalar.text().equals("false"));
            entries.add(new Entry(new Span(path, source.start(), source.end()),
                new Matcher(source.value(), localized, conditions(fields.value("has")), conditions(fields.value("missing")))));
            return true;
        }
        return false;
    }

    private static List<Matcher.Condition> conditions(Expr expr) {
        if (!(expr instanceof Expr.Items items)) return List.of();
        return items.elements().stream().filter(Expr.Fields.class::isInstance).map(Expr.Fields.class::cast)
            .filter(f -> f.value("type") instanceof Expr.Text)
            .map(f -> new Matcher.Condition(((Expr.Text) f.value("type")).value(), f.value("key") instanceof Expr.Text key ? key.value()
            : "",
                f.value("value") instanceof Expr.Text value ? Optional.of(value.value()) : Optional.empty())).toList();
    }

    /** Whether it runs for a path; null when that cannot be told. */
    Boolean takes(String path) {
        if (reading == Reading.REFUSED || reading == Reading.UNCLEAR) return null;
        if (entries.isEmpty()) return true;
        Boolean all = null;
        boolean first = true;
        for (MatcherCompiler compiler : compilers) {
            Boolean one = takes(compiler, path);
            if (one == null) return null;
            if (!first && !one.equals(all)) return null;
            all = one;
            first = false;
        }
        return all;
    }

    private Boolean takes(MatcherCompiler compiler, String path) {
        Boolean all = true;
        for (String form : forms(path)) {
            Boolean one = anyTakes(compiler, form);
            if (Boolean.FALSE.equals(one)) return false;
            if (one == null) all = null;
        }
        return all;
    }

    private Boolean anyTakes(MatcherCompiler compiler, String form) {
        Boolean any = false;
        for (Entry entry : entries) {
            Boolean one = takesForm(compiler, entry, form);
            // what a caller can switch off does not take anything for sure
            if (Boolean.TRUE.equals(one) && !entry.matcher().conditional()) return true;
            if (!Boolean.FALSE.equals(one)) any = null;
        }
        return any;
    }

    /** Whether this matcher takes the path in some locale; null when that cannot be told. */
    Boolean takes(MatcherCompiler compiler, Entry entry, String path) {
        List<Boolean> all = forms(path).stream().map(form -> takesForm(compiler, entry, form)).toList();
        return all.contains(true) ? Boolean.TRUE : all.contains(null) ? null : Boolean.FALSE;
    }

    private Boolean takesForm(MatcherCompiler compiler, Entry entry, String form) {
        if (!entry.matcher().localized() && form.contains(NextConfig.ANY_LOCALE)) return null;
        MatcherCompiler.Compiled compiled = compiler.middleware(entry.matcher(), config.basePath(), config.localized());
        if (compiled instanceof MatcherCompiler.Pattern pattern) return pattern.matches(form);
        return compiled instanceof MatcherCompiler.Rejected ? false : null;
    }

    /**
     * A path as matchers are asked for it: with {@code trailingSlash}, and with {@code i18n} in each locale, whether the caller wrote it
     * or not.
     */
    private List<String> forms(String path) {
        java.util.regex.Matcher data = DATA.matcher(path);
        String before = data.matches() ? data.group("before") : "";
        String slash = config.slashed() && before.isEmpty() && !path.endsWith("/") ? "/" : "";
        if (!config.localized()) return List.of(config.basePath() + path + slash);
        String page = path.equals("/") ? "" : path.substring(before.length());
        return config.locales().stream().map(locale -> config.basePath() + before + "/" + locale + page + slash).toList();
    }

    /** The path that the middleware reads: of the data of a page, that of the page. */
    private String read(String path) {
        java.util.regex.Matcher data = DATA.matcher(path);
        if (config.rawUrls() || !data.matches()) return path;
        return data.group("page").equals("/index") ? "/" : data.group("page");
    }

    /**
     * What the middleware does with a request.
     *
     * @param broken checks in it that do not stop
     */
    record Passage(Access access, List<Evidence> evidence, boolean presence, boolean redirects, List<Trace.Broken> broken) {
        static final Passage OPEN = open(List.of());

        static Passage open(List<Trace.Broken> broken) {
            return new Passage(Access.PUBLIC, List.of(), false, false, broken);
        }
    }

    /** What it does with a request to this path by a caller without a session. */
    Passage passage(Judge judge, String path, String method) {
        Boolean takes = takes(path);
        if (Boolean.FALSE.equals(takes)) return Passage.OPEN;
        Judge.Judgement judged = judged(judge, method, config.basePath(), path);
        if (judged.access() == Access.PUBLIC && !judged.presence()) return Passage.open(judged.open().broken);
        if (config.locales().size() > 1) { // `request.url` has each locale but the default one; `nextUrl.pathname` has none
            Judge.Judgement local = judged(judge, method, config.basePath() + "/" + config.locales().get(config.locales().size() - 1),
                path);
            if (local.access() == Access.PUBLIC && !local.presence()) return Passage.OPEN;
        }
        List<Evidence> evidence = new ArrayList<>();
        String what = judged.presence() ? "only looks whether a cookie is there" : judged.access() == Access.UNKNOWN
            || judged.access() == Access.OPAQUE ? "may stop callers before " + path
            : "stops callers without a session before " + path;
        evidence.add(new Evidence(at, what));
        evidence.addAll(judged.evidence());
        if (takes == null) return new Passage(Access.UNKNOWN, evidence, judged.presence(), false, List.of());
        boolean redirects = judged.open().ends.stream().filter(end -> end.denied() || end.says())
            .allMatch(end -> end.thrown() || end.status() >= 300 && end.status() < 400);
        return new Passage(judged.access(), evidence, judged.presence(), redirects, judged.open().broken);
    }

    private Judge.Judgement judged(Judge judge, String method, String before, String path) {
        Value request = NextWorld.request(method, before, read(path), NextWorld.Request.Mode.MIDDLEWARE);
        return judge.gate(machine -> machine.exported(file, name), List.of(request, Value.ANY));
    }
}
