package dev.gatelint.stack.next;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.flow.Machine;
import dev.gatelint.stack.js.flow.Trace;
import dev.gatelint.stack.js.flow.Value;
import java.util.List;

/** Says who may call a function: runs it for a caller without a session, and for one with. */
final class Judge {
    private final Machine anonymous;
    private final Machine user;

    Judge(Modules modules, List<String> guardCalls) {
        anonymous = new Machine(modules, new NextWorld(false, guardCalls));
        user = new Machine(modules, new NextWorld(true, guardCalls));
    }

    /** What runs for callers without a session. */
    Machine stranger() {
        return anonymous;
    }

    /** What finds the function in one of the machines: their values are not each other's. */
    interface Find {
        Value in(Machine machine);
    }

    /**
     * What was found.
     *
     * @param handled   some caller gets an answer that is not an error
     * @param presence  what stops a caller only asks whether a cookie is there
     * @param late      something is changed before the caller is stopped
     * @param open      what the run for a caller without a session did
     * @param full      the run whose effects are those of the endpoint
     */
    record Judgement(Access access, List<Evidence> evidence, boolean handled, boolean presence, boolean late, boolean delegated,
        Trace open, Trace full) {
        /** Of which the run for a caller without a session says all. */
        static Judgement of(Access access, List<Evidence> evidence, Trace open) {
            return new Judgement(access, evidence, true, false, false, false, open, open);
        }

        /** Of which the run for one with a session says who comes in. */
        static Judgement of(Access access, List<Evidence> evidence, boolean handled, Trace open, Trace full) {
            return new Judgement(access, evidence, handled, false, false, false, open, full);
        }

        static Judgement open(Trace run) {
            return of(Access.PUBLIC, List.of(), run);
        }

        /** Refused are some, and who is not known. */
        static Judgement refusing(Trace run) {
            return of(Access.OPAQUE, run.refusals, run);
        }

        /** All that come in have come past these checks. */
        static Judgement screened(List<Trace.End> passed, Trace run) {
            List<Evidence> screens = passed.get(0).screens();
            // what is given the cookie behind the test may look whether it is valid
            boolean presence = passed.stream().anyMatch(end -> end.presenceScreens() && end.doubts().isEmpty());
            if (!presence) return of(Access.OPAQUE, screens, run);
            return new Judgement(Access.PUBLIC, screens.stream().map(screen -> new Evidence(screen.at(),
                "only looks whether a cookie is there")).toList(), true, true, false, false, run, run);
        }

        Judgement late(boolean changed) {
            return new Judgement(access, evidence, handled, presence, changed, delegated, open, full);
        }
    }

    /** Judges a function that gets these arguments. */
    Judgement judge(Find function, List<Value> arguments) {
        Trace open = anonymous.run(function.in(anonymous), arguments);
        List<Trace.End> passed = answered(open, arguments);
        boolean delegated = !open.mounts.isEmpty() || open.ends.stream().anyMatch(end -> end.value().is("delegated"));
        if (delegated) return delegated(open);
        if (open.exhausted) return open.refusals.isEmpty() ? Judgement.of(Access.UNKNOWN, List.of(), open) : Judgement.refusing(open);
        boolean ran = open.effects.stream().anyMatch(effect -> effect.changes() && effect.open());
        List<Trace.End> bare = passed.stream().filter(end -> end.screens().isEmpty() && end.barred() == null).toList();
        // an answer that anyone gets, while all that is done is done behind a check, is a handshake or a preflight
        boolean behind = !open.effects.isEmpty() && open.effects.stream().noneMatch(Trace.Effect::open) && !open.refusals.isEmpty();
        boolean through = bare.stream().anyMatch(end -> end.doubts().isEmpty() && !elsewhere(end.value()));
        if (through) return behind ? Judgement.refusing(open) : Judgement.open(open);
        if (ran && open.broken.stream().anyMatch(broken -> broken.kind() == Trace.Broken.Kind.GOES_ON)) return Judgement.open(open);
        if (!bare.isEmpty()) return open.refusals.isEmpty() ? Judgement.of(Access.UNKNOWN, bare.get(0).doubts(), open)
            : Judgement.refusing(open).late(ran);
        List<Trace.End> screened = passed.stream().filter(end -> !end.screens().isEmpty()).toList();
        return screened.isEmpty() ? closed(function, arguments, open, ran) : Judgement.screened(screened, open).late(ran);
    }

    /** A library answers: by its own guards, as those for logging in do, or with what the project has given to it. */
    private static Judgement delegated(Trace open) {
        List<Evidence> unknown = open.ends.stream().map(Trace.End::value).filter(value -> value.is("delegated"))
            .map(value -> value.natively().of()).filter(Evidence.class::isInstance).map(Evidence.class::cast).distinct().toList();
        Access access = unknown.isEmpty() || !open.refusals.isEmpty() ? Access.OPAQUE : Access.UNKNOWN;
        return new Judgement(access, access == Access.OPAQUE ? open.refusals : unknown, true, false, false, true, open, open);
    }

