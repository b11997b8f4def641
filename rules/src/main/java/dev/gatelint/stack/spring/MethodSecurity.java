package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Modifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Guard annotations on methods and classes, and whether anything looks at them. Asked of Security 5.8, 6.0, 6.5 and 7.1: what is said here
 * holds for all of them unless a version is named.
 */
final class MethodSecurity {
    private static final String CONFIGURATION = "org.springframework.security.config.annotation.method.configuration.";
    private final Sources sources;
    private final SpringVersions versions;
    private final Map<Kind, Answer> enabled;
    private final List<Switch> switches;
    private final boolean unread;

    /** A family of annotations, each switched on for itself. */
    enum Kind {
        PRE_POST("prePostEnabled"), SECURED("securedEnabled"), JSR250("jsr250Enabled");

        /** The attribute that switches it on. */
        final String attribute;

        Kind(String attribute) {
            this.attribute = attribute;
        }
    }

    /**
     * An annotation that enables method security.
     *
     * @param presence whether Spring reads the class on which it stands
     * @param on       what it switches on
     */
    record Switch(Sources.Type type, Annotation annotation, Conditions.Presence presence, Map<Kind, Answer> on) {
        Answer read() {
            return presence.always();
        }

        Span span() {
            return type.span(annotation);
        }
    }

    /**
     * A guard annotation.
     *
     * @param scope where it is written: on the method, on a class, or on an annotation of the sources that stands there
     * @param at    the annotation on the method or class
     */
    record Guarding(Kind kind, Sources.Type scope, Annotation at, Access access, String text) {
        Evidence evidence() {
            return new Evidence(scope.span(at), text);
        }
    }

    /**
     * @param unread true when something that is not read, such as XML or a library, may enable it
     */
    MethodSecurity(Sources sources, SpringVersions versions, Configuration config, boolean unread) {
        this.sources = sources;
        this.versions = versions;
        Conditions conditions = new Conditions(sources, versions, config);
        List<Switch> found = new ArrayList<>();
        for (Sources.Type type : sources.types()) {
            if (type.declared().kind() == JavaClass.Kind.ANNOTATION) continue;
            for (String simple : List.of("EnableMethodSecurity", "EnableGlobalMethodSecurity", "EnableReactiveMethodSecurity")) {
                sources.composed(type, type.declared().annotations(), CONFIGURATION + simple)
                    .ifPresent(at -> found.add(read(type, at, simple, conditions.isBean(type))));
            }
        }
        this.switches = List.copyOf(found);
        this.unread = unread;
        this.enabled = enabled(Conditions.Presence::always);
    }

    private MethodSecurity(MethodSecurity other) {
        this.sources = other.sources;
        this.versions = other.versions;
        this.switches = other.switches;
        this.unread = other.unread;
        this.enabled = enabled(Conditions.Presence::configured);
    }

    /** The same when everything is set as the files in the sources have it. */
    MethodSecurity configured() {
        return new MethodSecurity(this);
    }

