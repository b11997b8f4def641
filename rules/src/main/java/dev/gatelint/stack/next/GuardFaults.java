package dev.gatelint.stack.next;

import dev.gatelint.model.Access;
import dev.gatelint.model.Certainty;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Guard.Kind;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Printed;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Walk;
import dev.gatelint.stack.js.flow.Denials;
import dev.gatelint.stack.js.flow.Trace;
import dev.gatelint.stack.next.Doors.Door;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the checks in the code of endpoints. */
final class GuardFaults {
    private final Model.Builder model;
    private final Modules modules;
    private final NextApp app;
    private final GuardRepairs repairs;
    private final Set<Span> said = new HashSet<>();

    GuardFaults(Model.Builder model, Modules modules, NextApp app, GuardRepairs repairs) {
        this.app = app;
        this.repairs = repairs;
        this.model = model;
        this.modules = modules;
    }

    void of(List<Door> doors) {
        for (Door door : doors) {
            broken(door);
            unread(door);
            own(door);
            layoutOnly(door);
        }
        clientOnly(doors);
    }

    private void add(Span at, String subject, Door door, Flaw<Kind> flaw) {
        if (at.file().isEmpty() || !said.add(at)) return;
        model.add(new Guard(at, subject, door == null ? "" : door.endpoint().id(), List.of(flaw)));
    }

    /** Something is done, or answered, for a caller whom a check should have stopped. */
    private static boolean runs(Door door) {
        return door.own().access() == Access.PUBLIC || door.own().open().effects.stream().anyMatch(effect -> effect.changes());
    }

    private void broken(Door door) {
        for (Trace.Broken found : door.own().open().broken) {
            if (runs(door)) add(found.at(), subject(found), door, flaw(found));
        }
        if (door.before().access() != Access.PUBLIC) return;
        for (Trace.Broken found : door.before().broken()) add(found.at(), subject(found), null, flaw(found));
    }

    private static Flaw<Kind> flaw(Trace.Broken found) {
        return switch (found.kind()) {
            case GOES_ON -> {
                Flaw<Kind> goesOn = Flaw.certain(Kind.DOES_NOT_STOP,
                    "answers, and the code behind it runs for callers without a session all the same", "return the answer");
                Evidence answer = found.because();
                if (answer == null) yield goesOn;
                Fix fix = new Fix("Return the answer", Fix.Safety.SAFE, List.of(new TextEdit(new Span(answer.at().file(), answer.at()
                    .start(), answer.at().start()), "return ")));
                yield goesOn.because(answer).repairedBy(fix);
            }
            case SWALLOWED -> Flaw.certain(Kind.DOES_NOT_STOP,
                "stops no one: the `try` around it catches what it throws, and the code behind runs for callers without a session",
                "move the check out of the `try`, or throw it again").because(found.because());
            case RESCUED -> Flaw.certain(Kind.DOES_NOT_STOP,
                "stops no one: its rejection is handled, and the code behind runs for callers without a session",
                "let it throw, or refuse the caller in the handler").because(found.because());
            case NOT_AWAITED -> {
                Flaw<Kind> late = Flaw.certain(Kind.DOES_NOT_STOP,
                    "is a promise that nothing waits for: the code behind it runs for callers without a session", "await it");
                yield found.async() ? late.repairedBy(new Fix("Await the check", Fix.Safety.SAFE,
                    List.of(new TextEdit(new Span(found.at().file(), found.at().start(), found.at().start()), "await ")))) : late;
            }
        };
    }

    private String subject(Trace.Broken found) {
        return found.kind() == Trace.Broken.Kind.SWALLOWED ? text(found.at()) : found.subject();
    }

    /** What stands at a place that is a test, a call or a throw; a word when it cannot be told. */
    private String text(Span at) {
        String[] found = {"the refusal"};
        Script script = modules.script(at.file());
        if (script != null) Walk.each(script.body(), expr -> {
            if (expr.start() == at.start() && expr.end() == at.end()) found[0] = Printed.of(expr);
        });
        return found[0];
    }

