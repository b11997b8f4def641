package dev.gatelint.model;

import dev.gatelint.source.Fix;
import java.util.List;

/**
 * What is wrong with a fact.
 *
 * @param kind    which problem; one rule answers for one or a few kinds
 * @param effect  what really happens at run time, as the end of a sentence whose subject is the fact's {@link Flawed#phrase}:
 *                {@code throws "`headers` was called outside a request scope" for every caller}
 * @param remedy  what to do, in the imperative, without a full stop: {@code pass (req, res, authOptions)}
 * @param because other places that make it so
 * @param repairs the edits that the stack can make, best first; alternatives of each other
 */
public record Flaw<K extends Enum<K>>(K kind, String effect, String remedy, Certainty certainty, List<Evidence> because,
    List<Fix> repairs) {
    public Flaw {
        because = List.copyOf(because);
        repairs = List.copyOf(repairs);
    }

    /** A certain flaw with no further places and no repair. */
    public static <K extends Enum<K>> Flaw<K> certain(K kind, String effect, String remedy) {
        return new Flaw<>(kind, effect, remedy, Certainty.CERTAIN, List.of(), List.of());
    }

    /** The same with this certainty. */
    public Flaw<K> with(Certainty other) {
        return new Flaw<>(kind, effect, remedy, other, because, repairs);
    }

    /** The same with these places. */
    public Flaw<K> because(Evidence... places) {
        return new Flaw<>(kind, effect, remedy, certainty, List.of(places), repairs);
    }

    /** The same with these repairs. */
    public Flaw<K> repairedBy(Fix... fixes) {
        return new Flaw<>(kind, effect, remedy, certainty, because, List.of(fixes));
    }
}
