package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Certainty;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.spring.MethodSecurity.Guarding;
import dev.gatelint.stack.spring.MethodSecurity.Kind;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Guard annotations that nothing enforces, and why. */
final class MethodFlaws {
    private static final String CONFIGURATION = "org.springframework.security.config.annotation.method.configuration.";
    private final MethodSecurity methods;
    private final SpringApplication application;
    private final Sources sources;
    private final Optional<Set<String>> granted;
    private final Conditions conditions;
    private Set<String> literals;

    MethodFlaws(MethodSecurity methods, SpringApplication application) {
        this.methods = methods;
        this.application = application;
        this.sources = application.sources();
        this.granted = GrantedNames.of(application);
        this.conditions = new Conditions(sources, application.versions(), application.config());
    }

    void report(List<Mapping> mappings, Model.Builder model) {
        if (!application.versions().secured()) return;
        late(mappings, model);
        for (Sources.Type type : sources.types()) {
            if (type.declared().kind() == JavaClass.Kind.ANNOTATION) continue;
            for (Kind kind : Kind.values()) off(type, kind, model);
            for (JavaMethod method : type.declared().methods()) {
                unproxied(type, method, model);
                nobody(type, method.annotations(), model);
            }
            nobody(type, type.declared().annotations(), model);
        }
    }

    /** {@code @PostAuthorize} alone on a handler that changes something: asked of Boot 2.7, 3.5 and 4.1, the handler has run by then. */
    private void late(List<Mapping> mappings, Model.Builder model) {
        Set<Span> said = new HashSet<>();
        for (Mapping mapping : mappings) {
            if (mapping.handler().isEmpty() || !mapping.traits().contains(Trait.CHANGES_STATE)
                || methods.isEnabled(Kind.PRE_POST) != Answer.YES) continue;
            for (Guarding guarding : methods.guards(mapping.handler().get())) {
                boolean post = guarding.at().simpleName().equals("PostAuthorize");
                if (!post || !said.add(guarding.scope().span(guarding.at()))) continue;
                model.add(new Guard(guarding.scope().span(guarding.at()), guarding.text(), "", List.of(Flaw.certain(Guard.Kind.TOO_LATE,
                    "is asked when " + mapping.handler().get().method().name() + " has run: who is refused has changed something already",
                    "ask with @PreAuthorize").because(new Evidence(mapping.at(), mapping.name())))));
            }
        }
    }

    /** One guard for each class and kind: all of its annotations have the same fault. */
    private void off(Sources.Type type, Kind kind, Model.Builder model) {
        if (methods.isEnabled(kind) != Answer.NO) return;
        List<Guarding> found = new ArrayList<>();
        methods.on(type, type.declared().annotations(), kind).ifPresent(found::add);
        for (JavaMethod method : type.declared().methods()) methods.on(type, method.annotations(), kind).ifPresent(found::add);
        // what lets everyone in protects nothing
        found.removeIf(guarding -> guarding.access() == Access.PUBLIC);
        if (found.isEmpty() || kind == Kind.JSR250 && isForOthers(type)) return;
        found.removeIf(guarding -> literals().contains(guarding.at().simpleName()));
        if (found.isEmpty()) return;
        String more = found.size() == 1 ? "" : ", like the " + (found.size() - 1) + " more in this class";
        Flaw<Guard.Kind> flaw = reason(kind, more);
        Guarding first = found.get(0);
        model.add(new Guard(first.scope().span(first.at()), first.text(), "", List.of(flaw)));
    }

    /** The annotations of JSR 250 are read by other frameworks too, Vaadin and Jersey among them, on classes that Spring does not find. */
    private boolean isForOthers(Sources.Type type) {
        return type.declared().kind() == JavaClass.Kind.CLASS && !type.declared().modifiers().contains(Modifier.ABSTRACT)
            && !conditions.isFound(type);
    }

    /** The simple names of class literals: an annotation whose literal is used is looked for by the application itself. */
    private Set<String> literals() {
        if (literals == null) literals = sources.types().stream().filter(type -> type.outer().isEmpty())
            .flatMap(type -> type.declared().all(Expression.ClassLiteral.class).stream()).map(literal -> literal.type().simpleName())
            .collect(Collectors.toSet());
        return literals;
    }

