package dev.gatelint.oracle.next;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.Gatelint;
import dev.gatelint.Options;
import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.oracle.next.Answers.Answer;
import dev.gatelint.oracle.next.Answers.Outcome;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Family;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.MemoryWorkspace;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Our claims against what the running frameworks answered. A form that is broken has a finding that names what happens; a form that works
 * is silent; an endpoint is said to be open exactly when it let nobody in. The answers beside the forms are recorded by {@link
 * NextOracleTest}.
 */
class GoldenTruthTest {
    /** Where we say something else than what was seen, and why that is right. */
    static final Map<String, Access> KNOWN_LIMITS = Map.of(
        "/lay/inner", Access.OPAQUE, // the layout sends nobody away, with the page in the answer; that is a finding about the layout
        "/f/late", Access.AUTHENTICATED, // only known effects count as done before the check
        "/s/usesession_noprovider", Access.PUBLIC); // fails for everyone, which is a finding and no guard

    /** Forms that do not work, and that we do not speak of; with a mode where it is only there. */
    private static final Set<String> SILENT = Set.of(
        "pages/api/p/gt_req_secret_secure.js", // right as soon as the application stands behind https
        "app/s/client_guard/page.js", // hides nothing, but neither is there anything that the server added for this caller
        // where all forms are one application, others have a provider, and which component stands below it is not followed
        "none app/s/usesession_noprovider/page.js", "nourl app/s/usesession_noprovider/page.js",
        "options app/s/usesession_noprovider/page.js",
        "oldname pages/api/p/gt_req_secret.js",
        "oldname app/r/gt_req_secret/route.js"); // which of two names gives the secret is not followed

    /** What a message must say of an outcome. */
    private static final Map<Outcome, Pattern> WORDS = Map.of(
        Outcome.OPEN, Pattern.compile("anyone|everyone|always truthy|stops no one|callers without a session|anonymous"),
        Outcome.UNVERIFIED, Pattern.compile("not verif|without verif|decod|forge"),
        Outcome.NO_CALLBACKS, Pattern.compile("callbacks?"),
        Outcome.THROWS, Pattern.compile("throws|fails|500|is not a function"),
        Outcome.NULL, Pattern.compile("null|anonymous|no session|undefined|at build time"),
        Outcome.NOT_CALLED, Pattern.compile("405|never call|not call|ignore"),
        Outcome.NO_BUILD, Pattern.compile("build"));

    @TestFactory Stream<DynamicNode> findingsNameWhatHappens() {
        return everyForm(mode -> true, (variant, form, report, answers) -> {
            assertThat(report.problems()).isEmpty();
            if (form.addresses().size() == 1) outcome(variant, form, report, answers.get(form.addresses().get(0)));
        });
    }

    /** Access is said of an application that is set up, so that the modes without a secret are left out. */
    @TestFactory Stream<DynamicNode> accessIsWhoGetsIn() {
        return everyForm(mode -> mode.matches("env(,authorized)?"), (variant, form, report, answers) -> {
            for (String address : form.addresses()) {
                Answer answer = answers.get(address);
                if (answer != null && !answer.user().equals("build") && !answer.user().equals("405")) access(form, report, address, answer);
            }
        });
    }

    private interface Check {
        void of(Variant variant, Forms.Form form, Report report, Map<String, Answer> answers);
    }

    private static Stream<DynamicNode> everyForm(Predicate<String> modes, Check check) {
        return Variant.ASKED.stream().flatMap(versions -> {
            Forms forms = Forms.of(versions.major());
            return Answers.of(versions).by().entrySet().stream().filter(mode -> modes.test(mode.getKey())).map(mode -> {
                Variant variant = versions.with(mode.getKey());
                Reports reports = new Reports(variant, forms);
                return DynamicContainer.dynamicContainer(variant.toString(), forms.all().stream()
                    .filter(form -> form.addresses().stream().anyMatch(mode.getValue()::containsKey))
                    .map(form -> DynamicTest.dynamicTest(form.title(), () -> check.of(variant, form, reports.of(form), mode.getValue()))));
            });
        });
    }

    /** Each form alone where the secret is right; all of them together in the other modes, which are about the application. */
    private static final class Reports {
        private final Variant variant;
        private final Forms forms;
        private Report together;

        Reports(Variant variant, Forms forms) {
            this.variant = variant;
            this.forms = forms;
        }

        Report of(Forms.Form form) throws IOException {
            if (variant.has("env") || form.breaksBuild()) {
                Map<String, String> files = new LinkedHashMap<>(forms.shared());
                files.putAll(variant.files());
                files.putAll(form.files());
                return run(files);
            }
            if (together == null) together = run(Application.files(variant));
            return together;
        }

        private static Report run(Map<String, String> files) throws IOException {
            return Gatelint.run(Options.of(new MemoryWorkspace(files)));
        }
    }

    private static void outcome(Variant variant, Forms.Form form, Report report, Answer answer) {
        List<Finding> all = report.findings().stream().map(Verdict::finding).filter(f -> f.severity() != Severity.NOTE).toList();
        List<Finding> own = all.stream().filter(finding -> form.files().containsKey(finding.at().file())).toList();
        Outcome outcome = answer.outcome();
        Outcome usual = Answers.of(variant).by().getOrDefault("env", Map.of())
            .getOrDefault(form.addresses().get(0), answer).outcome();
        if (SILENT.contains(form.file()) || SILENT.contains(variant.mode() + " " + form.file())) {
            assertThat(own).as(form.file() + " is a known limit").extracting(Finding::message).isEmpty();
        } else if (outcome == Outcome.WORKS) {
            assertThat(own).as(form.file() + " works: " + answer).extracting(Finding::message).isEmpty();
        } else if (variant.mode().equals("env") || usual != Outcome.WORKS && outcome == usual) {
            assertThat(own).as(form.file() + " is " + outcome + ": " + answer).extracting(Finding::message).anySatisfy(message ->
                assertThat(message).containsPattern(WORDS.get(outcome)));
        } else {
            assertThat(all).as(form.file() + " is " + outcome + " in this mode: " + answer).anyMatch(finding ->
                finding.rule().family() == Family.SECRETS || own.contains(finding));
        }
    }

    private static void access(Forms.Form form, Report report, String address, Answer answer) {
        boolean action = form.file().endsWith("actions.js");
        List<Access> said = report.endpoints().stream().filter(endpoint -> action ? endpoint.handler().startsWith(form.file())
            : endpoint.path().equals(address)).map(Endpoint::access).toList();
        if (KNOWN_LIMITS.containsKey(address)) assertThat(said).containsExactly(KNOWN_LIMITS.get(address));
        else if (answer.opensTo(answer.nobody())) assertThat(said).as(address + " let nobody in").contains(Access.PUBLIC);
        else assertThat(said).as(address + " did not let nobody in").isNotEmpty().doesNotContain(Access.PUBLIC, Access.UNKNOWN);
    }
}