    private Map<Kind, Answer> enabled(Function<Conditions.Presence, Answer> world) {
        Map<Kind, Answer> enabled = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) enabled.put(kind, unread ? Answer.UNKNOWN : Answer.NO);
        switches.forEach(one -> {
            boolean works = !one.annotation.simpleName().contains("Reactive") || versions.reactive();
            if (works) one.on.forEach((kind, on) -> enabled.merge(kind, world.apply(one.presence).and(on), Answer::or));
        });
        return enabled;
    }

    private static Switch read(Sources.Type type, Sources.Found found, String simple, Conditions.Presence presence) {
        Map<Kind, Answer> on = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            boolean byDefault = kind == Kind.PRE_POST && !simple.equals("EnableGlobalMethodSecurity");
            Optional<Expression> given = found.annotation().get(kind.attribute);
            Answer answer = given.isEmpty() ? Answer.of(byDefault)
                : given.get() instanceof Expression.Literal literal ? Answer.of(literal.value().equals("true")) : Answer.UNKNOWN;
            on.put(kind, simple.equals("EnableReactiveMethodSecurity") && kind != Kind.PRE_POST ? Answer.NO : answer);
        }
        return new Switch(type, found.annotation(), presence, on);
    }

    /** Everything that enables method security, or tries to. */
    List<Switch> switches() {
        return switches;
    }

    Answer isEnabled(Kind kind) {
        return enabled.get(kind);
    }

    /** What the enforced annotations ask of callers of a handler. */
    Decision decide(Request.Handler handler) {
        Decision decision = Decision.of(Access.PUBLIC);
        if (!isProxied(own(handler))) return decision;
        for (Guarding guarding : guards(handler)) {
            Answer on = enabled.get(guarding.kind);
            if (on == Answer.NO || guarding.access == Access.PUBLIC) continue;
            decision = decision.and(Decision.of(on == Answer.YES ? guarding.access : Access.UNKNOWN, guarding.evidence()));
        }
        return decision;
    }

    /** A proxy cannot stand before a method that it cannot override. */
    static boolean isProxied(JavaMethod method) {
        return !method.modifiers().contains(Modifier.PRIVATE) && !method.modifiers().contains(Modifier.FINAL) && !method.modifiers()
            .contains(Modifier.STATIC);
    }

    private static JavaMethod own(Request.Handler handler) {
        return handler.bean().declared().methods().stream().filter(m -> same(m, handler.method())).findFirst().orElse(handler.method());
    }

    private static boolean same(JavaMethod one, JavaMethod other) {
        return one.name().equals(other.name()) && one.parameters().size() == other.parameters().size();
    }

    /** The annotations that speak of a handler, enforced or not: one of each kind, the method's before the class's. */
    List<Guarding> guards(Request.Handler handler) {
        List<Sources.Type> types = new ArrayList<>(List.of(handler.bean()));
        types.addAll(sources.supertypes(handler.bean()));
        if (!types.contains(handler.declaring())) types.add(handler.declaring());
        List<Guarding> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Optional<Guarding> guarding = Optional.empty();
            for (Sources.Type type : types) {
                if (guarding.isPresent()) break;
                for (JavaMethod method : type.declared().methods()) {
                    if (guarding.isEmpty() && same(method, handler.method())) guarding = on(type, method.annotations(), kind);
                }
            }
            for (Sources.Type type : types) if (guarding.isEmpty()) guarding = on(type, type.declared().annotations(), kind);
            guarding.ifPresent(found::add);
        }
        return found;
    }

    /** The guard annotation of a kind among these, also through annotations of the sources. */
    Optional<Guarding> on(Sources.Type scope, List<Annotation> annotations, Kind kind) {
        for (String name : names(kind)) {
            for (Annotation annotation : annotations) {
                Optional<Sources.Found> found = sources.composed(scope, List.of(annotation), name);
                if (found.isPresent()) return Optional.of(new Guarding(kind, scope, annotation, access(found.get(), name),
                    Sketch.annotation(annotation)));
            }
        }
        return Optional.empty();
    }

    private List<String> names(Kind kind) {
        return switch (kind) {
            case PRE_POST -> List.of("org.springframework.security.access.prepost.PreAuthorize",
                "org.springframework.security.access.prepost.PostAuthorize");
            case SECURED -> List.of("org.springframework.security.access.annotation.Secured");
            case JSR250 -> {
                String namespace = versions.securityBefore("6.0") ? "javax" : "jakarta";
                yield List.of(namespace + ".annotation.security.RolesAllowed", namespace + ".annotation.security.DenyAll", namespace
                    + ".annotation.security.PermitAll");
            }
        };
    }

    private Access access(Sources.Found found, String name) {
        if (name.endsWith("PermitAll")) return Access.PUBLIC;
        if (name.endsWith("DenyAll")) return Access.DENIED;
        if (name.endsWith("RolesAllowed")) return Access.RESTRICTED;
        Optional<Expression> value = found.annotation().get("value");
        if (name.endsWith("Secured")) {
            List<String> roles = value.flatMap(v -> sources.texts(found.scope(), v)).orElse(List.of("?"));
            if (roles.contains("IS_AUTHENTICATED_ANONYMOUSLY")) return Access.PUBLIC;
            return roles.stream().allMatch(role -> role.startsWith("IS_AUTHENTICATED")) ? Access.AUTHENTICATED : Access.RESTRICTED;
        }
        // a composed annotation with {placeholders} fills them with roles
        return value.flatMap(v -> sources.text(found.scope(), v)).map(SpelAccess::of).orElse(Access.OPAQUE);
    }
}
