package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * Configurations of Spring Security with which the application does not start. Asked of Boot 2.7, 3.5 and 4.1: a rule after
 * {@code anyRequest()}, also in a second block; the prefix of a role; {@code @EnableGlobalMethodSecurity} that switches nothing on; two
 * adapters of one order.
 */
final class StartFaults {
    private final SpringApplication application;
    private final Model.Builder model;

    private StartFaults(SpringApplication application, Model.Builder model) {
        this.application = application;
        this.model = model;
    }

    static void report(SpringApplication application, SecurityLayer layer, MethodSecurity methods, Model.Builder model) {
        StartFaults faults = new StartFaults(application, model);
        List<SecurityChain> chains = layer.chains().active();
        for (int i = 0; i < chains.size(); i++) {
            SecurityChain chain = chains.get(i);
            chain.rules().forEach(rule -> rule.problem().ifPresent(role -> faults.prefix(rule, role)));
            if (chain.active() != Answer.YES) continue;
            if (!application.versions().reactive()) afterAll(chain).ifPresent(late -> faults.afterAll(late.all, late.rule));
            for (SecurityChain earlier : chains.subList(0, i)) faults.adapters(earlier, chain);
        }
        methods.switches().forEach(faults::nothing);
    }

    private void add(Span at, String subject, String effect, String remedy, Certainty certainty, Evidence... because) {
        model.add(new Guard(at, subject, "", List.of(Flaw.certain(Guard.Kind.FAILS_TO_START, "stops the application from starting: "
            + effect, remedy).with(certainty).because(because))));
    }

    private void prefix(SecurityChain.Rule rule, String role) {
        add(rule.terminal(), rule.subject(), "the prefix of \"" + role + "\" is added by hasRole itself", "write hasRole(\""
            + role.substring(5) + "\")", Certainty.CERTAIN);
    }

    /** A rule for all requests, and the first one that is written behind it. */
    record Late(SecurityChain.Rule all, SecurityChain.Rule rule) {}

    /** Rules that are written one after the other, the first of them for any request. */
    static Optional<Late> afterAll(SecurityChain chain) {
        Optional<SecurityChain.Rule> all = Optional.empty();
        for (SecurityChain.Rule rule : chain.rules()) {
            if (!rule.literal()) continue;
            if (all.isPresent() && rule.at().file().equals(all.get().at().file()) && rule.at().start() > all.get().at().start()) {
                return Optional.of(new Late(all.get(), rule));
            }
            if (all.isEmpty() && rule.matcher() == RequestMatcher.ANY && rule.subject().startsWith("anyRequest(")) all = Optional.of(rule);
        }
        return Optional.empty();
    }

    private void afterAll(SecurityChain.Rule all, SecurityChain.Rule rule) {
        add(rule.at(), rule.subject(), "nothing may stand behind anyRequest()", "move it before `" + all.subject() + "`",
            Certainty.CERTAIN, new Evidence(all.at(), all.subject()));
    }

    private void adapters(SecurityChain one, SecurityChain other) {
        boolean same = one.active() == Answer.YES && one.order().value() == other.order().value() && !one.config().equals(other.config())
            && isAdapter(one) && isAdapter(other);
        // which classes are found is not followed
        if (same) add(other.config().nameSpan(), other.config().simpleName(), one.config().simpleName()
            + " has the same order, " + one.order().value(), "give one of them another @Order",
            Certainty.LIKELY, new Evidence(one.config().nameSpan(), one.config().simpleName()));
    }

    private boolean isAdapter(SecurityChain chain) {
        return application.sources().isA(chain.config(), ChainFinder.ADAPTER);
    }

    /** An annotation without attributes, on a class that does not bring metadata of its own. */
    private void nothing(MethodSecurity.Switch one) {
        boolean bare = one.annotation().simpleName().equals("EnableGlobalMethodSecurity") && one.annotation().attributes().isEmpty()
            && one.read() == Answer.YES && one.type().declared().extended().isEmpty();
        if (bare) add(one.span(), Sketch.annotation(one.annotation()), "it switches nothing on", "set prePostEnabled = true",
            Certainty.CERTAIN);
    }
}
