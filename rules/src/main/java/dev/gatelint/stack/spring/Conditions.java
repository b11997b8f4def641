package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.List;
import java.util.Optional;

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
    private final Sources sources;
    private final SpringVersions versions;
    private final ConfigValues config;

    Conditions(Sources sources, SpringVersions versions, ConfigValues config) {
        this.sources = sources;
        this.versions = versions;
        this.config = config;
    }

    /** Whether a class is a bean or a configuration that Spring reads. */
    Answer isBean(Sources.Type type) {
        if (STEREOTYPES.stream().anyMatch(name -> has(type, name))) return active(type, type.declared().annotations());
        boolean enables = ENABLERS.stream().anyMatch(name -> has(type, name));
        if (enables && versions.securityBefore("6.0")) return active(type, type.declared().annotations());
        if (mentioned(type)) return Answer.UNKNOWN.or(imported(type));
        return enables && versions.security().isEmpty() ? Answer.UNKNOWN : Answer.NO;
    }

    private boolean has(Sources.Type type, String annotation) {
        return sources.composed(type, type.declared().annotations(), annotation).isPresent();
    }

    private Answer imported(Sources.Type type) {
        boolean imported = sources.types().stream().anyMatch(other -> sources.composed(other, other.declared().annotations(),
            "org.springframework.context.annotation.Import")
            .filter(found -> found.annotation().all(Expression.ClassLiteral.class).stream()
                .anyMatch(literal -> sources.resolve(found.scope(), literal.type().name()).filter(type::equals).isPresent())).isPresent());
        return Answer.of(imported);
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
    Answer isActive(Sources.Type type, JavaMethod method) {
        return isBean(type).and(active(type, method.annotations()));
    }

    /** What conditions among these annotations say. */
    private Answer active(Sources.Type scope, List<Annotation> annotations) {
        Answer answer = Answer.YES;
        for (Annotation annotation : annotations) {
            String name = annotation.simpleName();
            if (name.equals("Profile")) answer = answer.and(profile(scope, annotation));
            else if (name.equals("ConditionalOnProperty")) answer = answer.and(property(scope, annotation));
            else if (name.equals("ConditionalOnWebApplication")) answer = answer.and(webApplication(annotation));
            else if (name.startsWith("ConditionalOn") && !name.equals("ConditionalOnClass") && !name.equals("ConditionalOnBean")
                || name.equals("Conditional")) {
                answer = answer.and(Answer.UNKNOWN);
            }
        }
        return answer;
    }

    /** {@code @Profile("!test")} holds without a profile; anything else depends on what is chosen. */
    private Answer profile(Sources.Type scope, Annotation annotation) {
        Optional<List<String>> names = annotation.get("value").flatMap(value -> sources.texts(scope, value));
        boolean tests = names.isPresent() && names.get().stream()
            .allMatch(name -> name.matches("!\\s*(test|tests|testing|integration-test|it)"));
        return tests ? Answer.YES : Answer.UNKNOWN;
    }

    private Answer property(Sources.Type scope, Annotation annotation) {
        String prefix = annotation.get("prefix").flatMap(value -> sources.text(scope, value)).orElse("");
        Optional<String> name = annotation.get("name").or(() -> annotation.get("value")).flatMap(value -> sources.text(scope, value));
        if (name.isEmpty()) return Answer.UNKNOWN;
        String key = prefix.isEmpty() || prefix.endsWith(".") ? prefix + name.get() : prefix + "." + name.get();
        Optional<String> wanted = annotation.get("havingValue").flatMap(value -> sources.text(scope, value));
        Optional<String> set = config.text(key);
        if (set.isEmpty()) return Answer.UNKNOWN;
        boolean on = wanted.isPresent() && !wanted.get().isEmpty() ? wanted.get().equalsIgnoreCase(set.get())
            : !set.get().equalsIgnoreCase("false");
        return on ? Answer.YES : Answer.UNKNOWN; // what is switched off in the sources is there to be switched on outside
    }

    private Answer webApplication(Annotation annotation) {
        String type = annotation.get("type").flatMap(Sources::dotted).orElse("");
        if (type.endsWith("SERVLET")) return Answer.of(!versions.reactive());
        if (type.endsWith("REACTIVE")) return Answer.of(versions.reactive());
        return Answer.YES;
    }
}
