package dev.gatelint.stack.spring;

import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.source.Span;
import dev.gatelint.stack.spring.MappingAnnotations.Mapped;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Modifier;
import dev.gatelint.syntax.java.Parameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Handler methods of annotated controllers, as {@code RequestMappingHandlerMapping} finds them. */
final class Handlers {
    private static final String CONTROLLER = "org.springframework.stereotype.Controller";
    private static final String REST_CONTROLLER = "org.springframework.web.bind.annotation.RestController";
    private static final String COMPONENT = "org.springframework.stereotype.Component";
    private static final String BIND = "org.springframework.web.bind.annotation.";
    private static final Set<String> KNOWN_INTERFACES = Set.of("Serializable", "Comparable", "InitializingBean", "ErrorController",
        "WebMvcConfigurer", "AutoCloseable");
    private final SpringApplication application;
    private final Sources sources;
    private final MappingAnnotations annotations;
    private final Prefixes prefixes;

    Handlers(SpringApplication application) {
        this.application = application;
        this.sources = application.sources();
        boolean exchanges = application.versions().framework().map(v -> v.atLeast("6.1")).orElse(false);
        this.annotations = new MappingAnnotations(sources, application.config(), exchanges);
        this.prefixes = new Prefixes(application);
    }

    List<Mapping> all() {
        List<Mapping> found = new ArrayList<>();
        for (Sources.Type type : sources.types()) {
            if (isController(type)) of(type, found);
        }
        return found;
    }

    /** What could not be told of controllers, by place: mappings that are not constant, interfaces that are not in the sources. */
    Map<Span, String> unresolved() {
        Map<Span, String> problems = new TreeMap<>();
        for (Sources.Type type : sources.types()) {
            if (!isController(type)) continue;
            List<Mapping> own = new ArrayList<>();
            of(type, own);
            List<Sources.Type> hierarchy = new ArrayList<>(List.of(type));
            hierarchy.addAll(sources.supertypes(type));
            boolean exact = own.stream().allMatch(Mapping::exact);
            if (!exact) problems.put(type.nameSpan(), "the paths of " + type.simpleName()
                + " are not all known: a mapping is not a constant or has a placeholder that nothing defines");
            // methods without a mapping of their own may be mapped by an interface that nobody can see
            boolean mayInherit = type.declared().methods().stream().anyMatch(m -> m.annotations().stream()
                .anyMatch(a -> a.simpleName().equals("Override")));
            if (!own.isEmpty() && !mayInherit) continue;
            for (Sources.Type at : hierarchy) {
                for (JavaType parent : Sources.parents(at)) {
                    boolean library = isLibrary(at, sources.fullName(at, parent.name())) || KNOWN_INTERFACES.contains(parent.simpleName());
                    if (!library && sources.resolve(at, parent.name()).isEmpty()) {
                        problems.putIfAbsent(type.nameSpan(), "the endpoints of " + type.simpleName() + " may not all be known: "
                            + parent.simpleName()
                            + " is not in the sources; if it is generated, build once so that it lies under target/generated-sources");
                    }
                }
            }
        }
        return problems;
    }

    /** A type of the JDK or of Spring, unless the project itself lives in that package. */
    private static boolean isLibrary(Sources.Type scope, String full) {
        String root = scope.file().packageName().replaceAll("^(\\w+\\.\\w+\\.\\w+).*", "$1.");
        return full.matches("(java|javax|jakarta|org\\.springframework|org\\.slf4j)\\..*") && !full.startsWith(root);
    }

    /** A bean that may have handlers: a class that is a controller; before Framework 6 a bean with a mapping is one too. */
    private boolean isController(Sources.Type type) {
        JavaClass declared = type.declared();
        if (declared.kind() != JavaClass.Kind.CLASS && declared.kind() != JavaClass.Kind.RECORD) return false;
        if (declared.modifiers().contains(Modifier.ABSTRACT)) return false;
        if (isController(type, type)) return true;
        for (Sources.Type above : sources.supertypes(type)) {
            // a bean is found by its own annotation, and by one of its superclass when that one is inherited: those of Spring are not
            if (isController(above, above) && isBean(type)) return true;
        }
        boolean old = application.versions().framework().map(v -> v.before("6.0")).orElse(false);
        return old && isBean(type) && annotations.of(type, declared.annotations()).isPresent();
    }

    private boolean isController(Sources.Type scope, Sources.Type type) {
        return sources.composed(scope, type.declared().annotations(), CONTROLLER).isPresent()
            || sources.composed(scope, type.declared().annotations(), REST_CONTROLLER).isPresent();
    }

    private boolean isBean(Sources.Type type) {
        return sources.composed(type, type.declared().annotations(), COMPONENT).isPresent()
            || sources.composed(type, type.declared().annotations(), "org.springframework.stereotype.Service").isPresent();
    }