    /** The session is asked for and nothing depends on the answer. */
    private void unread(Door door) {
        Trace open = door.own().open();
        Endpoint endpoint = door.endpoint();
        boolean data = !endpoint.traits().contains(Trait.PAGE) && !endpoint.traits().contains(Trait.PUBLIC_BY_NATURE)
            && !door.own().delegated();
        if (!data || endpoint.access() != Access.PUBLIC || open.lookups.isEmpty() || !open.tests.isEmpty() || !open.broken.isEmpty()
            || open.personal || door.own().presence()) return;
        if (endpoint.stack().equals("next-action") && endpoint.effects().isEmpty()) return;
        Evidence lookup = open.lookups.stream().filter(found -> found.at().file().equals(door.file()) || found.at().file().isEmpty())
            .findFirst().orElse(open.lookups.get(0));
        boolean wrapped = lookup.at().file().isEmpty();
        if (wrapped) {
            Flaw<Kind> flaw = Flaw.certain(Kind.LETS_EVERYONE_THROUGH, "around `" + endpoint.id()
                + "` reads the session and stops no one: the handler runs with `req.auth` null for anonymous callers",
                "answer 401 when `req.auth` is null");
            String export = endpoint.handler().substring(endpoint.handler().indexOf('#') + 1);
            add(endpoint.at(), "auth(…)", door, repairs.wrapped(door.file(), export).map(flaw::repairedBy).orElse(flaw));
            return;
        }
        if (!lookup.at().file().equals(door.file())) return;
        add(lookup.at(), text(lookup.at()).equals("the refusal") ? "the session" : text(lookup.at()), door,
            new Flaw<>(Kind.LETS_EVERYONE_THROUGH,
            "is asked for and nothing depends on the answer: `" + endpoint.id()
            + "` goes on for anonymous callers", "answer 401 when there is no session", Certainty.LIKELY, List.of(), List.of()));
    }

    private void own(Door door) {
        Endpoint endpoint = door.endpoint();
        if (door.own().presence() && !door.own().evidence().isEmpty() && !endpoint.effects().isEmpty()) {
            Evidence test = door.own().evidence().get(0);
            add(test.at(), text(test.at()), door, Flaw.certain(Kind.PRESENCE_ONLY,
                "only looks whether a cookie is there: anyone who sends one with any value comes in to `" + endpoint.id() + "`",
                "look the session up and check that it is valid"));
        }
        boolean stops = door.own().access() == Access.AUTHENTICATED || door.own().access() == Access.RESTRICTED;
        Trace open = door.own().open();
        if (door.own().late() && stops && !door.own().evidence().isEmpty()) {
            Evidence effect = open.effects.stream().filter(e -> e.changes() && e.open()).findFirst().orElseThrow().what();
            Evidence check = door.own().evidence().get(0);
            add(check.at(), text(check.at()), door, new Flaw<>(Kind.TOO_LATE, "stops callers without a session only after `"
                + endpoint.id() + "` " + effect.why() + " for them", "check the session first",
                Certainty.LIKELY, List.of(effect), List.of()));
        }
        if (door.own().access() == Access.DENIED && !open.lookups.isEmpty() && !door.own().evidence().isEmpty()) {
            Evidence check = door.own().evidence().get(0);
            add(check.at(), text(check.at()), door, new Flaw<>(Kind.STOPS_EVERYONE,
                "stops callers with a session too: no one gets through to `" + endpoint.id()
                + "`", "turn the test around, or let the right callers through",
                Certainty.LIKELY, List.of(), List.of()));
        }
        if (stops && door.own().access() == Access.AUTHENTICATED && !door.own().full().foreign.isEmpty()) {
            Evidence where = door.own().full().foreign.get(0);
            add(where.at(), text(where.at()).replaceFirst("\\(.*", ""), door,
                new Flaw<>(Kind.IDENTITY_FROM_REQUEST,
                    "takes whose data it touches from the request: whoever is logged in can name anyone's id to `" + endpoint.id() + "`",
                "use the id of the session", Certainty.LIKELY, List.of(), List.of()));
        }
        failsOpen(door);
    }

    /** {@code if (SECRET && header !== SECRET) return 401}: without the variable there is no check. */
    private void failsOpen(Door door) {
        Script script = modules.script(door.file());
        if (script == null || door.endpoint().traits().contains(Trait.PAGE)) return;
        each(script.body(), test -> {
            if (!(test.test() instanceof Expr.Binary and) || !and.operator().equals("&&") || !fromEnvironment(script, and.left())) return;
            if (!(and.right() instanceof Expr.Binary compare) || !compare.operator().startsWith("!=") || !refuses(test.then())) return;
            add(new Span(door.file(), and.start(), and.end()), "if (" + Printed.of(and) + ")", door, new Flaw<>(Kind.FAILS_OPEN,
                "checks nothing when `" + Printed.of(and.left()) + "` is not set: then anyone comes in to `" + door.endpoint().id()
                + "`", "refuse when it is not set", Certainty.LIKELY, List.of(), List.of(
                    new Fix("Refuse when it is not set", Fix.Safety.REVIEW, List.of(new TextEdit(new Span(door.file(), and.left().start(),
                        and.left().start()), "!"),
                        new TextEdit(new Span(door.file(), and.left().end(), and.right().start()), " || "))))));
        });
    }

