package dev.gatelint.rule;

import dev.gatelint.model.Model;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One problem that gatelint finds. A rule is a record without state, named after the problem, with a page of the same name beside it that
 * is its documentation and its test.
 */
public interface Rule {
    /** Such as {@code GL401}; never used again for another rule. */
    String id();

    /** The severity of a certain finding. */
    Severity severity();

    /** The weaknesses that it finds, as CWE numbers, the closest first. */
    int[] cwe();

    /** Looks at the model; keeps nothing. */
    Stream<Finding> check(Model model);

    /** The class name as words: {@code unguarded-endpoint}. */
    default String name() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** By the first digit of the id. */
    default Family family() {
        return Family.values()[id().charAt(2) - '1'];
    }
}
