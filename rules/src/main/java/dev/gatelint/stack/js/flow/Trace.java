package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one run found. */
public final class Trace {
    /** The ends that it can come to. */
    public final List<End> ends = new ArrayList<>();
    /** The sensitive things that it can do, in order. */
    public final List<Effect> effects = new ArrayList<>();
    /** Checks that do not do what they are there for. */
    public final List<Broken> broken = new ArrayList<>();
    /** HTTP methods that it asks for, and where. */
    public final Map<String, Span> methods = new LinkedHashMap<>();
    /** The lookups of the session. */
    public final List<Evidence> lookups = new ArrayList<>();
    /** Tests that a lookup decided. */
    public final List<Span> tests = new ArrayList<>();
    /** Places that say that a caller may not, and that are reached by something else than the session: a token, a signature, an address. */
    public final List<Evidence> refusals = new ArrayList<>();
    /** Places where data are chosen by an identity that the caller wrote. */
    public final List<Evidence> foreign = new ArrayList<>();
    /** What libraries were given that answer for the handler: routers of procedures. */
    public final List<Value> mounts = new ArrayList<>();
    /** Its answer depends on who calls. */
    public boolean personal;
    /** It was too long to be followed to its ends. */
    public boolean exhausted;

    /**
     * One end of a run.
     *
     * @param value    what is returned or thrown
     * @param thrown   an exception
     * @param denied   where a caller without a session ends because of it
     * @param says     the end itself says that the caller may not: 401, 403, a redirect to the login
     * @param error    it is reached only when something fails
     * @param status   0 when it is not known
     * @param barred   a test of the session that kept this caller from something else, or null
     */
    public record End(Value value, boolean thrown, boolean denied, boolean says, boolean error, int status, Evidence barred,
        List<Evidence> screens,
                      boolean sessionScreens, boolean presenceScreens, List<Evidence> doubts, Evidence at) {
        /** True when the caller gets what it asked for. */
        public boolean success() {
            return !thrown && !denied && !says && !error && status < 400;
        }
    }

    /**
     * Something sensitive.
     *
     * @param open nothing before it stops anyone
     * @param sure nothing that is not followed decides whether it is reached
     */
    public record Effect(Evidence what, Kind kind, boolean open, boolean sure) {
        /** What happens to the data, the least grave first. */
        public enum Kind {
            READS,
            /** Something new is made, sent or paid for. */
            ADDS,
            /** What is there already is changed or deleted. */
            ALTERS
        }

        /** True when it is more than reading. */
        public boolean changes() {
            return kind != Kind.READS;
        }
    }

    /**
     * A check that does not stop.
     *
     * @param at      where it stands
     * @param subject as it stands, shortened
     * @param because what it does instead of stopping, or null
     * @param async   it stands in a function that can wait
     */
    public record Broken(Kind kind, Span at, String subject, Evidence because, boolean async) {
        /** True when this answer is one that the caller should not have got. */
        boolean answered(Value value) {
            if (value.reply() != null) return !value.reply().denies();
            return kind == Kind.SWALLOWED && !value.nullish() && !Evaluator.saysNo(value);
        }

        /** How it fails. */
        public enum Kind {
            /** It answers, and goes on. */
            GOES_ON,
            /** What it throws is caught and forgotten. */
            SWALLOWED,
            /** It is a promise whose rejection is handled, and the handler does not stop the caller either. */
            RESCUED,
            /** It is a promise that no one waits for. */
            NOT_AWAITED
        }
    }

    /** Adds what another run found on the way; its ends are not those of this one. */
    void take(Trace other) {
        other.refusals.forEach(place -> addOnce(refusals, place));
        other.effects.forEach(effect -> addOnce(effects, effect));
        other.broken.forEach(this::add);
        other.methods.forEach(methods::putIfAbsent);
        other.lookups.forEach(lookup -> addOnce(lookups, lookup));
        other.tests.forEach(test -> addOnce(tests, test));
        other.foreign.forEach(place -> addOnce(foreign, place));
        other.mounts.forEach(options -> addOnce(mounts, options));
        personal |= other.personal;
        exhausted |= other.exhausted;
    }

    static <T> void addOnce(List<T> all, T one) {
        if (!all.contains(one)) all.add(one);
    }

    void add(Broken found) {
        if (broken.stream().noneMatch(known -> known.at.equals(found.at))) broken.add(found);
    }
}
