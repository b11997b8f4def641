package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.spring.ConfigFile.Entry;
import dev.gatelint.stack.spring.Placeholders.Reference;
import dev.gatelint.stack.spring.Secrecy.Purpose;
import dev.gatelint.stack.spring.Secrecy.Strength;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaField;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Secrets that an application gets from its configuration with {@code @Value}. Asked of Boot 2.7, 3.5 and 4.1: it stops the start when
 * nothing defines the name, and takes an empty value as it is.
 */
final class Secrets {
    private final SpringApplication application;
    private final Sources sources;
    private final Configuration config;
    private final Supply supply;
    private final Model.Builder model;

    private Secrets(SpringApplication application, Supply supply, Model.Builder model) {
        this.application = application;
        this.sources = application.sources();
        this.config = application.config();
        this.supply = supply;
        this.model = model;
    }

    static void link(SpringApplication application, Project project, Model.Builder model) {
        Supply supply = new Supply(application, project);
        Set<Span> said = new HashSet<>();
        new Secrets(application, supply, model).values(said);
        ConfigSecrets.link(application.config(), supply, said, model);
        AbsentSecrets.link(application, project, supply, model);
    }

    /** {@code @Value} on fields and parameters. */
    private void values(Set<Span> said) {
        String full = "org.springframework.beans.factory.annotation.Value";
        for (Sources.Type type : sources.types()) {
            for (JavaField field : type.declared().fields()) {
                sources.annotation(type, field.annotations(), full).ifPresent(annotation -> value(type, annotation, field.name(), said));
            }
            for (JavaMethod method : type.declared().methods()) {
                for (Parameter parameter : method.parameters()) {
                    sources.annotation(type, parameter.annotations(), full)
                        .ifPresent(annotation -> value(type, annotation, parameter.name(), said));
                }
            }
        }
    }

    private void value(Sources.Type type, Annotation annotation, String variable, Set<Span> said) {
        Optional<Expression> written = annotation.get("value");
        Optional<String> text = written.flatMap(e -> sources.text(type, e));
        if (text.isEmpty()) return;
        Span at = type.span(written.get());
        List<Reference> references = Placeholders.in(text.get());
        if (references.isEmpty()) {
            bare(at, text.get(), variable);
            return;
        }
        if (references.size() != 1) return;
        Reference reference = references.get(0);
        String name = reference.name();
        if (!Secrecy.isSecretKey(name)) return;
        List<Flaw<Kind>> flaws = new ArrayList<>();
        List<Entry> defined = config.everywhere(name);
        if (defined.isEmpty()) {
            Optional<Strength> fallback = reference.fallback().flatMap(f -> f.isEmpty() ? Optional.of(new Strength(Strength.Kind.EMPTY, 0))
                : Secrecy.marked(f));
            boolean unseen = supply.provides(name) || supply.mayHoldMore();
            if (reference.fallback().isEmpty() && !unseen && application.bootable() && !config.files().isEmpty()
                && !supply.definedSomewhere(name)) flaws.add(absent(name));
            if (fallback.isPresent() && supply.purpose(name) == Purpose.SIGNING
                && (fallback.get().kind() != Strength.Kind.EMPTY || !unseen)) {
                flaws.addAll(SigningKeys.flaws(fallback.get(), "falls back to a default when nothing defines it, which ",
                    supply.effect(name), "leave out the default, so that the start fails without it", Certainty.LIKELY));
            }
        } else {
            spelled(name, reference, defined, at, written.get(), text.get()).ifPresent(flaws::add);
            if (flaws.isEmpty()) onlyInDevelopment(name, reference, defined).ifPresent(flaws::add);
            blank(name, defined, at, said);
        }
        if (!flaws.isEmpty()) model.add(new SecretNeed(at, name, flaws));
    }

    private static Flaw<Kind> absent(String name) {
        return new Flaw<>(Kind.ABSENT, "is defined nowhere: without it the application does not start (\"Could not resolve placeholder\")",
            "define it, or set " + Supply.variable(name) + " where the application runs", Certainty.LIKELY, List.of(), List.of());
    }

