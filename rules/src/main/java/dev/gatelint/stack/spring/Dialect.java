package dev.gatelint.stack.spring;

import dev.gatelint.model.Version;

/**
 * How a kind of matcher in a certain version reads a pattern. Asked of AntPathMatcher and PathPatternParser of Framework 5.3.31, 6.0.14,
 * 6.1.14, 6.2.0 to 6.2.19 and 7.0.10, and of running applications of Security 5.8, 6.0, 6.5 and 7.1.
 *
 * @param grammar       which language patterns are written in
 * @param optionalSlash {@code /a} takes {@code /a/} too
 * @param leadingRest   <code>/**&#47;x</code> is allowed
 * @param lenientTail   <code>/**&#47;x</code> takes {@code /x/} too
 * @param noSlash       what a pattern without a slash at its start does
 * @param faults        when a pattern that is not accepted makes itself felt
 */
record Dialect(Grammar grammar, boolean optionalSlash, boolean leadingRest, boolean lenientTail, NoSlash noSlash, Moment faults) {
    enum Grammar { ANT, PATH_PATTERN, REGEX, SERVLET }

    /** What happens to {@code admin/**}. */
    enum NoSlash { NEVER_MATCHES, PREPENDED, REJECTED }

    /** When a bad pattern is noticed. */
    enum Moment { START, REQUEST }

    /** The regular expression matcher: sees the query, needs the whole. */
    static final Dialect REGEX = new Dialect(Grammar.REGEX, false, true, false, NoSlash.PREPENDED, Moment.START);
    /** Mappings of servlets and filters: {@code /x/*}, {@code *.do}, exact. */
    static final Dialect SERVLET = new Dialect(Grammar.SERVLET, false, true, false, NoSlash.NEVER_MATCHES, Moment.START);

    /** {@code antMatchers}, {@code AntPathRequestMatcher}, and interceptors and handlers with the ant strategy. */
    static Dialect ant(Version framework) {
        return new Dialect(Grammar.ANT, false, true, framework.before("6.0"), NoSlash.NEVER_MATCHES, Moment.REQUEST);
    }

    /** Paths of Apache Shiro: a slash at the end counts neither in the path nor in the pattern; asked of 1.13. */
    static Dialect shiro() {
        return new Dialect(Grammar.ANT, true, true, false, NoSlash.NEVER_MATCHES, Moment.REQUEST);
    }

    /** {@code requestMatchers(String)} and {@code mvcMatchers}: what it makes of a text when Spring MVC is there. */
    static Dialect requestMatchers(Version security, Version framework) {
        if (security.atLeast("7.0")) return pathPattern(framework, NoSlash.REJECTED, Moment.START);
        return pathPattern(framework, NoSlash.PREPENDED, Moment.REQUEST);
    }

    /** True for the matcher of Spring MVC, which asks the handler mapping that takes the request. */
    boolean asksHandlers() {
        return grammar == Grammar.PATH_PATTERN && noSlash == NoSlash.PREPENDED && faults == Moment.REQUEST;
    }

    /** How handler mappings that do not parse patterns themselves compare. */
    Dialect apart() {
        return new Dialect(Grammar.ANT, false, true, lenientTail, NoSlash.NEVER_MATCHES, Moment.REQUEST);
    }

    /** {@code pathMatchers} of WebFlux. */
    static Dialect webFlux(Version framework) {
        return pathPattern(framework, NoSlash.PREPENDED, Moment.START);
    }

    /** Interceptor patterns, with the default strategy of Boot 2.6 and later. */
    static Dialect interceptor(Version framework) {
        return pathPattern(framework, NoSlash.NEVER_MATCHES, Moment.START);
    }

    /** The mappings of handlers, with the default strategy of Boot 2.6 and later. */
    static Dialect handler(Version framework) {
        return pathPattern(framework, NoSlash.PREPENDED, Moment.START);
    }

    /**
     * The mappings of handlers with {@code spring.mvc.pathmatch.matching-strategy} {@code ant_path_matcher}, and before Security 7 also
     * {@code requestMatchers(String)}, which asks them. Asked of Boot 2.7: the slash at the end is optional for both.
     */
    static Dialect antHandler(Version framework) {
        return new Dialect(Grammar.ANT, framework.before("6.0"), true, false, NoSlash.PREPENDED, Moment.REQUEST);
    }

    /** The first version whose parser takes a leading rest; 6.2.12 does not. */
    private static final String LEADING_REST = "6.2.13";

    private static Dialect pathPattern(Version framework, NoSlash noSlash, Moment faults) {
        return new Dialect(Grammar.PATH_PATTERN, framework.before("6.0"), framework.atLeast(LEADING_REST), false, noSlash, faults);
    }

}
