package dev.gatelint.oracle.next;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An application that is built for one question, with what it is asked: a section of {@code applications.md}.
 *
 * @param on    versions, without a mode
 * @param flags of the build
 * @param login a cookie of someone who is logged in, {@code name=value}; empty when the application lets people log in
 * @param asks  addresses with what comes before them: a method, {@code RSC} or {@code DATA} for what the router asks for, {@code CALL} for
 * a
 *              server action by file and name, {@code BUNDLE} for a text that browsers may get
 * @param says  texts that must stand in a log
 * @param finds what we have to find, as {@code rule file}
 * @param files by path, without those that depend on the versions only
 */
record Question(String title, List<Variant> on, List<String> flags, String login, List<String> asks, List<String> says,
                List<String> finds, Map<String, String> files) {
    private static final Pattern LINE = Pattern.compile("(?ms)^(On|Build|Login|Asks|Says|Finds): (.*?)\n\n");
    private static final Pattern TICKED = Pattern.compile("`([^`]+)`");

    /** All of them, in the order of the page. */
    static List<Question> all() {
        List<String> sections = List.of(Forms.resource("applications.md").split("(?m)^(?=## )"));
        Map<String, String> shared = Forms.files(sections.get(0));
        return sections.stream().skip(1).map(section -> of(section, shared)).toList();
    }

    private static Question of(String section, Map<String, String> shared) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        Matcher line = LINE.matcher(section);
        while (line.find()) {
            lines.computeIfAbsent(line.group(1), key -> new ArrayList<>())
                .addAll(TICKED.matcher(line.group(2)).results().map(ticked -> ticked.group(1)).toList());
        }
        Map<String, String> files = new LinkedHashMap<>(shared);
        files.putAll(Forms.files(section));
        List<Variant> on = lines.get("On").stream().map(versions -> versions.split(" \\+ ")).map(v -> new Variant(v[0], v[1], "env"))
            .toList();
        List<String> flags = lines.getOrDefault("Build", List.of("next build")).stream().flatMap(b -> Stream.of(b.split(" ")).skip(2))
            .toList();
        return new Question(section.substring(3, section.indexOf('\n')), on, flags, lines.getOrDefault("Login", List.of("")).get(0),
            lines.getOrDefault("Asks", List.of()), lines.getOrDefault("Says", List.of()), lines.getOrDefault("Finds", List.of()), files);
    }

    /** The whole application in these versions. */
    Map<String, String> files(Variant versions) {
        Map<String, String> all = new LinkedHashMap<>(versions.files());
        all.putAll(files);
        return all;
    }
}