    /** {@code @Value("jwt.secret")}: the text itself. */
    private void bare(Span at, String text, String variable) {
        if (!Secrecy.isSecretName(variable) || config.everywhere(text).isEmpty() || !text.contains(".")) return;
        Fix fix = new Fix("Write ${" + text + "}", Fix.Safety.REVIEW, List.of(new TextEdit(at, "\"${" + text + "}\"")));
        model.add(new SecretNeed(at, text,
            List.of(new Flaw<>(Kind.LITERAL_PLACEHOLDER,
            "is not looked up without `${` and `}`: the secret is the name of the property, which anyone can read in the sources",
            "write `${" + text + "}`", Certainty.CERTAIN, List.of(new Evidence(config.everywhere(text).get(0).keySpan(), "defined here")),
                List.of(fix)))));
    }

    /** A name that {@code @Value} does not find although a property of almost that name is there: its dashes have to be written. */
    private Optional<Flaw<Kind>> spelled(String name, Reference reference, List<Entry> defined, Span at, Expression written, String text) {
        boolean found = defined.stream().anyMatch(entry -> entry.key().equals(name) || uniform(name).equals(name)
            && uniform(entry.key()).equals(name));
        if (found || supply.provides(name)) return Optional.empty();
        Entry entry = defined.get(0);
        if (!uniform(entry.key()).equals(entry.key())) return Optional.empty();
        String what = reference.fallback().isPresent() ? "does not find `" + entry.key() + "`: the default is always used"
            : "does not find `" + entry.key()
            + "`: the application does not start (\"Could not resolve placeholder\"), for `@Value` finds other spellings only when it is "
                + "given the one with dashes";
        return Optional.of(new Flaw<>(Kind.NAME_NOT_FOUND, what, "write `${" + entry.key() + "}`", Certainty.CERTAIN,
            List.of(new Evidence(entry.keySpan(), "defined here")),
            written instanceof Expression.Literal && Placeholders.in(text).get(0).start() == 0
                ? List.of(new Fix("Write " + entry.key(), Fix.Safety.SAFE,
                List.of(new TextEdit(new Span(at.file(), at.start() + 3, at.start() + 3 + name.length()), entry.key())))) : List.of()));
    }

    /** The form with dashes and lower case, in which {@code @Value} finds every spelling. */
    private static String uniform(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private Optional<Flaw<Kind>> onlyInDevelopment(String name, Reference reference, List<Entry> defined) {
        if (reference.fallback().isPresent() || supply.provides(name) || supply.mayHoldMore()) return Optional.empty();
        Set<String> profiles = new TreeSet<>();
        for (Map.Entry<String, ConfigFile> file : config.files().entrySet()) {
            for (Entry entry : file.getValue().entries()) {
                if (!defined.contains(entry)) continue;
                if (file.getValue().profile().isEmpty() && entry.profiles().isEmpty()) return Optional.empty();
                if (!file.getValue().profile().isEmpty()) profiles.add(file.getValue().profile());
                profiles.addAll(entry.profiles());
            }
        }
        if (profiles.isEmpty() || !profiles.stream().allMatch(Supply::isOther)) return Optional.empty();
        return Optional.of(new Flaw<>(Kind.NOT_IN_PRODUCTION, "is defined only in the profile " + String.join(", ", profiles)
            + ": in any other the application does not start (\"Could not resolve placeholder\")", "define it without a profile as `${"
                + Supply.variable(name) + "}`, and set that where the application runs",
            Certainty.LIKELY, List.of(new Evidence(defined.get(0).keySpan(), "defined here")), List.of()));
    }

    private void blank(String name, List<Entry> defined, Span at, Set<Span> said) {
        if (supply.provides(name) || supply.mayHoldMore() || supply.purpose(name) != Purpose.SIGNING) return;
        Entry entry = config.entry(name).orElse(null);
        if (entry == null || entry.strength().filter(s -> s.kind() == Strength.Kind.EMPTY).isEmpty()
            || !Placeholders.in(entry.text()).isEmpty() || !said.add(entry.keySpan())) return;
        model.add(new SecretNeed(entry.keySpan(), entry.key(),
            List.of(ConfigSecrets.empty(Supply.variable(name)).because(new Evidence(at, "read here")))));
    }
}
