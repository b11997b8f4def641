package dev.gatelint.syntax.ts;

import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import java.util.List;
import java.util.function.Consumer;

/**
 * A parsed file.
 *
 * @param statements all of it, in order; what was not understood stands in between as {@link Statement.Unparsed}
 * @param comments   every comment, in order
 * @param problems   what is wrong with the text, in order of place; empty for valid text
 */
public record TsFile(SourceFile source, List<Statement> statements, List<Comment> comments, List<Problem> problems) implements Node {

    /** The {@code "use …"} directives at the head of the file. */
    public List<Statement.Directive> directives() {
        return Statement.Directive.leading(statements);
    }

    /** What stands in the file where {@code node} is. */
    public String text(Node node) {
        return source.text().substring(node.start(), node.end());
    }

    @Override public int start() {
        return 0;
    }

    @Override public int end() {
        return source.text().length();
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        statements.forEach(action);
    }
}
