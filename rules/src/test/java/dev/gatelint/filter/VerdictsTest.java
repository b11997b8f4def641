package dev.gatelint.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Model;
import dev.gatelint.model.Settings;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Lines;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    record OpenDoor() implements Rule {
        @Override public String id() {
            return "GL499";
        }

        @Override public Severity severity() {
            return Severity.ERROR;
        }

        @Override public int[] cwe() {
            return new int[] {306};
        }

        @Override public Stream<Finding> check(Model model) {
            return Stream.empty();
        }
    }

    private static final Rule RULE = new OpenDoor();

    /** A finding at every {@code door} of the text. */
    private static Verdicts judge(String text, Settings settings, Known known) {
        SourceFile file = new SourceFile("a.ts", text);
        Lines lines = Lines.of(text);
        List<Finding> findings = new ArrayList<>();
        for (Matcher m = Pattern.compile("\\bdoor\\b(?<!-door)").matcher(text); m.find(); ) {
            findings.add(new Finding(RULE, Severity.ERROR, file.span(m.start(), m.end()), "open", "POST /a/" + findings.size(), List.of(),
                List.of()));
        }
        return Verdicts.of(findings, List.of(RULE), List.of(RULE), Suppressions.in(file, lines), settings, known,
            new MemoryWorkspace(Map.of("a.ts", text)), Map.of("a.ts", lines));
    }

    private static Verdicts judge(String text) {
        return judge(text, Settings.NONE, Known.NOTHING);
    }

    private static List<String> states(Verdicts verdicts) {
        return verdicts.findings().stream().map(v -> v.state() + (v.reason().isEmpty() ? "" : " " + v.reason())).toList();
    }

    @Test void aReasonIsRequired() {
        assertThat(states(judge("door // gatelint-allow open-door -- meant so\n"))).containsExactly("SUPPRESSED meant so");
        assertThat(states(judge("door // gatelint-allow GL499 -- meant so\n"))).containsExactly("SUPPRESSED meant so");
        Verdicts without = judge("\ndoor // gatelint-allow open-door\n");
        assertThat(states(without)).containsExactly("NEW");
        assertThat(without.problems()).singleElement().satisfies(p -> {
            assertThat(p.line()).isEqualTo(2);
            assertThat(p.message()).contains("without a reason");
        });
    }

    @Test void whatSuppressesNothingIsSaid() {
        assertThat(judge("x // gatelint-allow open-door -- old\ndoor\n").problems()).extracting(Problem::message)
            .singleElement().asString().startsWith("suppresses nothing");
        assertThat(judge("x // gatelint-allow open-dor -- old\n").problems()).extracting(Problem::message)
            .containsExactly("there is no rule 'open-dor' to suppress; did you mean 'open-door'?");
        assertThat(judge("door // gatelint-allow open-door -- used\n").problems()).isEmpty();
    }

    @Test void settingsCallAnEndpointOpen() {
        Settings settings = new Settings(List.of(new Settings.Open("POST /a/1", "one"), new Settings.Open("GET /a/**", "wrong verb"),
            new Settings.Open("/a/2/**", "two")), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
        Verdicts verdicts = judge("door door door", settings, Known.NOTHING);
        assertThat(states(verdicts)).containsExactly("NEW", "SUPPRESSED one", "SUPPRESSED two");
        assertThat(verdicts.findings()).extracting(Verdict::inSource).containsOnly(false);
    }

    @Test void fingerprintsLastWhileLinesMove() {
        List<Verdict> before = judge("let a = door\nlet a = door\n").findings();
        List<Verdict> after = judge("// new\n\n  let  a = door;\r\n".replace(";", "") + "let a = door\n").findings();
        assertThat(after).extracting(Verdict::fingerprint).isEqualTo(before.stream().map(Verdict::fingerprint).toList())
            .doesNotHaveDuplicates();
        assertThat(judge("let b = door\n").findings().get(0).fingerprint()).isNotEqualTo(before.get(0).fingerprint());
    }

    @Test void baselineIsMadeKeptAndPruned() {
        Verdicts first = judge("one door\ntwo door\n");
        Baseline baseline = Baseline.EMPTY.updated(first.findings());
        assertThat(baseline.known()).hasSize(2);
        Baseline read = Baseline.read(new SourceFile("b.json", baseline.render()
            .replaceFirst("\"reason\" : \"\"", "\"reason\" : \"later\""))).baseline();
        assertThat(read.render()).isNotEqualTo(baseline.render()).contains("later");
        Known known = new Known(Optional.of(read), Optional.empty());
        Verdicts second = judge("two door\nthree door\n", Settings.NONE, known);
        // the endpoint of the sample is numbered by place, so nothing but a line that kept its endpoint is known
        assertThat(second.findings()).extracting(Verdict::state).containsOnly(Verdict.State.NEW);
        Verdicts same = judge("\none door\ntwo door\nthree door", Settings.NONE, known);
        assertThat(same.findings()).extracting(Verdict::state).containsExactly(Verdict.State.BASELINED, Verdict.State.BASELINED,
            Verdict.State.NEW);
        assertThat(read.pruned(judge("one door").findings()).known()).hasSize(1);
        assertThat(read.updated(same.findings()).known()).hasSize(3).extracting(Baseline.Entry::reason).contains("later");
        assertThat(Baseline.read(new SourceFile("b.json", "{\"findings\": [{\"fingerprint\": \"x\"}, oops")).baseline().known()).hasSize(1);
        assertThat(Baseline.read(new SourceFile("b.json", "[]")).problems()).hasSize(1);
    }

    @Test void onlyChangedLinesCount() {
        Known known = new Known(Optional.empty(), Optional.of(new ChangedLines(Map.of("a.ts",
            new ChangedLines.Ranges(List.of(new int[] {2, 3}))))));
        assertThat(states(judge("door\ndoor\nx\ndoor\n", Settings.NONE, known)))
            .containsExactly("BASELINED outside the changed lines", "NEW", "BASELINED outside the changed lines");
    }

    @Test void theSpanOfAFindingMayLieBehindATextThatHasChanged() {
        Finding finding = new Finding(RULE, Severity.ERROR, new Span("gone.ts", 50, 60), "open", "", List.of(), List.of());
        assertThat(Verdicts.of(List.of(finding), List.of(RULE), List.of(RULE), List.of(), Settings.NONE, Known.NOTHING,
            new MemoryWorkspace(Map.of()),
            Map.of()).findings()).hasSize(1);
    }
}
