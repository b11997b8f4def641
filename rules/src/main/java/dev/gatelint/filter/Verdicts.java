package dev.gatelint.filter;

import dev.gatelint.model.Suppression;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Workspace;
import java.util.List;
import java.util.Map;

/** Says of each finding what became of it. */
public final class Verdicts {
    private Verdicts() {}

    /** The findings with their states, in the same order. */
    public static List<Verdict> of(List<Finding> findings, List<Suppression> suppressions, Workspace workspace, Map<String, Lines> lines) {
        return findings.stream().map(finding -> new Verdict(finding, "", Verdict.State.NEW, "")).toList();
    }
}
