package dev.gatelint.stack.next;

import dev.gatelint.model.Version;
import dev.gatelint.stack.next.PathToRegexp.Grammar;
import dev.gatelint.stack.next.PathToRegexp.Token;
import java.util.List;

/**
 * Compiles path patterns as Next itself does: {@code config.matcher} of the middleware or proxy, and {@code source} of rewrites, redirects
 * and headers. The regular expressions are those of Next's own manifests, character by character, for 12.2.6 to 16.4.
 *
 * @param separated whether the pattern language is read as path-to-regexp 6.3 does
 * @param locale    what stands for the locale before a localized source
 * @param suffix    what may follow any source but {@code /}
 * @param rootExtra a further form of the root page
 * @param retries   repeats are read once more with a slash before them
 */
public record MatcherCompiler(boolean separated, String locale, String suffix, String rootExtra, boolean retries) {
    private static final String DATA = "/:nextData(_next/data/[^/]{1,})?";
    private static final String TRANSPORT = "\\.rsc|\\.segments/.+\\.segment\\.rsc";
    private static final String ANY_LOCALE = "/:nextInternalLocale([^/.]{1,})";
    private static final String LOCALE = "/:nextInternalLocale((?!_next/)[^/.]{1,})";
    /**
     * Up to 15.0.2 the bare group turns into the pattern of a parameter that stands before it: {@code /admin/:id} then means {@code
     * /admin/.json}.
     */
    private static final String BARE_JSON = "(.json)?";
    private static final String JSON = "{(\\.json)}?";
    private static final int MAX_LENGTH = 4096;

    /** How {@code next} compiles; versions before 12.2.6 are taken as 12.2.6. */
    public static MatcherCompiler of(Version next) {
        boolean separated = next.atLeast("15.5.0");
        String locale = next.atLeast("13.2.0") ? LOCALE : ANY_LOCALE;
        if (next.atLeast("16.2.5") || next.atLeast("15.5.16") && next.before("16.0.0-0")) {
            return new MatcherCompiler(separated, locale, "{(\\.json|" + TRANSPORT + ")}?", "|/?index(?:" + TRANSPORT + ")", separated);
        }
        return new MatcherCompiler(separated, locale, next.atLeast("15.0.3") ? JSON : BARE_JSON, "", separated);
    }

    /** One version for each different way to compile, for projects whose version is not known: what all of them say is certain. */
    public static List<MatcherCompiler> all() {
        return List.of("12.3.4", "14.2.35", "15.1.0", "15.5.9", "16.4.6").stream().map(version -> of(Version.of(version))).toList();
    }

    /** What became of a source. */
    public sealed interface Compiled {}

    /**
     * Next takes it.
     *
     * @param source the regular expression as it stands in Next's manifest
     * @param paths  the same, to be asked; the path is the raw one of the URL, with base path and locale, without the query
     */
    public record Pattern(String source, JsRegex paths) implements Compiled {
        /** True when the source takes this path; {@code has} and {@code missing} are not looked at. */
        public boolean matches(String path) {
            return paths.test(path);
        }
    }

    /** The build ends with this error. */
    public record Rejected(String message) implements Compiled {}

    /** Next may take it, but what it matches cannot be told; {@code reason} is for a problem. */
    public record Unclear(String reason) implements Compiled {}

    /**
     * Compiles a matcher of the middleware.
     *
     * @param basePath  the application's {@code basePath}, empty when it has none
     * @param i18n      whether next.config has {@code i18n} with {@code locales}
     */
    public Compiled middleware(Matcher matcher, String basePath, boolean i18n) {
        String source = matcher.source();
        Grammar grammar = new Grammar(separated, "/#?", false);
        if (!source.startsWith("/")) return new Rejected("must start with /");
        Compiled bare = compile(source, grammar, false);
        if (bare instanceof Rejected) return bare;
        if (source.length() > MAX_LENGTH) return new Rejected("exceeds max built length of 4096");
        boolean root = source.equals("/");
        String full = (i18n && matcher.localized() ? locale + (root ? "" : source) : source)
            + (root ? "(" + (i18n ? "|\\.json|" : "") + "/?index|/?index\\.json" + rootExtra + ")?" : suffix);
        return compile(basePath + DATA + full, grammar, false);
    }

    /**
     * Compiles the {@code source} of a rewrite or a header, as it stands in the routes manifest; Next does not look at upper and lower
     * case.
     */
    public Compiled rewrite(String source) {
        return customRoute(source, "^");
    }

    /** Compiles the {@code source} of a redirect, which never takes a path of Next's own below {@code /_next}. */
    public Compiled redirect(String source) {
        return customRoute(source, "^(?!/_next)");
    }

    private Compiled customRoute(String source, String start) {
        if (!source.startsWith("/")) return new Rejected("`source` does not start with /");
        Compiled compiled = compile(source, new Grammar(separated, "/", true), true);
        if (!(compiled instanceof Pattern pattern)) return compiled;
        String regexp = pattern.source();
        return understood(start + regexp.substring(1, regexp.length() - 1).replace("\\/", "/") + "(?:/)?$", true);
    }

    private Compiled compile(String source, Grammar grammar, boolean ignoreCase) {
        List<Token> tokens;
        try {
            tokens = PathToRegexp.parse(source, grammar);
        } catch (PathToRegexp.Refused refused) {
            return new Rejected(refused.getMessage());
        }
        Compiled first = compile(tokens, grammar, ignoreCase);
        return first instanceof Rejected && retries && !grammar.strict()
            ? compile(PathToRegexp.withSlashBeforeRepeats(tokens), grammar, ignoreCase)
            : first;
    }

    private static Compiled compile(List<Token> tokens, Grammar grammar, boolean ignoreCase) {
        try {
            return understood(PathToRegexp.regexp(tokens, grammar), ignoreCase);
        } catch (PathToRegexp.Refused refused) {
            return new Rejected(refused.getMessage());
        }
    }

    private static Compiled understood(String regexp, boolean ignoreCase) {
        JsRegex.Result result = JsRegex.compile(regexp, ignoreCase);
        if (result instanceof JsRegex.Understood understood) return new Pattern(regexp, understood.regex());
        if (result instanceof JsRegex.Refused refused) return new Rejected("Invalid regular expression: " + refused.message());
        return new Unclear(((JsRegex.Beyond) result).reason());
    }
}
