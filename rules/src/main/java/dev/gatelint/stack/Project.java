package dev.gatelint.stack;

import dev.gatelint.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole workspace, when facts are linked.
 *
 * @param files    facts by path, ordered by path
 * @param paths    every path of the workspace, also of files that no stack read
 * @param modules  what the build tool says of its modules, when gatelint runs inside it; empty otherwise
 */
public record Project(SortedMap<String, FileFacts> files, Set<String> paths, List<Module> modules, Settings settings) {
    public Project {
        modules = List.copyOf(modules);
    }

    /** What {@code stack} extracted as {@code type}, by path, ordered. */
    public <T extends Record> SortedMap<String, T> facts(String stack, Class<T> type) {
        SortedMap<String, T> found = new TreeMap<>();
        files.forEach((path, facts) -> facts.of(stack, type).ifPresent(fact -> found.put(path, fact)));
        return found;
    }

    /** The facts of one file; empty when it is not there or was not read. */
    public Optional<FileFacts> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The 1-based line of an offset in a file, for messages; 1 when the file is not known. */
    public int line(String path, int offset) {
        FileFacts facts = files.get(path);
        return facts == null ? 1 : facts.lines().line(offset);
    }

    /**
     * A module as the build tool resolved it.
     *
     * @param folder       relative to the scanned root, with {@code /}; empty for the root
     * @param coordinates  {@code group:artifact}
     * @param dependencies {@code group:artifact} to version, declared by this module (inherited ones included)
     * @param brought      what these bring to the class path at run time, as far as the build tool can tell without a network
     * @param managed      {@code group:artifact} to version, managed for this module
     * @param profiles     the build's active profiles
     */
    public record Module(String folder, String coordinates, Map<String, String> dependencies, Map<String, Brought> brought,
        Map<String, String> managed, List<String> profiles) {
        public Module {
            dependencies = Map.copyOf(dependencies);
            brought = Map.copyOf(brought);
            managed = Map.copyOf(managed);
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * A dependency of a dependency.
     *
     * @param by {@code group:artifact} of the declared dependency that brings it
     */
    public record Brought(String version, String by) {}
}
