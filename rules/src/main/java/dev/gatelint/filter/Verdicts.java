package dev.gatelint.filter;

import dev.gatelint.model.Nearest;
import dev.gatelint.model.Settings;
import dev.gatelint.model.Suppression;
import dev.gatelint.rule.Family;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Verdict;
import dev.gatelint.rule.Verdict.State;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of each finding, and what is wrong with the places that ask for silence: one without a reason, of a rule that is not there,
 * or one that silences nothing.
 *
 * @param findings in the order in which they came
 */
public record Verdicts(List<Verdict> findings, List<Problem> problems) {
    public Verdicts {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /**
     * Judges the findings of a run.
     *
     * @param checked      the rules that ran
     * @param all          every rule there is
     * @param suppressions of all files
     * @param lines        by path, for every file that was read
     */
    public static Verdicts of(List<Finding> findings, Collection<Rule> checked, Collection<Rule> all, List<Suppression> suppressions,
                              Settings settings, Known known, Workspace workspace, Map<String, Lines> lines) {
        Texts texts = new Texts(workspace, new HashMap<>(lines));
        Map<String, List<Suppression>> byFile = new HashMap<>();
        for (Suppression suppression : suppressions) byFile.computeIfAbsent(suppression.at().file(), key -> new ArrayList<>())
            .add(suppression);
        List<OpenPath> open = settings.open().stream().map(OpenPath::of).toList();
        Map<String, Baseline.Entry> baseline = known.baseline().orElse(Baseline.EMPTY).byFingerprint();
        List<String> fingerprints = Fingerprint.of(findings, texts);
        Set<Suppression> used = new HashSet<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            Lines of = texts.lines(finding.at().file());
            int from = of.line(finding.at().start());
            int to = of.line(finding.at().end());
            State state = State.NEW;
            String reason = "";
            boolean inSource = false;
            Baseline.Entry before = baseline.get(fingerprints.get(i));
            Optional<String> wanted = finding.rule().family() == Family.GUARDS ? openOnPurpose(finding.endpoint(), open) : Optional.empty();
            if (wanted.isPresent()) {
                state = State.SUPPRESSED;
                reason = wanted.get();
            } else if (before != null) {
                state = State.BASELINED;
                reason = before.reason();
            } else if (known.changed().isPresent() && !known.changed().get().touch(finding.at().file(), from, to)) {
                state = State.BASELINED;
                reason = "outside the changed lines";
            }
            for (Suppression suppression : byFile.getOrDefault(finding.at().file(), List.of())) {
                if (!names(suppression, finding.rule()) || from < suppression.from() || from > suppression.to()) continue;
                used.add(suppression);
                if (suppression.reason().isEmpty()) continue;
                state = State.SUPPRESSED;
                reason = suppression.reason();
                inSource = true;
            }
            verdicts.add(new Verdict(finding, fingerprints.get(i), state, reason, inSource));
        }
        return new Verdicts(verdicts, problems(suppressions, used, checked, all, texts));
    }

    private static boolean names(Suppression suppression, Rule rule) {
        return suppression.rule().equals(rule.name()) || suppression.rule().equals(rule.id());
    }

    private static Optional<String> openOnPurpose(String endpoint, List<OpenPath> open) {
        return endpoint.isEmpty() ? Optional.empty() : open.stream().filter(path -> path.covers(endpoint)).map(OpenPath::reason)
            .findFirst();
    }

    private static List<Problem> problems(List<Suppression> suppressions, Set<Suppression> used, Collection<Rule> checked,
        Collection<Rule> all,
                                          Texts texts) {
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        all.forEach(rule -> names.add(rule.name()));
        for (Suppression suppression : suppressions) {
            String message;
            if (used.contains(suppression)) {
                if (!suppression.reason().isEmpty()) continue;
                message = "a suppression of " + suppression.rule() + " without a reason does not count; write the reason behind --";
            } else if (all.stream().noneMatch(rule -> names(suppression, rule))) {
                message = "there is no rule '" + suppression.rule() + "' to suppress" + Nearest.hint(suppression.rule(), names);
            } else if (checked.stream().noneMatch(rule -> names(suppression, rule))) {
                continue;
            } else {
                message = "suppresses nothing: " + suppression.rule() + " finds nothing here; delete this suppression";
            }
            String file = suppression.at().file();
            problems.add(new Problem(file, texts.lines(file).line(suppression.at().start()), message));
        }
        return problems;
    }
}
