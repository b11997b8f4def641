package dev.gatelint.stack.spring;

import dev.gatelint.stack.Unit;
import dev.gatelint.stack.spring.Pom.Library;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be read from a Gradle build script, a version catalogue or {@code gradle.properties} without running it.
 *
 * @param boot       the version of the Boot plugin, as written
 * @param aliases    of a catalogue or used from one: {@code libs.spring.web}
 * @param projects   paths of other projects: {@code :core}
 * @param bundles    of a catalogue: {@code libs.bundles.web} to the aliases in it
 * @param properties of {@code gradle.properties}, of {@code ext} and of a catalogue's versions
 */
record GradleBuild(Optional<String> boot, List<Library> dependencies, Map<String, Library> catalogue, Map<String, List<String>> bundles,
                   List<String> aliases, List<String> projects, Map<String, String> properties) {
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*//.*$");
    private static final Pattern COORDINATES = Pattern.compile(
        "\\b(\\w*[iI]mplementation|api|compile|runtime|compileOnly|runtimeOnly|developmentOnly|annotationProcessor|testCompile"
            + "|testImplementation|testRuntimeOnly|mavenBom|classpath)\\b"
            + "\\s*\\(?\\s*(?:(?:enforcedPlatform|platform)\\s*\\(\\s*)?[\"']([\\w.\\-]+):([\\w.\\-]+)(?::([^\"':@]+))?[^\"']*[\"']");
    private static final Pattern BOOT_PLUGIN = Pattern.compile("id\\s*\\(?\\s*[\"']org\\.springframework\\.boot[\"']\\s*\\)?\\s*version\\s*\\(?\\s*[\"']([^\"']+)[\"']");
    private static final Pattern PROJECT = Pattern.compile("project\\s*\\(\\s*(?:path\\s*[:=]\\s*)?[\"'](:[\\w:.\\-]+)[\"']");
    private static final Pattern ALIAS = Pattern.compile("\\b(?:implementation|api|runtimeOnly|compileOnly)\\s*\\(?\\s*(libs\\.[\\w.]+)");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^\\s*(?:val\\s+|def\\s+"
        + "|set\\s*\\(\\s*)?[\"']?([\\w.\\-]+)[\"']?\\s*[=,]\\s*[\"']([^\"'\\n]+)[\"']");
    private static final Pattern TOML_LIBRARY = Pattern.compile(
        "(?m)^\\s*([\\w.\\-]+)\\s*=\\s*(?:\\{[^}\\n]*?(?:module\\s*=\\s*\"([\\w.\\-]+):([\\w.\\-]+)\""
            + "|group\\s*=\\s*\"([\\w.\\-]+)\"\\s*,\\s*name\\s*=\\s*\"([\\w.\\-]+)\")([^}\\n]*)}|\"([\\w.\\-]+):([\\w.\\-]+):([^\"]+)\")");
    private static final Pattern BUNDLE = Pattern.compile("(?m)^\\s*([\\w.\\-]+)\\s*=\\s*\\[([^\\]]*)]");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern VERSION_REF = Pattern.compile("version(?:\\.ref)?\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern TOML_BOOT = Pattern.compile("id\\s*=\\s*\"org\\.springframework\\.boot\"\\s*,\\s*version(\\.ref)?\\s*=\\s*\"([^\"]+)\"");

    GradleBuild {
        dependencies = List.copyOf(dependencies);
        catalogue = Map.copyOf(catalogue);
        bundles = Map.copyOf(bundles);
        aliases = List.copyOf(aliases);
        projects = List.copyOf(projects);
        properties = Map.copyOf(properties);
    }

    static boolean is(String path) {
        return path.endsWith(".gradle") || path.endsWith(".gradle.kts") || path.endsWith(".versions.toml")
            || path.endsWith("gradle.properties");
    }

    static Optional<Record> read(Unit unit) {
        String text = unit.file().text();
        Map<String, String> properties = new HashMap<>();
        if (unit.path().endsWith(".toml")) return Optional.of(catalogue(text, properties));
        if (unit.path().endsWith(".properties")) {
            text.lines().filter(line -> line.matches("\\s*[\\w.\\-]+\\s*=.*"))
                .forEach(line -> properties.put(line.substring(0, line.indexOf('=')).strip(),
                line.substring(line.indexOf('=') + 1).strip()));
            return Optional.of(new GradleBuild(Optional.empty(), List.of(), Map.of(), Map.of(), List.of(), List.of(), properties));
        }
        String code = COMMENT.matcher(text).replaceAll(comment -> " ".repeat(comment.group().length()));
        ASSIGNED.matcher(code).results().forEach(m -> properties.putIfAbsent(m.group(1), m.group(2)));
        List<Library> dependencies = new ArrayList<>();
        COORDINATES.matcher(code).results()
            .forEach(m -> dependencies.add(new Library(m.group(2), m.group(3), m.group(4) == null ? "" : m.group(4), scope(m.group(1)), "",
            unit.file().span(m.start(2), m.end(3)))));
        Matcher plugin = BOOT_PLUGIN.matcher(code);
        Optional<String> boot = plugin.find() ? Optional.of(plugin.group(1)) : Optional.empty();
        return Optional.of(new GradleBuild(boot, dependencies, Map.of(), Map.of(),
            ALIAS.matcher(code).results().map((MatchResult m) -> m.group(1)).toList(),
            PROJECT.matcher(code).results().map((MatchResult m) -> m.group(1)).toList(), properties));
    }

    private static String scope(String configuration) {
        if (configuration.startsWith("test")) return "test";
        return configuration.equals("mavenBom") || configuration.equals("classpath") ? "import" : "";
    }

    private static GradleBuild catalogue(String text, Map<String, String> properties) {
        Map<String, Library> libraries = new HashMap<>();
        ASSIGNED.matcher(text).results().forEach(m -> properties.putIfAbsent(m.group(1), m.group(2)));
        dev.gatelint.source.Span nowhere = new dev.gatelint.source.Span("", 0, 0);
        TOML_LIBRARY.matcher(text).results().forEach(m -> {
            String group = first(m.group(2), m.group(4), m.group(7));
            String name = first(m.group(3), m.group(5), m.group(8));
            Matcher version = VERSION_REF.matcher(first(m.group(6), "", ""));
            String found = m.group(9) != null ? m.group(9) : version.find() ? properties.getOrDefault(version.group(1), version.group(1))
                : "";
            libraries.put("libs." + dotted(m.group(1)), new Library(group, name, found, "", "", nowhere));
        });
        Matcher boot = TOML_BOOT.matcher(text);
        Optional<String> version = boot.find() ? Optional.of(properties.getOrDefault(boot.group(2), boot.group(2))) : Optional.empty();
        int section = text.indexOf("[bundles]");
        Map<String, List<String>> bundles = new HashMap<>();
        if (section >= 0) {
            BUNDLE.matcher(text.substring(section)).results().forEach(m -> bundles.put("libs.bundles." + dotted(m.group(1)),
                QUOTED.matcher(m.group(2)).results().map(one -> "libs." + dotted(one.group(1))).toList()));
        }
        return new GradleBuild(version, List.of(), libraries, bundles, List.of(), List.of(), properties);
    }

    private static String dotted(String alias) {
        return alias.replace('-', '.').replace('_', '.');
    }

    private static String first(String a, String b, String c) {
        return a != null ? a : b != null ? b : c == null ? "" : c;
    }
}
