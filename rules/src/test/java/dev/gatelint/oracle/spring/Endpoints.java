package dev.gatelint.oracle.spring;

import dev.gatelint.stack.spring.Doors;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Endpoints in one notation: {@code GET /orders com.acme.Orders#list}, with {@code *} for any method; what is no method of a class has
 * {@code -} for it.
 */
final class Endpoints {
    private Endpoints() {}

    /** As the framework's own handler mappings hold them, without its page for errors. */
    static Set<String> theirs(List<String> said) {
        Set<String> all = new TreeSet<>();
        for (String line : said) {
            String[] words = line.split(" ");
            if (words[3].startsWith("org.springframework.boot.") && words[2].equals("/error")) continue;
            for (String method : words[1].split(",")) all.add(method + " " + words[2] + " "
                + (words[0].equals("handler") ? words[3] : "-"));
        }
        return all;
    }

    /** As we list them; servlets and messages are none of the handler mappings. */
    static Set<String> ours(Doors doors) {
        Set<String> all = new TreeSet<>();
        for (Doors.Door door : doors.all()) {
            if (door.kind().equals("servlet") || door.kind().equals("message")) continue;
            for (String method : door.methods().isEmpty() ? List.of("*") : door.methods()) {
                all.add(method + " " + door.path() + " " + (door.kind().equals("handler") ? door.handler() : "-"));
            }
        }
        return all;
    }
}
