package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has been said on one {@code HttpSecurity} so far; not for use by more than one thread. */
final class ChainSink {
    private final List<RequestMatcher> matchers = new ArrayList<>();
    private final List<SecurityChain.Rule> rules = new ArrayList<>();
    private final List<Value.Pending> pending = new ArrayList<>();
    private final Set<String> features = new LinkedHashSet<>();
    private final List<SecurityChain.Rule> first = new ArrayList<>();
    private SecurityChain.Style style = SecurityChain.Style.NONE;
    private Optional<Span> matcherAt = Optional.empty();
    private Optional<SecurityChain.LoginPage> loginPage = Optional.empty();
    private final List<SecurityChain.Rule> ignored = new ArrayList<>();

    void restrict(RequestMatcher matcher, Span at) {
        matchers.add(matcher);
        matcherAt = Optional.of(at);
    }

    void authorizes(SecurityChain.Style how) {
        style = how;
    }

    void waits(Value.Pending matcher) {
        pending.add(matcher);
    }

    void gives(Value.Pending matcher, SecurityChain.Rule rule) {
        pending.removeIf(waiting -> waiting.at().equals(matcher.at()));
        rules.add(rule);
    }

    /** A rule that a login or logout page adds before all others. */
    void opens(RequestMatcher matcher, Span at) {
        first.add(new SecurityChain.Rule(matcher, Access.PUBLIC, at, at, "permitAll() of the login page", false, Optional.empty()));
    }

    /** What decides is not known: any rule may not be asked. */
    void unsure(String why, Span at) {
        first.add(new SecurityChain.Rule(new RequestMatcher.Unknown(why), Access.UNKNOWN, at, at, why + "(…)", false, Optional.empty()));
    }

    void sendsTo(SecurityChain.LoginPage page) {
        loginPage = Optional.of(page);
    }

    void ignores(SecurityChain.Rule rule) {
        ignored.add(rule);
    }

    void feature(String name) {
        features.add(name);
    }

    /** True when something was said that depends on what was said before it. */
    boolean isOrdered() {
        return !matchers.isEmpty() || !rules.isEmpty() || !pending.isEmpty() || !first.isEmpty() || style != SecurityChain.Style.NONE;
    }

    List<SecurityChain.Rule> ignored() {
        return List.copyOf(ignored);
    }

    SecurityChain chain(Span at, String name, Sources.Type config, SecurityChain.Order order,
        Conditions.Presence presence) {
        RequestMatcher matcher = matchers.isEmpty() ? RequestMatcher.ANY : matchers.size() == 1 ? matchers.get(0)
            : new RequestMatcher.Some(matchers);
        List<SecurityChain.Rule> all = new ArrayList<>(first);
        all.addAll(rules);
        List<SecurityChain.Dangling> dangling = pending.stream().map(p -> new SecurityChain.Dangling(p.matcher(), p.at(), p.subject()))
            .toList();
        return new SecurityChain(at, name, config, matcher, matcherAt, order, presence, all, style, dangling, List.copyOf(features),
            loginPage);
    }
}
