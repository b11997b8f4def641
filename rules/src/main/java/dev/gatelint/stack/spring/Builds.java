package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.spring.Applications.Module;
import dev.gatelint.stack.spring.Pom.Library;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules of a workspace: as the running build resolved them, else as Maven and Gradle files say. */
final class Builds {
    private static final String BOOT = "org.springframework.boot";
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
            if (path.matches("(.*/)?build\\.gradle(\\.kts)?")) modules.putIfAbsent(folder(path), builds.gradle(path, build));
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
        Stream.concat(told.dependencies().keySet().stream(), told.brought().keySet().stream())
            .forEach(name -> Optional.ofNullable(folderOf.get(name)).ifPresent(near::add));
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

    private static String normal(String path) {
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
        Map<String, String> properties = new HashMap<>(build.properties());
        Map<String, Library> catalogue = new HashMap<>();
        Map<String, List<String>> bundles = new HashMap<>();
        Optional<String> boot = build.boot();
        List<Library> libraries = new ArrayList<>(build.dependencies());
        for (Map.Entry<String, GradleBuild> entry : gradle.entrySet()) {
            String other = folder(entry.getKey()).replaceFirst("(^|/)gradle$", "");
            boolean above = other.isEmpty() || folder.equals(other) || folder.startsWith(other + "/");
            if (!above || entry.getKey().equals(path)) continue;
            entry.getValue().properties().forEach(properties::putIfAbsent);
            catalogue.putAll(entry.getValue().catalogue());
            bundles.putAll(entry.getValue().bundles());
            Optional<String> inherited = entry.getValue().boot();
            boot = boot.or(() -> inherited);
            // what subprojects {} and allprojects {} say is not told apart from what the root itself needs
            if (entry.getKey().matches("(.*/)?build\\.gradle(\\.kts)?")) libraries.addAll(entry.getValue().dependencies());
        }
        Map<String, String> values = properties;
        build.aliases().stream().flatMap(alias -> bundles.getOrDefault(alias, List.of(alias)).stream()).map(catalogue::get)
            .filter(java.util.Objects::nonNull).forEach(libraries::add);
        Map<String, String> dependencies = new LinkedHashMap<>();
        Map<String, Span> places = new HashMap<>();
        for (Library library : libraries) {
            if (!library.at().file().isEmpty()) places.putIfAbsent(library.name(), library.at());
            String version = gradleValue(library.version(), values);
            if (library.name().equals(BOOT + ":spring-boot-dependencies")
                || library.name().equals(BOOT + ":spring-boot-gradle-plugin")) boot = boot.or(() -> known(version));
            else if (library.isAtRuntime() && !library.isBom()) dependencies.putIfAbsent(library.name(), version);
        }
        Set<String> near = new LinkedHashSet<>();
        for (String name : build.projects()) {
            String wanted = name.substring(1).replace(':', '/');
            gradle.keySet().stream().map(Builds::folder).filter(f -> f.equals(wanted) || f.endsWith("/" + wanted)).findFirst()
                .ifPresent(near::add);
        }
        return new Module(folder, dependencies, Map.of(), Map.of(), boot.map(text -> gradleValue(text, values)).flatMap(Version::parse), near, places,
            Map.of(), elsewhere(properties.getOrDefault("group", ""), places), true);
    }

    private static String gradleValue(String text, Map<String, String> properties) {
        if (!text.startsWith("$")) return text;
        String name = text.replaceAll("[${}\"]", "").strip();
        return properties.getOrDefault(name, properties.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ""));
    }
}
