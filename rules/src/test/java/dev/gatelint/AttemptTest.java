package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Model;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.rules.Rules;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.Problem;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stack or a rule with a fault of its own costs what it knows, and nothing that another knows. */
class AttemptTest {
    private static final String SECRET = "hunter2-Zebra-91-quantum";
    private static final MemoryWorkspace FILES = new MemoryWorkspace(Map.of(
        "package.json", "{\"dependencies\": {\"next\": \"15.5.29\", \"next-auth\": \"4.24.15\"}}",
        "app/api/a/route.ts", """
            import { getServerSession } from 'next-auth/react'
            export async function DELETE() { await getServerSession(); return new Response() }
            """));

    private record Faulty(boolean whenItExtracts) implements Stack {
        @Override public String name() {
            return "faulty";
        }

        @Override public boolean reads(String path) {
            return path.endsWith(".ts");
        }

        @Override public Optional<Record> extract(Unit unit) {
            if (whenItExtracts) throw new IllegalStateException(SECRET);
            return Optional.empty();
        }

        @Override public void link(Project project, Model.Builder model) {
            if (!whenItExtracts) link(project, model); // goes too deep
        }
    }

    private record FaultyRule() implements Rule {
        @Override public String id() {
            return "GL499";
        }

        @Override public Severity severity() {
            return Severity.ERROR;
        }

        @Override public int[] cwe() {
            return new int[] {862};
        }

        @Override public Stream<Finding> check(Model model) {
            return model.all(Endpoint.class).map(endpoint -> {
                throw new IllegalStateException(SECRET);
            });
        }
    }

    @Test void aStackThatFailsAtAFile() throws IOException {
        Problem problem = only(with(new Faulty(true), Options.of(FILES)));
        assertThat(problem.file()).isEqualTo("app/api/a/route.ts");
        assertThat(problem.message()).contains("faulty stack", "AttemptTest:");
    }

    @Test void aStackThatFailsAtTheProject() throws IOException {
        assertThat(only(with(new Faulty(false), Options.of(FILES))).message()).contains("faulty stack", "too deep at AttemptTest:");
    }

    @Test void aRuleThatFails() throws IOException {
        List<Rule> rules = new ArrayList<>(Rules.ALL);
        rules.add(0, new FaultyRule());
        assertThat(only(Gatelint.run(Options.of(FILES).withRules(rules))).message()).contains("rule faulty-rule", "AttemptTest:");
    }

    private static Report with(Stack stack, Options options) throws IOException {
        List<Stack> stacks = new ArrayList<>(Stacks.ALL);
        stacks.add(0, stack);
        return Gatelint.run(options, stacks, true);
    }

    /** The only problem of a report that says all else. */
    private static Problem only(Report report) throws IOException {
        Report sound = Gatelint.run(Options.of(FILES));
        assertThat(sound.problems()).isEmpty();
        assertThat(sound.findings()).isNotEmpty();
        assertThat(report.endpoints()).isEqualTo(sound.endpoints());
        assertThat(report.findings()).isEqualTo(sound.findings());
        assertThat(report.problems()).hasSize(1);
        assertThat(report.problems().get(0).message()).doesNotContain(SECRET).doesNotContain("Exception");
        return report.problems().get(0);
    }
}
