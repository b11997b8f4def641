package dev.gatelint.rules.session;

import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** The server asks an own endpoint without the cookies of the caller. */
public record UnforwardedCookies() implements Rule {
    @Override public String id() {
        return "GL108";
    }

    @Override public Severity severity() {
        return Severity.WARNING;
    }

    @Override public int[] cwe() {
        return new int[] {287};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.COOKIES_NOT_FORWARDED));
    }
}
