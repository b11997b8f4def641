package dev.gatelint.stack.spring;

import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Queries, mutations and subscriptions of GraphQL, each as {@code /graphql#name}: of Spring for GraphQL and of Netflix DGS. Asked of DGS
 * 4.9.21: method security stands before its fetchers, and what it refuses is an error in an answer with status 200.
 */
final class Operations {
    private static final String SPRING = "org.springframework.graphql.data.method.annotation.";
    private static final String DGS = "com.netflix.graphql.dgs.";
    private static final Map<String, String> ANNOTATIONS = Map.of(SPRING + "QueryMapping", "QUERY", SPRING + "MutationMapping", "MUTATION",
        SPRING + "SubscriptionMapping", "SUBSCRIPTION", DGS + "DgsQuery", "QUERY", DGS + "DgsMutation", "MUTATION",
        DGS + "DgsSubscription", "SUBSCRIPTION");

    private Operations() {}

    /** @param path the one address by which all of them come */
    static List<Mapping> of(SpringApplication application, String base, String path) {
        List<Mapping> found = new ArrayList<>();
        Sources sources = application.sources();
        for (Sources.Type type : sources.types()) {
            for (JavaMethod method : type.declared().methods()) {
                for (Annotation annotation : method.annotations()) {
                    Optional<String> verb = verb(sources, type, annotation);
                    if (verb.isEmpty()) continue;
                    String name = List.of("field", "name", "value").stream().flatMap(key -> annotation.get(key).stream()).findFirst()
                        .flatMap(given -> name(sources, type, given)).filter(text -> !text.isEmpty()).orElse(method.name());
                    Set<Trait> traits = EnumSet.noneOf(Trait.class);
                    if (verb.get().equals("MUTATION")) traits.add(Trait.CHANGES_STATE);
                    if (Nature.isPublic("/" + name)) traits.add(Trait.PUBLIC_BY_NATURE);
                    found.add(new Mapping(type.nameOf(method), "graphql", Mapping.Kind.OPERATION, List.of(verb.get()), base,
                        path + "#" + name, type.name() + "#" + method.name(), Optional.of(new Request.Handler(type, type, method)), true,
                        traits));
                }
            }
        }
        return found;
    }

    private static Optional<String> verb(Sources sources, Sources.Type type, Annotation annotation) {
        for (Map.Entry<String, String> known : ANNOTATIONS.entrySet()) {
            if (sources.means(type, annotation.name(), known.getKey())) return Optional.of(known.getValue());
        }
        if (!sources.means(type, annotation.name(), DGS + "DgsData")) return Optional.empty();
        // the constants are generated: DgsConstants.QUERY_TYPE, MUTATION.TYPE_NAME
        return annotation.get("parentType").flatMap(given -> sources.text(type, given).or(() -> Sources.dotted(given)))
            .map(parent -> parent.toUpperCase(Locale.ROOT)).flatMap(parent -> List.of("QUERY", "MUTATION", "SUBSCRIPTION").stream()
            .filter(root -> parent.equals(root) || parent.matches("(.*\\.)?" + root + "(_TYPE|\\.TYPE_NAME)")).findFirst());
    }

    /** A field's name; the generated constant {@code QUERY.CurrentUser} holds {@code currentUser}. */
    private static Optional<String> name(Sources sources, Sources.Type type, Expression given) {
        return sources.text(type, given).or(() -> Sources.dotted(given).map(dotted -> dotted.substring(dotted.lastIndexOf('.') + 1))
            .map(last -> last.substring(0, 1).toLowerCase(Locale.ROOT) + last.substring(1)));
    }
}
