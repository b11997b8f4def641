package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A filter chain as its source describes it.
 *
 * @param at      the name of the method that makes it
 * @param name    such as {@code SecurityConfig#apiChain}
 * @param config  the class with that method
 * @param matcher which requests it takes
 * @param order   smaller goes first
 * @param presence whether it is made
 * @param rules   in order
 * @param style   what a request meets that no rule takes
 * @param dangling matchers that were given nothing to do
 * @param features other calls on the builder by name, such as {@code httpBasic} and {@code csrf.disable}
 * @param matcherAt the call that restricts it
 * @param loginPage where it sends callers to log in, when that is a page of the application
 */
record SecurityChain(Span at, String name, Sources.Type config, RequestMatcher matcher, Optional<Span> matcherAt, Order order,
    Conditions.Presence presence, List<Rule> rules,
                     Style style, List<Dangling> dangling, List<String> features, Optional<LoginPage> loginPage) {
    SecurityChain {
        rules = List.copyOf(rules);
        dangling = List.copyOf(dangling);
        features = List.copyOf(features);
    }

    /** Whether it is made, whatever is set from outside. */
    Answer active() {
        return presence.always();
    }

    /** The same in another place among the chains. */
    SecurityChain with(Order other) {
        return new SecurityChain(at, name, config, matcher, matcherAt, other, presence, rules, style, dangling, features, loginPage);
    }

    /** The same, made or not as the files in the sources set it. */
    SecurityChain configured() {
        return new SecurityChain(at, name, config, matcher, matcherAt, order, new Conditions.Presence(presence.configured(),
            presence.configured(), presence.settings()), rules, style, dangling, features, loginPage);
    }

    /** @param known false when the value cannot be computed */
    record Order(int value, boolean known) {
        static final Order LAST = new Order(Integer.MAX_VALUE, true);
    }

    /** How it authorizes. */
    enum Style { NONE, AUTHORIZE_REQUESTS, AUTHORIZE_HTTP_REQUESTS, AUTHORIZE_EXCHANGE }

    /**
     * A matcher with what it gives.
     *
     * @param at       the matcher's call
     * @param terminal the call that gives the access
     * @param subject  {@code requestMatchers("/admin").hasRole("ADMIN")}
     * @param literal  false when its patterns come from somewhere else or it is made in a loop or a condition
     * @param problem  what stops the application from starting, such as a role with its prefix
     */
    record Rule(RequestMatcher matcher, Access access, Span at, Span terminal, String subject, boolean literal, Optional<String> problem) {
        /** The same under a condition that is not decided. */
        Rule sometimes() {
            return new Rule(new RequestMatcher.Both(List.of(matcher, new RequestMatcher.Unknown("under a condition"))), access, at,
                terminal,
                subject, false, problem);
        }
    }

    /** A page of the application's own, and the call that names it. */
    record LoginPage(String path, Span at, String subject) {}

    /** A matcher without a terminal. */
    record Dangling(RequestMatcher matcher, Span at, String subject) {}
}
