package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaField;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Modifier;
import dev.gatelint.syntax.java.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The types of an application's sources by name, and what a name in them means. What lies in libraries is known by its full name only.
 * Keeps what it was asked, so it is not for use by more than one thread.
 */
final class Sources {
    private static final int DEEPEST = 16;
    private final Map<String, Type> types;
    private final Map<Type, Map<String, Optional<Type>>> resolved = new HashMap<>();
    private final Map<Type, List<Type>> above = new HashMap<>();
    private final Map<Type, List<Type>> below = new HashMap<>();

    private Sources(Map<String, Type> types) {
        this.types = types;
    }

    /**
     * A type where it is declared.
     *
     * @param name  the full name, nested types joined with a dot
     * @param outer the type around it
     */
    record Type(String path, JavaFile file, JavaClass declared, String name, Optional<Type> outer) {
        String simpleName() {
            return declared.name();
        }

        /** True for an interface that is yet to be generated: it stands in a description of an API. */
        boolean isGenerated() {
            return !path.endsWith(".java");
        }

        Span span(Node node) {
            return new Span(path, node.start(), node.end());
        }

        Span nameSpan() {
            return new Span(path, declared.nameStart(), declared.nameEnd());
        }

        Span nameOf(JavaMethod method) {
            return new Span(path, method.nameStart(), method.nameEnd());
        }

        @Override public boolean equals(Object other) {
            return other instanceof Type that && name.equals(that.name) && path.equals(that.path);
        }

        @Override public int hashCode() {
            return name.hashCode();
        }

        @Override public String toString() {
            return name;
        }
    }

    /** The index of these files, by path. */
    static Sources of(SortedMap<String, JavaFile> files) {
        Map<String, Type> types = new LinkedHashMap<>();
        files.forEach((path, file) -> file.types().forEach(type -> add(types, path, file, type, Optional.empty())));
        return new Sources(types);
    }

    private static void add(Map<String, Type> into, String path, JavaFile file, JavaClass declared, Optional<Type> outer) {
        String prefix = outer.map(Type::name).orElse(file.packageName());
        Type type = new Type(path, file, declared, prefix.isEmpty() ? declared.name() : prefix + "." + declared.name(), outer);
        into.putIfAbsent(type.name, type);
        declared.types().forEach(inner -> add(into, path, file, inner, Optional.of(type)));
    }

    /** All types, in order of path and place. */
    Collection<Type> types() {
        return types.values();
    }

    Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The type of the sources that {@code written} names in {@code scope}; empty when it is a library's. */
    Optional<Type> resolve(Type scope, String written) {
        Map<String, Optional<Type>> asked = resolved.computeIfAbsent(scope, type -> new HashMap<>());
        Optional<Type> known = asked.get(written);
        if (known != null) return known;
        Optional<Type> found = find(scope, written);
        asked.put(written, found);
        return found;
    }

