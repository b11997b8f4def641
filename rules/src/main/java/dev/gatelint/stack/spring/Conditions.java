package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a class or a bean method is there when the application runs. */
final class Conditions {
    private static final List<String> STEREOTYPES = List.of("org.springframework.stereotype.Component",
        "org.springframework.context.annotation.Configuration",
        "org.springframework.boot.autoconfigure.SpringBootApplication", "org.springframework.boot.SpringBootConfiguration",
        "org.springframework.boot.autoconfigure.AutoConfiguration", "org.springframework.stereotype.Service",
            "org.springframework.stereotype.Controller",
        "org.springframework.stereotype.Repository", "org.springframework.web.bind.annotation.RestController",
        "org.springframework.web.bind.annotation.ControllerAdvice", "org.springframework.web.bind.annotation.RestControllerAdvice",
        "org.springframework.boot.test.context.TestConfiguration", "jakarta.inject.Named", "javax.inject.Named",
        "org.springframework.cloud.client.SpringCloudApplication");
    /** These carry {@code @Configuration} up to Security 5 and not since 6. */
    private static final List<String> ENABLERS =
        List.of("org.springframework.security.config.annotation.web.configuration.EnableWebSecurity",
        "org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity",
        "org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity",
        "org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity",
        "org.springframework.security.config.annotation.method.configuration.EnableGlobalMethodSecurity");
    private static final Set<String> CHOOSING = Set.of("setAdditionalProfiles", "setActiveProfiles", "addActiveProfile",
        "setDefaultProfiles");
    private final Sources sources;
    private final SpringVersions versions;
    private final Configuration config;

    Conditions(Sources sources, SpringVersions versions, Configuration config) {
        this.sources = sources;
        this.versions = versions;
        this.config = config;
    }

    /**
     * Whether something is there when the application runs.
     *
     * @param always     whatever is set from outside
     * @param configured as the files in the sources set it
     * @param settings   those that decide it, where they stand in the files
     */
    record Presence(Answer always, Answer configured, List<Evidence> settings) {
        static final Presence YES = new Presence(Answer.YES);

        Presence {
            settings = List.copyOf(settings);
        }

        Presence(Answer answer) {
            this(answer, answer, List.of());
        }

        Presence and(Presence other) {
            return new Presence(always.and(other.always), configured.and(other.configured),
                Stream.concat(settings.stream(), other.settings.stream()).distinct().toList());
        }
    }

    /** True when Spring finds a class by itself: by its stereotype, or because another imports it. */
    boolean isFound(Sources.Type type) {
        return STEREOTYPES.stream().anyMatch(name -> has(type, name)) || imported(type);
    }

    /** Whether a class is a bean or a configuration that Spring reads. */
    Presence isBean(Sources.Type type) {
        if (STEREOTYPES.stream().anyMatch(name -> has(type, name))) return active(type, type.declared().annotations());
        boolean enables = ENABLERS.stream().anyMatch(name -> has(type, name));
        if (enables && versions.securityBefore("6.0")) return active(type, type.declared().annotations());
        if (mentioned(type)) return imported(type) ? active(type, type.declared().annotations()) : new Presence(Answer.UNKNOWN);
        return new Presence(enables && versions.security().isEmpty() ? Answer.UNKNOWN : Answer.NO);
    }

    private boolean has(Sources.Type type, String annotation) {
        return sources.composed(type, type.declared().annotations(), annotation).isPresent();
    }

    private boolean imported(Sources.Type type) {
        return sources.types().stream().anyMatch(other -> sources.composed(other, other.declared().annotations(),
            "org.springframework.context.annotation.Import")
            .filter(found -> found.annotation().all(Expression.ClassLiteral.class).stream()
                .anyMatch(literal -> sources.resolve(found.scope(), literal.type().name()).filter(type::equals).isPresent())).isPresent());
    }

    /** True when anything in the sources hands the class or makes an object of it: it can be registered by hand. */
    private boolean mentioned(Sources.Type type) {
        for (Sources.Type other : sources.types()) {
            if (other.outer().isPresent()) continue;
            boolean found = other.declared().all(Expression.ClassLiteral.class).stream().anyMatch(l -> l.type().simpleName()
                .equals(type.simpleName()))
                || other.declared().all(Expression.New.class).stream().anyMatch(n -> n.type().simpleName().equals(type.simpleName()))
                || other.declared().all(dev.gatelint.syntax.java.JavaMethod.class).stream().anyMatch(m -> m.returns()
                    .filter(r -> r.simpleName().equals(type.simpleName())).isPresent()
                    && sources.annotation(other, m.annotations(), "org.springframework.context.annotation.Bean").isPresent());
            if (found) return true;
        }
        return false;
    }

    /** Whether a bean method of a class is called. */
    Presence isActive(Sources.Type type, JavaMethod method) {
        return isBean(type).and(active(type, method.annotations()));
    }