    /** True for what a package has made of the whole request, and that is not looked into. */
    private static boolean elsewhere(Value value) {
        return value.external() != null && value.has(Value.ANSWER)
            || value.kind() == Value.Kind.UNION && value.items().stream().anyMatch(Judge::elsewhere);
    }

    /** The ends at which the caller gets what it asked for; one that answers nothing is such an end only when there is no other. */
    private static List<Trace.End> answered(Trace trace, List<Value> arguments) {
        List<Trace.End> passed = trace.ends.stream().filter(Trace.End::success).toList();
        // the App Router answers 500 where a handler gives it nothing
        if (arguments.stream().anyMatch(NextWorld::route)) {
            return passed.stream().filter(end -> !end.value().nullish() || end.status() > 0).toList();
        }
        if (arguments.stream().noneMatch(argument -> argument.is("response"))) return passed;
        List<Trace.End> answering = passed.stream().filter(end -> end.status() > 0 || end.value().kind() != Value.Kind.UNDEFINED).toList();
        return answering.isEmpty() ? passed : answering;
    }

    private Judgement closed(Find function, List<Value> arguments, Trace open, boolean ran) {
        Trace.End denied = open.ends.stream().filter(Trace.End::denied).findFirst()
            .orElse(open.ends.stream().filter(end -> end.barred() != null).findFirst().orElse(null));
        Trace full = user.run(function.in(user), arguments);
        List<Trace.End> inside = answered(full, arguments);
        if (denied == null) {
            // no one is asked who they are: it ends in an error for all, sends all to some place, or says no to all
            boolean says = open.ends.stream().anyMatch(Trace.End::says);
            boolean elsewhere = open.ends.stream().anyMatch(end -> end.says() && end.value().reply() != null
                && !end.value().reply().says());
            if (elsewhere) return open.refusals.isEmpty() ? Judgement.open(open) : Judgement.refusing(open);
            boolean locked = inside.isEmpty() && open.ends.stream().allMatch(Trace.End::says);
            Access access = locked ? Access.DENIED : says || !open.refusals.isEmpty() ? Access.OPAQUE : Access.PUBLIC;
            return Judgement.of(access, locked ? List.of() : open.refusals, !inside.isEmpty(), open, full);
        }
        List<Evidence> evidence = place(denied.denied() ? denied.at() : denied.barred());
        if (inside.isEmpty()) {
            // what stops callers with a session elsewhere, such as a redirect to where they came from, is not this refusal
            List<Evidence> refusals = open.ends.stream().filter(end -> end.denied() || end.says()).map(Trace.End::at).toList();
            boolean locked = !full.exhausted && !full.ends.isEmpty()
                && full.ends.stream().allMatch(end -> (end.denied() || end.says())
                && (end.status() == 401 || end.status() == 403 || refusals.contains(end.at())));
            return Judgement.of(locked ? Access.DENIED : Access.AUTHENTICATED, evidence, false, open, full).late(ran);
        }
        boolean restricted = inside.stream().allMatch(Trace.End::sessionScreens);
        return Judgement.of(restricted ? Access.RESTRICTED : Access.AUTHENTICATED, evidence, true, open, full).late(ran);
    }

    /** Judges a middleware: callers come through when it answers nothing, or says that the request goes on. */
    Judgement gate(Find function, List<Value> arguments) {
        Trace open = anonymous.run(function.in(anonymous), arguments);
        if (open.exhausted) return Judgement.of(Access.UNKNOWN, List.of(), open);
        List<Trace.End> passed = open.ends.stream().filter(end -> !end.thrown() && !end.denied() && !end.says() && onward(end.value()))
            .toList();
        if (passed.isEmpty()) {
            Trace.End denied = open.ends.stream().filter(Trace.End::denied).findFirst().orElse(null);
            // an answer that is not a refusal, such as a redirect to another language, leads back here
            if (denied == null) return open.ends.stream().anyMatch(Trace.End::says) ? Judgement.of(Access.OPAQUE, List.of(), open)
                : Judgement.open(open);
            return Judgement.of(Access.AUTHENTICATED, place(denied.at()), open);
        }
        List<Trace.End> bare = passed.stream().filter(end -> end.screens().isEmpty()).toList();
        if (bare.isEmpty()) return Judgement.screened(passed, open);
        if (bare.stream().allMatch(end -> !end.doubts().isEmpty())) return Judgement.of(Access.UNKNOWN, bare.get(0).doubts(), open);
        // the path is known: what decides whether it is checked is not
        return open.refusals.isEmpty() ? Judgement.open(open) : Judgement.refusing(open);
    }

    private static List<Evidence> place(Evidence at) {
        return at == null || at.at().file().isEmpty() ? List.of() : List.of(at);
    }

    private static boolean onward(Value value) {
        Value.Reply reply = value.reply();
        return reply == null || reply.onward();
    }
}
