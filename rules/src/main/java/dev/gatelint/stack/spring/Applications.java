package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Project.Brought;
import dev.gatelint.stack.deploy.Environment;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds what is started as one process. */
final class Applications {
    private static final String[] SECURITY = {"org.springframework.security:spring-security-core",
        "org.springframework.security:spring-security-web", "org.springframework.security:spring-security-config",
        "org.springframework.security:spring-security-bom"};
    /** Spring's own ways to bring its security, of which is known what they bring beside it. */
    static final String[] SECURED = {"org.springframework.boot:spring-boot-starter-security",
        "org.springframework.security:spring-security-web", "org.springframework.security:spring-security-config",
        "org.springframework.boot:spring-boot-starter-oauth2-client", "org.springframework.boot:spring-boot-starter-oauth2-resource-server",
        "org.springframework.boot:spring-boot-starter-oauth2-authorization-server",
        "org.springframework.boot:spring-boot-starter-security-oauth2-client",
        "org.springframework.boot:spring-boot-starter-security-oauth2-resource-server",
        "org.springframework.boot:spring-boot-starter-security-oauth2-authorization-server",
        "org.springframework.boot:spring-boot-starter-security-saml2", "org.springframework.cloud:spring-cloud-starter-oauth2",
        "org.springframework.cloud:spring-cloud-starter-security", "org.springframework.security.oauth:spring-security-oauth2",
        "org.springframework.security.oauth.boot:spring-security-oauth2-autoconfigure"};
    private static final String BOOT_APPLICATION = "org.springframework.boot.autoconfigure.SpringBootApplication";

    private Applications() {}

    /**
     * A module of the build.
     *
     * @param folder       relative to the scanned root, empty for the root
     * @param dependencies {@code group:artifact} to version, empty when that is not known
     * @param brought      what these bring, where the build tool says so
     * @param managed      {@code group:artifact} to version of what is managed and perhaps not used
     * @param boot         the version of Boot that manages it
     * @param needs        folders of the modules that it depends on
     * @param places       where the dependencies stand in the build file, and under {@link #BOOT} what says its version
     * @param properties   of the build, which Maven writes into resources where <code>@name@</code> stands
     * @param elsewhere    a library that may configure security, and is not in the sources
     * @param known        false when there is no build file
     */
    record Module(String folder, Map<String, String> dependencies, Map<String, Brought> brought, Map<String, String> managed,
                  Optional<Version> boot, Set<String> needs, Map<String, Span> places, Map<String, String> properties,
                  Optional<Evidence> elsewhere, boolean known) {
        static final String BOOT = "org.springframework.boot:spring-boot";

        Module {
            places = Map.copyOf(places);
            properties = Map.copyOf(properties);
            dependencies = Map.copyOf(dependencies);
            brought = Map.copyOf(brought);
            managed = Map.copyOf(managed);
            needs = Set.copyOf(needs);
        }

        /** Where nothing is known of a folder but that it is there. */
        static Module unknown(String folder) {
            return new Module(folder, Map.of(), Map.of(), Map.of(), Optional.empty(), Set.of(), Map.of(), Map.of(), Optional.empty(),
                false);
        }

        /** True when one of these is on the class path: {@code group:artifact}, or all of a group. */
        boolean has(String... names) {
            return isIn(dependencies.keySet(), names) || isIn(brought.keySet(), names);
        }

        boolean declares(String... names) {
            return isIn(dependencies.keySet(), names);
        }

        private static boolean isIn(Set<String> all, String... names) {
            for (String name : names) {
                if (name.contains(":") ? all.contains(name) : all.stream().anyMatch(one -> one.startsWith(name + ":"))) return true;
            }
            return false;
        }

        Optional<String> version(String name) {
            return Optional.ofNullable(dependencies.get(name)).filter(v -> !v.isEmpty())
                .or(() -> Optional.ofNullable(brought.get(name)).map(Brought::version))
                .or(() -> Optional.ofNullable(managed.get(name)).filter(v -> !v.isEmpty()));
        }
    }

