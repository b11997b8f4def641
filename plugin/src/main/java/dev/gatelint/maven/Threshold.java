package dev.gatelint.maven;

import dev.gatelint.report.Report;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Fix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;

/**
 * How much a build lets through.
 *
 * @param mildest the mildest severity that counts
 * @param allowed as many may count
 * @param complete nothing may be left that was not understood
 */
record Threshold(Severity mildest, int allowed, boolean complete) {
    /** @throws MojoFailureException when {@code failOn} is no severity */
    static Threshold of(String failOn, int allowed, boolean complete) throws MojoFailureException {
        for (Severity severity : Severity.values()) {
            if (severity.id().equals(failOn.strip().toLowerCase(Locale.ROOT))) return new Threshold(severity, allowed, complete);
        }
        throw new MojoFailureException("gatelint.failOn is " + failOn + ", which is not one of "
            + Arrays.stream(Severity.values()).map(Severity::id).collect(Collectors.joining(", ")) + ".");
    }

    boolean isExceeded(Report own) {
        return violations(own).size() > allowed || complete && !own.problems().isEmpty();
    }

    /** What was found, where it can be read, and what to do next; empty when all is let through. A mistake in the settings is not. */
    Optional<String> exceeded(Analysis analysis, ReportFiles written) {
        Report own = analysis.own();
        if (violations(own).size() > allowed) return Optional.of(violations(analysis, written));
        String settings = analysis.inputs().settingsName();
        long mistakes = own.problems().stream().filter(problem -> problem.file().equals(settings)).count();
        if (mistakes > 0) {
            return Optional.of(Count.of(mistakes, "mistake") + " in " + settings
                + ", named above with their lines: what stands there does not count,"
                + " and may leave open what it was to shut.");
        }
        if (!isExceeded(own)) return Optional.empty();
        return Optional.of("gatelint did not understand " + Count.of(own.problems().size(), "thing")
            + ", and gatelint.failOnIncomplete is set. Report: " + written.best());
    }

    private String violations(Analysis analysis, ReportFiles written) {
        List<Finding> violations = violations(analysis.own());
        int all = violations(analysis.whole()).size();
        String elsewhere = all > violations.size() ? " here, " + all + " in all modules" : "";
        String repair = has(violations, Fix.Safety.SAFE) ? "fix" : has(violations, Fix.Safety.REVIEW) ? "fix -Dgatelint.review" : "";
        String fixable = repair.isEmpty() ? "" : "\n  " + analysis.prefix() + repair + " repairs what can be repaired";
        return "gatelint found " + Count.of(violations.size(), "violation") + elsewhere + ". Report: " + written.best() + fixable + "\n  "
            + analysis.prefix() + "explain -Dgatelint.rule=" + violations.get(0).rule().name() + " says what is wrong and why";
    }

    private List<Finding> violations(Report report) {
        return report.findings().stream().filter(verdict -> verdict.state() == Verdict.State.NEW).map(Verdict::finding)
            .filter(finding -> finding.severity().compareTo(mildest) <= 0).toList();
    }

    private static boolean has(List<Finding> findings, Fix.Safety safety) {
        return findings.stream().flatMap(finding -> finding.fixes().stream()).anyMatch(fix -> fix.safety() == safety);
    }
}
