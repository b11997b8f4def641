package dev.gatelint.stack.spring;

import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Modifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Repositories that Spring Data REST publishes, each with the paths of its collection, its items and its queries. */
final class DataRest {
    private static final Set<String> REPOSITORIES = Set.of("Repository", "CrudRepository", "ListCrudRepository",
        "PagingAndSortingRepository", "ListPagingAndSortingRepository",
        "JpaRepository", "MongoRepository", "Neo4jRepository", "CassandraRepository", "KeyValueRepository", "ElasticsearchRepository");
    private static final Set<String> READ_ONLY = Set.of("Repository");

    private DataRest() {}

    static List<Mapping> of(SpringApplication application) {
        if (!application.dependsOn("org.springframework.boot:spring-boot-starter-data-rest",
            "org.springframework.data:spring-data-rest-webmvc")) return List.of();
        Sources sources = application.sources();
        Prefixes prefixes = new Prefixes(application);
        String below = application.config().text("spring.data.rest.base-path").orElse("");
        String strategy = application.config().text("spring.data.rest.detection-strategy").orElse("default").toLowerCase(Locale.ROOT);
        List<Mapping> found = new ArrayList<>();
        for (Sources.Type type : sources.types()) {
            if (type.declared().kind() != JavaClass.Kind.INTERFACE) continue;
            Optional<JavaType> repository = repository(sources, type);
            if (repository.isEmpty() || sources.annotation(type, type.declared().annotations(),
                "org.springframework.data.repository.NoRepositoryBean").isPresent()) continue;
            Optional<Annotation> marked = type.declared().annotations().stream()
                .filter(a -> a.simpleName().equals("RepositoryRestResource") || a.simpleName().equals("RestResource")).findFirst();
            if (marked.map(a -> isHidden(a)).orElse(false)) continue;
            boolean published = switch (strategy) {
                case "annotated" -> marked.isPresent();
                case "all" -> true;
                case "visibility" -> type.declared().modifiers().contains(Modifier.PUBLIC);
                default -> marked.isPresent() || type.declared().modifiers().contains(Modifier.PUBLIC);
            };
            if (!published) continue;
            String entity = repository.get().arguments().isEmpty() ? type.simpleName().replaceFirst("Repository$", "") : repository.get()
                .arguments().get(0).simpleName();
            String path = marked.flatMap(a -> a.get("path")).flatMap(e -> sources.text(type, e)).filter(p -> !p.isEmpty())
                .orElseGet(() -> plural(entity));
            String root = Handlers.combine(below, path);
            boolean writes = !READ_ONLY.contains(repository.get().simpleName());
            boolean saves = writes && !hides(type, "save");
            boolean deletes = writes && !hides(type, "delete") && !hides(type, "deleteById");
            Add add = new Add(found, type, prefixes.base());
            add.all(saves ? List.of("GET", "POST") : List.of("GET"), root);
            List<String> item = new ArrayList<>(List.of("GET"));
            if (saves) item.addAll(List.of("PUT", "PATCH"));
            if (deletes) item.add("DELETE");
            add.all(item, root + "/{id}");
            for (JavaMethod method : type.declared().methods()) {
                Optional<Annotation> own = method.annotations().stream().filter(a -> a.simpleName().equals("RestResource")).findFirst();
                boolean query = method.body().isEmpty() && method.name().matches("(find|read|get|query|search|stream|count|exists).*")
                    && !Set.of("findAll", "findById").contains(method.name());
                if (!query || own.map(a -> isHidden(a)).orElse(false)) continue;
                String name = own.flatMap(a -> a.get("path")).flatMap(e -> sources.text(type, e)).orElse(method.name());
                add.one(List.of("GET"), root + "/search/" + name, type.nameOf(method));
            }
        }
        return found;
    }

    private record Add(List<Mapping> found, Sources.Type type, String base) {
        void all(List<String> methods, String path) {
            one(methods, path, type.nameSpan());
        }

        void one(List<String> methods, String path, Span at) {
            boolean writes = methods.size() > 1;
            Set<Trait> traits = writes ? EnumSet.of(Trait.CHANGES_STATE, Trait.ALTERS_WHAT_IS_THERE) : EnumSet.of(Trait.FRAMEWORK);
            if (Nature.soundsProtected(path)) traits.add(Trait.PROTECTED_BY_NAME);
            // one door of a repository speaks for it: the one that changes what is there
            boolean alters = methods.contains("PUT") || methods.contains("DELETE");
            traits.add(alters ? Trait.ALTERS_WHAT_IS_THERE : Trait.FRAMEWORK);
            List<Evidence> effects = alters ? List.of(new Evidence(at, "Spring Data REST lets its caller write what " + type.simpleName()
                + " keeps")) : List.of();
            found.add(new Mapping(at, "spring-data-rest", Mapping.Kind.FUNCTION, methods, base, path, type.name(), Optional.empty(), true,
                traits,
                effects));
        }
    }

    private static Optional<JavaType> repository(Sources sources, Sources.Type type) {
        for (JavaType parent : Sources.parents(type)) {
            if (REPOSITORIES.contains(parent.simpleName()) && sources.resolve(type, parent.name()).isEmpty()) return Optional.of(parent);
        }
        for (JavaType parent : Sources.parents(type)) {
            Optional<JavaType> above = sources.resolve(type, parent.name()).filter(t -> !t.equals(type))
                .flatMap(t -> repository(sources, t));
            // the entity is the argument that this type gives to its own base interface
            if (above.isPresent()) return Optional.of(parent.arguments().isEmpty() ? above.get()
                : new JavaType(parent.start(), parent.end(), above.get().name(), parent.arguments(), 0));
        }
        return Optional.empty();
    }

    private static boolean isHidden(Annotation annotation) {
        return annotation.get("exported").map(e -> e instanceof Expression.Literal literal && literal.value().equals("false"))
            .orElse(false);
    }

    private static boolean hides(Sources.Type type, String method) {
        return type.declared().methods().stream().anyMatch(m -> m.name().equals(method)
            && m.annotations().stream().anyMatch(a -> a.simpleName().equals("RestResource") && isHidden(a)));
    }

    private static String plural(String entity) {
        String name = entity.isEmpty() ? entity : Character.toLowerCase(entity.charAt(0)) + entity.substring(1);
        if (name.matches(".*[^aeiou]y")) return name.substring(0, name.length() - 1) + "ies";
        if (name.matches(".*(s|x|z|ch|sh)")) return name + "es";
        if (name.endsWith("person")) return name.replaceFirst("person$", "people");
        return name + "s";
    }
}
