package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.nextauth.Uses.Use;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A promise that is used as if it were the session. */
final class Awaits {
    private Awaits() {}

    /**
     * What is wrong with the way in which the result of the lookup at {@code at} is used; empty when nothing is, or when it cannot be told.
     */
    static Optional<Flaw<Kind>> flaw(Context context, At at) {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        Use own = Uses.of(at);
        uses.add(own);
        if (own == Use.GIVEN_ON) {
            String name = Uses.variable(at);
            if (name.isEmpty()) return pattern(context, at);
            uses.clear();
            for (At use : Uses.ofVariable(at, name)) uses.add(Uses.of(use));
        }
        if (uses.contains(Use.AWAITED) || uses.contains(Use.GIVEN_ON) && !uses.contains(Use.TESTED)
            && !uses.contains(Use.READ)) return Optional.empty();
        if (uses.contains(Use.TESTED)) {
            return Optional.of(flaw(context, at, "is a promise here and so always truthy: the check lets anyone through",
                Certainty.CERTAIN));
        }
        if (uses.contains(Use.READ)) {
            return Optional.of(flaw(context, at, "is a promise here, so that what is read from it is undefined for everyone",
                Certainty.LIKELY));
        }
        return Optional.empty();
    }

    /** {@code cookies()} and {@code headers()}: from Next 16 on nothing can be read from them without {@code await}. */
    static Optional<Flaw<Kind>> headers(Context context, At at) {
        if (context.next().filter(found -> found.surelyAtLeast("16.0.0-0")).isEmpty()) return Optional.empty();
        if (Uses.of(at) == Use.TESTED) return Optional.of(flaw(context, at, "is a promise here and so always truthy", Certainty.CERTAIN));
        if (Uses.of(at) != Use.READ || !(at.outer().parent() instanceof Expr.Call)) return Optional.empty();
        return Optional.of(flaw(context, at, "is a promise here and has no `" + ((Expr.Member) at.parent()).name()
            + "`: the call of it throws", Certainty.CERTAIN));
    }

    /**
     * An async function of the project that looks the session up and answers yes or no; one that throws is a guard, which other rules
     * follow.
     */
    static Optional<Flaw<Kind>> guard(Context context, At at) {
        Use own = Uses.of(at);
        if (own == Use.TESTED) return flaw(context, at);
        String name = Uses.variable(at);
        boolean tested = !name.isEmpty() && Uses.ofVariable(at, name).stream().anyMatch(use -> Uses.of(use) == Use.TESTED);
        return tested ? flaw(context, at) : Optional.empty();
    }

    /** {@code const { user } = getServerSession()} */
    private static Optional<Flaw<Kind>> pattern(Context context, At at) {
        boolean taken = at.parent() instanceof Step.Declare declare && declare.value() == at.node()
            && declare.target() instanceof Target.Keys keys
            && keys.parts().stream().noneMatch(part -> List.of("then", "catch").contains(part.name()));
        return taken && at.node() instanceof Expr.Call
            ? Optional.of(flaw(context, at, "is a promise here, so that what is taken out of it is undefined for everyone",
            Certainty.LIKELY)) : Optional.empty();
    }

    private static Flaw<Kind> flaw(Context context, At at, String effect, Certainty certainty) {
        Flaw<Kind> flaw = new Flaw<>(Kind.NOT_AWAITED, effect, "await it", certainty, List.of(), List.of());
        return new Repairs(context).await(at).map(flaw::repairedBy).orElse(flaw);
    }
}
