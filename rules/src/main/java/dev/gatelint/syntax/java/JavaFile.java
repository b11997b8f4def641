package dev.gatelint.syntax.java;

import dev.gatelint.source.Problem;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Java file.
 *
 * @param packageName empty for the unnamed package
 * @param problems    what the parser did not understand; the rest of the file is here all the same
 */
public record JavaFile(int start, int end, String packageName, List<Import> imports, List<JavaClass> types,
    List<Problem> problems) implements Node {
    public JavaFile {
        imports = List.copyOf(imports);
        types = List.copyOf(types);
        problems = List.copyOf(problems);
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        imports.forEach(action);
        types.forEach(action);
    }

    /**
     * {@code import static name.*;}: the name is without the star; {@code nameStart} and {@code nameEnd} are around it, without the star.
     */
    public record Import(int start, int end, String name, int nameStart, int nameEnd, boolean isStatic,
        boolean isWildcard) implements Node {
        /** The last part of the name. */
        public String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {}
    }
}
