package dev.gatelint.model;

import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What all stacks together say of the workspace, in a fixed order; what rules look at. */
public record Model(List<Fact> facts, List<Problem> problems, Settings settings) {
    public Model {
        facts = List.copyOf(facts);
        problems = List.copyOf(problems);
    }

    /** All facts of one type, in order of file and place. */
    public <F extends Fact> Stream<F> all(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }

    /** Collects what stacks say; not for use by more than one thread. */
    public static final class Builder {
        private final List<Fact> facts = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        /** Adds a fact. */
        public void add(Fact fact) {
            facts.add(fact);
        }

        /** Adds all that another one has collected. */
        public void add(Builder other) {
            facts.addAll(other.facts);
            problems.addAll(other.problems);
        }

        /** Says that something was not understood. */
        public void problem(Span at, int line, String message) {
            problems.add(new Problem(at.file(), line, message));
        }

        /** Says that something was not understood. */
        public void problem(Problem problem) {
            problems.add(problem);
        }

        /** The model: facts in order of place, then of type and content; equal ones once. */
        public Model build(Settings settings) {
            Comparator<Fact> order = Comparator.<Fact, Span>comparing(Fact::at).thenComparing(fact -> fact.getClass().getName())
                .thenComparing(Fact::toString);
            return new Model(facts.stream().distinct().sorted(order).toList(), problems.stream().distinct().sorted().toList(), settings);
        }
    }
}