    /**
     * All applications of a workspace, ordered by folder. Modules that no application uses and that hold types are applications of their
     * own.
     */
    static List<SpringApplication> of(Project project) {
        SortedMap<String, JavaFile> java = new TreeMap<>();
        project.facts(Spring.NAME, JavaFacts.class).forEach((path, facts) -> java.put(path, facts.file()));
        if (java.isEmpty()) return List.of();
        Map<String, Module> modules = new TreeMap<>(Builds.of(project));
        if (modules.isEmpty()) modules.put("", Module.unknown(""));
        Map<String, SortedMap<String, JavaFile>> files = new TreeMap<>();
        java.forEach((path, file) -> files.computeIfAbsent(home(path, modules), k -> new TreeMap<>()).put(path, file));
        Set<String> used = new LinkedHashSet<>();
        List<SpringApplication> all = new ArrayList<>();
        for (String folder : files.keySet()) {
            if (files.get(folder).values().stream().noneMatch(Applications::starts)) continue;
            SpringApplication application = application(project, folder, true, modules, files);
            application.modules().forEach(module -> used.add(module.folder()));
            all.add(application);
        }
        Set<String> needed = new LinkedHashSet<>();
        for (String folder : files.keySet()) {
            if (used.contains(folder)) continue;
            reach(folder, modules).stream().filter(other -> !other.equals(folder)).forEach(needed::add);
        }
        for (String folder : files.keySet()) {
            if (!used.contains(folder) && !needed.contains(folder)) all.add(application(project, folder, false, modules, files));
        }
        all.sort(Comparator.comparing(SpringApplication::folder));
        return all;
    }

    /** The nearest module above a file. */
    private static String home(String path, Map<String, Module> modules) {
        String folder = Builds.folder(path);
        while (!folder.isEmpty() && !modules.containsKey(folder)) folder = Builds.folder(folder);
        return modules.containsKey(folder) ? folder : "";
    }

    private static SpringApplication application(Project project, String folder, boolean bootable, Map<String, Module> modules,
                                                 Map<String, SortedMap<String, JavaFile>> files) {
        Set<String> folders = reach(folder, modules);
        SortedMap<String, JavaFile> java = new TreeMap<>();
        SortedMap<String, ConfigFile> config = new TreeMap<>();
        List<Module> members = new ArrayList<>();
        for (String one : folders) {
            Module module = modules.get(one);
            members.add(module == null ? Module.unknown(one) : module);
            java.putAll(files.getOrDefault(one, new TreeMap<>()));
        }
        project.facts(Spring.NAME, ConfigFile.class).forEach((path, file) -> {
            if (folders.contains(home(path, modules))) config.put(path, file);
        });
        Map<String, String> properties = new TreeMap<>();
        members.forEach(module -> module.properties().forEach(properties::putIfAbsent));
        List<Unread> unread = new ArrayList<>();
        project.facts(Spring.NAME, Unread.class).forEach((path, one) -> {
            if (folders.contains(home(path, modules))) unread.add(one);
        });
        List<ForeignUses> foreign = project.facts(Spring.NAME, JavaFacts.class).entrySet().stream()
            .filter(entry -> java.containsKey(entry.getKey()))
            .map(entry -> entry.getValue().foreign()).filter(uses -> !uses.isEmpty()).toList();
        List<DisabledGuards.Comment> disabled = new ArrayList<>();
        project.facts(Spring.NAME, JavaFacts.class).forEach((path, facts) -> {
            if (java.containsKey(path)) disabled.addAll(facts.disabled());
        });
        java.putAll(GeneratedApis.of(project, generators(project, folders, properties), java));
        Sources sources = Sources.of(java);
        return new SpringApplication(folder, bootable, members, sources, foreign, new Configuration(config, properties),
            versions(members, sources),
            Environment.of(project, folder), unread, disabled);
    }

    private static List<GeneratedApis.Execution> generators(Project project, Set<String> folders, Map<String, String> properties) {
        List<GeneratedApis.Execution> found = new ArrayList<>();
        project.facts(Spring.NAME, Pom.class).forEach((path, pom) -> {
            if (!folders.contains(Builds.folder(path))) return;
            for (Map<String, String> settings : pom.generators()) {
                Map<String, String> resolved = new TreeMap<>();
                settings.forEach((name, text) -> resolved.put(name, Placeholders.resolve(text,
                    key -> Optional.ofNullable(properties.get(key)))
                    .orElse(text)));
                found.add(new GeneratedApis.Execution(Builds.folder(path), resolved));
            }
        });
        return found;
    }

    private static Set<String> reach(String folder, Map<String, Module> modules) {
        Set<String> found = new LinkedHashSet<>(List.of(folder));
        List<String> open = new ArrayList<>(found);
        for (int i = 0; i < open.size(); i++) {
            Module module = modules.get(open.get(i));
            if (module != null) module.needs().stream().sorted().filter(found::add).forEach(open::add);
        }
        return found;
    }