    /** What conditions among these annotations say. */
    private Presence active(Sources.Type scope, List<Annotation> annotations) {
        Presence presence = Presence.YES;
        for (Annotation annotation : annotations) {
            String name = annotation.simpleName();
            if (name.equals("Profile")) presence = presence.and(profile(scope, annotation));
            else if (name.equals("ConditionalOnProperty") || name.equals("ConditionalOnBooleanProperty")) {
                presence = presence.and(property(scope, annotation));
            } else if (name.equals("ConditionalOnWebApplication")) presence = presence.and(new Presence(webApplication(annotation)));
            else if (name.startsWith("ConditionalOn") && !name.equals("ConditionalOnClass") && !name.equals("ConditionalOnBean")
                || name.equals("Conditional")) {
                presence = presence.and(new Presence(Answer.UNKNOWN));
            }
        }
        return presence;
    }

    /**
     * {@code @Profile("!test")} holds outside tests. Any other is decided by the profiles that the files choose; where they choose none, a
     * profile is chosen from outside.
     */
    private Presence profile(Sources.Type scope, Annotation annotation) {
        Optional<List<String>> names = annotation.get("value").flatMap(value -> sources.texts(scope, value));
        if (names.isEmpty()) return new Presence(Answer.UNKNOWN);
        boolean tests = names.get().stream().allMatch(name -> name.matches("!\\s*(test|tests|testing|integration-test|it)"));
        if (tests) return Presence.YES;
        Set<String> chosen = choosesProfiles() ? Set.of() : config.profiles();
        if (chosen.isEmpty()) return new Presence(Answer.UNKNOWN);
        Answer holds = names.get().stream().map(name -> holds(name, chosen)).reduce(Answer.NO, Answer::or);
        return new Presence(Answer.UNKNOWN, holds, config.place("spring.profiles.active")
            .map(at -> new Evidence(at, "the profile " + String.join(", ", chosen))).stream().toList());
    }

    /** Code that switches profiles on before the application starts. */
    private boolean choosesProfiles() {
        return sources.types().stream().filter(type -> type.outer().isEmpty()).anyMatch(type -> type.declared().all(Expression.Call.class)
            .stream().anyMatch(call -> CHOOSING.contains(call.name()))
            || type.declared().all(Expression.Literal.class).stream().anyMatch(literal -> literal.value().startsWith("spring.profiles.")));
    }

    /** One name, negated or not; longer expressions are left alone. */
    private static Answer holds(String expression, Set<String> chosen) {
        String name = expression.strip();
        if (name.startsWith("!")) return holds(name.substring(1), chosen).not();
        return name.matches("[\\w.+@-]+") ? Answer.of(chosen.contains(name)) : Answer.UNKNOWN;
    }

    /** A property that is set nowhere is not there, as long as nothing beside the files that are read can set it. */
    private Presence property(Sources.Type scope, Annotation annotation) {
        String prefix = annotation.get("prefix").flatMap(value -> sources.text(scope, value)).orElse("");
        Optional<List<String>> names = annotation.get("name").or(() -> annotation.get("value"))
            .flatMap(value -> sources.texts(scope, value));
        if (names.isEmpty() || names.get().isEmpty()) return new Presence(Answer.UNKNOWN);
        String wanted = annotation.get("havingValue").flatMap(value -> sources.text(scope, value))
            .orElse(annotation.simpleName().equals("ConditionalOnProperty") ? "" : "true");
        boolean ifMissing = annotation.get("matchIfMissing").flatMap(value -> sources.text(scope, value)).filter("true"::equals)
            .isPresent();
        Presence all = Presence.YES;
        for (String name : names.get()) {
            String key = prefix.isEmpty() || prefix.endsWith(".") ? prefix + name : prefix + "." + name;
            Optional<String> set = config.text(key);
            Answer matches = set.isPresent() ? Answer.of(wanted.isEmpty() ? !set.get().equalsIgnoreCase("false")
                : wanted.equalsIgnoreCase(set.get()))
                : config.place(key).isPresent() || isFedFromOutside() ? Answer.UNKNOWN : Answer.of(ifMissing);
            all = all.and(new Presence(matches == Answer.YES && set.isPresent() ? Answer.YES : Answer.UNKNOWN, matches,
                config.place(key).map(at -> new Evidence(at, key + "=" + set.orElse("…"))).stream().toList()));
        }
        return all;
    }

    private boolean isFedFromOutside() {
        return config.isFedFromOutside() || sources.types().stream().anyMatch(type -> type.declared().annotations().stream()
            .anyMatch(annotation -> annotation.simpleName().equals("PropertySource")));
    }

    private Answer webApplication(Annotation annotation) {
        String type = annotation.get("type").flatMap(Sources::dotted).orElse("");
        if (type.endsWith("SERVLET")) return Answer.of(!versions.reactive());
        if (type.endsWith("REACTIVE")) return Answer.of(versions.reactive());
        return Answer.YES;
    }
}
