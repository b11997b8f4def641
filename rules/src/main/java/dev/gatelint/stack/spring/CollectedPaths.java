package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Classes of the sources that collect the paths of handlers when the application starts, for rules that are made of them. */
final class CollectedPaths {
    private static final Set<String> MAPPINGS = Set.of("HandlerMethod", "RequestMappingHandlerMapping", "RequestMappingInfo");
    private static final Set<String> CHOOSING = Set.of("filter", "takeWhile", "dropWhile", "skip", "limit", "remove", "removeIf",
        "removeAll",
        "retainAll", "isAnnotationPresent", "getMethodAnnotation", "getAnnotation");

    private CollectedPaths() {}

    /** The handlers whose paths a class collects: those with the annotations that it looks for, or all, when it chooses nothing. */
    static Optional<RequestMatcher> of(Sources sources, Sources.Type type) {
        if (type.declared().all(JavaType.class).stream().noneMatch(t -> MAPPINGS.contains(t.simpleName()))) return Optional.empty();
        Set<String> annotations = type.declared().all(Expression.ClassLiteral.class).stream()
            .map(literal -> sources.resolve(type, literal.type().name())).flatMap(Optional::stream)
            .filter(t -> t.declared().kind() == JavaClass.Kind.ANNOTATION).map(Sources.Type::name).collect(Collectors.toSet());
        if (!annotations.isEmpty()) return Optional.of(new RequestMatcher.Annotated(annotations));
        boolean all = type.declared().all(Expression.Call.class).stream().anyMatch(call -> call.name().equals("getHandlerMethods"))
            && type.declared().all(Expression.Call.class).stream().noneMatch(call -> CHOOSING.contains(call.name()))
            && type.declared().all(Statement.If.class).isEmpty() && type.declared().all(Statement.Switch.class).isEmpty()
            && type.declared().all(Expression.Conditional.class).isEmpty();
        return all ? Optional.of(new RequestMatcher.Handled()) : Optional.empty();
    }
}
