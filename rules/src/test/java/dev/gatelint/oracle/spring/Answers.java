package dev.gatelint.oracle.spring;

import dev.gatelint.model.Access;
import dev.gatelint.oracle.spring.Scenarios.Scenario;
import dev.gatelint.stack.spring.Doors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an application answered.
 *
 * @param failure why it does not compile or start; empty when it does
 * @param statuses by request such as {@code GET /admin}: the status for nobody, for the user and for the admin
 */
record Answers(String failure, Map<String, String> statuses) {
    private static final List<String> EVERY_METHOD = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    /** The answers of a handler, or that there is none for the path or the method: nothing stood before it. */
    private static final Pattern LET_IN = Pattern.compile("2\\d\\d|404|405");

    /** Asks a started application at every endpoint, by every method that it takes, and what is asked beside. */
    static Answers ask(Framework framework, Boot boot, Scenario scenario, Doors doors) throws IOException {
        Set<String> requests = new LinkedHashSet<>();
        for (Doors.Door door : doors.all()) {
            if (door.kind().equals("message")) continue;
            Set<String> methods = new LinkedHashSet<>(door.methods().isEmpty() ? EVERY_METHOD : door.methods());
            if (methods.contains("GET") && !door.kind().equals("route")) methods.add("HEAD");
            for (String path : doors.paths(door)) {
                for (String method : methods) {
                    if (scenario.readOnly() && !method.equals("GET") && !method.equals("HEAD")) continue;
                    requests.add(method + " " + door.base() + path);
                    // served as well before Spring 6
                    if (!boot.jakarta() && !path.endsWith("/")) requests.add(method + " " + door.base() + path + "/");
                }
            }
        }
        requests.addAll(scenario.asked());
        Map<String, String> statuses = new TreeMap<>();
        for (String request : requests) statuses.put(request, framework.ask(request.split(" ")[0], request.split(" ")[1]));
        return new Answers("", statuses);
    }

    /** Where gatelint says something else, and what it does not know although the page does not say so, or the other way round. */
    List<String> differences(Scenario scenario, Doors doors) {
        List<String> wrong = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        statuses.forEach((request, statuses) -> {
            String[] words = request.split(" ");
            Doors.Met met = doors.met(words[0], words[1]);
            if (met.access() == Access.UNKNOWN || met.access() == Access.OPAQUE) unknown.add(request.replaceFirst("^HEAD ", "GET "));
            if (!agrees(met.access(), statuses.split("/"))) wrong.add(request + " answers " + statuses + ", we say "
                + met.access() + " by " + met.why());
        });
        unknown.removeIf(request -> unknown.contains(request.replaceFirst("/$", "")) && request.endsWith("/") && !request.endsWith(" /"));
        if (!unknown.equals(scenario.notComputed())) wrong.add("not computed: " + unknown + ", the page says " + scenario.notComputed());
        return wrong;
    }

    private static boolean agrees(Access access, String[] answers) {
        boolean nobody = LET_IN.matcher(answers[0]).matches();
        boolean user = LET_IN.matcher(answers[1]).matches();
        boolean admin = LET_IN.matcher(answers[2]).matches();
        return switch (access) {
            case PUBLIC -> nobody;
            case AUTHENTICATED -> !nobody && user;
            // the admin is stopped too when the role is asked for as an authority
            case RESTRICTED -> !nobody && !user;
            case DENIED -> !nobody && !user && !admin;
            case OPAQUE -> !nobody;
            case UNKNOWN -> true;
        };
    }

    /** All recorded answers of these versions, by title of the scenario. */
    static Map<String, Answers> recorded(Boot boot) {
        Map<String, Answers> all = new LinkedHashMap<>();
        for (String line : Boot.resource(boot.name() + ".tsv").split("\n")) {
            if (line.startsWith("#")) continue;
            String[] cells = line.split("\t");
            boolean failed = cells[1].equals("FAILED");
            Answers answers = all.computeIfAbsent(cells[0], title -> new Answers(failed ? cells[2] : "", new TreeMap<>()));
            if (!failed) for (String request : cells[2].split(", ")) answers.statuses.put(request, cells[1]);
        }
        return all;
    }

    /** The text of a recording. */
    static String text(Boot boot, Map<String, Answers> all) {
        StringBuilder out = new StringBuilder("""
            # What the scenarios answered on %s, on a real server. Columns: scenario; status for nobody, the user and the admin, or FAILED;
            # the requests that were answered so, or what kept the application from starting.
            """.formatted(boot.name()));
        all.forEach((title, answers) -> {
            if (!answers.failure.isEmpty()) out.append(String.join("\t", title, "FAILED", answers.failure)).append('\n');
            Map<String, List<String>> by = new TreeMap<>();
            answers.statuses.forEach((request, status) -> by.computeIfAbsent(status, s -> new ArrayList<>()).add(request));
            by.forEach((status, requests) -> out.append(String.join("\t", title, status, String.join(", ", requests))).append('\n'));
        });
        return out.toString();
    }
}
