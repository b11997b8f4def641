package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.nextauth.Uses.Use;
import java.util.List;
import java.util.Optional;

/** A session that can be null, used as if it could not. */
final class Unchecked {
    private Unchecked() {}

    /** The awaited lookup at {@code at}: its variable is read before anything looks whether it is there. */
    static Optional<Flaw<Kind>> flaw(At at) {
        if (!(at.parent() instanceof Expr.Await)) return Optional.empty();
        if (at.outer().parent() instanceof Step.Declare declare && declare.value() == at.parent()
            && declare.target() instanceof Target.Keys) {
            return Optional.of(flaw("is null for an anonymous caller, and taking it apart throws a TypeError"));
        }
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
            Optional<Flaw<Kind>> found = value.parent() instanceof Expr.Member ? asked(use) : Optional.empty();
            // const id = session?.user?.id
            String alias = found.isPresent() ? "" : alias(use);
            if (!alias.isEmpty()) {
                int taken = ((Expr) use.node()).end();
                for (At later : Uses.ofVariable(at, alias)) {
                    if (((Expr) later.node()).start() > taken) return asked(later);
                }
            }
            return found;
        }
        return Optional.empty();
    }

    /** What happens where undefined is asked for; a query for one thing by its key throws, and is left out. */
    private static Optional<Flaw<Kind>> asked(At use) {
        return part(use, "where").filter(query -> !query.matches(".*\\.(findUnique(OrThrow)?|findOne|update|delete|upsert)"))
            .map(query -> flaw("is null for an anonymous caller, and undefined in a filter of the query filters nothing"))
            .or(() -> part(use, "data").filter(query -> query.matches(".*\\.(create|createMany|createManyAndReturn|update|updateMany)"))
                .map(query -> flaw("is null for an anonymous caller, and the query leaves undefined out: it writes for no one, or throws where the column is required")
                    .with(Certainty.POSSIBLE)));
    }

    /** The variable that takes an optional member of the session and nothing else; empty when there is none. */
    private static String alias(At use) {
        At around = use;
        boolean optional = false;
        while (around.parent() instanceof Expr.Member member) {
            optional |= member.optional();
            around = around.outer();
        }
        return optional && around.parent() instanceof Step.Declare declare && declare.value() == around.node()
            && declare.kind().equals("const")
            && declare.target() instanceof Target.Place target && target.place() instanceof Expr.Name name ? name.name() : "";
    }

    /** The query whose {@code where: {…}} or {@code data: {…}} the use stands in, with nothing that stands in for a missing value. */
    private static Optional<String> part(At use, String name) {
        for (At around = use.outer(); around != null; around = around.outer()) {
            if (around.node() instanceof Expr.Entry entry && entry.name().equals(name)) {
                At call = around.outer() == null ? null : around.outer().outer();
                return Optional.of(call != null && call.node() instanceof Expr.Call query ? query.callee().dotted() : "");
            }
            boolean through = around.node() instanceof Expr.Member || around.node() instanceof Expr.Entry
                || around.node() instanceof Expr.Fields
                || around.node() instanceof Expr.Unary unary && unary.operator().equals("!!");
            if (!through) return Optional.empty();
        }
        return Optional.empty();
    }

    private static Flaw<Kind> flaw(String effect) {
        return new Flaw<>(Kind.UNCHECKED_NULL, effect, "check it first", Certainty.LIKELY, List.of(), List.of());
    }
}
