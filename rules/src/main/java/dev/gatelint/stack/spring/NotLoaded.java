package dev.gatelint.stack.spring;

import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.List;
import java.util.Optional;

/** Why Spring never sees a filter chain, and the edit that makes it see it. */
final class NotLoaded {
    private static final String BEAN = "org.springframework.context.annotation.Bean";
    private static final String CONFIGURATION = "org.springframework.context.annotation.Configuration";

    private NotLoaded() {}

    static Flaw<Guard.Kind> of(SecurityChain chain, SpringApplication application) {
        Sources sources = application.sources();
        Sources.Type type = chain.config();
        Optional<JavaMethod> method = type.declared().methods().stream().filter(m -> m.nameStart() == chain.at().start()).findFirst();
        String instead = application.versions().boot().isPresent()
            ? "Boot's default, which lets in anyone who is logged in, applies unless another chain does" : "its rules do not apply";
        if (method.isPresent() && sources.composed(type, method.get().annotations(), BEAN).isEmpty()) {
            return Flaw.certain(Guard.Kind.NOT_LOADED, "is not a bean, so Spring never calls it; " + instead, "add @Bean")
                .repairedBy(insert("Add @Bean", type, method.get().start(), BEAN, sources));
        }
        return Flaw.certain(Guard.Kind.NOT_LOADED,
            "stands in a class that is no bean: @EnableWebSecurity does not bring @Configuration since Spring Security 6; " + instead,
                "add @Configuration")
            .repairedBy(insert("Add @Configuration", type, type.declared().start(), CONFIGURATION, sources));
    }

    /** Writes an annotation before a declaration, by its simple name when the file imports it. */
    static Fix insert(String title, Sources.Type type, int at, String annotation, Sources sources) {
        return insert(title, type, at, annotation, "", sources);
    }

    static Fix insert(String title, Sources.Type type, int at, String annotation, String attributes, Sources sources) {
        String simple = annotation.substring(annotation.lastIndexOf('.') + 1);
        String name = sources.means(type, simple, annotation) ? simple : annotation;
        return new Fix(title, Fix.Safety.REVIEW, List.of(new TextEdit(new Span(type.path(), at, at), "@" + name + attributes + " ")));
    }
}
