package dev.gatelint.oracle.next;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.oracle.next.Answers.Answer;
import dev.gatelint.oracle.next.Answers.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms and the recorded answers belong together. */
class FormsTest {
    static List<Variant> versions() {
        return Variant.ASKED;
    }

    @ParameterizedTest @MethodSource("versions") void everyFormHasAnAnswerAndEveryAnswerAForm(Variant versions) {
        Map<String, Map<String, Answer>> by = Answers.of(versions).by();
        Set<String> all = Forms.of(versions.major()).all().stream().flatMap(form -> form.addresses().stream()).collect(Collectors.toSet());
        assertThat(by.get("env").keySet()).isEqualTo(all);
        assertThat(by.keySet()).containsExactlyElementsOf(versions.modes());
        assertThat(by.values()).allSatisfy(answers -> assertThat(all).containsAll(answers.keySet()));
    }

    @ParameterizedTest @MethodSource("versions") void everyOutcomeWasSeen(Variant versions) {
        Set<Outcome> seen = Answers.of(versions).by().get("env").values().stream().map(Answer::outcome).collect(Collectors.toSet());
        assertThat(seen).contains(Outcome.WORKS, Outcome.OPEN, Outcome.NULL, Outcome.THROWS, Outcome.NO_BUILD);
    }

    @Test void filesThatTwoFormsHaveAreTheSame() {
        for (int major : List.of(4, 5)) {
            List<Forms.Form> forms = Forms.of(major).all();
            Map<String, Set<String>> texts = forms.stream().flatMap(form -> form.files().entrySet().stream())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
            assertThat(texts).hasSizeGreaterThan(50).allSatisfy((path, text) -> assertThat(text).as(path).hasSize(1));
        }
    }

    @ParameterizedTest @CsvSource({"session,401,401,WORKS", "session,runs,runs,OPEN", "nameless,nameless,nameless,OPEN",
        "nameless,307,307,WORKS",
        "session,401,nameless,UNVERIFIED", "bare,401,401,NO_CALLBACKS", "500,500,500,THROWS", "307,307,307,NULL", "405,405,405,NOT_CALLED",
        "500,leaks,leaks,OPEN", "build,build,build,NO_BUILD"})
    void whatAnswersMean(String user, String nobody, String forger, Outcome outcome) {
        assertThat(new Answer(user, nobody, forger).outcome()).isEqualTo(outcome);
    }
}
