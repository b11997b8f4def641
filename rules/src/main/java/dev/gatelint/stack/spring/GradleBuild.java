package dev.gatelint.stack.spring;

import dev.gatelint.source.SourceFile;
import dev.gatelint.stack.Unit;
import dev.gatelint.stack.spring.Pom.Library;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be read from a Gradle script, a version catalogue or {@code gradle.properties} without running it.
 *
 * @param boot       the plugin of Boot with its version, as written
 * @param catalogue  libraries by what scripts call them: {@code libs.spring.web}
 * @param bundles    {@code libs.bundles.web} to the libraries in it
 * @param aliases    names from catalogues that a script depends on
 * @param projects   paths of other projects: {@code :core}
 * @param scripts    plugins and files that a script applies, which may be scripts of the same sources
 * @param properties of {@code gradle.properties}, of {@code ext} and of a catalogue's versions
 */
record GradleBuild(Optional<Library> boot, List<Library> dependencies, Map<String, Library> catalogue, Map<String, List<String>> bundles,
                   List<String> aliases, List<String> projects, List<String> scripts, Map<String, String> properties) {
    private static final String BOOT = "org.springframework.boot";
    private static final String PLATFORM = "\\s*\\(?\\s*(?<platform>(?:enforcedPlatform|platform)\\s*\\(\\s*)?";
    private static final String CONFIGURATION = "\\b(?<configuration>\\w*[iI]mplementation|api|compile|runtime|compileOnly|runtimeOnly"
        + "|developmentOnly|testCompile|testRuntimeOnly|mavenBom|classpath|dependency)\\b" + PLATFORM;
    private static final String COORDINATES = "[\"'](?<group>[\\w.\\-]+):(?<name>[\\w.\\-]+)(?::(?<version>[^\"':@]+))?[^\"']*[\"']";
    private static final Pattern DEPENDENCY = Pattern.compile(CONFIGURATION + COORDINATES);
    private static final Pattern ANOTHER = Pattern.compile("\\s*,\\s*" + COORDINATES);
    /** {@code group: 'a', name: 'b', version: 'c'}, with {@code =} and without the names in Kotlin. */
    private static final Pattern NAMED = Pattern.compile(CONFIGURATION + "(?:group\\s*[:=]\\s*)?[\"'](?<group>[\\w.\\-]+)[\"']\\s*,\\s*"
        + "(?:name\\s*[:=]\\s*)?[\"'](?<name>[\\w.\\-]+)[\"'](?:\\s*,\\s*(?:version\\s*[:=]\\s*)?[\"']?(?<version>[\\w.\\-${}]+)[\"']?)?");
    private static final Pattern ALIAS = Pattern.compile(CONFIGURATION + "(?<alias>[A-Za-z]\\w*(?:\\.\\w+)+)");
    private static final Pattern PLUGIN = Pattern.compile("\\b(?:id|apply\\s*\\(?\\s*plugin\\s*[:=])\\s*\\(?\\s*"
        + "[\"'](?<id>[\\w.\\-]+)[\"']\\s*\\)?(?:\\s*\\.?version\\s*\\(?\\s*[\"']?(?<version>[\\w.\\-${}]+)[\"']?)?");
    private static final Pattern APPLIED = Pattern.compile("\\bapply\\s*\\(?\\s*from\\s*[:=]\\s*(?:\\w+\\s*\\(\\s*)?[\"']([^\"']+)[\"']");
    private static final Pattern PROJECT = Pattern.compile("\\bproject\\s*\\(\\s*(?:path\\s*[:=]\\s*)?[\"'](:[\\w:.\\-]+)[\"']"
        + "|\\bprojects\\.([\\w.]+)");
    private static final Pattern CONSTRAINTS = Pattern.compile("\\bconstraints\\s*\\{");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^\\s*"
        + "(?:val\\s+|def\\s+|ext\\.|extra\\.|set\\s*\\(\\s*|(?:ext|extra)\\s*\\[\\s*)?[\"']?([\\w.\\-]+)[\"']?]?\\s*[=,]\\s*[\"']([^\"'\\n]+)[\"']");

    GradleBuild {
        dependencies = List.copyOf(dependencies);
        catalogue = Map.copyOf(catalogue);
        bundles = Map.copyOf(bundles);
        aliases = List.copyOf(aliases);
        projects = List.copyOf(projects);
        scripts = List.copyOf(scripts);
        properties = Map.copyOf(properties);
    }

    static boolean is(String path) {
        return path.endsWith(".gradle") || path.endsWith(".gradle.kts") || path.endsWith(".versions.toml")
            || path.endsWith("gradle.properties");
    }

    static Optional<Record> read(Unit unit) {
        if (unit.path().endsWith(".toml")) {
            Config config = unit.parsed(Config.class, file -> Config.read(file, Config.Format.TOML));
            config.problems().forEach(unit::problem);
            return config.documents().stream().findFirst().map(root -> catalogue(unit.path(), root));
        }
        if (unit.path().endsWith(".properties")) {
            Map<String, String> properties = new HashMap<>();
            Config.read(unit.file(), Config.Format.PROPERTIES).flat().forEach(one -> properties.put(one.key(), one.value().strip()));
            return Optional.of(new GradleBuild(Optional.empty(), List.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(),
                properties));
        }
        return Optional.of(script(unit.file()));
    }

    private static GradleBuild script(SourceFile file) {
        String code = withoutConstraints(withoutComments(file.text()));
        Map<String, String> properties = new HashMap<>();
        ASSIGNED.matcher(code).results().forEach(m -> properties.putIfAbsent(m.group(1), m.group(2)));
        List<Library> dependencies = new ArrayList<>();
        for (Pattern pattern : List.of(DEPENDENCY, NAMED)) {
            for (Matcher m = pattern.matcher(code); m.find();) {
                String scope = scope(m.group("configuration"), m.group("platform"));
                dependencies.add(library(m, scope, file));
                Matcher another = ANOTHER.matcher(code).region(m.end(), code.length());
                for (; another.lookingAt(); another.region(another.end(), code.length())) dependencies.add(library(another, scope, file));
            }
        }
        Optional<Library> boot = Optional.empty();
        List<String> scripts = new ArrayList<>(APPLIED.matcher(code).results().map(m -> m.group(1)).toList());
        for (Matcher m = PLUGIN.matcher(code); m.find();) {
            scripts.add(m.group("id"));
            if (!m.group("id").equals(BOOT) || m.group("version") == null) continue;
            boot = Optional.of(new Library(BOOT, "spring-boot", m.group("version"), "", "", file.span(m.start("id"), m.end("id"))));
        }
        List<String> aliases = new ArrayList<>();
        for (Matcher m = ALIAS.matcher(code); m.find();) {
            if (!scope(m.group("configuration"), null).equals("test")) aliases.add(m.group("alias"));
        }
        return new GradleBuild(boot, dependencies, Map.of(), Map.of(), aliases,
            PROJECT.matcher(code).results().map(GradleBuild::project).toList(), scripts, properties);
    }

    private static Library library(Matcher m, String scope, SourceFile file) {
        String version = m.group("version") == null ? "" : m.group("version");
        return new Library(m.group("group"), m.group("name"), version, scope, "", file.span(m.start("group"), m.end("name")));
    }

    private static String project(MatchResult named) {
        return named.group(1) != null ? named.group(1) : ":" + named.group(2).replace('.', ':');
    }

    private static String scope(String configuration, String platform) {
        if (configuration.matches("(?i).*test.*")) return "test";
        if (configuration.equals("dependency")) return "managed";
        return platform != null || configuration.equals("mavenBom") || configuration.equals("classpath") ? "import" : "";
    }

    /** The script with blanks where comments stand; what looks like one in a string, such as a glob, stays. */
    private static String withoutComments(String script) {
        StringBuilder code = new StringBuilder(script);
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '"' || c == '\'') {
                while (++i < script.length() && script.charAt(i) != c && script.charAt(i) != '\n') if (script.charAt(i) == '\\') i++;
            } else if (script.startsWith("//", i) || script.startsWith("/*", i)) {
                String end = script.charAt(i + 1) == '/' ? "\n" : "*/";
                int stop = script.indexOf(end, i + 2);
                int next = stop < 0 ? script.length() : end.equals("\n") ? stop : stop + 2;
                for (; i < next; i++) if (script.charAt(i) != '\n') code.setCharAt(i, ' ');
                i--;
            }
        }
        return code.toString();
    }

    /** The same without what only says in which version something would come. */
    private static String withoutConstraints(String code) {
        StringBuilder left = new StringBuilder(code);
        for (Matcher m = CONSTRAINTS.matcher(code); m.find();) {
            int open = 1;
            for (int i = m.end(); i < code.length() && open > 0; i++) {
                open += code.charAt(i) == '{' ? 1 : code.charAt(i) == '}' ? -1 : 0;
                if (open > 0 && code.charAt(i) != '\n') left.setCharAt(i, ' ');
            }
        }
        return left.toString();
    }

    private static GradleBuild catalogue(String path, ConfigNode root) {
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\..*$", "");
        Map<String, String> versions = new HashMap<>();
        entries(root.at("versions")).forEach(entry -> versions.put(entry.key(), version(entry.value(), Map.of())));
        Map<String, Library> libraries = new LinkedHashMap<>();
        for (ConfigNode.Entry entry : entries(root.at("libraries"))) {
            ConfigNode of = entry.value();
            String written = of.text().or(() -> of.text("module"))
                .orElseGet(() -> of.text("group").orElse("") + ":" + of.text("name").orElse(""));
            String[] parts = written.split(":");
            if (parts.length < 2) continue;
            String version = parts.length > 2 ? parts[2] : of.at("version").map(at -> version(at, versions)).orElse("");
            libraries.put(name + "." + dotted(entry.key()), new Library(parts[0], parts[1], version, "", "", entry.at()));
        }
        Optional<Library> boot = Optional.empty();
        for (ConfigNode.Entry entry : entries(root.at("plugins"))) {
            String id = entry.value().text().orElse(entry.value().text("id").orElse(""));
            String version = entry.value().at("version").map(at -> version(at, versions)).orElse(id.substring(id.indexOf(':') + 1));
            if (!id.equals(BOOT) && !id.startsWith(BOOT + ":")) continue;
            boot = Optional.of(new Library(BOOT, "spring-boot", version, "", "", entry.at()));
        }
        Map<String, List<String>> bundles = new HashMap<>();
        for (ConfigNode.Entry entry : entries(root.at("bundles"))) {
            if (!(entry.value() instanceof ConfigNode.Sequence all)) continue;
            bundles.put(name + ".bundles." + dotted(entry.key()), all.items().stream().flatMap(one -> one.text().stream())
                .map(one -> name + "." + dotted(one)).toList());
        }
        Map<String, String> properties = new HashMap<>(versions);
        versions.forEach((version, text) -> properties.put(name + ".versions." + dotted(version), text));
        return new GradleBuild(boot, List.of(), libraries, bundles, List.of(), List.of(), List.of(), properties);
    }

    /** {@code "1.0"}, <code>{ ref = "name" }</code>, and what a rich version requires. */
    private static String version(ConfigNode node, Map<String, String> versions) {
        Optional<String> named = node.text("ref").map(name -> versions.getOrDefault(name, ""));
        return node.text().or(() -> named).or(() -> Stream.of("strictly", "require", "prefer").flatMap(kind -> node.text(kind).stream())
            .findFirst()).orElse("");
    }

    private static List<ConfigNode.Entry> entries(Optional<ConfigNode> table) {
        return table.orElse(null) instanceof ConfigNode.Mapping mapping ? mapping.entries() : List.of();
    }

    private static String dotted(String alias) {
        return alias.replace('-', '.').replace('_', '.');
    }
}