    private Flaw<Guard.Kind> reason(Kind kind, String more) {
        boolean reactive = application.versions().reactive();
        for (MethodSecurity.Switch one : methods.switches()) {
            Evidence place = new Evidence(one.span(), Sketch.annotation(one.annotation()));
            if (one.read() == Answer.NO) {
                return flaw("is never checked" + more + ": " + place.why()
                    + " stands on a class that Spring does not read; since Spring Security 6 it does not bring @Configuration",
                        "add @Configuration there")
                    .because(place).repairedBy(NotLoaded.insert("Add @Configuration", one.type(), one.type().declared().start(),
                        "org.springframework.context.annotation.Configuration", sources));
            }
            if (one.annotation().simpleName().contains("Reactive")) {
                return flaw("is never checked" + more + ": " + place.why() + (kind == Kind.PRE_POST ? " is for WebFlux"
                    : " knows @PreAuthorize only"),
                    kind == Kind.PRE_POST ? "use @EnableMethodSecurity" : "use @PreAuthorize").because(place);
            }
            return flaw("is never checked" + more + ": " + place.why() + " does not switch it on", "set " + kind.attribute + " = true")
                .because(place).repairedBy(attributes(one));
        }
        String enabler = reactive ? "EnableReactiveMethodSecurity" : application.versions().securityBefore("5.6")
            ? "EnableGlobalMethodSecurity" : "EnableMethodSecurity";
        List<String> on = used().stream().filter(k -> k != Kind.PRE_POST || enabler.startsWith("EnableGlobal"))
            .map(k -> k.attribute + " = true").toList();
        String attribute = on.isEmpty() || reactive ? "" : "(" + String.join(", ", on) + ")";
        Flaw<Guard.Kind> flaw = flaw("is never checked" + more + ": nothing enables method security", "add @" + enabler + attribute
            + " to a configuration class");
        Optional<Sources.Type> main = sources.types().stream().filter(type -> type.declared().annotations().stream()
            .anyMatch(a -> a.simpleName().equals("EnableWebSecurity")))
            .findFirst().or(() -> sources.types().stream().filter(type -> type.declared().annotations().stream()
                .anyMatch(a -> a.simpleName().equals("SpringBootApplication"))).findFirst());
        return main.map(type -> flaw.repairedBy(NotLoaded.insert("Add @" + enabler + attribute, type, type.declared().start(),
            CONFIGURATION + enabler, attribute, sources))).orElse(flaw);
    }

    private static Flaw<Guard.Kind> flaw(String effect, String remedy) {
        return Flaw.certain(Guard.Kind.NOT_ENFORCED, effect, remedy);
    }

    /** Switches on all kinds that the sources use, so that the findings share one edit. */
    private Fix attributes(MethodSecurity.Switch one) {
        Annotation annotation = one.annotation();
        String file = one.type().path();
        List<Kind> missing = used().stream().filter(kind -> one.on().get(kind) == Answer.NO).toList();
        List<TextEdit> edits = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (Kind kind : missing) {
            Optional<Annotation.Attribute> given = annotation.attributes().stream().filter(a -> a.name().equals(kind.attribute))
                .findFirst();
            given.ifPresentOrElse(a -> edits.add(new TextEdit(new Span(file, a.value().start(), a.value().end()), "true")),
                () -> added.add(kind.attribute + " = true"));
        }
        if (!added.isEmpty()) {
            boolean bare = annotation.end() == annotation.nameEnd();
            String joined = String.join(", ", added);
            int at = bare ? annotation.end() : annotation.nameEnd() + 1;
            edits.add(new TextEdit(new Span(file, at, at), bare ? "(" + joined + ")" : annotation.attributes().isEmpty() ? joined
                : joined + ", "));
        }
        String names = String.join(" and ", missing.stream().map(kind -> kind.attribute).toList());
        return new Fix("Set " + names + " to true", Fix.Safety.REVIEW, edits);
    }

    /** The kinds of annotations that stand anywhere in the sources. */
    private List<Kind> used() {
        return Arrays.stream(Kind.values()).filter(kind -> sources.types().stream().anyMatch(type ->
            methods.on(type, type.declared().annotations(), kind).isPresent()
                || type.declared().methods().stream().anyMatch(method -> methods.on(type, method.annotations(), kind).isPresent())))
                    .toList();
    }

