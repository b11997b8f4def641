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

/** Annotations of the servlet flavour of Spring Security in a WebFlux application; asked of Boot 3.5 with WebFlux. */
final class WrongStack {
    private static final String SERVLET = "org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity";
    private static final String REACTIVE = "org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity";

    private WrongStack() {}

    static void link(SpringApplication application, Model.Builder model) {
        if (!application.versions().reactive() || application.dependenciesUnknown() || !application.bootable()) return;
        Sources sources = application.sources();
        for (Sources.Type type : sources.types()) {
            Optional<Annotation> found = sources.annotation(type, type.declared().annotations(), SERVLET);
            if (found.isEmpty()) continue;
            Span used = new Span(type.path(), found.get().nameStart(), found.get().nameEnd());
            Optional<Span> imported = type.file().imports().stream().filter(i -> i.name().equals(SERVLET)).map((JavaFile.Import i) -> new Span(type.path(), i.nameStart(), i.nameEnd())).findFirst();
            Flaw<Kind> flaw = Flaw.<Kind>certain(Kind.WRONG_STACK, "looks for the caller on the thread, where a WebFlux application has none: every guarded method answers 401, to administrators too",
                "use EnableReactiveMethodSecurity").because(new Evidence(used, "used here, on " + type.simpleName()));
            // attributes such as securedEnabled do not exist on the other one
            if (imported.isPresent() && found.get().attributes().isEmpty()) {
                flaw = flaw.repairedBy(new Fix("Use EnableReactiveMethodSecurity", Fix.Safety.REVIEW, List.of(new TextEdit(imported.get(), REACTIVE), new TextEdit(used, "EnableReactiveMethodSecurity"))));
            }
            model.add(new ImportUse(imported.orElse(used), SERVLET, List.of(flaw)));
        }
    }
}
