package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.ImportUse;
import dev.gatelint.model.ImportUse.Kind;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.JavaFile;
import java.util.List;
import java.util.Optional;

/** Annotations of the servlet flavour of Spring Security in a WebFlux application, and the reverse; asked of Boot 2.7, 3.5 and 4.1. */
final class WrongStack {
    private static final String CONFIG = "org.springframework.security.config.annotation.";
    private static final String SERVLET_METHODS = CONFIG + "method.configuration.EnableMethodSecurity";
    private static final String REACTIVE_METHODS = CONFIG + "method.configuration.EnableReactiveMethodSecurity";
    private static final String REACTIVE_CHAIN = CONFIG + "web.reactive.EnableWebFluxSecurity";
    private static final String SERVLET_CHAIN = CONFIG + "web.configuration.EnableWebSecurity";
    private final Sources sources;
    private final Model.Builder model;

    private WrongStack(Sources sources, Model.Builder model) {
        this.sources = sources;
        this.model = model;
    }

    static void link(SpringApplication application, Model.Builder model) {
        if (application.dependenciesUnknown() || !application.bootable()) return;
        WrongStack wrong = new WrongStack(application.sources(), model);
        if (application.versions().reactive()) {
            wrong.find(SERVLET_METHODS, REACTIVE_METHODS,
                "looks for the caller on the thread, where a WebFlux application has none: every guarded method answers 401, "
                + "to administrators too");
        } else if (application.dependsOn("org.springframework.boot:spring-boot-starter-web",
            "org.springframework.boot:spring-boot-starter-webmvc")) {
            wrong.find(REACTIVE_METHODS, SERVLET_METHODS,
                "looks for the caller in the reactive context, which a servlet application does not fill: every guarded method answers "
                + "403 or 500, to administrators too");
            boolean webflux = application.dependsOn("org.springframework.boot:spring-boot-starter-webflux",
                "org.springframework:spring-webflux");
            if (!webflux) wrong.find(REACTIVE_CHAIN, SERVLET_CHAIN,
                "needs WebFlux, which is not on the class path: the application does not start (\"ClassNotFoundException\")");
        }
    }

    private void find(String name, String right, String effect) {
        String simple = right.substring(right.lastIndexOf('.') + 1);
        for (Sources.Type type : sources.types()) {
            Optional<Annotation> found = sources.annotation(type, type.declared().annotations(), name);
            if (found.isEmpty()) continue;
            Span used = new Span(type.path(), found.get().nameStart(), found.get().nameEnd());
            Optional<Span> imported = type.file().imports().stream().filter(i -> i.name().equals(name))
                .map((JavaFile.Import i) -> new Span(type.path(), i.nameStart(), i.nameEnd())).findFirst();
            Flaw<Kind> flaw = Flaw.<Kind>certain(Kind.WRONG_STACK, effect, "use " + simple)
                .because(new Evidence(used, "used here, on " + type.simpleName()));
            // attributes such as securedEnabled do not exist on the other one
            if (imported.isPresent() && found.get().attributes().isEmpty()) {
                flaw = flaw.repairedBy(new Fix("Use " + simple, Fix.Safety.REVIEW,
                    List.of(new TextEdit(imported.get(), right), new TextEdit(used, simple))));
            }
            model.add(new ImportUse(imported.orElse(used), name, List.of(flaw)));
        }
    }
}
