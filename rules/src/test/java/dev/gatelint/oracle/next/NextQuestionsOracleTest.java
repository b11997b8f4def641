package dev.gatelint.oracle.next;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.oracle.next.Answers.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The applications of {@code applications.md}, each built and asked. {@code -Dbless} records what they answer;
 * {@code -Doracle.question=names} asks only those whose title has a match, {@code -Doracle.next=14} only these versions.
 */
@Tag("oracle")
class NextQuestionsOracleTest {
    private static final Path FOLDER = Path.of("target/oracle");

    @TestFactory Stream<DynamicNode> everyQuestion() {
        Map<Variant, Application> applications = new LinkedHashMap<>();
        Question.all().stream().flatMap(question -> question.on().stream()).forEach(versions -> applications.putIfAbsent(versions,
            new Application(FOLDER.resolve("questions-next-" + versions.next() + "-next-auth-" + versions.nextAuth()))));
        return applications.entrySet().stream().filter(one -> one.getKey().isAsked())
            .map(one -> DynamicContainer.dynamicContainer(one.getKey().next() + ", next-auth " + one.getKey().nextAuth(), Question.all()
            .stream()
                .filter(question -> question.on().contains(one.getKey()))
                .filter(question -> Pattern.compile(System.getProperty("oracle.question", "")).matcher(question.title()).find())
                .map(question -> DynamicTest.dynamicTest(question.title(), () -> answers(question, one.getKey(), one.getValue())))));
    }

    private static void answers(Question question, Variant versions, Application application) throws IOException {
        QuestionAnswers.Key key = new QuestionAnswers.Key(question.title(), versions);
        Map<String, Answer> answers = new LinkedHashMap<>();
        String said = asked(question, versions, application, answers);
        question.says().forEach(text -> assertThat(said).contains(text));
        if (System.getProperty("bless") != null) QuestionAnswers.record(key, answers);
        else assertThat(answers).isEqualTo(QuestionAnswers.all().get(key));
    }

    /** Fills in the answers, and gives what the logs say. */
    private static String asked(Question question, Variant versions, Application application, Map<String,
        Answer> answers) throws IOException {
        Manifests manifests;
        try {
            manifests = application.build(question.files(versions), question.flags());
        } catch (IOException e) {
            answers.put("build", new Answer("build", "build", "build"));
            return e.getMessage();
        }
        Map<String, String> doors = new LinkedHashMap<>();
        Map<String, String> at = new LinkedHashMap<>();
        for (String asks : question.asks()) {
            String what = asks.substring(asks.indexOf(' ') + 1);
            boolean action = asks.startsWith("CALL ") || asks.startsWith("ACTION ");
            String id = asks.startsWith("CALL ") ? manifests.id(what) : action ? manifests.idAt(what) : "";
            if (asks.startsWith("BUNDLE ")) {
                String found = application.sendsToBrowsers(what) ? "leaks" : "404";
                answers.put(asks, new Answer(found, found, found));
            } else if (action && id.isEmpty()) {
                answers.put(asks, new Answer("404", "404", "404"));
            } else {
                at.put(asks, action ? manifests.page(id) + "#" + what : asks.replace("{build}", application.id()));
                doors.put(at.get(asks), id);
            }
        }
        Map<String, Answer> seen = application.answers(versions, question.login(), doors);
        at.forEach((asks, door) -> answers.put(asks, seen.get(door)));
        return application.log();
    }
}
