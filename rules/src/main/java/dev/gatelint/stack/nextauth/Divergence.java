package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import java.util.List;

/**
 * Two configurations of NextAuth in one application that do not understand each other's sessions: one for the middleware, one for the rest.
 */
final class Divergence {
    private final List<AuthConfig> configs;

    Divergence(List<AuthConfig> configs) {
        this.configs = configs;
    }

    void add(Model.Builder model) {
        for (AuthConfig one : configs) {
            if (!one.closed() || one.option("adapter") != null) continue;
            for (AuthConfig other : configs) {
                if (other == one || !other.closed() || !related(one, other)) continue;
                if (other.strategy().equals("database") && one.strategy().equals("jwt")) model.add(strategy(one, other));
                else secret(one, other, model);
            }
        }
    }

    /** The second one looks sessions up, and does not log people in at an address of its own. */
    private static boolean related(AuthConfig one, AuthConfig other) {
        return one.path().matches("(.*/)?(middleware|proxy)\\.[cm]?[jt]sx?") && !other.path().equals(one.path())
            && one.option("basePath") == null && one.option("cookies") == null
            && other.option("cookies") == null;
    }

    private static Span callee(AuthConfig config) {
        Expr callee = config.call().callee();
        return new Span(config.path(), callee.start(), callee.end());
    }

    private static SessionLookup strategy(AuthConfig one, AuthConfig other) {
        Flaw<SessionLookup.Kind> flaw = new Flaw<>(SessionLookup.Kind.UNSUPPORTED_HERE,
            "takes the cookie for a token, and the login keeps its sessions in the database: the session is null for everyone",
            "give both `session: { strategy: \"jwt\" }`", Certainty.LIKELY, List.of(new Evidence(callee(other),
            "sessions in the database, because of the adapter")), List.of());
        return new SessionLookup(callee(one), "NextAuth(…)", one.path(), List.of(flaw));
    }

    private static void secret(AuthConfig one, AuthConfig other, Model.Builder model) {
        SecretSource here = SecretSource.of(one.option("secret"));
        SecretSource there = SecretSource.of(other.option("secret"));
        if (here.unknown() || there.unknown() || here.literal().isPresent() || there.literal().isPresent()) return;
        if (here.names().isEmpty() || there.names().isEmpty() || here.names().stream().anyMatch(there.names()::contains)) return;
        Flaw<SecretNeed.Kind> flaw = new Flaw<>(SecretNeed.Kind.NOT_SHARED, "is another secret than the " + there.names().get(0)
            + " that the login signs with: the session is null for everyone"
            + " unless both hold the same", "take " + there.names().get(0)
            + " in both", Certainty.LIKELY, List.of(new Evidence(callee(other), "signs with " + there.names().get(0))), List.of());
        Expr secret = one.option("secret");
        model.add(new SecretNeed(new Span(one.home(), secret.start(), secret.end()), here.names().get(0), List.of(flaw)));
    }
}
