package dev.gatelint.stack.spring;

import dev.gatelint.model.Version;
import dev.gatelint.stack.spring.Dialect.Grammar;
import dev.gatelint.stack.spring.Dialect.NoSlash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of a matcher or a mapping, with exactly the requests that it takes. Paths are those that the application sees: decoded, without
 * the context path, and let through by the strict firewall ({@code //}, {@code ;}, {@code %} and control characters never arrive).
 */
final class UrlPattern {
    private static final CharRanges NOT_QUERY = CharRanges.in("?").not();
    private static final CharRanges NOT_SLASH = CharRanges.in("/?").not();
    private static final CharRanges PLAIN = CharRanges.in("/?;%\\#\u007F").or(CharRanges.of('\0', ' '))
        .or(CharRanges.of('\uD800', '\uDFFF')).not();
    private static final Expr QUERY = Expr.maybe(Expr.seq(Expr.text("?"), Expr.star(Expr.one(CharRanges.of('!', '~')))));
    private static final Expr ANY_QUERY = Expr.maybe(Expr.seq(Expr.text("?"), Expr.star(Expr.ANY)));
    private static final Expr PLAIN_SEGMENT = Expr.seq(Expr.text("/"), Expr.plus(Expr.one(PLAIN)));
    /** Every request line that reaches the application. */
    private static final Language REQUESTS = Language.of(Expr.seq(Expr.alt(Expr.text("/"),
        Expr.seq(Expr.plus(PLAIN_SEGMENT), Expr.maybe(Expr.text("/")))), QUERY)).orElseThrow();

    private final String text;
    private final Dialect dialect;
    private final List<Segment> segments;
    private final Optional<Fault> fault;
    private final Optional<Language> language;
    private final boolean exact;

    private UrlPattern(String text, Dialect dialect, List<Segment> segments, Optional<Fault> fault, Optional<Language> language,
        boolean exact) {
        this.text = text;
        this.dialect = dialect;
        this.segments = segments;
        this.fault = fault;
        this.language = language;
        this.exact = exact;
    }

    /**
     * What the framework has against a pattern.
     *
     * @param moment whether the application does not start, or requests fail
     */
    record Fault(Dialect.Moment moment, String message) {}

    /** Reads a pattern; one that the framework does not accept has a {@link #fault()} and takes nothing. */
    static UrlPattern of(String text, Dialect dialect) {
        return switch (dialect.grammar()) {
            case REGEX -> regex(text, dialect);
            case SERVLET -> servlet(text, dialect);
            case ANT -> ant(text, dialect);
            case PATH_PATTERN -> pathPattern(text, dialect);
        };
    }

    /**
     * A pattern of an interceptor. What the parser does not accept is compared as AntPathMatcher does: asked of Boot 2.7, 3.5 and 4.1.
     */
    static UrlPattern ofInterceptor(String text, Version framework) {
        UrlPattern parsed = of(text, Dialect.interceptor(framework));
        return parsed.fault.isPresent() ? of(text, Dialect.ant(framework)) : parsed;
    }

    /** As written. */
    String text() {
        return text;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The parts between the slashes; empty for a regular expression and a faulty pattern; an empty last literal is a slash at the end. */
    List<Segment> segments() {
        return segments;
    }

    Optional<Fault> fault() {
        return fault;
    }

    /**
     * Whether it takes a request whose handler mapping has patterns of its own kind: a matcher of Spring MVC gives the text to that
     * mapping, which compares as AntPathMatcher does, and without a slash in front it takes nothing. Seen for the actuator on Security 6.0
     * and 6.5, for
     * router functions on 5.8 and 6.0.
     */
    Answer matchesApart(Request request) {
        if (!dialect.asksHandlers()) return matches(request.path(), request.query());
        return text.startsWith("/") ? of(text, dialect.apart()).matches(request.path(), request.query()) : Answer.NO;
    }

    /** Whether a request for {@code path} is taken, {@code query} without the question mark or null. */
    Answer matches(String path, String query) {
        if (language.isEmpty()) return Answer.UNKNOWN;
        if (!language.get().contains(query == null ? path : path + "?" + query)) return Answer.NO;
        return exact ? Answer.YES : Answer.UNKNOWN;
    }

    /** Whether every request that {@code other} takes is taken by this too. */
    Answer covers(UrlPattern other) {
        if (language.isEmpty() || other.language.isEmpty()) return Answer.UNKNOWN;
        boolean covers = missed(other).isEmpty();
        // a language that is too wide says nothing when it covers, one that is covered although too wide is covered for certain
        if (covers) return exact ? Answer.YES : Answer.UNKNOWN;
        return other.exact ? Answer.NO : Answer.UNKNOWN;
    }

    /** Whether some request is taken by both. */
    Answer overlaps(UrlPattern other) {
        if (language.isEmpty() || other.language.isEmpty()) return Answer.UNKNOWN;
        if (common(other).isEmpty()) return Answer.NO;
        return exact && other.exact ? Answer.YES : Answer.UNKNOWN;
    }

    /** A short request that both take, such as {@code /files/x.js} or {@code /admin?x}. */
    Optional<String> common(UrlPattern other) {
        if (language.isEmpty() || other.language.isEmpty()) return Optional.empty();
        return language.get().common(other.language.get(), REQUESTS);
    }

    /** A short request that {@code other} takes and this does not. */
    Optional<String> missed(UrlPattern other) {
        if (language.isEmpty() || other.language.isEmpty()) return Optional.empty();
        return language.get().missing(other.language.get(), REQUESTS);
    }

    /** True when no request at all is taken. */
    boolean isEmpty() {
        return language.isPresent() && language.get().common(REQUESTS, REQUESTS).isEmpty();
    }

    /** True when every request is taken. */
    boolean takesAll() {
        return exact && language.isPresent() && language.get().missing(REQUESTS, REQUESTS).isEmpty();
    }

    @Override public String toString() {
        return text;
    }

    private static UrlPattern faulty(String text, Dialect dialect, String message) {
        return new UrlPattern(text, dialect, List.of(), Optional.of(new Fault(dialect.faults(), message)),
            Language.of(new Expr.Alt(List.of())), true);
    }

    private static UrlPattern compiled(String text, Dialect dialect, List<Segment> segments, Expr paths, boolean exact) {
        return new UrlPattern(text, dialect, segments, Optional.empty(), Language.of(Expr.seq(paths, ANY_QUERY)), exact);
    }

    private static UrlPattern regex(String text, Dialect dialect) {
        Optional<Expr> read = RegexReader.read(text, CharRanges.ALL);
        return new UrlPattern(text, dialect, List.of(), Optional.empty(), read.flatMap(Language::of), true);
    }

    private static UrlPattern servlet(String text, Dialect dialect) {
        Expr all = Expr.star(Expr.one(NOT_QUERY));
        if (text.equals("/*") || text.equals("/")) return compiled(text, dialect, List.of(), all, true);
        if (text.endsWith("/*")) {
            return compiled(text, dialect, List.of(), Expr.seq(Expr.text(text.substring(0, text.length() - 2)),
                Expr.maybe(Expr.seq(Expr.text("/"), all))), true);
        }
        if (text.startsWith("*.")) return compiled(text, dialect, List.of(), Expr.seq(Expr.text("/"), all, Expr.text(text.substring(1))),
            true);
        return compiled(text, dialect, List.of(), Expr.text(text), true);
    }

    /** AntPathMatcher: cuts at slashes and drops what is empty, so only slashes at both ends count. */
    private static UrlPattern ant(String text, Dialect dialect) {
        // the one pattern without a slash that AntPathRequestMatcher knows
        if (text.equals("**")) return ant("/**", dialect);
        boolean slashed = text.startsWith("/");
        if (!slashed && dialect.noSlash() == NoSlash.NEVER_MATCHES) return compiled(text, dialect, List.of(), new Expr.Alt(List.of()),
            true);
        SegmentReader reader = new SegmentReader(Grammar.ANT);
        List<Segment> tokens = new ArrayList<>();
        for (String token : text.split("/")) if (!token.isEmpty()) tokens.add(reader.read(token));
        if (reader.fault().isPresent()) return faulty(text, dialect, reader.fault().get());
        boolean slashAtEnd = text.endsWith("/") && !tokens.isEmpty();
        List<Expr> parts = new ArrayList<>();
        int last = tokens.size() - 1;
        int lastRest = -1;
        for (int i = 0; i <= last; i++) if (tokens.get(i) instanceof Segment.Rest) lastRest = i;
        for (int i = 0; i <= last; i++) {
            if (!(tokens.get(i) instanceof Segment.Rest)) parts.add(Expr.seq(Expr.text("/"), reader.expression(tokens.get(i), false)));
            else if (i < last || lastRest == last
                && i < lastRest) parts.add(Expr.star(Expr.seq(Expr.text("/"), Expr.plus(Expr.one(NOT_SLASH)))));
        }
        Expr paths;
        if (tokens.isEmpty()) {
            paths = Expr.text("/");
        } else if (lastRest == last) {
            parts.add(Expr.maybe(Expr.seq(Expr.text("/"), Expr.star(Expr.one(NOT_QUERY)))));
            paths = new Expr.Seq(parts);
        } else {
            List<Expr> whole = new ArrayList<>(parts);
            if (dialect.optionalSlash() || lastRest >= 0 && dialect.lenientTail()) whole.add(Expr.maybe(Expr.text("/")));
            else if (slashAtEnd) whole.add(Expr.text("/"));
            paths = new Expr.Seq(whole);
            if (lastRest < 0 && tokens.get(last) instanceof Segment.One) {
                // '/a/*' takes '/a/': the matcher looks at the slash only
                List<Expr> before = new ArrayList<>(parts.subList(0, last));
                before.add(Expr.text("/"));
                paths = Expr.alt(paths, new Expr.Seq(before));
            }
        }
        List<Segment> segments = new ArrayList<>(tokens);
        if (slashAtEnd) segments.add(new Segment.Literal(""));
        return compiled(text, dialect, segments, paths, reader.exact());
    }

    private static UrlPattern pathPattern(String text, Dialect dialect) {
        String slashed = text;
        if (!text.startsWith("/")) {
            if (dialect.noSlash() == NoSlash.REJECTED) return faulty(text, dialect, "pattern must start with a /");
            if (dialect.noSlash() == NoSlash.NEVER_MATCHES) return compiled(text, dialect, List.of(), new Expr.Alt(List.of()), true);
            slashed = "/" + text;
        }
        SegmentReader reader = new SegmentReader(Grammar.PATH_PATTERN);
        List<Segment> segments = new ArrayList<>();
        for (String token : slashed.substring(1).split("/", -1)) segments.add(reader.read(token));
        Optional<String> fault = reader.fault().or(() -> misplaced(segments, dialect));
        if (fault.isPresent()) return faulty(text, dialect, fault.get());
        List<Expr> parts = new ArrayList<>();
        int last = segments.size() - 1;
        for (int i = 0; i <= last; i++) {
            Segment segment = segments.get(i);
            if (segment instanceof Segment.Rest) {
                parts.add(i == last ? Expr.maybe(Expr.seq(Expr.text("/"), Expr.star(Expr.one(NOT_QUERY))))
                    : Expr.star(Expr.seq(Expr.text("/"), Expr.plus(Expr.one(NOT_SLASH)))));
            } else if (segment instanceof Segment.One) {
                // within a path a '*' needs a character, at its end it does not
                parts.add(Expr.seq(Expr.text("/"), i < last ? Expr.plus(Expr.one(NOT_SLASH)) : Expr.star(Expr.one(NOT_SLASH))));
            } else {
                parts.add(Expr.seq(Expr.text("/"), reader.expression(segment, i == last)));
            }
        }
        boolean openEnd = !(segments.get(last) instanceof Segment.Rest) && !segments.get(last).equals(new Segment.Literal(""));
        if (dialect.optionalSlash() && openEnd) parts.add(Expr.maybe(Expr.text("/")));
        return compiled(text, dialect, segments, new Expr.Seq(parts), reader.exact());
    }

    /** {@code **} in the middle, or more than one. */
    private static Optional<String> misplaced(List<Segment> segments, Dialect dialect) {
        long rests = segments.stream().filter(Segment.Rest.class::isInstance).count();
        if (rests == 0) return Optional.empty();
        boolean last = segments.get(segments.size() - 1) instanceof Segment.Rest;
        if (!dialect.leadingRest()) {
            return last && rests == 1 ? Optional.empty() : Optional.of("No more pattern data allowed after {*...} or ** pattern element");
        }
        boolean first = segments.get(0) instanceof Segment.Rest;
        if (rests == 1 && (first || last)) return Optional.empty();
        return Optional.of(first ? "Multiple {*...} or ** pattern elements are not allowed"
            : "{*...} or ** pattern elements should be placed at the start or end of the pattern");
    }
}
