package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.deploy.Environment;
import dev.gatelint.stack.spring.Applications.Module;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is started as one process: a bootable module together with the modules that it depends on.
 *
 * @param folder   of the bootable module, relative to the scanned root, empty for the root
 * @param bootable false when nothing here starts it: a library, whose application is not in the sources
 * @param modules  all of them, the bootable one first
 * @param sources  the Java types of all of them
 * @param uses     where they use names that Spring may not look at
 * @param config   the configuration files of all of them, without a profile
 * @param unread   files in languages that are not read
 * @param disabled annotations that are commented out
 */
record SpringApplication(String folder, boolean bootable, List<Module> modules, Sources sources, List<ForeignUses> uses,
    Configuration config,
                         SpringVersions versions, Environment environment, List<Unread> unread, List<DisabledGuards.Comment> disabled) {
    SpringApplication {
        unread = List.copyOf(unread);
        disabled = List.copyOf(disabled);
        uses = List.copyOf(uses);
        modules = List.copyOf(modules);
    }

    /** A security configuration that is not read: what it guards is not known. */
    Optional<Evidence> foreign() {
        return unread.stream().filter(Unread::security).findFirst().map(one ->
            new Evidence(one.at(), "a security configuration in " + one.what() + ", which is not read"));
    }

    /**
     * A library that is not in the sources and may configure security: one that brings Spring Security with it and is not Spring's own,
     * one of the same organisation, or a starter that is named so.
     */
    Optional<Evidence> library() {
        return bringsSecurity().or(() -> modules.stream().flatMap(module -> module.elsewhere().stream()).findFirst());
    }

    private Optional<Evidence> bringsSecurity() {
        if (modules.stream().anyMatch(module -> module.declares(Applications.SECURED))) return Optional.empty();
        return modules.stream().flatMap(module -> Stream.of(Applications.SECURED).map(module.brought()::get)).filter(Objects::nonNull)
            .map(Project.Brought::by).filter(by -> !by.startsWith("org.springframework.")).min(Comparator.naturalOrder())
            .map(by -> new Evidence(place(by), "Spring Security comes with " + by + ", whose own configuration is not read"));
    }

    /**
     * True when {@code group:artifact} is on the class path, or anything of a group when only that is given. What others bring is seen
     * where the build tool says so.
     */
    boolean dependsOn(String... names) {
        return modules.stream().anyMatch(module -> module.has(names));
    }

    /** True when the build files could not be read or found, so that a dependency that is not seen may be there. */
    boolean dependenciesUnknown() {
        return modules.stream().anyMatch(module -> !module.known());
    }

    /** Where a dependency is declared, else where the application itself is: for what no line of the project says. */
    Span place(String... names) {
        for (String name : names) {
            for (Module module : modules) {
                for (String declared : new TreeMap<>(module.places()).keySet()) {
                    if (declared.equals(name) || !name.contains(":") && declared.startsWith(name + ":")) return module.places()
                        .get(declared);
                }
            }
        }
        return main().map(Sources.Type::nameSpan).orElseGet(() -> sources.types().iterator().next().nameSpan());
    }

    /** How the mappings of its handlers compare paths. */
    Dialect handlers() {
        return config.comparesAsAnt() ? Dialect.antHandler(versions.likelyFramework()) : Dialect.handler(versions.likelyFramework());
    }

    /** The class that starts it. */
    Optional<Sources.Type> main() {
        return sources.types().stream().filter(type -> sources.composed(type, type.declared().annotations(),
            "org.springframework.boot.autoconfigure.SpringBootApplication").isPresent()).findFirst();
    }

    /** The version of a dependency, when it is declared or managed with one. */
    Optional<String> version(String name) {
        return modules.stream().flatMap(module -> module.version(name).stream()).findFirst();
    }
}
