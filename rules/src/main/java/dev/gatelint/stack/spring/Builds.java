package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.spring.Applications.Module;
import dev.gatelint.stack.spring.Pom.Library;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules of a workspace: as the running build resolved them, else as Maven and Gradle files say. */
final class Builds {
    private static final String BOOT = "org.springframework.boot";
    private static final Set<String> SETS_BOOT = Set.of(BOOT + ":spring-boot-dependencies", BOOT + ":spring-boot-gradle-plugin");
    private static final int DEEPEST = 12;
    private static final Pattern SECURING = Pattern.compile(
        "[^:]*:(?=.*starter)(.*-)?(security|auth|oauth2?|auth0|okta|keycloak|sso|iam|active-directory)(-.*)?");
    private static final Pattern SHARED = Pattern.compile("(com|io|net|org)\\.(github|gitee|gitlab|apache|eclipse|sourceforge)\\b");
    private final SortedMap<String, Pom> poms;
    private final SortedMap<String, GradleBuild> gradle;
    private final Map<String, String> folderOf = new HashMap<>();

    private Builds(Project project) {
        poms = project.facts(Spring.NAME, Pom.class);
        gradle = project.facts(Spring.NAME, GradleBuild.class);
        poms.forEach((path, pom) -> folderOf.putIfAbsent(pom.group() + ":" + pom.artifact(), folder(path)));
    }

    /** All modules, by folder; none when there is no build file. */
    static Map<String, Module> of(Project project) {
        Builds builds = new Builds(project);
        Map<String, Module> modules = new LinkedHashMap<>();
        builds.poms.forEach((path, pom) -> modules.put(folder(path), builds.maven(path, pom)));
        builds.gradle.forEach((path, build) -> {
            if (isBuild(path)) modules.putIfAbsent(folder(path), builds.gradle(path, build));
        });
        for (Project.Module told : project.modules()) modules.put(told.folder(), builds.told(told, modules.get(told.folder())));
        return modules;
    }

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** What the build tool says of versions holds; where they stand, and which modules are needed, is read. */
    private Module told(Project.Module told, Module read) {
        Set<String> near = new LinkedHashSet<>(read == null ? Set.of() : read.needs());
        Stream.concat(told.dependencies().keySet().stream(), told.brought().keySet().stream()).map(folderOf::get).filter(Objects::nonNull)
            .forEach(near::add);
        Optional<String> boot = Optional.ofNullable(told.brought().get(Module.BOOT)).map(Project.Brought::version)
            .or(() -> Optional.ofNullable(told.managed().get(Module.BOOT))).or(() -> read == null ? Optional.empty()
            : read.boot().map(Version::toString));
        return new Module(told.folder(), told.dependencies(), told.brought(), told.managed(), boot.flatMap(Version::parse), near,
            read == null ? Map.of() : read.places(), read == null ? Map.of() : read.properties(),
            read == null ? Optional.empty() : read.elsewhere(), true);
    }

    /** The chain of parents that are in the sources, nearest first, with the path of each. */
    private Map<String, Pom> lineage(String path) {
        Map<String, Pom> found = new LinkedHashMap<>();
        String at = path;
        while (poms.containsKey(at) && !found.containsKey(at) && found.size() < DEEPEST) {
            Pom pom = poms.get(at);
            found.put(at, pom);
            if (pom.parent().isEmpty()) break;
            String near = pom.parentPath().isEmpty() ? "" : normal(folder(at) + "/" + pom.parentPath());
            if (poms.containsKey(near + "/pom.xml") || near.isEmpty() && !pom.parentPath().isEmpty()
                && poms.containsKey("pom.xml")) near = near.isEmpty() ? "pom.xml" : near + "/pom.xml";
            boolean matches = poms.containsKey(near) && poms.get(near).artifact().equals(pom.parent().get().artifact());
            String known = folderOf.get(pom.parent().get().name());
            if (!matches && known == null) break;
            at = matches ? near : known.isEmpty() ? "pom.xml" : known + "/pom.xml";
        }
        return found;
    }

