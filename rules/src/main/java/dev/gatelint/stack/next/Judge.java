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
        Trace open, Trace full) {}

    /** Judges a function that gets these arguments. */
    Judgement judge(Find function, List<Value> arguments) {
        Trace open = anonymous.run(function.in(anonymous), arguments);
        List<Trace.End> passed = answered(open, arguments);
        boolean delegated = !open.mounts.isEmpty() || open.ends.stream().anyMatch(end -> end.value().is("delegated"));
        if (delegated) return delegated(open);
        if (open.exhausted) return new Judgement(open.refusals.isEmpty() ? Access.UNKNOWN : Access.OPAQUE, open.refusals, true, false,
            false, false, open, open);
        boolean ran = open.effects.stream().anyMatch(effect -> effect.changes() && effect.open());
        List<Trace.End> through = passed.stream().filter(end -> end.screens().isEmpty() && end.doubts().isEmpty() && end.barred() == null
            && !elsewhere(end.value())).toList();
        if (!through.isEmpty() && open.refusals.isEmpty()) return new Judgement(Access.PUBLIC, List.of(), true, false, false, false, open,
            open);
        if (ran && open.broken.stream().anyMatch(broken -> broken.kind() == Trace.Broken.Kind.GOES_ON)) {
            return new Judgement(Access.PUBLIC, List.of(), true, false, false, false, open, open);
        }
        List<Trace.End> doubtful = passed.stream().filter(end -> end.screens().isEmpty() && end.barred() == null).toList();
        if (!doubtful.isEmpty() && !open.refusals.isEmpty()) return new Judgement(Access.OPAQUE, open.refusals, true, false, ran, false,
            open, open);
        if (!doubtful.isEmpty()) return new Judgement(Access.UNKNOWN, doubtful.get(0).doubts(), true, false, false, false, open, open);
        List<Trace.End> screened = passed.stream().filter(end -> !end.screens().isEmpty()).toList();
        if (!screened.isEmpty()) {
            boolean presence = screened.stream().anyMatch(Trace.End::presenceScreens);
            List<Evidence> screens = screened.get(0).screens();
            if (presence) screens = screens.stream().map(screen -> new Evidence(screen.at(), "only looks whether a cookie is there"))
                .toList();
            return new Judgement(presence ? Access.PUBLIC : Access.OPAQUE, screens, true, presence, ran, false, open, open);
        }
        return closed(function, arguments, open, ran);
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
            if (elsewhere) {
                return new Judgement(open.refusals.isEmpty() ? Access.PUBLIC : Access.OPAQUE, open.refusals, true, false, false, false,
                    open, open);
            }
            boolean locked = inside.isEmpty() && open.ends.stream().allMatch(Trace.End::says);
            Access access = locked ? Access.DENIED : says || !open.refusals.isEmpty() ? Access.OPAQUE : Access.PUBLIC;
            return new Judgement(access, locked ? List.of() : open.refusals, !inside.isEmpty(), false, false, false, open, full);
        }
        List<Evidence> evidence = place(denied.denied() ? denied.at() : denied.barred());
        if (inside.isEmpty()) {
            // what stops callers with a session elsewhere, such as a redirect to where they came from, is not this refusal
            List<Evidence> refusals = open.ends.stream().filter(end -> end.denied() || end.says()).map(Trace.End::at).toList();
            boolean locked = !full.exhausted && !full.ends.isEmpty()
                && full.ends.stream().allMatch(end -> (end.denied() || end.says())
                && (end.status() == 401 || end.status() == 403 || refusals.contains(end.at())));
            return new Judgement(locked ? Access.DENIED : Access.AUTHENTICATED, evidence, false, false, ran, false, open, full);
        }
        boolean restricted = inside.stream().allMatch(Trace.End::sessionScreens);
        return new Judgement(restricted ? Access.RESTRICTED : Access.AUTHENTICATED, evidence, true, false, ran, false, open, full);
    }

    /** Judges a middleware: callers come through when it answers nothing, or says that the request goes on. */
    Judgement gate(Find function, List<Value> arguments) {
        Trace open = anonymous.run(function.in(anonymous), arguments);
        if (open.exhausted) return new Judgement(Access.UNKNOWN, List.of(), true, false, false, false, open, open);
        List<Trace.End> passed = open.ends.stream().filter(end -> !end.thrown() && !end.denied() && !end.says() && onward(end.value()))
            .toList();
        if (passed.isEmpty()) {
            Trace.End denied = open.ends.stream().filter(Trace.End::denied).findFirst().orElse(null);
            boolean says = open.ends.stream().anyMatch(Trace.End::says);
            List<Evidence> evidence = denied == null ? List.of() : place(denied.at());
            // an answer that is not a refusal, such as a redirect to another language, leads back here
            if (denied == null) return new Judgement(says ? Access.OPAQUE : Access.PUBLIC, List.of(), true, false, false, false, open,
                open);
            return new Judgement(Access.AUTHENTICATED, evidence, true, false, false, false, open, open);
        }
        if (passed.stream().anyMatch(end -> end.screens().isEmpty() && end.doubts().isEmpty())) {
            return new Judgement(open.refusals.isEmpty() ? Access.PUBLIC : Access.OPAQUE, open.refusals, true, false, false, false, open,
                open);
        }
        if (passed.stream().anyMatch(end -> end.screens().isEmpty())) return new Judgement(Access.UNKNOWN, passed.get(0).doubts(), true,
            false, false, false, open, open);
        boolean presence = passed.stream().anyMatch(Trace.End::presenceScreens);
        return new Judgement(presence ? Access.PUBLIC : Access.OPAQUE, passed.get(0).screens(), true, presence, false, false, open, open);
    }

    private static List<Evidence> place(Evidence at) {
        return at == null || at.at().file().isEmpty() ? List.of() : List.of(at);
    }

    private static boolean onward(Value value) {
        Value.Reply reply = value.reply();
        return reply == null || reply.onward();
    }
}
