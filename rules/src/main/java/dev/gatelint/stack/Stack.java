package dev.gatelint.stack;

import dev.gatelint.model.Model;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What gatelint understands of one framework or library. Stateless. */
public interface Stack {
    /** Such as {@code spring}. */
    String name();

    /** True when a file with this path (relative, with {@code /}) may hold something for this stack; judged by the path alone. */
    boolean reads(String path);

    /**
     * Which of the files that this stack reads matter in this project: one that is not for it costs no time.
     *
     * @param manifests the project with the facts of its manifests only: {@code package.json}, {@code pom.xml} and their like
     */
    default Predicate<String> scope(Project manifests) {
        return path -> true;
    }

    /**
     * Strings of ASCII characters, one of which a file with this path holds if it matters by itself; empty when every file does. A file
     * without any is read only when the facts of another mention it.
     */
    default Set<String> markers(String path) {
        return Set.of();
    }

    /** Names of files, without folder and ending, that these facts make worth reading although they hold no marker. */
    default Set<String> mentions(Record facts) {
        return Set.of();
    }

    /**
     * What this file says, without a look at any other file: records of names, spans, constants and summaries, never syntax trees. Records,
     * strings, numbers, enums, lists, maps and optionals only, so that facts can be stored; never a secret.
     *
     * @return empty when the file says nothing to this stack
     */
    Optional<Record> extract(Unit unit);

    /** Puts together what the files of the project say, and adds endpoints, lookups, guards, secrets and imports to the model. */
    void link(Project project, Model.Builder model);
}
