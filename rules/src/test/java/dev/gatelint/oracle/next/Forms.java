package dev.gatelint.oracle.next;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The call forms of one major version, read from a page of fenced files.
 *
 * @param shared files that belong to every form, by path
 * @param all    in the order of the page
 */
record Forms(Map<String, String> shared, List<Form> all) {
    private static final Pattern FILE = Pattern.compile("(?m)^`(?<path>[^`\n]+)`\n\n```\\w*\n(?<code>(?s:.*?))^```\n");

    /**
     * A way to ask who calls.
     *
     * @param title what it is, for a person
     * @param file  the file that it is about: the first of its files
     * @param files by path
     */
    record Form(String title, String file, Map<String, String> files) {
        /** The addresses that it answers at, without the parts of a path that have no address. */
        List<String> addresses() {
            return files.keySet().stream().map(Forms::address).filter(Objects::nonNull).toList();
        }

        /** True when an application with this form does not build, so that it cannot stand beside the others. */
        boolean breaksBuild() {
            return title.endsWith("which does not build");
        }
    }

    /** The forms of {@code forms-v4.md} or {@code forms-v5.md}. */
    static Forms of(int major) {
        List<String> sections = List.of(resource("forms-v" + major + ".md").split("(?m)^(?=## )"));
        return new Forms(files(sections.get(0)), sections.stream().skip(1).map(section -> {
            Map<String, String> files = files(section);
            return new Form(section.substring(3, section.indexOf('\n')), files.keySet().iterator().next(), files);
        }).toList());
    }

    /** Where a file is served; null when it is none that is served. */
    static String address(String path) {
        if (path.matches("app/.*/(page|route)\\.js")) return path.replaceAll("^app|/(page|route)\\.js$", "");
        return path.startsWith("pages/") ? path.replaceAll("^pages|\\.js$", "") : null;
    }

    /** A text that stands beside the forms. */
    static String resource(String name) {
        try (InputStream in = Forms.class.getResourceAsStream("/truth/next/" + name)) {
            return new String(Stream.of(in).filter(Objects::nonNull).findFirst().orElseThrow(() -> new IOException("no " + name))
                .readAllBytes(),
                StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fenced files of a text, by path. */
    static Map<String, String> files(String section) {
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(section).results().forEach(m -> files.put(m.group(1), m.group(2)));
        return files;
    }
}