    private static boolean fromEnvironment(Script script, Expr expr) {
        if (expr.dotted().startsWith("process.env.")) return true;
        return expr instanceof Expr.Name name && Doors.declaration(script, name.name())
            .map(step -> step instanceof Step.Declare d && d.value() != null && d.value().dotted().startsWith("process.env."))
            .orElse(false);
    }

    private static boolean refuses(List<Step> steps) {
        boolean[] found = {false};
        Walk.each(steps, expr -> {
            if (expr instanceof Expr.Scalar scalar && scalar.text().matches("401|403")) found[0] = true;
            if (expr instanceof Expr.Text text && Denials.says(text.value())) found[0] = true;
        });
        return found[0];
    }

    private interface Visit {
        void at(Step.If test);
    }

    private static void each(List<Step> steps, Visit visit) {
        for (Step step : steps) {
            if (step instanceof Step.If test) {
                visit.at(test);
                each(test.then(), visit);
                each(test.otherwise(), visit);
            } else if (step instanceof Step.Define define) {
                each(define.function().body(), visit);
            } else if (step instanceof Step.Declare declare && declare.value() instanceof Expr.Lambda lambda) {
                each(lambda.function().body(), visit);
            } else if (step instanceof Step.Try attempt) {
                each(attempt.body(), visit);
            } else if (step instanceof Step.Block block) {
                each(block.body(), visit);
            }
        }
    }

    private void layoutOnly(Door door) {
        if (door.layout().isEmpty() || door.own().access() != Access.PUBLIC || door.own().open().effects.isEmpty()) return;
        Evidence layout = door.layout().get();
        add(layout.at(), text(layout.at()), door, new Flaw<>(Kind.LAYOUT_ONLY,
            "stands in a layout, which does not stop its pages: the answer to an anonymous request for `" + door.endpoint().path()
            + "` holds what the page wrote",
            "check the session in the page too", Certainty.LIKELY, List.of(new Evidence(door.endpoint().at(),
            "does not check the session itself")), List.of()));
    }

    /** The browser sends strangers to the login, while the endpoints that it calls are open. */
    private void clientOnly(List<Door> doors) {
        List<Door> open = doors.stream().filter(door -> door.endpoint().access() == Access.PUBLIC
            && !door.endpoint().traits().contains(Trait.PAGE) && !door.endpoint().effects().isEmpty()
            && !door.endpoint().traits().contains(Trait.PUBLIC_BY_NATURE) && !door.endpoint().stack().equals("next-action")).toList();
        if (open.isEmpty()) return;
        modules.scripts().forEach((path, script) -> {
            boolean browser = app.holds(path) && (script.client() || path.matches("(.*/)?pages/(?!api/).*\\.[jt]sx?"));
            if (!browser) return;
            Expr.Call[] lookup = {null};
            boolean[] sends = {false};
            Walk.each(script.body(), expr -> {
                if (!(expr instanceof Expr.Call call)) return;
                String name = call.callee().dotted();
                if (name.matches("useSession|useUser|useAuth|useCurrentUser|useKindeBrowserClient")) lookup[0] = call;
                if (name.matches("(router|Router|navigation|history)\\.(push|replace)") && call.argument(0) instanceof Expr.Text to
                    && to.value().matches("(?i).*(login|sign-?in|auth).*") || name.equals("signIn")
                    && call.arguments().isEmpty()) sends[0] = true;
            });
            if (lookup[0] == null || !sends[0]) return;
            Door first = open.get(0);
            add(new Span(path, lookup[0].callee().start(), lookup[0].callee().end()), Printed.of(lookup[0].callee()), null,
                new Flaw<>(Kind.CLIENT_ONLY,
                "sends strangers to the login in the browser only, which protects nothing on the server: `" + first.endpoint().id() + "`"
                + (open.size() == 1 ? " is" : " and " + (open.size() - 1) + " more are") + " open to anyone",
                "check the session where the data is", Certainty.LIKELY, List.of(new Evidence(first.endpoint().at(),
                "is open to anyone")), List.of()));
        });
    }
}
