package dev.gatelint.maven;

import dev.gatelint.rule.Rule;
import dev.gatelint.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
        if (!skip) Guarded.run(getLog(), () -> getLog().info(rule == null ? "The rules:\n\n" + list() : "\n" + page(named(rule))));
    }

    private static Rule named(String wanted) throws MojoFailureException, IOException {
        for (Rule rule : Rules.ALL) {
            if (rule.name().equalsIgnoreCase(wanted.strip()) || rule.id().equalsIgnoreCase(wanted.strip())) return rule;
        }
        throw new MojoFailureException("gatelint.rule is " + wanted + ", and there is no such rule. The rules:\n\n" + list());
    }

    /** Every rule with the first sentence of its page. */
    private static String list() throws IOException {
        StringBuilder out = new StringBuilder();
        for (Rule rule : Rules.ALL) {
            out.append("%s %-28s %s%n".formatted(rule.id(), rule.name(), page(rule).split("\n\n")[1].replace('\n', ' ')));
        }
        return out.toString();
    }

    private static String page(Rule rule) throws IOException {
        try (InputStream page = rule.getClass().getResourceAsStream(rule.getClass().getSimpleName() + ".md")) {
            if (page == null) throw new IOException("the page of " + rule.name());
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
