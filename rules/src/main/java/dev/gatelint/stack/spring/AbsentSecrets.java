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
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the configuration of Boot itself needs and does not get. Asked of Boot 2.7, 3.5 and 4.1: without its secret a client of OAuth 2
 * starts and sends people to the provider; without the file of a key the application does not start; an import whose ending no loader
 * knows stops the start, and with {@code optional:} nothing is read.
 */
final class AbsentSecrets {
    private static final Pattern CLIENT = Pattern.compile("(spring\\.security\\.oauth2\\.client\\.registration\\.([^.]+))\\.client-?id",
        Pattern.CASE_INSENSITIVE);
    private static final Pattern IMPORT = Pattern.compile("spring\\.config\\.import(\\[\\d+])?");
    private static final Pattern LOCATION = Pattern.compile("(optional:)?((?:file:|classpath:)?[^:*${}\\[\\]]+)");
    /** Endings that Boot reads, and folders. */
    private static final Pattern READABLE = Pattern.compile("(?i).*(\\.(properties|xml|ya?ml)|/|\\\\)");
    private static final Pattern KEY_FILE = Pattern.compile("classpath:/?(?:\\./)?([^*${}]+\\.(pem|pub|key|crt|cer|p12|pfx|jks|keystore))");
    private final SpringApplication application;
    private final Project project;
    private final Supply supply;
    private final Model.Builder model;

    private AbsentSecrets(SpringApplication application, Project project, Supply supply, Model.Builder model) {
        this.application = application;
        this.project = project;
        this.supply = supply;
        this.model = model;
    }

    static void link(SpringApplication application, Project project, Supply supply, Model.Builder model) {
        AbsentSecrets absent = new AbsentSecrets(application, project, supply, model);
        application.config().files().values().forEach(file -> file.entries().forEach(entry -> {
            boolean other = Supply.isOther(file.profile()) || entry.profiles().stream().anyMatch(Supply::isOther);
            if (!other) {
                absent.client(entry);
                absent.imported(entry);
            }
            absent.keyFile(entry);
        }));
    }

    /** {@code spring.config.import=optional:file:./secret.env}: what no loader can read is left out without a word. */
    private void imported(Entry entry) {
        if (!IMPORT.matcher(entry.key()).matches() || application.sources().types().stream()
            .anyMatch(type -> sources().isA(type, "org.springframework.boot.env.PropertySourceLoader"))) return;
        for (String written : entry.text().split("[,;]")) {
            Matcher location = LOCATION.matcher(written.strip());
            if (!location.matches() || READABLE.matcher(location.group(2)).matches()) continue;
            boolean optional = location.group(1) != null;
            String name = location.group(2).substring(location.group(2).lastIndexOf('/') + 1);
            String why = ": no loader of Spring Boot knows its ending" + (optional ? ", and `optional:` keeps that quiet" : "");
            model.add(new SecretNeed(entry.keySpan(), written.strip(), List.of(new Flaw<>(Kind.ABSENT,
                (optional ? "is not read, and what it should set is not set" : "stops the application from starting") + why,
                "write `" + written.strip() + "[.properties]`", name.contains(".env") ? Certainty.CERTAIN : Certainty.LIKELY, List.of(),
                entry.text().equals(written) && entry.span().end() - entry.span().start() == written.length() ? hint(entry) : List.of()))));
        }
    }

    private List<Fix> hint(Entry entry) {
        int end = entry.span().end();
        return List.of(new Fix("Say how it is written", Fix.Safety.REVIEW, List.of(new TextEdit(new Span(entry.span().file(), end, end),
            "[.properties]"))));
    }

    private Sources sources() {
        return application.sources();
    }

    private void client(Entry entry) {
        Matcher client = CLIENT.matcher(entry.key());
        if (!client.matches() || madeInCode()) return;
        String registration = client.group(1);
        String secret = registration + ".client-secret";
        boolean other = !method(registration, "client-authentication-method", "client_secret_basic", "client_secret_post", "basic", "post")
            || !method(registration, "authorization-grant-type", "authorization_code", "client_credentials");
        if (other || !supply.lacks(secret)) return;
        model.add(new SecretNeed(entry.keySpan(), secret,
            List.of(new Flaw<>(Kind.ABSENT, "is given nowhere: the application starts and sends people to the provider, and every login "
            + "fails when the provider is asked for the token (invalid_client)", "set it to `${" + Supply.variable(secret)
                + "}`, or write `client-authentication-method: none` for "
            + "a client that has none", Certainty.LIKELY, List.of(), List.of()))));
    }

    /** True when a setting of a registration is one of these, or not there. */
    private boolean method(String registration, String setting, String... values) {
        List<Entry> all = application.config().everywhere(registration + "." + setting);
        return all.stream().allMatch(entry -> Set.of(values).contains(entry.text()));
    }

    /** Registrations that code makes are not taken from the configuration. */
    private boolean madeInCode() {
        return application.sources().types().stream().flatMap(type -> type.declared().methods().stream())
            .flatMap(method -> method.returns().stream())
            .anyMatch(type -> type.simpleName().endsWith("ClientRegistrationRepository") || type.simpleName().equals("ClientRegistration"));
    }

    private void keyFile(Entry entry) {
        Matcher file = KEY_FILE.matcher(entry.text());
        if (entry.secret() || !file.matches()) return;
        String end = "/" + file.group(1);
        if (project.paths().stream().anyMatch(path -> ("/" + path).endsWith(end))) return;
        model.add(new SecretNeed(entry.keySpan(), entry.key(),
            List.of(new Flaw<>(Kind.ABSENT, "names a file that is not among the sources, " + file.group(1)
            + ": without it the application does not start", "put it where the application runs, and name that place: `file:…`",
                Certainty.LIKELY,
            List.<Evidence>of(), List.of()))));
    }
}
