package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.nextauth.Uses.Use;
import java.util.List;
import java.util.Optional;

/** A session that can be null, used as if it could not. */
final class Unchecked {
    private Unchecked() {}

    /** The awaited lookup at {@code at}: its variable is read before anything looks whether it is there. */
    static Optional<Flaw<Kind>> flaw(At at) {
        if (!(at.parent() instanceof Expr.Await)) return Optional.empty();
        String name = Uses.variable(at);
        int declared = ((Expr) at.node()).end();
        for (At use : Uses.ofVariable(at, name)) {
            if (((Expr) use.node()).start() < declared) continue;
            Use how = Uses.of(use);
            boolean asserted = use.parent() instanceof Expr.Unary unary && unary.operator().equals("!!");
            At value = asserted ? use.outer() : use;
            if (how == Use.READ && value.parent() instanceof Expr.Member member && !member.optional()) {
                return Optional.of(flaw("is null for an anonymous caller, and reading `" + member.name() + "` of it throws a TypeError"));
            }
            if (value.parent() instanceof Expr.Member && inFilter(use)) {
                return Optional.of(flaw("is null for an anonymous caller, and undefined in a filter of the query filters nothing"));
            }
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Inside of {@code where: {…}}, with nothing that stands in for a missing value. */
    private static boolean inFilter(At use) {
        for (At around = use.outer(); around != null; around = around.outer()) {
            if (around.node() instanceof Expr.Entry entry && entry.name().equals("where")) return true;
            boolean through = around.node() instanceof Expr.Member || around.node() instanceof Expr.Entry || around.node() instanceof Expr.Fields
                || around.node() instanceof Expr.Unary unary && unary.operator().equals("!!");
            if (!through) return false;
        }
        return false;
    }

    private static Flaw<Kind> flaw(String effect) {
        return new Flaw<>(Kind.UNCHECKED_NULL, effect, "check it first", Certainty.LIKELY, List.of(), List.of());
    }
}
