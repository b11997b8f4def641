package dev.gatelint.stack.spring;

import dev.gatelint.model.Settings;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.deploy.Provision;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What gives an application its properties, and which of them it binds or signs with. */
final class Supply {
    private static final Set<String> OTHER_PROFILES = Set.of("dev", "develop", "development", "local", "test", "tests", "it", "ci", "demo",
        "e2e", "mock",
        "h2", "integration", "unit-test");
    private static final String BINDS = "org.springframework.boot.context.properties.ConfigurationProperties";
    private static final String VALUE = "org.springframework.beans.factory.annotation.Value";
    private static final List<String> SERVERS = List.of("spring.config.import", "spring.cloud.config.", "spring.cloud.nacos.config",
        "spring.cloud.vault",
        "spring.cloud.consul.config", "spring.config.additional-location");
    private final SpringApplication application;
    private final Settings settings;
    private final Set<String> bound = new TreeSet<>();
    private final Set<String> signing = new HashSet<>();
    private final Set<String> elsewhere;
    private final boolean external;

    Supply(SpringApplication application, Project project) {
        this.application = application;
        this.settings = project.settings();
        this.elsewhere = project.facts(Spring.NAME, ConfigFile.class).values().stream().flatMap(file -> file.entries().stream())
            .map(entry -> Configuration.canonical(entry.key())).collect(Collectors.toSet());
        this.external = application.config().files().values().stream().flatMap(file -> file.entries().stream())
            .anyMatch(entry -> SERVERS.stream().anyMatch(entry.key()::startsWith))
            || application.dependsOn("org.springframework.cloud:spring-cloud-starter-config",
                "com.alibaba.cloud:spring-cloud-starter-alibaba-nacos-config",
                "org.springframework.cloud:spring-cloud-starter-vault-config",
                    "org.springframework.cloud:spring-cloud-starter-consul-config",
                "org.springframework.cloud:spring-cloud-starter-kubernetes-client-config");
        application.sources().types().forEach(this::read);
    }

    private void read(Sources.Type type) {
        Sources sources = application.sources();
        List<Annotation> all = new ArrayList<>(type.declared().annotations());
        type.declared().methods().forEach(method -> all.addAll(method.annotations()));
        for (Annotation annotation : all) {
            if (!annotation.simpleName().equals("ConfigurationProperties") || !sources.means(type, annotation.name(), BINDS)) continue;
            annotation.get("prefix").or(() -> annotation.get("value")).flatMap(e -> sources.text(type, e))
                .ifPresent(prefix -> bound.add(Configuration.canonical(prefix)));
        }
        for (JavaField field : type.declared().fields()) {
            Optional<String> text = sources.annotation(type, field.annotations(), VALUE).flatMap(a -> a.get("value"))
                .flatMap(e -> sources.text(type, e));
            if (text.isEmpty() || !signs(type, field.name())) continue;
            Placeholders.in(text.get()).forEach(reference -> signing.add(Configuration.canonical(reference.name())));
        }
    }

    /** True when a call that makes a signing key has this field in its arguments. */
    private static boolean signs(Sources.Type type, String field) {
        return type.declared().methods().stream().flatMap(method -> method.body().stream())
            .flatMap(body -> body.all(Expression.Call.class).stream())
            .filter(call -> Secrecy.signs(call.name() + "()")).flatMap(call -> call.arguments().stream())
            .anyMatch(argument -> argument.all(Expression.Name.class).stream().anyMatch(name -> name.text().equals(field)));
    }

    /** What a property is for: as its name says, or as the code uses it. */
    Secrecy.Purpose purpose(String key) {
        return signing.contains(Configuration.canonical(key)) ? Secrecy.Purpose.SIGNING : Secrecy.purpose(key);
    }

    /** What one can do who knows the value of a property that is a key. */
    String effect(String key) {
        return signing.contains(Configuration.canonical(key)) ? SigningKeys.TOKENS : SigningKeys.effect(key);
    }

    boolean isBound(String key) {
        String canonical = Configuration.canonical(key);
        return bound.stream().anyMatch(prefix -> prefix.isEmpty() || canonical.startsWith(prefix + "."));
    }

    /** The environment variable that Boot looks for, for a property. */
    static String variable(String key) {
        return key.replaceAll("[-\\[\\]]", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** True when a deployment gives this property or variable, or the project says that the platform does. */
    boolean provides(String name) {
        if (settings.providedSecrets().contains(name) || settings.providedSecrets().contains(variable(name))) return true;
        return application.environment().given().stream().anyMatch(one -> (one.name().equals(name) || one.name().equals(variable(name)))
            && switch (one.stage()) {
            case PRODUCTION, LOCAL, BUILD, UNREAD -> true;
            case DEVELOPMENT, TEST, DOCUMENTATION -> false;
        });
    }

    /** True when sources that nobody can see from here may give more: a config server, a vault, a hosting platform. */
    boolean mayHoldMore() {
        return external || application.environment().mayHoldMore();
    }

    /** True when a file says what the application gets where it runs. */
    boolean isDescribed() {
        return application.environment().given().stream().anyMatch(one -> one.stage() == Provision.Stage.PRODUCTION);
    }

    /** True when no file of this application defines it, nothing provides it, and nothing unseen can. */
    boolean lacks(String name) {
        return application.config().everywhere(name).isEmpty() && !provides(name) && !mayHoldMore();
    }

    /** True when a configuration file of any application of the project defines it. */
    boolean definedSomewhere(String name) {
        return elsewhere.contains(Configuration.canonical(name));
    }

    /** True for a profile that is not one of production. */
    static boolean isOther(String profile) {
        return OTHER_PROFILES.contains(profile.toLowerCase(Locale.ROOT));
    }
}