    private Optional<Type> find(Type scope, String written) {
        int dot = written.indexOf('.');
        if (dot > 0) {
            Optional<Type> first = resolve(scope, written.substring(0, dot));
            return first.flatMap(type -> type(type.name + written.substring(dot))).or(() -> type(written));
        }
        for (Optional<Type> around = Optional.of(scope); around.isPresent(); around = around.get().outer) {
            if (around.get().simpleName().equals(written)) return around;
            Optional<Type> inner = type(around.get().name + "." + written);
            if (inner.isPresent()) return inner;
        }
        for (JavaFile.Import imported : scope.file.imports()) {
            if (!imported.isStatic() && !imported.isWildcard() && imported.simpleName().equals(written)) return type(imported.name());
        }
        String own = scope.file.packageName();
        Optional<Type> neighbour = type(own.isEmpty() ? written : own + "." + written);
        if (neighbour.isPresent()) return neighbour;
        for (JavaFile.Import imported : scope.file.imports()) {
            if (!imported.isWildcard()) continue;
            Optional<Type> found = type(imported.name() + "." + written);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** True when {@code written} in {@code scope} is the type with this full name, of the sources or of a library. */
    boolean means(Type scope, String written, String full) {
        if (written.equals(full)) return true;
        if (!full.endsWith("." + written)) return false;
        int dot = written.indexOf('.');
        String first = dot < 0 ? written : written.substring(0, dot);
        String owner = full.substring(0, full.length() - (written.length() - first.length()));
        for (JavaFile.Import imported : scope.file.imports()) {
            if (!imported.isStatic() && !imported.isWildcard() && imported.simpleName().equals(first)) return imported.name().equals(owner);
        }
        Optional<Type> known = resolve(scope, first);
        if (known.isPresent()) return known.get().name.equals(owner);
        String around = owner.substring(0, Math.max(0, owner.lastIndexOf('.')));
        if (around.equals(scope.file.packageName())) return true;
        return scope.file.imports().stream().anyMatch(i -> i.isWildcard() && !i.isStatic() && i.name().equals(around));
    }

    /** The full name of {@code written} as far as the file tells; as written when only a wildcard import can explain it. */
    String fullName(Type scope, String written) {
        Optional<Type> known = resolve(scope, written);
        if (known.isPresent()) return known.get().name;
        int dot = written.indexOf('.');
        String first = dot < 0 ? written : written.substring(0, dot);
        for (JavaFile.Import imported : scope.file.imports()) {
            if (!imported.isStatic() && !imported.isWildcard() && imported.simpleName().equals(first)) {
                return imported.name() + (dot < 0 ? "" : written.substring(dot));
            }
        }
        return written;
    }

    /** The superclass and the interfaces that are in the sources, nearest first, without {@code type} itself. */
    List<Type> supertypes(Type type) {
        List<Type> known = above.get(type);
        if (known != null) return known;
        Set<Type> found = new LinkedHashSet<>();
        List<Type> open = new ArrayList<>(List.of(type));
        for (int i = 0; i < open.size() && i < 200; i++) {
            Type at = open.get(i);
            for (JavaType parent : parents(at)) resolve(at, parent.name()).filter(t -> !t.equals(type) && found.add(t))
                .ifPresent(open::add);
        }
        known = List.copyOf(found);
        above.put(type, known);
        return known;
    }

    /** True when {@code type} or anything above it in the sources extends or implements the type with this full name. */
    boolean isA(Type type, String full) {
        if (type.name.equals(full)) return true;
        List<Type> all = new ArrayList<>(List.of(type));
        all.addAll(supertypes(type));
        return all.stream().anyMatch(at -> parents(at).stream().anyMatch(parent -> means(at, parent.name(), full)));
    }

    /** What a type extends and implements, as written. */
    static List<JavaType> parents(Type type) {
        List<JavaType> parents = new ArrayList<>(type.declared.extended());
        parents.addAll(type.declared.implemented());
        return parents;
    }

    /** The types of the sources that extend or implement {@code type}, directly or not. */
    List<Type> subtypes(Type type) {
        if (below.isEmpty()) {
            for (Type lower : types.values()) supertypes(lower).forEach(upper -> below.computeIfAbsent(upper, t -> new ArrayList<>())
                .add(lower));
        }
        return List.copyOf(below.getOrDefault(type, List.of()));
    }

    /** The first of these annotations that has this full name. */
    Optional<Annotation> annotation(Type scope, List<Annotation> annotations, String full) {
        String simple = full.substring(full.lastIndexOf('.') + 1);
        return annotations.stream().filter(a -> a.simpleName().equals(simple) && means(scope, a.name(), full)).findFirst();
    }

    /** An annotation and the scope in which it is written. */
    record Found(Type scope, Annotation annotation) {
        Span span() {
            return scope.span(annotation);
        }
    }

    /** The same, also through annotations of the sources that carry it. */
    Optional<Found> composed(Type scope, List<Annotation> annotations, String full) {
        return composed(scope, annotations, full, 0);
    }

    private Optional<Found> composed(Type scope, List<Annotation> annotations, String full, int depth) {
        Optional<Annotation> direct = annotation(scope, annotations, full);
        if (direct.isPresent()) return Optional.of(new Found(scope, direct.get()));
        if (depth > 4) return Optional.empty();
        for (Annotation annotation : annotations) {
            Optional<Type> type = resolve(scope, annotation.name()).filter(t -> t.declared.kind() == JavaClass.Kind.ANNOTATION);
            Optional<Found> found = type.flatMap(t -> composed(t, t.declared.annotations(), full, depth + 1));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** The method of {@code type} or of what is above it, by name and number of arguments, with the type that declares it. */
    Optional<Member> method(Type type, String name, int arguments) {
        List<Type> all = new ArrayList<>(List.of(type));
        type.outer.ifPresent(all::add);
        all.addAll(supertypes(type));
        for (Type at : all) {
            for (JavaMethod method : at.declared.methods()) {
                int parameters = method.parameters().size();
                boolean varargs = parameters > 0 && method.parameters().get(parameters - 1).varargs();
                if (method.name().equals(name) && !method.isConstructor() && (parameters == arguments || varargs
                    && arguments >= parameters - 1)) {
                    return Optional.of(new Member(at, method));
                }
            }
        }
        return Optional.empty();
    }

    /** A method and the type that declares it. */
    record Member(Type type, JavaMethod method) {}

    /** The field of {@code type}, of what is around or above it, with the type that declares it. */
    Optional<Field> field(Type type, String name) {
        for (Optional<Type> around = Optional.of(type); around.isPresent(); around = around.get().outer) {
            List<Type> all = new ArrayList<>(List.of(around.get()));
            all.addAll(supertypes(around.get()));
            for (Type at : all) {
                for (JavaField field : at.declared.fields()) if (field.name().equals(name)) return Optional.of(new Field(at, field));
            }
        }
        return Optional.empty();
    }

    /** A field and the type that declares it. */
    record Field(Type type, JavaField field) {
        boolean isConstant() {
            return type.declared.kind() == JavaClass.Kind.INTERFACE || field.modifiers().contains(Modifier.FINAL);
        }
    }

    /** What a name or {@code Type.NAME} refers to. */
    Optional<Field> constant(Type scope, Expression expression) {
        if (expression instanceof Expression.Name name) {
            return field(scope, name.text()).or(() -> imported(scope, name.text())).filter(Field::isConstant);
        }
        if (expression instanceof Expression.FieldAccess access) {
            if (access.target() instanceof Expression.Name self && self.text().equals("this")) return field(scope, access.name())
                .filter(Field::isConstant);
            return dotted(access.target()).flatMap(name -> resolve(scope, name)).flatMap(type -> field(type, access.name()))
                .filter(Field::isConstant);
        }
        return Optional.empty();
    }

    private Optional<Field> imported(Type scope, String name) {
        for (JavaFile.Import imported : scope.file.imports()) {
            if (!imported.isStatic()) continue;
            String owner = imported.isWildcard() ? imported.name() : imported.name()
                .substring(0, Math.max(0, imported.name().lastIndexOf('.')));
            if (!imported.isWildcard() && !imported.simpleName().equals(name)) continue;
            Optional<Field> found = type(owner).flatMap(type -> field(type, name));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** {@code a.b.C} as a text; empty when it is anything but names. */
    static Optional<String> dotted(Expression expression) {
        if (expression instanceof Expression.Name name) return Optional.of(name.text());
        if (expression instanceof Expression.FieldAccess access) return dotted(access.target()).map(target -> target + "." + access.name());
        if (expression instanceof Expression.TypeUse use) return Optional.of(use.type().name());
        return Optional.empty();
    }

    /** The text that an expression always is: literals, constants across files, and both joined with {@code +}. */
    Optional<String> text(Type scope, Expression expression) {
        return text(scope, expression, 0);
    }

    private Optional<String> text(Type scope, Expression expression, int depth) {
        if (depth > DEEPEST) return Optional.empty();
        if (expression instanceof Expression.Literal literal) {
            return literal.kind() == Expression.Literal.Kind.NULL ? Optional.empty() : Optional.of(literal.value());
        }
        if (expression instanceof Expression.Binary binary && binary.operator().equals("+")) {
            StringBuilder joined = new StringBuilder();
            for (Expression operand : binary.operands()) {
                Optional<String> part = text(scope, operand, depth + 1);
                if (part.isEmpty()) return Optional.empty();
                joined.append(part.get());
            }
            return Optional.of(joined.toString());
        }
        return constant(scope, expression).flatMap(found -> found.field.value().flatMap(value -> text(found.type, value, depth + 1)));
    }

    /** The texts of an array, a {@code List.of}, a constant of either, or of one text. */
    Optional<List<String>> texts(Type scope, Expression expression) {
        return texts(scope, expression, 0);
    }

    private Optional<List<String>> texts(Type scope, Expression expression, int depth) {
        if (depth > DEEPEST) return Optional.empty();
        List<Expression> elements = elements(expression);
        if (elements != null) {
            List<String> all = new ArrayList<>();
            for (Expression element : elements) {
                Optional<List<String>> some = texts(scope, element, depth + 1);
                if (some.isEmpty()) return Optional.empty();
                all.addAll(some.get());
            }
            return Optional.of(all);
        }
        Optional<String> one = text(scope, expression, depth + 1);
        if (one.isPresent()) return one.map(List::of);
        return constant(scope, expression).flatMap(found -> found.field.value().flatMap(value -> texts(found.type, value, depth + 1)));
    }

    /** The elements of an array or of a call that makes a collection of its arguments; null for anything else. */
    static List<Expression> elements(Expression expression) {
        if (expression instanceof Expression.Array array) return array.elements();
        if (expression instanceof Expression.Call call && call.receiver().isPresent()) {
            String target = dotted(call.receiver().get()).orElse("");
            String maker = target.substring(target.lastIndexOf('.') + 1) + "." + call.name();
            boolean makes = switch (maker) {
                case "List.of", "Set.of", "Arrays.asList", "Stream.of", "Arrays.stream", "ImmutableList.of", "ImmutableSet.of",
                    "Lists.newArrayList",
                    "Sets.newHashSet", "Collections.singletonList", "Collections.singleton", "List.copyOf", "Set.copyOf",
                    "Collections.unmodifiableList", "CollUtil.newArrayList", "CollUtil.newHashSet" -> true;
                default -> false;
            };
            if (makes) return call.arguments();
        }
        boolean collection = expression instanceof Expression.New made && made.arguments().size() == 1 && made.type().simpleName()
            .matches("(Linked)?(Hash|Array|Tree)?(List|Set)");
        return collection ? ((Expression.New) expression).arguments() : null;
    }
}
