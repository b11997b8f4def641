package dev.gatelint.maven;

import dev.gatelint.model.Nearest;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.RulePage;
import dev.gatelint.rules.Rules;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Prints what a rule finds, why it matters and how it is repaired; without a rule, lists all of them. */
@Mojo(name = "explain", requiresProject = false, aggregator = true, threadSafe = true)
final class ExplainMojo extends AbstractMojo {
    /** The name or the id of a rule, such as unguarded-endpoint or GL401. */
    @Parameter(property = "gatelint.rule")
    private String rule;

    /** Does nothing at all. */
    @Parameter(property = "gatelint.skip", defaultValue = "false")
    private boolean skip;

    @Override public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) return;
        Guarded.run(getLog(), () -> getLog().info(rule == null ? "The rules:\n\n" + list() : "\n" + RulePage.of(named(rule)).markdown()));
    }

    private static Rule named(String wanted) throws MojoFailureException {
        for (Rule rule : Rules.ALL) {
            if (rule.name().equalsIgnoreCase(wanted.strip()) || rule.id().equalsIgnoreCase(wanted.strip())) return rule;
        }
        String meant = Nearest.hint(wanted.strip().toLowerCase(Locale.ROOT), Rules.ALL.stream().map(Rule::name).toList());
        throw new MojoFailureException("without gatelint.rule, explain lists all rules; there is no rule '" + wanted + "'" + meant);
    }

    /** Every rule with the first paragraph of its page. */
    private static String list() {
        return Rules.ALL.stream().map(rule -> "%s %-28s %s%n".formatted(rule.id(), rule.name(), RulePage.of(rule).summary()))
            .collect(Collectors.joining());
    }
}
