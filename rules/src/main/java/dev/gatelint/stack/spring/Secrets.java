package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.model.Settings;
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
import java.util.stream.Collectors;

/**
 * Secrets that an application gets from its configuration. What a missing, empty or unresolved one does was asked of Boot 2.7, 3.5 and 4.1:
 * {@code @Value} stops the start when nothing defines the name, and takes an empty value as it is; {@code @ConfigurationProperties} leaves a
 * missing one null and takes <code>${NAME}</code> as the text itself when nothing defines NAME.
 */
final class Secrets {
    private static final Set<String> OTHER_PROFILES = Set.of("dev", "develop", "development", "local", "test", "tests", "it", "ci", "demo", "e2e", "mock", "h2", "integration", "unit-test");
    private final SpringApplication application;
    private final Sources sources;
    private final Configuration config;
    private final Settings settings;
    private final Model.Builder model;
    private final Set<String> bound = new TreeSet<>();
    /** Sources of configuration that nobody can see from here: a config server, a vault. */
    private final boolean external;

    /** Names that configuration files of any application of the project define, canonical. */
    private final Set<String> elsewhere;

    private Secrets(SpringApplication application, Project project, Model.Builder model) {
        this.application = application;
        this.sources = application.sources();
        this.config = application.config();
        this.settings = project.settings();
        this.elsewhere = project.facts(Spring.NAME, ConfigFile.class).values().stream().flatMap(file -> file.entries().stream()).map(entry -> Configuration.canonical(entry.key())).collect(Collectors.toSet());
        this.model = model;
        this.external = config.files().values().stream().flatMap(file -> file.entries().stream())
            .anyMatch(e -> e.key().startsWith("spring.config.import") || e.key().startsWith("spring.cloud.config.") || e.key().startsWith("spring.cloud.nacos.config") || e.key().startsWith("spring.cloud.vault")
                || e.key().startsWith("spring.cloud.consul.config") || e.key().startsWith("spring.config.additional-location"))
            || application.dependsOn("org.springframework.cloud:spring-cloud-starter-config", "com.alibaba.cloud:spring-cloud-starter-alibaba-nacos-config", "org.springframework.cloud:spring-cloud-starter-vault-config",
                "org.springframework.cloud:spring-cloud-starter-consul-config", "org.springframework.cloud:spring-cloud-starter-kubernetes-client-config");
    }

    static void link(SpringApplication application, Project project, Model.Builder model) {
        Secrets secrets = new Secrets(application, project, model);
        secrets.findBound();
        Set<Span> said = new HashSet<>();
        secrets.values(said);
        secrets.entries(said);
    }

    /** Prefixes that {@code @ConfigurationProperties} classes bind, canonical. */
    private void findBound() {
        String name = "org.springframework.boot.context.properties.ConfigurationProperties";
        for (Sources.Type type : sources.types()) {
            List<Annotation> all = new ArrayList<>(type.declared().annotations());
            type.declared().methods().forEach(method -> all.addAll(method.annotations()));
            for (Annotation annotation : all) {
                if (!annotation.simpleName().equals("ConfigurationProperties") || !sources.means(type, annotation.name(), name)) continue;
                annotation.get("prefix").or(() -> annotation.get("value")).flatMap(e -> sources.text(type, e)).ifPresent(prefix -> bound.add(Configuration.canonical(prefix)));
            }
        }
    }

    private boolean isBound(String key) {
        String canonical = Configuration.canonical(key);
        return bound.stream().anyMatch(prefix -> prefix.isEmpty() || canonical.startsWith(prefix + "."));
    }

