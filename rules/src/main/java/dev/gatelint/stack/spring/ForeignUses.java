package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where one file uses names that Spring may not look at.
 *
 * @param read names that the file looks for by itself: class literals, and strings that hold the full name, as pointcuts do
 */
record ForeignUses(List<Use> uses, List<String> read) {
    /**
     * In which position a name stands. Only Spring beans count, and of their methods' parameters only those of handlers; {@code DATA} is a
     * field or record component of any other class, {@code RENAMED_PARAMETER} one that the annotation gives another name.
     */
    enum Place { TYPE, SUPERTYPE, METHOD, HANDLER, FIELD, PARAMETER, RENAMED_PARAMETER, PARAMETER_TYPE, DATA }

    /**
     * One use.
     *
     * @param name     in full
     * @param written  the name as it stands there
     * @param imported the name in the import; empty when it is written in full or comes by a wildcard
     * @param subject  what it stands on, for a sentence
     */
    record Use(String name, Place place, Span at, Span written, Optional<Span> imported, String subject) {}

    private static final Set<String> BEANS = Set.of("Component", "Controller", "RestController", "Service", "Repository", "Configuration",
        "SpringBootApplication", "RestControllerAdvice", "ControllerAdvice");
    private static final String SPRING = "org.springframework.";

    ForeignUses {
        uses = List.copyOf(uses);
        read = List.copyOf(read);
    }

    boolean isEmpty() {
        return uses.isEmpty() && read.isEmpty();
    }

    /** The uses of a file; both lists empty for nearly all files. */
    static ForeignUses of(String path, JavaFile file) {
        Reader reader = new Reader(path, file);
        if (!reader.mayHold()) return new ForeignUses(List.of(), List.of());
        file.types().forEach(reader::type);
        reader.collectRead();
        return new ForeignUses(reader.uses, List.copyOf(reader.read));
    }

    private static final class Reader {
        private final String path;
        private final JavaFile file;
        private final Map<String, JavaFile.Import> imports = new HashMap<>();
        private final List<String> wildcards = new ArrayList<>();
        private final List<Use> uses = new ArrayList<>();
        private final Set<String> read = new TreeSet<>();

        Reader(String path, JavaFile file) {
            this.path = path;
            this.file = file;
            for (JavaFile.Import one : file.imports()) {
                if (one.isStatic()) continue;
                if (one.isWildcard()) wildcards.add(one.name());
                else imports.put(one.simpleName(), one);
            }
        }

        boolean mayHold() {
            return imports.values().stream().anyMatch(one -> ForeignNames.knows(one.name())) || !wildcards.isEmpty()
                || file.all(Annotation.class).stream().anyMatch(annotation -> ForeignNames.knows(annotation.name()));
        }

        /** The full name of a name as written, as far as it can be told from this file; wildcards count for names that are looked for. */
        private String full(String written) {
            if (written.contains(".")) return written;
            JavaFile.Import one = imports.get(written);
            if (one != null) return one.name();
            return wildcards.stream().filter(package_ -> ForeignNames.knowsIn(package_, written)).findFirst().map(package_ -> package_
                + "." + written)
                .orElse("");
        }

        /** True for a name of Spring itself. */
        private boolean isSpring(Annotation annotation) {
            if (annotation.name().startsWith(SPRING)) return true;
            JavaFile.Import one = imports.get(annotation.simpleName());
            if (one != null) return one.name().startsWith(SPRING);
            return wildcards.stream().anyMatch(package_ -> package_.startsWith(SPRING));
        }

        void type(JavaClass type) {
            type.types().forEach(this::type);
            boolean bean = type.annotations().stream().anyMatch(a -> BEANS.contains(a.simpleName()) && isSpring(a));
            if (!bean) {
                type.fields().forEach(field -> field.annotations().forEach(annotation -> use(annotation, Place.DATA, type.name() + "."
                    + field.name())));
                type.components().forEach(part -> part.annotations().forEach(annotation -> use(annotation, Place.DATA, type.name() + "."
                    + part.name())));
                return;
            }
            for (JavaType parent : type.implemented()) {
                String name = full(parent.name());
                if (ForeignNames.knows(name)) add(name, Place.SUPERTYPE, parent, parent.simpleName(), type.name());
            }
            for (Annotation annotation : type.annotations()) use(annotation, Place.TYPE, type.name());
            type.fields().forEach(field -> field.annotations().forEach(annotation -> use(annotation, Place.FIELD, field.name())));
            for (JavaMethod method : type.methods()) {
                String subject = type.name() + "." + method.name();
                boolean handler = method.annotations().stream().anyMatch(a -> a.simpleName().endsWith("Mapping") && isSpring(a));
                for (Annotation annotation : method.annotations()) use(annotation, handler ? Place.HANDLER : Place.METHOD, subject);
                // an interface or a base class may bring the annotations that the parameters lack here
                if (handler && type.implemented().isEmpty() && type.extended().isEmpty()) method.parameters()
                    .forEach(p -> parameter(p, subject));
            }
        }

        private void parameter(Parameter parameter, String subject) {
            String where = parameter.name() + " of " + subject;
            boolean bound = parameter.annotations().stream().anyMatch(a -> isSpring(a) && !ForeignNames.knows(full(a.name())));
            for (Annotation annotation : parameter.annotations()) {
                boolean deprecated = full(annotation.name()).startsWith(SPRING);
                if (!bound || deprecated) use(annotation, Place.PARAMETER, where);
                boolean renamed = annotation.get("value").map(value -> value instanceof Expression.Literal name
                    && !name.value().equals(parameter.name())).orElse(false);
                if (!bound && renamed) use(annotation, Place.RENAMED_PARAMETER, where);
            }
            if (bound) return;
            String name = full(parameter.type().name());
            if (ForeignNames.knows(name)) add(name, Place.PARAMETER_TYPE, parameter.type(), parameter.type().simpleName(), where);
        }

        private void use(Annotation annotation, Place place, String subject) {
            String name = full(annotation.name());
            if (ForeignNames.knows(name)) add(name, place, annotation, annotation.simpleName(), subject);
        }

        private void add(String name, Place place, Node at, String simpleName, String subject) {
            Optional<Span> imported = Optional.ofNullable(imports.get(simpleName)).filter(one -> one.name().equals(name))
                .map(one -> new Span(path, one.nameStart(), one.nameEnd()));
            Span written = at instanceof Annotation annotation ? new Span(path, annotation.nameStart(), annotation.nameEnd())
                : new Span(path, at.start(), at.end());
            uses.add(new Use(name, place, new Span(path, at.start(), at.end()), written, imported, subject));
        }

        void collectRead() {
            file.all(Expression.ClassLiteral.class).forEach(literal -> {
                String name = full(literal.type().name());
                if (ForeignNames.knows(name)) read.add(name);
            });
            file.all(Expression.Literal.class).forEach(literal -> imports.values().stream().map(JavaFile.Import::name)
                .filter(name -> literal.value().contains(name)).filter(ForeignNames::knows).forEach(read::add));
        }
    }
}
