package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request meets.
 *
 * @param evidence the places that decided it
 * @param chain    the filter chain that took it, when one did for certain
 * @param rule     the rule that took it, when one did for certain
 */
record Decision(Access access, List<Evidence> evidence, Optional<SecurityChain> chain, Optional<SecurityChain.Rule> rule) {
    Decision {
        evidence = List.copyOf(evidence);
    }

    static Decision of(Access access, Evidence... evidence) {
        return new Decision(access, List.of(evidence), Optional.empty(), Optional.empty());
    }

    /** What a rule gives to a request that it takes. */
    static Decision of(SecurityChain.Rule rule) {
        return new Decision(rule.access(), List.of(new Evidence(rule.at(), rule.subject())), Optional.empty(), Optional.of(rule));
    }

    /** The same as decided by a chain, which may be there because of what is set in the sources. */
    Decision by(SecurityChain of) {
        List<Evidence> all = new ArrayList<>(of.presence().settings());
        all.addAll(evidence);
        return new Decision(access, all, Optional.of(of), rule);
    }

    /** The same with one more place. */
    Decision because(Evidence place) {
        List<Evidence> more = new ArrayList<>(evidence);
        if (!more.contains(place)) more.add(place);
        return new Decision(access, more, chain, rule);
    }

    /** Either this or the other, and it cannot be told which. */
    Decision either(Decision other) {
        List<Evidence> both = new ArrayList<>(evidence);
        other.evidence.stream().filter(e -> !both.contains(e)).forEach(both::add);
        Access weaker = access.compareTo(other.access) < 0 ? access : other.access;
        Access stronger = weaker == access ? other.access : access;
        boolean same = access == other.access;
        // that something stops anonymous callers in both cases is known
        Access known = same ? access : weaker == Access.PUBLIC || stronger == Access.UNKNOWN ? Access.UNKNOWN : stronger == Access.OPAQUE
            ? Access.OPAQUE : weaker;
        // of two that open alike the later is the one that is sure to take the request
        Optional<SecurityChain.Rule> decided = rule.equals(other.rule) || same && rule.isPresent() ? other.rule : Optional.empty();
        return new Decision(known, both, chain.equals(other.chain) ? chain : Optional.empty(), decided);
    }

    /** The weaker of two ways in: the caller takes the one that is open. */
    Decision or(Decision other) {
        Access open = access.or(other.access);
        return open == access ? this : open == other.access ? other : new Decision(open, evidence, Optional.empty(), Optional.empty());
    }

    /** Both have to let a caller through. */
    Decision and(Decision other) {
        if (other.access == Access.PUBLIC && other.evidence.isEmpty()) return this;
        List<Evidence> both = new ArrayList<>(evidence);
        other.evidence.stream().filter(e -> !both.contains(e)).forEach(both::add);
        return new Decision(access.and(other.access), both, chain.or(() -> other.chain), rule.or(() -> other.rule));
    }
}
