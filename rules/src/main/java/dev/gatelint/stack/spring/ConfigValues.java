package dev.gatelint.stack.spring;

import java.util.List;
import java.util.Optional;

/** What the application's configuration files say without a profile; names are relaxed as Boot relaxes them. */
interface ConfigValues {
    /** No configuration at all. */
    ConfigValues NONE = new ConfigValues() {
        @Override public Optional<String> text(String key) {
            return Optional.empty();
        }

        @Override public Optional<List<String>> list(String key) {
            return Optional.empty();
        }
    };

    /** The value of a key. */
    Optional<String> text(String key);

    /** The values of {@code key[0]}, {@code key[1]} and so on, or of one comma-separated value. */
    Optional<List<String>> list(String key);
}
