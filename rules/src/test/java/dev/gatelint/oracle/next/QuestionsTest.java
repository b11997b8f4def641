package dev.gatelint.oracle.next;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.Gatelint;
import dev.gatelint.Options;
import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.oracle.next.Answers.Answer;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.MemoryWorkspace;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What we say of the applications of {@code applications.md} against what they answered: an endpoint is open exactly when nobody got in,
 * the findings that a section names are there, and where an endpoint works there are no others.
 */
class QuestionsTest {
    /** Where we say something else than what was seen, and why that is right. */
    private static final Set<String> KNOWN_LIMITS = Set.of(
        "/r/after_effect", // only known effects count as done before the check
        "/urlbare", // /fr/urlbare is open, so the page is
        "/_next/data/{build}/guarded.json"); // without its locale, open on 14 by GHSA-36qx-fr4f-26g5: a finding about the version

    @Test void everyQuestionHasAnAnswerAndEveryAnswerAQuestion() {
        Map<QuestionAnswers.Key, Set<String>> asked = new HashMap<>();
        Question.all().forEach(question -> question.on().forEach(versions ->
            asked.put(new QuestionAnswers.Key(question.title(), versions), Set.copyOf(question.asks()))));
        Map<QuestionAnswers.Key, Set<String>> answered = new HashMap<>();
        QuestionAnswers.all().forEach((key, answers) -> answered.put(key, answers.containsKey("build") ? asked.get(key)
            : answers.keySet()));
        assertThat(answered).isEqualTo(asked);
    }

    @TestFactory Stream<DynamicNode> whatWeSayIsWhatWasSeen() {
        Map<QuestionAnswers.Key, Map<String, Answer>> all = QuestionAnswers.all();
        return Question.all().stream().map(question -> DynamicContainer.dynamicContainer(question.title(), question.on().stream()
            .map(versions -> DynamicTest.dynamicTest(versions.next() + ", next-auth " + versions.nextAuth(), () -> {
                Map<String, Answer> answers = all.get(new QuestionAnswers.Key(question.title(), versions));
                Report report = Gatelint.run(Options.of(new MemoryWorkspace(question.files(versions))));
                access(report, answers);
                findings(question, report, answers);
            }))));
    }

    private static void access(Report report, Map<String, Answer> answers) {
        Map<String, String> wrong = new TreeMap<>();
        answers.forEach((asked, answer) -> {
            Set<Access> said = report.endpoints().stream().filter(endpoint -> is(endpoint, asked)).map(Endpoint::access)
                .collect(Collectors.toSet());
            boolean open = answer.opensTo(answer.nobody());
            boolean nothingBehind = !open && answer.nobody().matches("2..|308|500") && answer.user().equals(answer.nobody());
            if (said.isEmpty() || KNOWN_LIMITS.contains(asked) || answer.user().equals("build") || nothingBehind) return;
            if (said.contains(Access.PUBLIC) != open) wrong.put(asked, "we say " + said + ", it answers " + answer);
        });
        assertThat(wrong).isEmpty();
    }

    private static void findings(Question question, Report report, Map<String, Answer> answers) {
        Set<String> found = report.findings().stream().map(Verdict::finding).filter(finding -> finding.severity() != Severity.NOTE)
            .map(finding -> finding.rule().name() + " " + finding.at().file()).collect(Collectors.toSet());
        assertThat(found).containsAll(question.finds());
        Set<String> working = report.endpoints().stream().filter(endpoint -> answers.entrySet().stream()
            .anyMatch(answer -> is(endpoint, answer.getKey()) && answer.getValue().outcome() == Answers.Outcome.WORKS))
            .map(endpoint -> endpoint.at().file()).collect(Collectors.toSet());
        assertThat(found).as("findings where it works").filteredOn(finding -> !question.finds().contains(finding))
            .filteredOn(finding -> working.contains(finding.substring(finding.indexOf(' ') + 1))).isEmpty();
    }

    private static boolean is(Endpoint endpoint, String asked) {
        if (asked.startsWith("ACTION ")) return endpoint.handler().startsWith("app" + asked.substring(7) + "/actions.js#");
        if (asked.startsWith("POST ")) return endpoint.path().equals(asked.substring(5)) && endpoint.methods().contains("POST");
        if (endpoint.stack().equals("next-procedure") && !endpoint.methods().contains("GET")) return false;
        return (endpoint.path().equals(asked) || (endpoint.path() + "/").equals(asked)) && !endpoint.stack().equals("next-action");
    }
}