    /** A path without {@code .} and {@code ..}. */
    static String normal(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..") && !parts.isEmpty()) parts.remove(parts.size() - 1);
            else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) parts.add(part);
        }
        return String.join("/", parts);
    }

    private Module maven(String path, Pom pom) {
        Map<String, Pom> lineage = lineage(path);
        Map<String, String> properties = new HashMap<>();
        lineage.values().forEach(at -> at.properties().forEach(properties::putIfAbsent));
        properties.putIfAbsent("project.version", pom.version());
        properties.putIfAbsent("project.groupId", pom.group());
        properties.putIfAbsent("revision", pom.version());
        Map<String, String> resolved = new HashMap<>();
        properties.forEach((name, text) -> resolved.put(name, value(text, properties)));
        Map<String, String> managed = new HashMap<>();
        Map<String, Span> places = new HashMap<>();
        Optional<Library> boot = Optional.empty();
        for (Pom at : lineage.values()) {
            for (Library library : at.managed()) {
                String name = value(library.group(), properties) + ":" + value(library.artifact(), properties);
                managed.putIfAbsent(name, value(library.version(), properties));
                if (!library.isBom()) continue;
                if (name.equals(BOOT + ":spring-boot-dependencies")) boot = boot.or(() -> known(library, properties));
                else boot = boot.or(() -> bom(name, properties, 0));
            }
            Optional<Library> parent = at.parent();
            if (boot.isEmpty() && parent.isPresent() && parent.get().group().equals(BOOT)) {
                boot = known(parent.get(), properties);
                // a property reaches what is inherited, and not what is imported
                manage("org.springframework:spring-core", "spring-framework.version", resolved, managed);
                manage("org.springframework.security:spring-security-core", "spring-security.version", resolved, managed);
            }
            // where it is not in the sources it may say more, which only Maven knows
            parent.ifPresent(above -> places.put(Module.BOOT, above.at()));
        }
        Map<String, String> dependencies = new LinkedHashMap<>();
        Set<String> near = new LinkedHashSet<>();
        for (Pom at : lineage.values()) {
            for (Library library : at.dependencies()) {
                String name = value(library.group(), properties) + ":" + value(library.artifact(), properties);
                if (!library.isAtRuntime()) continue;
                String version = value(library.version(), properties);
                dependencies.putIfAbsent(name, version.isEmpty() ? managed.getOrDefault(name, "") : version);
                places.putIfAbsent(name, library.at());
                String folder = folderOf.get(name);
                if (folder != null) near.add(folder);
                if (library.group().equals(BOOT) && boot.isEmpty() && !known(dependencies.get(name)).isEmpty()) {
                    boot = Optional.of(library.of(dependencies.get(name)));
                }
            }
        }
        boot.ifPresent(from -> places.put(Module.BOOT, from.at()));
        return new Module(folder(path), dependencies, Map.of(), managed, boot.map(Library::version).flatMap(Version::parse), near, places,
            resolved, elsewhere(pom.group(), places), true);
    }

    /**
     * A library that may bring a security configuration with it, and whose sources are not here: one of the same organisation, or a starter
     * whose name speaks of security and which is not Spring's.
     */
    private Optional<Evidence> elsewhere(String group, Map<String, Span> dependencies) {
        Optional<String> organisation = organisation(group);
        return new TreeMap<>(dependencies).entrySet().stream()
            .filter(entry -> !folderOf.containsKey(entry.getKey()) && !entry.getKey().startsWith("org.springframework."))
            .filter(entry -> organisation.isPresent() && organisation.equals(organisation(entry.getKey().replaceFirst(":.*", "")))
                || SECURING.matcher(entry.getKey()).matches())
            .findFirst().map(entry -> new Evidence(entry.getValue(), entry.getKey() + " may guard it, and is not in the sources"));
    }

    /** The first two parts of a group, {@code com.acme}, three below those that many share; empty for a single word. */
    private static Optional<String> organisation(String group) {
        String[] parts = group.split("\\.");
        int needed = SHARED.matcher(group).lookingAt() ? 3 : 2;
        return parts.length < needed ? Optional.empty() : Optional.of(String.join(".", List.of(parts).subList(0, needed)));
    }

    private static void manage(String name, String property, Map<String, String> properties, Map<String, String> managed) {
        if (properties.containsKey(property)) managed.put(name, properties.get(property));
    }

    /** What sets Boot's version in a BOM that is a module of the same sources. */
    private Optional<Library> bom(String name, Map<String, String> properties, int depth) {
        String folder = folderOf.get(name);
        Pom pom = folder == null || depth > DEEPEST ? null : poms.get(folder.isEmpty() ? "pom.xml" : folder + "/pom.xml");
        if (pom == null) return Optional.empty();
        Map<String, String> own = new HashMap<>(pom.properties());
        properties.forEach(own::putIfAbsent);
        for (Library library : pom.managed()) {
            if (!library.isBom()) continue;
            String other = value(library.group(), own) + ":" + value(library.artifact(), own);
            Optional<Library> found = other.equals(BOOT + ":spring-boot-dependencies") ? known(library, own)
                : bom(other, own, depth + 1);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static Optional<Library> known(Library library, Map<String, String> properties) {
        return known(value(library.version(), properties)).map(library::of);
    }

    private static Optional<String> known(String version) {
        return version.isEmpty() || version.contains("${") ? Optional.empty() : Optional.of(version);
    }

    private static String value(String text, Map<String, String> properties) {
        return Placeholders.resolve(text, name -> Optional.ofNullable(properties.get(name))).orElse(text);
    }

    private Module gradle(String path, GradleBuild build) {
        String folder = folder(path);
        Map<String, GradleBuild> scripts = new LinkedHashMap<>(Map.of(path, build));
        Map<String, String> properties = new HashMap<>(build.properties());
        Map<String, Library> catalogue = new HashMap<>();
        Map<String, List<String>> bundles = new HashMap<>();
        Optional<Library> boot = build.boot();
        for (Map.Entry<String, GradleBuild> entry : gradle.entrySet()) {
            String other = folder(entry.getKey()).replaceFirst("(^|/)gradle$", "");
            boolean above = other.isEmpty() || folder.equals(other) || folder.startsWith(other + "/");
            if (!above || entry.getKey().equals(path)) continue;
            entry.getValue().properties().forEach(properties::putIfAbsent);
            catalogue.putAll(entry.getValue().catalogue());
            bundles.putAll(entry.getValue().bundles());
            Optional<Library> inherited = entry.getValue().boot();
            boot = boot.or(() -> inherited);
            // what subprojects {} and allprojects {} say is not told apart from what the root itself needs
            if (isBuild(entry.getKey())) scripts.put(entry.getKey(), entry.getValue());
        }
        List<GradleBuild> own = withApplied(List.of(build));
        List<GradleBuild> all = withApplied(scripts.values());
        Map<String, String> dependencies = new LinkedHashMap<>();
        Map<String, String> managed = new HashMap<>();
        manage("org.springframework:spring-core", "spring-framework.version", properties, managed);
        manage("org.springframework.security:spring-security-core", "spring-security.version", properties, managed);
        Map<String, Span> places = new HashMap<>();
        for (GradleBuild script : all) {
            boot = boot.or(script::boot);
            script.properties().forEach(properties::putIfAbsent);
            Stream<Library> named = script.aliases().stream().flatMap(alias -> bundles.getOrDefault(alias, List.of(alias)).stream())
                .map(catalogue::get).filter(Objects::nonNull);
            for (Library library : Stream.concat(script.dependencies().stream(), named).toList()) {
                String version = gradleValue(library.version(), properties);
                if (SETS_BOOT.contains(library.name())) {
                    boot = boot.or(() -> Optional.of(library));
                } else if (library.scope().equals("managed")) {
                    managed.putIfAbsent(library.name(), version);
                } else if (library.isAtRuntime() && !library.isBom()) {
                    dependencies.putIfAbsent(library.name(), version);
                    places.putIfAbsent(library.name(), library.at());
                }
            }
        }
        Set<String> near = new LinkedHashSet<>();
        own.stream().flatMap(script -> script.projects().stream()).forEach(name -> {
            String wanted = name.substring(1).replace(':', '/');
            gradle.keySet().stream().map(Builds::folder).filter(f -> f.equals(wanted) || f.endsWith("/" + wanted)
                || accessor(f).equals(wanted)).findFirst().ifPresent(near::add);
        });
        Optional<Version> version = boot.map(from -> gradleValue(from.version(), properties)).flatMap(Version::parse);
        if (version.isPresent()) places.put(Module.BOOT, boot.get().at());
        return new Module(folder, dependencies, Map.of(), managed, version, near, places, Map.of(),
            elsewhere(properties.getOrDefault("group", ""), places), true);
    }

    private static boolean isBuild(String path) {
        return path.matches("(.*/)?build\\.gradle(\\.kts)?");
    }

    /** The scripts and those that they apply: plugins that are scripts of the same sources, and files. */
    private List<GradleBuild> withApplied(Collection<GradleBuild> scripts) {
        Set<GradleBuild> all = new LinkedHashSet<>(scripts);
        for (Deque<GradleBuild> open = new ArrayDeque<>(all); !open.isEmpty();) {
            for (String name : open.pop().scripts()) {
                gradle.entrySet().stream().filter(entry -> isScript(entry.getKey(), name)).map(Map.Entry::getValue).filter(all::add)
                    .forEach(open::add);
            }
        }
        return List.copyOf(all);
    }

    private static boolean isScript(String path, String name) {
        if (name.endsWith(".gradle") || name.endsWith(".kts")) {
            String file = name.replaceFirst("^(\\$\\{?\\w+}?/|\\.{1,2}/)+", "");
            return path.equals(file) || path.endsWith("/" + file);
        }
        return path.contains("src/main/") && path.replaceFirst("\\.gradle(\\.kts)?$", "").endsWith("/" + name);
    }

    /** A folder as type-safe accessors name it: {@code fooBar/core} for {@code foo-bar/core}. */
    private static String accessor(String folder) {
        return Pattern.compile("[-_](\\w)").matcher(folder).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    /** A version as written, what a property says, or what a catalogue says of {@code libs.versions.boot.get()}. */
    private static String gradleValue(String text, Map<String, String> properties) {
        if (Version.parse(text).isPresent()) return text;
        String name = text.replaceAll("[${}\"]|\\.get(\\(\\))?$", "").strip();
        return properties.getOrDefault(name, properties.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ""));
    }
}
