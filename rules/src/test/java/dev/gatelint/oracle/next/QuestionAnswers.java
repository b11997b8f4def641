package dev.gatelint.oracle.next;

import dev.gatelint.oracle.next.Answers.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the applications of {@code applications.md} answered: the table {@code applications.tsv}. */
final class QuestionAnswers {
    private static final Path RECORDED = Path.of("src/test/resources/truth/next/applications.tsv");
    private static final String HEAD = """
        # What the applications of applications.md answered, built for production.
        # Columns: question, next, next-auth, what was asked, answer to a user, to nobody, to someone with a forged session cookie.
        # Answers: as in the tables of the forms; "build" when it does not build, "leaks" for a text that browsers get.
        """;

    /** An application in one version. */
    record Key(String title, Variant versions) {}

    private QuestionAnswers() {}

    static Map<Key, Map<String, Answer>> all() {
        return of(Forms.resource("applications.tsv"));
    }

    private static Map<Key, Map<String, Answer>> of(String table) {
        Map<Key, Map<String, Answer>> all = new LinkedHashMap<>();
        table.lines().filter(line -> !line.startsWith("#")).map(line -> List.of(line.split("\t"))).forEach(cells ->
            all.computeIfAbsent(new Key(cells.get(0), new Variant(cells.get(1), cells.get(2), "env")), key -> new LinkedHashMap<>())
                .put(cells.get(3), new Answer(cells.get(4), cells.get(5), cells.get(6))));
        return all;
    }

    /** Takes these answers over, in the order of the questions. */
    static synchronized void record(Key key, Map<String, Answer> answers) throws IOException {
        Map<Key, Map<String, Answer>> all = of(Files.exists(RECORDED) ? Files.readString(RECORDED) : "");
        all.put(key, answers);
        StringBuilder out = new StringBuilder(HEAD);
        for (Question question : Question.all()) {
            for (Variant versions : question.on()) {
                all.getOrDefault(new Key(question.title(), versions), Map.of()).forEach((asked, answer) -> out.append(String.join("\t",
                    question.title(), versions.next(), versions.nextAuth(), asked, answer.user(), answer.nobody(), answer.forger()))
                        .append('\n'));
            }
        }
        Files.writeString(RECORDED, out.toString());
    }
}