    /** The environment variable that Boot looks for, for a property. */
    private static String variable(String key) {
        return key.replaceAll("[-\\[\\]]", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private boolean provided(String name) {
        if (settings.providedSecrets().contains(name) || settings.providedSecrets().contains(variable(name))) return true;
        return application.environment().given().stream().anyMatch(one -> (one.name().equals(name) || one.name().equals(variable(name))) && switch (one.stage()) {
            case PRODUCTION, LOCAL, BUILD, UNREAD -> true;
            case DEVELOPMENT, TEST, DOCUMENTATION -> false;
        });
    }

    private boolean isOther(String profile) {
        return OTHER_PROFILES.contains(profile.toLowerCase(Locale.ROOT));
    }

    /** Secrets in configuration files. */
    private void entries(Set<Span> said) {
        config.files().forEach((path, file) -> {
            for (Entry entry : file.entries()) {
                if (!entry.secret() || !said.add(entry.keySpan())) continue;
                boolean other = !file.profile().isEmpty() && isOther(file.profile()) && !config.activeProfiles().contains(file.profile()) || entry.profiles().stream().anyMatch(this::isOther) && entry.profiles().stream().noneMatch(config.activeProfiles()::contains);
                if (!other) entry(entry, most(path, file, entry));
            }
        });
    }

    /** How sure one can be that production reads this entry, and that it is one that counts. */
    private Certainty most(String path, ConfigFile file, Entry entry) {
        if (path.toLowerCase(Locale.ROOT).matches("(.*[/_-])?(samples?|examples?|demos?|tutorials?)([/_-].*)?")) return Certainty.POSSIBLE;
        Set<String> profiles = new TreeSet<>(entry.profiles());
        if (!file.profile().isEmpty()) profiles.add(file.profile());
        boolean read = profiles.isEmpty() || profiles.stream().anyMatch(profile -> config.activeProfiles().contains(profile) || profile.toLowerCase(Locale.ROOT).startsWith("prod"));
        return read ? Certainty.CERTAIN : Certainty.LIKELY;
    }

    private void entry(Entry entry, Certainty most) {
        List<Flaw<Kind>> flaws = new ArrayList<>();
        List<Reference> references = Placeholders.in(entry.text());
        if (entry.strength().isPresent() && references.isEmpty()) flaws.addAll(written(entry, entry.strength().get()));
        if (references.size() == 1) {
            Reference reference = references.get(0);
            if (entry.strength().isPresent()) flaws.addAll(fallback(entry, reference, entry.strength().get()));
            else if (reference.fallback().isEmpty() && isUnresolved(reference.name()) && isBound(entry.key()) && Secrecy.purpose(entry.key()) == Purpose.SIGNING) {
                flaws.add(new Flaw<>(Kind.LITERAL_PLACEHOLDER, "is the text `${" + reference.name() + "}` itself when " + reference.name()
                    + " is not set: `@ConfigurationProperties` binds it without an error, and anyone who knows the sources can sign tokens",
                    "set " + reference.name() + " where the application runs, and let the start fail without it: `@Validated` with `@Pattern(regexp = \"(?!\\\\$\\\\{).+\")`", Certainty.LIKELY, List.of(), List.of()));
            }
        }
        flaws.replaceAll(flaw -> flaw.with(flaw.certainty().compareTo(most) > 0 ? flaw.certainty() : most));
        if (!flaws.isEmpty()) model.add(new SecretNeed(entry.keySpan(), entry.key(), flaws));
    }

    private static Fix fromEnvironment(Entry entry, String variable) {
        return new Fix("Take it from " + variable, Fix.Safety.REVIEW, List.of(new TextEdit(entry.span(), "${" + variable + "}")));
    }

    private boolean isUnresolved(String name) {
        return config.everywhere(name).isEmpty() && !provided(name) && !external && !application.environment().mayHoldMore();
    }

    /** What is wrong with a secret that is written out in a file that production reads. */
    private static List<Flaw<Kind>> written(Entry entry, Strength strength) {
        String variable = variable(entry.key());
        String remedy = "take it from the environment: `${" + variable + "}`";
        Fix fix = fromEnvironment(entry, variable);
        Purpose purpose = Secrecy.purpose(entry.key());
        if (purpose == Purpose.SIGNING) return signing(strength, "", remedy, Certainty.CERTAIN).stream().map(flaw -> flaw.kind() == Kind.EMPTY ? flaw : flaw.repairedBy(fix)).filter(flaw -> flaw.kind() != Kind.EMPTY).toList();
        boolean login = purpose == Purpose.LOGIN;
        if (strength.kind() == Strength.Kind.EMPTY || !login && strength.bytes() > 0 && strength.placeholder()) return List.of();
        boolean known = strength.kind() == Strength.Kind.KNOWN;
        String effect = known ? "has a value that everyone tries first" : "is written into a file of the sources";
        String who = !login ? "" : known ? ": whoever finds the login gets in" : ": whoever can read them can log in";
        return List.of(new Flaw<>(known ? Kind.KNOWN_VALUE : Kind.HARD_CODED, effect + who, remedy, login ? Certainty.CERTAIN : Certainty.POSSIBLE, List.of(), List.of(fix)));
    }

    /** What is wrong with a signing key. {@code when} stands before the effect, such as {@code when X is not set, }. */
    static List<Flaw<Kind>> signing(Strength strength, String when, String remedy, Certainty certainty) {
        String forge = "whoever knows it can sign a token for any user";
        return switch (strength.kind()) {
            case EMPTY -> List.of(new Flaw<>(Kind.EMPTY, when + "is empty: no token can be signed or checked with it", remedy, certainty, List.of(), List.of()));
            case KNOWN -> List.of(new Flaw<>(Kind.KNOWN_VALUE, when + "has a value that is in everyone's word list: " + forge, remedy, certainty, List.of(), List.of()));
            case LITERAL -> {
                List<Flaw<Kind>> flaws = new ArrayList<>();
                flaws.add(new Flaw<>(Kind.HARD_CODED, when + "is written into the sources: " + forge, remedy, certainty, List.of(), List.of()));
                if (strength.bytes() < 32) {
                    flaws.add(new Flaw<>(Kind.WEAK, when + "has " + strength.bytes() + " bytes, fewer than the 32 of HMAC-SHA-256: it can be found by trying, from one token",
                        "make it of at least 32 random bytes", certainty == Certainty.CERTAIN ? Certainty.LIKELY : Certainty.POSSIBLE, List.of(), List.of()));
                }
                yield flaws;
            }
        };
    }

    /** <code>${NAME:default}</code> */
    private List<Flaw<Kind>> fallback(Entry entry, Reference reference, Strength strength) {
        boolean set = provided(reference.name()) || !config.everywhere(reference.name()).isEmpty();
        Purpose purpose = Secrecy.purpose(entry.key());
        if (purpose == Purpose.SERVICE || strength.kind() == Strength.Kind.EMPTY && (set || external || application.environment().mayHoldMore())) return List.of();
        String remedy = "leave out the default, so that the start fails without " + reference.name();
        return signing(strength, "falls back to a default when " + reference.name() + " is not set, which ", remedy, set ? Certainty.POSSIBLE : Certainty.LIKELY).stream().limit(1)
            .map(flaw -> flaw.repairedBy(new Fix("Leave out the default", Fix.Safety.REVIEW, List.of(new TextEdit(entry.span(), "${" + reference.name() + "}"))))).toList();
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
                    sources.annotation(type, parameter.annotations(), full).ifPresent(annotation -> value(type, annotation, parameter.name(), said));
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
            Optional<Strength> fallback = reference.fallback().flatMap(f -> f.isEmpty() ? Optional.of(new Strength(Strength.Kind.EMPTY, 0)) : Secrecy.marked(f));
            boolean unseen = provided(name) || external || application.environment().mayHoldMore();
            if (reference.fallback().isEmpty() && !unseen && application.bootable() && !config.files().isEmpty() && !elsewhere.contains(Configuration.canonical(name))) flaws.add(absent(name));
            if (fallback.isPresent() && Secrecy.purpose(name) == Purpose.SIGNING && (fallback.get().kind() != Strength.Kind.EMPTY || !unseen)) {
                flaws.addAll(signing(fallback.get(), "falls back to a default when nothing defines it, which ", "leave out the default, so that the start fails without it", Certainty.LIKELY));
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
            "define it, or set " + variable(name) + " where the application runs", Certainty.LIKELY, List.of(), List.of());
    }

    /** {@code @Value("jwt.secret")}: the text itself. */
    private void bare(Span at, String text, String variable) {
        if (!Secrecy.isSecretName(variable) || config.everywhere(text).isEmpty() || !text.contains(".")) return;
        Fix fix = new Fix("Write ${" + text + "}", Fix.Safety.REVIEW, List.of(new TextEdit(at, "\"${" + text + "}\"")));
        model.add(new SecretNeed(at, text, List.of(new Flaw<>(Kind.LITERAL_PLACEHOLDER, "is not looked up without `${` and `}`: the secret is the name of the property, which anyone can read in the sources",
            "write `${" + text + "}`", Certainty.CERTAIN, List.of(new Evidence(config.everywhere(text).get(0).keySpan(), "defined here")), List.of(fix)))));
    }

    /** A name that {@code @Value} does not find although a property of almost that name is there: its dashes have to be written. */
    private Optional<Flaw<Kind>> spelled(String name, Reference reference, List<Entry> defined, Span at, Expression written, String text) {
        boolean found = defined.stream().anyMatch(entry -> entry.key().equals(name) || uniform(name).equals(name) && uniform(entry.key()).equals(name));
        if (found || provided(name)) return Optional.empty();
        Entry entry = defined.get(0);
        if (!uniform(entry.key()).equals(entry.key())) return Optional.empty();
        String what = reference.fallback().isPresent() ? "does not find `" + entry.key() + "`: the default is always used" : "does not find `" + entry.key()
            + "`: the application does not start (\"Could not resolve placeholder\"), for `@Value` finds other spellings only when it is given the one with dashes";
        return Optional.of(new Flaw<>(Kind.NAME_NOT_FOUND, what, "write `${" + entry.key() + "}`", Certainty.CERTAIN, List.of(new Evidence(entry.keySpan(), "defined here")),
            written instanceof Expression.Literal && Placeholders.in(text).get(0).start() == 0 ? List.of(new Fix("Write " + entry.key(), Fix.Safety.SAFE, List.of(new TextEdit(new Span(at.file(), at.start() + 3, at.start() + 3 + name.length()), entry.key())))) : List.of()));
    }

    /** The form with dashes and lower case, in which {@code @Value} finds every spelling. */
    private static String uniform(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private Optional<Flaw<Kind>> onlyInDevelopment(String name, Reference reference, List<Entry> defined) {
        if (reference.fallback().isPresent() || provided(name) || external || application.environment().mayHoldMore()) return Optional.empty();
        Set<String> profiles = new TreeSet<>();
        for (Map.Entry<String, ConfigFile> file : config.files().entrySet()) {
            for (Entry entry : file.getValue().entries()) {
                if (!defined.contains(entry)) continue;
                if (file.getValue().profile().isEmpty() && entry.profiles().isEmpty()) return Optional.empty();
                if (!file.getValue().profile().isEmpty()) profiles.add(file.getValue().profile());
                profiles.addAll(entry.profiles());
            }
        }
        if (profiles.isEmpty() || !profiles.stream().allMatch(this::isOther)) return Optional.empty();
        return Optional.of(new Flaw<>(Kind.NOT_IN_PRODUCTION, "is defined only in the profile " + String.join(", ", profiles)
            + ": in any other the application does not start (\"Could not resolve placeholder\")", "define it without a profile as `${" + variable(name) + "}`, and set that where the application runs",
            Certainty.LIKELY, List.of(new Evidence(defined.get(0).keySpan(), "defined here")), List.of()));
    }

    private void blank(String name, List<Entry> defined, Span at, Set<Span> said) {
        if (provided(name) || external || Secrecy.purpose(name) != Purpose.SIGNING) return;
        Entry entry = config.entry(name).orElse(null);
        if (entry == null || entry.strength().filter(s -> s.kind() == Strength.Kind.EMPTY).isEmpty() || !Placeholders.in(entry.text()).isEmpty() || !said.add(entry.keySpan())) return;
        model.add(new SecretNeed(entry.keySpan(), entry.key(), List.of(new Flaw<>(Kind.EMPTY, "is empty: the application starts with it, and no token can be signed or checked",
            "set it to `${" + variable(name) + "}`", Certainty.CERTAIN, List.of(new Evidence(at, "read here")), List.of()))));
    }
}
