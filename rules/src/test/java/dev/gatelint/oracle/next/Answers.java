package dev.gatelint.oracle.next;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What running applications answered, by mode and address.
 *
 * @param by first the mode, then the address
 */
record Answers(Map<String, Map<String, Answer>> by) {
    /** What a form does, seen from outside. */
    enum Outcome {
        /** Lets users in and nobody else. */
        WORKS,
        /** Lets in whoever comes, or does for them what it should guard. */
        OPEN,
        /** Lets in whoever brings a cookie of the right name. */
        UNVERIFIED,
        /** Lets users in, without what the session callback adds. */
        NO_CALLBACKS,
        /** Fails for users as well. */
        THROWS,
        /** Takes users for strangers. */
        NULL,
        /** Is never called. */
        NOT_CALLED,
        /** Does not build. */
        NO_BUILD
    }

    /**
     * Answers to three callers, each {@code session}, {@code bare}, {@code nameless}, {@code leaks}, {@code runs}, {@code build}, or the
     * status of a refusal.
     *
     * @param forger someone with a session cookie that no one signed
     */
    record Answer(String user, String nobody, String forger) {
        private static final Set<String> IN = Set.of("session", "bare", "nameless", "leaks", "runs");

        boolean opensTo(String caller) {
            return IN.contains(caller);
        }

        Outcome outcome() {
            if (user.equals("build")) return Outcome.NO_BUILD;
            if (opensTo(nobody)) return Outcome.OPEN;
            if (opensTo(forger)) return Outcome.UNVERIFIED;
            return switch (user) {
                case "session", "nameless" -> Outcome.WORKS;
                case "bare" -> Outcome.NO_CALLBACKS;
                case "405" -> Outcome.NOT_CALLED;
                case "500" -> Outcome.THROWS;
                default -> Outcome.NULL;
            };
        }
    }

    /** The answers of these versions, as they were recorded. */
    static Answers of(Variant variant) {
        Map<String, Map<String, Answer>> by = new LinkedHashMap<>();
        for (String line : Forms.resource(file(variant)).split("\n")) {
            if (line.startsWith("#")) continue;
            List<String> cells = List.of(line.split("\t"));
            by.computeIfAbsent(cells.get(0), mode -> new TreeMap<>())
                .put(cells.get(1), new Answer(cells.get(2), cells.get(3), cells.size() > 4 ? cells.get(4) : ""));
        }
        return new Answers(by);
    }

    /** The text of a recording. */
    static String text(Variant variant, Answers answers) {
        StringBuilder out = new StringBuilder("""
            # What an application with every form of forms-v%d.md answered: next %s, next-auth %s, built for production.
            # Columns: mode, address, answer to a logged-in user, to nobody, to someone with a forged session cookie.
            # Answers: session (let in, whole session), bare (let in, without what the session callback adds), nameless (let in, no user known),
            # leaks (refused, but the content is in the answer), runs (refused, but the code behind the guard ran), the status of a refusal, or
            # build (the application does not build with this form).
            """.formatted(variant.major(), variant.next(), variant.nextAuth()));
        answers.by.forEach((mode, at) -> at.forEach((address, answer) -> out.append(
            String.join("\t", mode, address, answer.user, answer.nobody, answer.forger)).append('\n')));
        return out.toString();
    }

    /** Where the answers of these versions are kept. */
    static String file(Variant variant) {
        return "next-" + variant.next() + ",next-auth-" + variant.nextAuth() + ".tsv";
    }
}