    /** A class with {@code @SpringBootApplication}, a {@code main} that starts Spring, or a servlet initializer. */
    private static boolean starts(JavaFile file) {
        return file.types().stream().anyMatch(type -> type.kind() == JavaClass.Kind.CLASS && (
            type.annotations().stream().anyMatch(a -> a.simpleName().equals("SpringBootApplication")
                || a.simpleName().equals("EnableAutoConfiguration") || a.name().equals(BOOT_APPLICATION))
                || type.extended().stream().anyMatch(t -> t.simpleName().equals("SpringBootServletInitializer"))
                || type.methods().stream().anyMatch(Applications::runsSpring)));
    }

    private static boolean runsSpring(JavaMethod method) {
        return method.name().equals("main") && method.body().isPresent() && method.body().get().all(Expression.Call.class).stream()
            .anyMatch(call -> call.name().equals("run") && call.receiver()
            .map(r -> r instanceof Expression.Name n && n.text().equals("SpringApplication")).orElse(false));
    }

    private static SpringVersions versions(List<Module> modules, Sources sources) {
        Optional<Version> boot = modules.stream().flatMap(module -> module.boot().stream()).findFirst();
        boolean known = modules.stream().allMatch(Module::known);
        boolean secured = modules.stream().anyMatch(module -> module.has(SECURED))
            || imports(sources, "org.springframework.security.config.")
            || imports(sources, "org.springframework.security.web.");
        boolean mvc = modules.stream().anyMatch(m -> m.has("org.springframework.boot:spring-boot-starter-web",
            "org.springframework.boot:spring-boot-starter-webmvc", "org.springframework:spring-webmvc"));
        boolean webflux = modules.stream().anyMatch(m -> m.has("org.springframework.boot:spring-boot-starter-webflux",
            "org.springframework:spring-webflux",
            "org.springframework.cloud:spring-cloud-starter-gateway",
            "org.springframework.cloud:spring-cloud-starter-gateway-server-webflux"));
        boolean reactive = webflux && !mvc || !known && !mvc && imports(sources, "org.springframework.web.reactive.")
            && !imports(sources, "org.springframework.web.servlet.")
            && !imports(sources, "jakarta.servlet.") && !imports(sources, "javax.servlet.");
        Optional<Version> framework = first(modules, "org.springframework:spring-core", "org.springframework:spring-web",
            "org.springframework:spring-webmvc", "org.springframework:spring-context", "org.springframework:spring-framework-bom")
            .or(() -> boot.flatMap(SpringVersions::framework));
        Optional<Version> own = first(modules, SECURITY);
        Optional<Version> security = own.or(() -> boot.flatMap(SpringVersions::security));
        Optional<Evidence> told = security.flatMap(version -> told(modules, version.toString(), own.isPresent(), boot));
        return new SpringVersions(boot, framework, security, secured, reactive, told);
    }

    /** The line that decides which version of security there is: its own dependency, else what Boot's version comes from. */
    private static Optional<Evidence> told(List<Module> modules, String version, boolean exact, Optional<Version> boot) {
        for (Module module : modules) {
            for (String name : SECURITY) {
                Span at = module.places().get(name);
                if (at != null && !module.dependencies().getOrDefault(name, "").isEmpty() && module.boot().isEmpty()) {
                    return Optional.of(new Evidence(at, "Spring Security " + version));
                }
            }
            Span at = module.places().get(Module.BOOT);
            String known = exact ? version : version.replaceFirst("(\\d+\\.\\d+).*", "$1");
            if (at != null) return Optional.of(new Evidence(at, "Spring Security " + known
                + boot.map(of -> ", by Spring Boot " + of).orElse("")));
        }
        return Optional.empty();
    }

    private static Optional<Version> first(List<Module> modules, String... names) {
        for (String name : names) {
            for (Module module : modules) {
                Optional<Version> version = module.version(name).flatMap(Version::parse);
                if (version.isPresent()) return version;
            }
        }
        return Optional.empty();
    }

    private static boolean imports(Sources sources, String prefix) {
        return sources.types().stream().anyMatch(type -> type.outer().isEmpty()
            && type.file().imports().stream().anyMatch(i -> i.name().startsWith(prefix)));
    }
}
