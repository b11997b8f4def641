package dev.gatelint.oracle.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Applications on a page: fenced files, those before the first {@code ##} belong to all of them. */
final class Scenarios {
    private static final Pattern FILE = Pattern.compile("(?m)^`(?<path>[^`\n]+)`\n\n```\\w*\n(?<code>(?s:.*?))^```\n");
    private static final Pattern ON = Pattern.compile("(?m)^On ([\\w., ]+)\\.$");
    private static final Pattern LIST = Pattern.compile("(?m)^(Also asked|Not computed): (.*)\\.$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private Scenarios() {}

    /**
     * An application.
     *
     * @param on          labels of the versions that it is written for
     * @param files       by path, without the POM
     * @param readOnly    not asked to change anything, where protection against forged requests would answer
     * @param asked       requests beside those to its endpoints, such as {@code GET /admin/}
     * @param notComputed requests for which a guard is opaque or unknown to us; HEAD is as GET
     */
    record Scenario(String title, Set<String> on, Map<String, String> files, boolean readOnly, List<String> asked,
        Set<String> notComputed) {
        /** The files as they are on these versions, with the POM. */
        Map<String, String> files(Boot boot) {
            Map<String, String> adapted = new LinkedHashMap<>();
            adapted.put("pom.xml", boot.pom());
            files.forEach((path, text) -> adapted.put(path, boot.adapted(text)));
            return adapted;
        }

        @Override public String toString() {
            return title;
        }
    }

    /** The scenarios of all pages that are written for these versions. */
    static List<Scenario> on(Boot boot) {
        return Stream.of("chains.md", "methods.md", "webflux.md").flatMap(page -> of(page).stream())
            .filter(scenario -> scenario.on.contains(boot.label())).toList();
    }

    /** All scenarios of a page. */
    static List<Scenario> of(String page) {
        String[] sections = Boot.resource(page).split("(?m)^(?=## )");
        Map<String, String> shared = files(sections[0]);
        String imports = shared.containsKey("imports") ? shared.remove("imports") : "";
        String versions = on(sections[0], "5.8, 6.0, 6.5, 7.1");
        return Stream.of(sections).skip(1).map(section -> {
            Map<String, String> files = new LinkedHashMap<>(shared);
            files(section).forEach((path, text) -> files.put(path, path.endsWith(".java")
                && !text.startsWith("package ") ? imports + text : text));
            return new Scenario(section.substring(3, section.indexOf('\n')), Set.of(on(section, versions).split(", ")), files,
                section.contains("\nAsked to read only.\n"),
                List.copyOf(quoted(section, "Also asked")), Set.copyOf(quoted(section, "Not computed")));
        }).toList();
    }

    private static String on(String section, String otherwise) {
        Matcher on = ON.matcher(section);
        return on.find() ? on.group(1) : otherwise;
    }

    private static List<String> quoted(String section, String what) {
        Set<String> all = new TreeSet<>();
        LIST.matcher(section).results().filter(m -> m.group(1).equals(what)).flatMap(m -> QUOTED.matcher(m.group(2)).results())
            .map((MatchResult m) -> m.group(1)).forEach(all::add);
        return new ArrayList<>(all);
    }

    private static Map<String, String> files(String section) {
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(section).results().forEach(m -> files.put(m.group(1), m.group(2)));
        return files;
    }
}
