package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Parameter;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Annotations of the project that say who may come in, learned from the aspects and interceptors that look for them. */
final class LearnedAnnotations {
    private static final Pattern POINTCUT = Pattern.compile("@(?:annotation|within)\\(\\s*([\\w.$]+)\\s*\\)");
    private static final Pattern OPENING =
        Pattern.compile("(?i).*(ignore|anonymous|anon|pass|noauth|noneed|nologin|public|permit(?!ission)|open|skip|without|free|inner).*");
    /** Advice that runs before the handler. */
    private static final Set<String> BEFORE = Set.of("Around", "Before");
    private final Sources sources;
    private final Stops stops;
    private final Map<String, Evidence> closing = new HashMap<>();
    private final Set<String> opening = new TreeSet<>();

    LearnedAnnotations(Sources sources, Stops stops) {
        this.sources = sources;
        this.stops = stops;
        for (Sources.Type type : sources.types()) {
            if (type.declared().annotations().stream().anyMatch(a -> a.simpleName().equals("Aspect"))) aspect(type);
        }
    }

    /** Those that close what carries them, by full name. */
    Set<String> closing() {
        return closing.keySet();
    }

    /** Those that open what carries them, by full name. */
    Set<String> opening() {
        return opening;
    }

    /** {@code @Around("@annotation(RequireLogin)")} with an advice that can stop. */
    private void aspect(Sources.Type type) {
        Map<String, JavaMethod> pointcuts = new LinkedHashMap<>();
        for (JavaMethod method : type.declared().methods()) {
            for (Annotation annotation : method.annotations()) {
                if (!Set.of("Around", "Before", "Pointcut").contains(annotation.simpleName())) continue;
                String text = annotation.get("value").or(() -> annotation.get("pointcut")).flatMap(value -> sources.text(type, value))
                    .orElse("");
                Matcher matcher = POINTCUT.matcher(text);
                while (matcher.find()) pointcuts.put(matcher.group(1), method);
            }
        }
        boolean refuses = type.declared().methods().stream().anyMatch(m -> m.annotations().stream()
            .anyMatch(a -> BEFORE.contains(a.simpleName())) && stops.callers(type, m));
        if (!refuses) return;
        pointcuts.forEach((written, method) -> {
            String named = method.parameters().stream().filter(p -> p.name().equals(written)).map(Parameter::type).map(t -> t.name())
                .findFirst().orElse(written);
            sources.resolve(type, named).ifPresent(annotation -> closing.putIfAbsent(annotation.name(),
                new Evidence(type.nameSpan(), type.simpleName())));
        });
    }

    /**
     * The handlers that an interceptor guards, as far as it looks for annotations on them: with one that opens, all others are guarded;
     * with one that closes, those that carry it, and the others when the code says nothing of them.
     */
    RequestMatcher guardedBy(Sources.Type interceptor) {
        List<RequestMatcher> opens = new ArrayList<>();
        List<RequestMatcher> closes = new ArrayList<>();
        for (String name : lookedFor(interceptor)) {
            boolean open = OPENING.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
            (open ? opens : closes).add(new RequestMatcher.Annotated(Set.of(name)));
            if (open) opening.add(name);
            else closing.putIfAbsent(name, new Evidence(interceptor.nameSpan(), interceptor.simpleName()));
        }
        if (!opens.isEmpty()) return new RequestMatcher.Not(new RequestMatcher.Some(opens));
        return !closes.isEmpty() && passesWithout(interceptor) ? new RequestMatcher.Some(closes) : RequestMatcher.ANY;
    }

    /** Annotations of the sources that a class names: it asks handlers for them. */
    private Set<String> lookedFor(Sources.Type type) {
        Set<String> names = new TreeSet<>();
        List<Sources.Type> all = new ArrayList<>(List.of(type));
        all.addAll(sources.supertypes(type));
        for (Sources.Type at : all) {
            for (Expression.ClassLiteral literal : at.declared().all(Expression.ClassLiteral.class)) {
                sources.resolve(at, literal.type().name()).filter(t -> t.declared().kind() == JavaClass.Kind.ANNOTATION)
                    .ifPresent(t -> names.add(t.name()));
            }
        }
        return names;
    }

    /** {@code if (annotation == null) return true}. */
    private static boolean passesWithout(Sources.Type type) {
        return type.declared().all(Statement.If.class).stream().anyMatch(branch -> branch.test().all(Expression.Literal.class).stream()
            .anyMatch(l -> l.kind() == Expression.Literal.Kind.NULL) && branch.yes().all(Statement.Return.class).stream()
            .anyMatch(r -> r.value().filter(v -> v instanceof Expression.Literal l && l.value().equals("true")).isPresent()));
    }
}