    /** Private, final and static methods have no proxy before them, and neither has a call within the class. */
    private void unproxied(Sources.Type type, JavaMethod method, Model.Builder model) {
        for (Kind kind : Kind.values()) {
            Optional<Guarding> guarding = methods.on(type, method.annotations(), kind);
            if (guarding.isEmpty() || methods.isEnabled(kind) == Answer.NO) continue;
            Guarding found = guarding.get();
            Span at = found.scope().span(found.at());
            if (!MethodSecurity.isProxied(method)) {
                String word = method.modifiers().stream().map(m -> m.name().toLowerCase(java.util.Locale.ROOT))
                    .filter(List.of("private", "final", "static")::contains).sorted().findFirst().orElse("");
                model.add(new Guard(at, found.text(), "", List.of(flaw("is never checked: Spring's proxy cannot stand before a " + word
                    + " method", "make " + method.name() + " a plain public method"))));
            } else {
                selfCall(type, method)
                    .ifPresent(call -> model.add(new Guard(at, found.text(), "",
                        List.of(flaw("is not checked when " + call.why() + " of the same class calls " + method.name()
                    + ": the call does not go through Spring's proxy", "move " + method.name()
                        + " to another bean, or check in the caller too").with(Certainty.LIKELY).because(call)))));
            }
        }
    }

    /**
     * {@code @Secured} takes the names of authorities: an expression is a name that nobody has, and up to Security 5 so is one without
     * ROLE_.
     */
    private void nobody(Sources.Type type, List<Annotation> annotations, Model.Builder model) {
        if (methods.isEnabled(Kind.SECURED) != Answer.YES) return;
        Optional<Guarding> guarding = methods.on(type, annotations, Kind.SECURED)
            .filter(found -> found.at().simpleName().equals("Secured"));
        if (guarding.isEmpty()) return;
        List<String> names = guarding.get().at().get("value").flatMap(value -> sources.texts(type, value)).orElse(List.of());
        if (names.isEmpty()) return;
        boolean expression = names.stream().allMatch(name -> name.indexOf('(') > 0);
        boolean bare = names.stream().noneMatch(name -> name.startsWith("ROLE_") || name.startsWith("IS_AUTHENTICATED")
            || name.startsWith("SCOPE_") || name.indexOf('(') > 0);
        boolean given = granted.filter(all -> names.stream().noneMatch(all::contains)).isPresent();
        if (!expression && !(bare && given)) return;
        String name = names.get(0);
        Flaw<Guard.Kind> flaw = expression
            ? Flaw.certain(Guard.Kind.STOPS_EVERYONE, "refuses everyone with 403: @Secured takes names and no expressions",
            "write @PreAuthorize(\"" + name + "\")")
            : Flaw.certain(Guard.Kind.STOPS_EVERYONE, "refuses everyone with 403: nobody has the authority " + name
            + ", roles have the prefix ROLE_",
                "write ROLE_" + name).with(Certainty.LIKELY);
        model.add(new Guard(guarding.get().scope().span(guarding.get().at()), guarding.get().text(), "", List.of(flaw)));
    }

    private Optional<Evidence> selfCall(Sources.Type type, JavaMethod guarded) {
        for (JavaMethod caller : type.declared().methods()) {
            if (Witnesses.same(caller, guarded) || caller.body().isEmpty()) continue;
            boolean checked = false;
            for (Kind kind : Kind.values()) checked |= methods.on(type, caller.annotations(), kind).isPresent()
                || methods.on(type, type.declared().annotations(), kind).isPresent();
            if (checked) continue;
            for (Expression.Call call : caller.body().get().all(Expression.Call.class)) {
                boolean self = call.receiver().isEmpty() || call.receiver().get() instanceof Expression.Name name && name.text()
                    .equals("this");
                if (self && call.name().equals(guarded.name()) && call.arguments().size() == guarded.parameters().size()) {
                    return Optional.of(new Evidence(new Span(type.path(), call.nameStart(), call.nameEnd()), caller.name()));
                }
            }
        }
        return Optional.empty();
    }
}
