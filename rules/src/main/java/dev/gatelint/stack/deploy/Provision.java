package dev.gatelint.stack.deploy;

import dev.gatelint.source.Span;

/**
 * A place that gives an environment variable a value.
 *
 * @param name  the variable
 * @param at    its name in the file
 * @param stage when the value is there
 */
public record Provision(String name, Span at, Stage stage, Value value) {
    /** When a value is there. */
    public enum Stage {
        /** In the running application. */
        PRODUCTION,
        /** On the machine on which the file lies, in every mode; such files are usually not part of a deployment. */
        LOCAL,
        /** While it is built or tested by CI. */
        BUILD,
        /** In development only. */
        DEVELOPMENT,
        /** In tests only. */
        TEST,
        /** Nothing reads the file by itself. */
        UNREAD,
        /** Written for people: a sample. */
        DOCUMENTATION
    }

    Provision at(Stage other) {
        return new Provision(name, at, other, value);
    }
}