    private void of(Sources.Type bean, List<Mapping> found) {
        List<Sources.Type> hierarchy = new ArrayList<>(List.of(bean));
        hierarchy.addAll(sources.supertypes(bean));
        Optional<Mapped> onType = Optional.empty();
        for (Sources.Type type : hierarchy) {
            if (onType.isEmpty()) onType = annotations.of(type, type.declared().annotations());
        }
        Set<JavaMethod> done = new HashSet<>();
        for (Sources.Type type : hierarchy) {
            for (JavaMethod method : type.declared().methods()) {
                if (method.isConstructor() || !done.add(method)) continue;
                Sources.Member best = new Sources.Member(type, method);
                Optional<Mapped> mapped = annotations.of(type, method.annotations());
                // the same method further up: its mapping counts when the nearer one has none
                for (Sources.Type above : hierarchy.subList(hierarchy.indexOf(type) + 1, hierarchy.size())) {
                    for (JavaMethod other : above.declared().methods()) {
                        if (!overrides(type, method, above, other)) continue;
                        done.add(other);
                        if (mapped.isEmpty()) mapped = annotations.of(above, other.annotations());
                    }
                }
                Optional<Mapped> prefix = onType;
                mapped.ifPresent(m -> add(bean, best, prefix, m, found));
            }
        }
    }

    private boolean overrides(Sources.Type lower, JavaMethod method, Sources.Type upper, JavaMethod other) {
        if (upper.isGenerated()) return GeneratedApis.implementsOperation(method.name(), other.name());
        if (!method.name().equals(other.name()) || method.parameters().size() != other.parameters().size()) return false;
        Set<String> variables = new HashSet<>(upper.declared().typeParameters());
        variables.addAll(other.typeParameters());
        for (int i = 0; i < method.parameters().size(); i++) {
            JavaType a = method.parameters().get(i).type();
            JavaType b = other.parameters().get(i).type();
            if (!a.simpleName().equals(b.simpleName()) && !variables.contains(b.name()) || a.dimensions() != b.dimensions()) return false;
        }
        return true;
    }

    private void add(Sources.Type bean, Sources.Member member, Optional<Mapped> onType, Mapped onMethod, List<Mapping> found) {
        List<String> classPaths = onType.map(Mapped::paths).filter(paths -> !paths.isEmpty()).orElse(List.of(""));
        List<String> methodPaths = onMethod.paths().isEmpty() ? List.of("") : onMethod.paths();
        List<String> methods = new ArrayList<>(onMethod.methods());
        onType.ifPresent(mapped -> methods.addAll(mapped.methods()));
        Prefixes.Prefix prefix = prefixes.of(bean);
        boolean exact = onMethod.exact() && onType.map(Mapped::exact).orElse(true) && prefix.exact();
        Span at = member.type().nameOf(member.method());
        Request.Handler handler = new Request.Handler(bean, member.type(), member.method());
        for (String classPath : classPaths) {
            for (String methodPath : methodPaths) {
                String path = combine(prefix.path(), combine(classPath, methodPath));
                String shown = path.isEmpty() ? "/" : path;
                found.add(new Mapping(at, application.versions().reactive() ? "spring-webflux" : "spring-mvc", Mapping.Kind.HANDLER,
                    methods, prefixes.base(), shown,
                    bean.name() + "#" + member.method().name(), Optional.of(handler), exact, traits(bean, member, methods, shown)));
            }
        }
    }

    /** As {@code PathPattern.combine} does it: one slash between, {@code /*} at the end of the first replaced. */
    static String combine(String first, String second) {
        String a = slashed(first);
        String b = slashed(second);
        if (a.isEmpty() || a.equals("/") && !b.isEmpty()) return b;
        if (b.isEmpty()) return a;
        if (a.endsWith("/*")) a = a.substring(0, a.length() - 2);
        return a.endsWith("/") ? a + b.substring(1) : a + b;
    }

    private static String slashed(String path) {
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    private Set<Trait> traits(Sources.Type bean, Sources.Member member, List<String> methods, String path) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (methods.stream().anyMatch(m -> Set.of("POST", "PUT", "PATCH", "DELETE").contains(m))) traits.add(Trait.CHANGES_STATE);
        if (Nature.isPublic(path)) traits.add(Trait.PUBLIC_BY_NATURE);
        if (Nature.soundsProtected(path)) traits.add(Trait.PROTECTED_BY_NAME);
        if (usesIdentity(member)) traits.add(Trait.USES_IDENTITY);
        boolean body = sources.composed(bean, bean.declared().annotations(), REST_CONTROLLER).isPresent()
            || sources.composed(bean, bean.declared().annotations(), BIND + "ResponseBody").isPresent()
            || sources.composed(member.type(), member.method().annotations(), BIND + "ResponseBody").isPresent();
        String returns = member.method().returns().map(JavaType::simpleName).orElse("");
        if (!body && Set.of("String", "ModelAndView", "View", "RedirectView").contains(returns)) traits.add(Trait.PAGE);
        return traits;
    }

    private boolean usesIdentity(Sources.Member member) {
        for (Parameter parameter : member.method().parameters()) {
            if (parameter.annotations().stream().anyMatch(a -> a.simpleName().equals("AuthenticationPrincipal")
                || a.simpleName().equals("CurrentSecurityContext"))) return true;
            if (Set.of("Principal", "Authentication").contains(parameter.type().simpleName())) return true;
            for (Annotation annotation : parameter.annotations()) {
                if (sources.composed(member.type(), List.of(annotation),
                    "org.springframework.security.core.annotation.AuthenticationPrincipal").isPresent()) return true;
            }
        }
        return member.method().body().map(body -> body.all(Expression.Name.class).stream()
            .anyMatch(n -> n.text().equals("SecurityContextHolder") || n.text().equals("ReactiveSecurityContextHolder"))).orElse(false);
    }
}
