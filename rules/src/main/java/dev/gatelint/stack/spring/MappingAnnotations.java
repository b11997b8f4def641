package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code @RequestMapping} and everything that is made of it. */
final class MappingAnnotations {
    private static final String BIND = "org.springframework.web.bind.annotation.";
    private static final String EXCHANGE = "org.springframework.web.service.annotation.";
    private static final Map<String, String> VERBS = Map.of("GetMapping", "GET", "PostMapping", "POST", "PutMapping", "PUT",
        "DeleteMapping", "DELETE", "PatchMapping", "PATCH",
        "RequestMapping", "");
    private static final Map<String, String> EXCHANGES = Map.of("GetExchange", "GET", "PostExchange", "POST", "PutExchange", "PUT",
        "DeleteExchange", "DELETE",
        "PatchExchange", "PATCH", "HttpExchange", "");
    private static final int DEEPEST = 5;
    private final Sources sources;
    private final Configuration config;
    private final boolean exchanges;

    /** @param exchanges whether a controller may be mapped with {@code @HttpExchange}: since Framework 6.1 */
    MappingAnnotations(Sources sources, Configuration config, boolean exchanges) {
        this.sources = sources;
        this.config = config;
        this.exchanges = exchanges;
    }

    /**
     * What an annotation maps.
     *
     * @param paths   as written, placeholders replaced; none when the annotation gives none
     * @param methods none for all
     * @param exact   false when a path or method could not be computed
     */
    record Mapped(List<String> paths, List<String> methods, boolean exact) {}

    /** The mapping that these annotations give, directly or through annotations of the sources. */
    Optional<Mapped> of(Sources.Type scope, List<Annotation> annotations) {
        return of(scope, annotations, Map.of(), 0);
    }

    private record Given(Sources.Type scope, Expression value) {}

    private Optional<Mapped> of(Sources.Type scope, List<Annotation> annotations, Map<String, Given> overrides, int depth) {
        for (Annotation annotation : annotations) {
            String simple = annotation.simpleName();
            if (VERBS.containsKey(simple) && sources.means(scope, annotation.name(), BIND + simple)) {
                return Optional.of(read(scope, annotation, overrides, VERBS.get(simple), List.of("path", "value"), "method"));
            }
            if (exchanges && EXCHANGES.containsKey(simple) && sources.means(scope, annotation.name(), EXCHANGE + simple)) {
                return Optional.of(read(scope, annotation, overrides, EXCHANGES.get(simple), List.of("url", "value"), "method"));
            }
        }
        if (depth > DEEPEST) return Optional.empty();
        for (Annotation annotation : annotations) {
            Optional<Sources.Type> type = sources.resolve(scope, annotation.name())
                .filter(t -> t.declared().kind() == JavaClass.Kind.ANNOTATION);
            if (type.isEmpty()) continue;
            Optional<Mapped> found = of(type.get(), type.get().declared().annotations(), aliases(scope, annotation, type.get(), overrides),
                depth + 1);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** What the attributes of a composed annotation say for the annotations on it, by attribute name. */
    private Map<String, Given> aliases(Sources.Type scope, Annotation annotation, Sources.Type type, Map<String, Given> outer) {
        Map<String, Given> found = new HashMap<>();
        for (JavaMethod attribute : type.declared().methods()) {
            Optional<Given> given = annotation.get(attribute.name()).map(value -> new Given(scope, value));
            Optional<Given> value = Optional.ofNullable(outer.get(attribute.name())).or(() -> given)
                .or(() -> attribute.defaultValue().filter(v -> !isEmpty(v)).map(v -> new Given(type, v)));
            if (value.isEmpty()) continue;
            Optional<Annotation> alias = attribute.annotations().stream().filter(a -> a.simpleName().equals("AliasFor")).findFirst();
            String target = alias.flatMap(a -> named(type, a)).orElse(attribute.name());
            // an alias of another attribute of the same annotation goes where that one goes
            if (alias.isPresent() && alias.get().get("annotation").isEmpty()) {
                String twin = target;
                target = type.declared().methods().stream().filter(other -> other.name().equals(twin))
                    .flatMap(other -> other.annotations().stream())
                    .filter(a -> a.simpleName().equals("AliasFor") && a.get("annotation").isPresent()).findFirst()
                    .flatMap(a -> named(type, a)).orElse(twin);
            }
            // a plain attribute overrides one of the same name, except for "value"
            if (alias.isPresent() || !attribute.name().equals("value")) {
                if (given.isPresent() || outer.containsKey(attribute.name())) found.put(target, value.get());
                else found.putIfAbsent(target, value.get());
            }
        }
        return found;
    }

    private Optional<String> named(Sources.Type type, Annotation alias) {
        return alias.get("attribute").or(() -> alias.get("value")).flatMap(e -> sources.text(type, e));
    }

    private static boolean isEmpty(Expression value) {
        return value instanceof Expression.Array array && array.elements().isEmpty() || value instanceof Expression.Literal literal
            && literal.value().isEmpty();
    }

    private Mapped read(Sources.Type scope, Annotation annotation, Map<String, Given> overrides, String verb, List<String> pathNames,
        String methodName) {
        boolean exact = true;
        List<String> paths = new ArrayList<>();
        Optional<Given> path = given(scope, annotation, overrides, pathNames);
        if (path.isPresent()) {
            Optional<List<String>> texts = sources.texts(path.get().scope(), path.get().value());
            if (texts.isEmpty()) {
                exact = false;
                paths.add("{" + Sketch.of(path.get().value()) + "}");
            }
            for (String text : texts.orElse(List.of())) {
                Optional<String> resolved = config.resolve(text);
                exact &= resolved.isPresent();
                paths.add(resolved.orElse(text));
            }
        }
        List<String> methods = new ArrayList<>();
        if (!verb.isEmpty()) methods.add(verb);
        Optional<Given> method = verb.isEmpty() ? given(scope, annotation, overrides, List.of(methodName)) : Optional.empty();
        if (method.isPresent()) {
            List<Expression> elements = method.get().value() instanceof Expression.Array array ? array.elements()
                : List.of(method.get().value());
            for (Expression element : elements) {
                String name = element instanceof Expression.FieldAccess access ? access.name() : element instanceof Expression.Name n
                    ? n.text()
                    : element instanceof Expression.Literal literal ? literal.value() : "";
                if (name.matches("[A-Z]+")) methods.add(name);
                else exact = false;
            }
        }
        return new Mapped(paths, methods, exact);
    }

    private static Optional<Given> given(Sources.Type scope, Annotation annotation, Map<String, Given> overrides, List<String> names) {
        for (String name : names) if (overrides.containsKey(name)) return Optional.of(overrides.get(name));
        for (String name : names) {
            Optional<Given> own = annotation.get(name).map(value -> new Given(scope, value));
            if (own.isPresent()) return own;
        }
        return Optional.empty();
    }
}
