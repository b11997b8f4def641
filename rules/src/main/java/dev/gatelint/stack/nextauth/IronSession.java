package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Target;
import java.util.List;
import java.util.Optional;

/** What is written into an iron-session reaches the caller by {@code save()} only; run on 8.0.4. */
final class IronSession {
    private IronSession() {}

    static Optional<Flaw<Kind>> unsaved(At at) {
        String name = Uses.variable(at);
        At function = at.function().orElse(null);
        if (name.isEmpty() || function == null || !(at.parent() instanceof Expr.Await)) return Optional.empty();
        boolean[] written = new boolean[1];
        boolean[] kept = new boolean[1];
        At.each(function, ((Function) function.node()).body(), use -> {
            if (use.node() instanceof Expr.Assign assign && assign.target() instanceof Target.Place place
                && place.place() instanceof Expr.Member member
                && member.object() instanceof Expr.Name object && object.name().equals(name)) written[0] = true;
            if (!(use.node() instanceof Expr.Name read) || !read.name().equals(name)) return;
            // session.save(), session.destroy(), session.updateConfig(), or the session given to something that may save it
            kept[0] |= !(use.parent() instanceof Expr.Member member && member.object() == read)
                || use.outer().parent() instanceof Expr.Call;
        });
        return written[0] && !kept[0] ? Optional.of(new Flaw<>(Kind.NOT_SAVED,
            "is written to and never saved: the next request knows nothing of it",
            "call `await " + name + ".save()`", Certainty.CERTAIN, List.of(), List.of())) : Optional.empty();
    }
}
