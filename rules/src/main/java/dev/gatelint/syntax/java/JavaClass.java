package dev.gatelint.syntax.java;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A class, interface, enum, record or annotation type; also the body of an anonymous class, whose name is empty.
 *
 * @param typeParameters names only
 * @param extended       the superclass, or what an interface extends
 * @param implemented    interfaces of a class, enum or record
 * @param components     of a record
 * @param constants      of an enum
 * @param initializers   static and instance blocks
 * @param bodyStart      behind the opening brace
 */
public record JavaClass(int start, int end, Kind kind, Set<Modifier> modifiers, List<Annotation> annotations, String name, int nameStart,
                        int nameEnd, List<String> typeParameters, List<JavaType> extended, List<JavaType> implemented,
                        List<Parameter> components, List<Constant> constants, List<JavaField> fields, List<JavaMethod> methods,
                        List<Initializer> initializers, List<JavaClass> types, int bodyStart) implements Node {
    /** What it is declared as. */
    public enum Kind { CLASS, INTERFACE, ENUM, RECORD, ANNOTATION }

    public JavaClass {
        modifiers = Set.copyOf(modifiers);
        annotations = List.copyOf(annotations);
        typeParameters = List.copyOf(typeParameters);
        extended = List.copyOf(extended);
        implemented = List.copyOf(implemented);
        components = List.copyOf(components);
        constants = List.copyOf(constants);
        fields = List.copyOf(fields);
        methods = List.copyOf(methods);
        initializers = List.copyOf(initializers);
        types = List.copyOf(types);
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        annotations.forEach(action);
        extended.forEach(action);
        implemented.forEach(action);
        components.forEach(action);
        constants.forEach(action);
        fields.forEach(action);
        initializers.forEach(action);
        methods.forEach(action);
        types.forEach(action);
    }

    /** A constant of an enum. */
    public record Constant(int start, int end, String name, List<Expression> arguments, Optional<JavaClass> body) implements Node {
        public Constant {
            arguments = List.copyOf(arguments);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            arguments.forEach(action);
            body.ifPresent(action);
        }
    }

    /** {@code static { … }} or {@code { … }}. */
    public record Initializer(int start, int end, boolean isStatic, Statement.Block body) implements Node {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(body);
        }
    }
}
