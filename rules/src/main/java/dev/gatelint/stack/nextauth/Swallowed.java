package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.nextauth.Place.Where;
import dev.gatelint.stack.nextauth.Uses.Use;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A lookup whose failure is swallowed while the request goes on. On next 14.2.35, 15.5.29 and 16.4.6 whatever stands behind
 * {@code try { session = await … } catch {}} or {@code await ….catch(() => null)} ran for anyone when nothing looked at the session
 * afterwards.
 */
final class Swallowed {
    private static final Pattern LOG = Pattern.compile("(console|logger|log|Sentry)\\.\\w+|log|captureException");

    private Swallowed() {}

    /** Only where an endpoint acts: a page may well do without its visitor's name. */
    static Optional<Flaw<Kind>> flaw(Place place, At at) {
        boolean acts = place.where() == Where.ROUTE_HANDLER || place.where() == Where.API_ROUTE || place.where() == Where.ACTION;
        if (!acts || at.function().isEmpty()) return Optional.empty();
        At caught = caught(at);
        return caught != null ? ofChain(caught) : ofTry(at);
    }

    /** The call of {@code catch} on the lookup, or null: {@code lookup().catch(() => null)}. */
    static At caught(At at) {
        if (!(at.parent() instanceof Expr.Member member) || !member.name().equals("catch")
            || !(at.outer().parent() instanceof Expr.Call call)) return null;
        boolean quiet = call.callee() == member && call.argument(0) instanceof Expr.Lambda lambda
            && lambda.function().body().stream().allMatch(Swallowed::quiet);
        return quiet ? at.outer().outer() : null;
    }

    private static Optional<Flaw<Kind>> ofChain(At caught) {
        if (!(caught.parent() instanceof Expr.Await)) return Optional.empty();
        int end = ((Expr) caught.node()).end();
        return ignored(caught, end) && goesOn(caught, end) ? Optional.of(ignored()) : Optional.empty();
    }

    private static Optional<Flaw<Kind>> ofTry(At at) {
        if (!(at.parent() instanceof Expr.Await)) return Optional.empty();
        Step.Try around = around(at);
        if (around == null || !goesOn(at, around.end())) return Optional.empty();
        if (refuses(at, around)) {
            return Optional.of(flaw("can fail as well as give null, and the `catch` swallows that: the request goes on past the check",
                "refuse the caller in the `catch` too, or let the failure through"));
        }
        boolean alone = around.body().size() == 1;
        return alone && ignored(at, ((Expr) at.node()).end()) ? Optional.of(ignored()) : Optional.empty();
    }

    /** The statement {@code try} whose body the node stands in, when its handler does nothing but log; null when there is none. */
    private static Step.Try around(At at) {
        for (At outer = at; outer.outer() != null && !(outer.parent() instanceof Function); outer = outer.outer()) {
            if (!(outer.parent() instanceof Step.Try tried) || tried.handler() == null) continue;
            boolean inBody = tried.body().contains(outer.node());
            return inBody && tried.last() == null && tried.handler().stream().allMatch(Swallowed::quiet) ? tried : null;
        }
        return null;
    }

    /** Logs, or sets a variable to nothing; whatever else stands in a handler may stop the request. */
    private static boolean quiet(Step step) {
        if (step instanceof Step.Return result) return result.value() == null || nothing(result.value()) || logs(result.value());
        if (!(step instanceof Step.Run run)) return false;
        return logs(run.expr()) || run.expr() instanceof Expr.Assign assign && nothing(assign.value());
    }

    private static boolean logs(Expr expr) {
        return expr instanceof Expr.Call call && LOG.matcher(call.callee().dotted()).matches();
    }

    private static boolean nothing(Expr expr) {
        return expr instanceof Expr.Scalar scalar && scalar.text().equals("null") || expr instanceof Expr.Name name
            && name.name().equals("undefined");
    }

    /** {@code if (!session) return …} inside of the {@code try}. */
    private static boolean refuses(At at, Step.Try around) {
        String name = Uses.variable(at);
        return around.body().stream().anyMatch(step -> step instanceof Step.If branch
            && (branch.otherwise() == null || branch.otherwise().isEmpty()) && asks(branch.test(), name)
            && branch.then().stream().flatMap(then -> then instanceof Step.Block block ? block.body().stream() : Stream.of(then))
                .anyMatch(Step.Return.class::isInstance));
    }

    /** {@code !session}, {@code !session?.user} */
    private static boolean asks(Expr test, String name) {
        return !name.isEmpty() && test instanceof Expr.Unary not && not.operator().equals("!")
            && (not.operand().dotted() + ".").startsWith(name + ".");
    }

    /** Nothing takes the session, or nothing reads what took it. */
    private static boolean ignored(At at, int from) {
        String name = Uses.variable(at);
        if (name.isEmpty()) return Uses.of(at.outer()) == Use.DROPPED;
        return Uses.ofVariable(at, name).stream().allMatch(use -> ((Expr) use.node()).start() < from);
    }

    /** Something is waited for behind this place: a query, a mail, a payment. */
    private static boolean goesOn(At at, int from) {
        boolean[] found = new boolean[1];
        At function = at.function().orElseThrow();
        At.each(function, ((Function) function.node()).body(), node -> {
            if (node.node() instanceof Expr.Await await && await.start() >= from && await.operand() instanceof Expr.Call call
                && !LOG.matcher(call.callee().dotted()).matches()) found[0] = true;
        });
        return found[0];
    }

    private static Flaw<Kind> ignored() {
        return flaw("stops no one: its failure is swallowed and nothing looks at its result, so that the code behind it runs for anyone",
            "refuse the caller when there is no session");
    }

    private static Flaw<Kind> flaw(String effect, String remedy) {
        return new Flaw<>(Kind.FAILURE_SWALLOWED, effect, remedy, Certainty.LIKELY, List.of(), List.of());
    }
}
