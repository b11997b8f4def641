package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import dev.gatelint.stack.deploy.Environment;
import dev.gatelint.stack.deploy.Provision;
import dev.gatelint.stack.deploy.Provision.Stage;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.npm.Installed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets that the logins of one application need, and whether they are given. Names and orders are those of next-auth 4.24.15 and
 * 5.0.0-beta.32, read in their sources and run with the secret in each of the places.
 */
final class Secrets {
    private final String folder;
    private final Map<String, Script> scripts;
    private final Names names;
    private final List<AuthConfig> configs;
    private final Optional<Installed> auth;
    private final Environment environment;
    private final Absence absence;

    /** @param provided names that the project says the platform sets */
    Secrets(String folder, Map<String, Script> scripts, Names names, List<AuthConfig> configs, Optional<Installed> auth,
        Environment environment,
            List<String> provided) {
        this.folder = folder;
        this.scripts = scripts;
        this.names = names;
        this.configs = configs;
        this.auth = auth;
        this.environment = environment;
        this.absence = new Absence(scripts, environment, provided);
    }

    void add(Model.Builder model) {
        Optional<Version> version = auth.flatMap(Installed::assumed);
        Set<String> needed = new TreeSet<>();
        if (version.isPresent() && version.get().major() >= 4 && !configs.isEmpty()) {
            AuthConfig config = configs.get(0);
            SecretSource source = SecretSource.of(config.option("secret"));
            List<String> accepted = accepted(version.get());
            List<String> all = Stream.concat(source.names().stream(), accepted.stream()).distinct().toList();
            needed.addAll(all);
            boolean judged = config.closed() && !source.unknown() && source.literal().isEmpty() && config.option("jwt") == null;
            List<Flaw<Kind>> flaws = judged ? absence.flaws(all, without(version.get())) : List.of();
            model.add(new SecretNeed(callee(config), all.get(0), flaws));
            if (version.get().major() >= 5) trust(config, version.get())
                .ifPresent(flaw -> model.add(new SecretNeed(callee(config), "AUTH_TRUST_HOST", List.of(flaw))));
            // options that read the same name give getToken and withAuth the same secret
            boolean own = config.option("secret") != null && !source.unknown() && source.names().stream().noneMatch(accepted::contains);
            if (version.get().major() == 4 && own) unshared(accepted, model);
            if (config.closed() && !source.unknown() && source.literal().isEmpty()) otherSecret(config, source.names().isEmpty() ? accepted
                : source.names(), model);
            if (version.get().major() == 4) url(model);
            if (version.get().major() == 4) jwtSecret(config, model);
        }
        needed.addAll(new OtherSecrets(scripts, names, absence).add(model));
        new SecretValues(environment, needed, version.map(Version::major).orElse(0), basePath()).add(model);
        new SecretLiterals(scripts, names, configs, absence).add(model);
        Set<String> named = environment.given().stream().map(Provision::name).filter(name -> name.startsWith("NEXT_PUBLIC_"))
            .collect(Collectors.toSet());
        new PublicSecrets(scripts, needed, named).add(model);
        if (version.isPresent()) new Providers(scripts, names, environment, absence, version.get().major()).add(model);
    }

    /** The path below which Next serves the application; empty without one. */
    private String basePath() {
        String[] found = {""};
        scripts.forEach((path, script) -> {
            if (path.matches("(.*/)?next\\.config\\.[cm]?[jt]s")) At.each(script, at -> {
                if (at.node() instanceof Expr.Entry entry && entry.name().equals("basePath")
                    && entry.value() instanceof Expr.Text text) found[0] = text.value();
            });
        });
        return found[0];
    }

    private static Span callee(AuthConfig config) {
        Expr callee = config.call().callee();
        return new Span(config.path(), callee.start(), callee.end());
    }

    /** The names that the library reads by itself, the first one first. */
    private static List<String> accepted(Version version) {
        if (version.major() >= 5) return List.of("AUTH_SECRET", "NEXTAUTH_SECRET", "AUTH_SECRET_1", "AUTH_SECRET_2", "AUTH_SECRET_3");
        return version.atLeast("4.24.10") ? List.of("NEXTAUTH_SECRET", "AUTH_SECRET") : List.of("NEXTAUTH_SECRET");
    }

    private boolean given(List<String> wanted, Stage... stages) {
        return absence.given(wanted, stages);
    }

    private static String without(Version version) {
        if (version.major() == 4) {
            return "in production every lookup throws \"There is a problem with the server configuration\", in development getServerSession and getToken are null";
        }
        return version.before("5.0.0-beta.32")
            ? "auth() gives an error object instead of null, so that `if (!session)` lets anyone through" : "auth() is null for everyone";
    }

    /** Auth.js 5 wants to be told that the host of a request can be trusted, unless it runs on Vercel or Cloudflare. */
    private Optional<Flaw<Kind>> trust(AuthConfig config, Version version) {
        List<String> wanted = List.of("AUTH_TRUST_HOST", "AUTH_URL", "VERCEL", "CF_PAGES");
        if (!config.closed() || config.option("trustHost") != null || given(wanted, Stage.PRODUCTION, Stage.LOCAL)
            || !environment.platforms().isEmpty()) return Optional.empty();
        boolean container = environment.lookedAt().stream().anyMatch(path ->
            path.matches("(.*/)?((docker-)?compose[\\w.-]*\\.ya?ml|Dockerfile[\\w.-]*)"));
        boolean seen = environment.gives("AUTH_SECRET", Stage.PRODUCTION, Stage.LOCAL)
            || environment.gives("NEXTAUTH_SECRET", Stage.PRODUCTION, Stage.LOCAL);
        boolean documented = given(wanted, Stage.DOCUMENTATION) || !environment.openEnded().isEmpty();
        if (!container && !seen || documented) return Optional.empty();
        String effect = version.before("5.0.0-beta.32")
            ? "auth() gives an error object instead of null when the application is not on Vercel, so that `if (!session)` lets anyone through"
            : "auth() is null for everyone when the application is not on Vercel";
        return Optional.of(new Flaw<>(Kind.SETTING_ABSENT, "is given nowhere, and no trustHost: " + effect,
            "set AUTH_TRUST_HOST=true or AUTH_URL where the application runs",
            Certainty.LIKELY, List.of(), List.of()));
    }

    /** {@code jwt.secret}, which the handler of the pages router reads and nothing else (read in next-auth/next/index.js of 4.24.15). */
    private void jwtSecret(AuthConfig config, Model.Builder model) {
        if (config.option("secret") != null || !(config.option("jwt") instanceof Expr.Fields jwt) || jwt.value("secret") == null) return;
        SecretSource source = SecretSource.of(jwt.value("secret"));
        if (source.unknown() || source.names().stream().anyMatch(List.of("NEXTAUTH_SECRET", "AUTH_SECRET")::contains)) return;
        boolean looked = scripts.entrySet().stream().anyMatch(entry -> {
            boolean[] found = new boolean[1];
            At.each(entry.getValue(), at -> {
                if (at.node() instanceof Expr.Call call && names.api(entry.getKey(),
                    call.callee()) == Api.GET_SERVER_SESSION) found[0] = true;
            });
            return found[0];
        });
        if (!looked) return;
        Flaw<Kind> flaw = new Flaw<>(Kind.NOT_SHARED,
            "is read by the handler of the pages router only: getServerSession looks for `secret`, and is null or throws for everyone",
            "call it `secret`, beside `jwt`", Certainty.LIKELY, List.of(), List.of());
        Expr at = jwt.value("secret");
        model.add(new SecretNeed(new Span(config.home(), at.start(), at.end()), "jwt.secret", List.of(flaw)));
    }

    /** getToken and withAuth of version 4 know nothing of the options. */
    private void unshared(List<String> accepted, Model.Builder model) {
        if (given(accepted, Stage.PRODUCTION, Stage.LOCAL)) return;
        scripts.forEach((path, script) -> {
            At.each(script, at -> {
                if (!(at.node() instanceof Expr.Call call)) return;
                Api api = names.api(path, call.callee());
                if (api == Api.GET_TOKEN && call.argument(0) instanceof Expr.Fields fields && !fields.open()
                    && fields.value("secret") == null) {
                    model.add(unshared(path, call.callee(), accepted, "is null for everyone"));
                }
                boolean options = call.arguments().stream().anyMatch(argument -> argument instanceof Expr.Fields fields
                    && (fields.open() || fields.value("secret") != null));
                if (api == Api.WITH_AUTH && !options) model.add(unshared(path, call.callee(), accepted,
                    "sends everyone to the error page"));
            });
            for (Script.Export export : script.exports()) {
                if (!export.source().equals("next-auth/middleware")) continue;
                model.add(unshared(path, new Expr.Name(export.start(), export.end(), "next-auth/middleware"), accepted,
                    "sends everyone to the error page"));
            }
        });
    }

    /** {@code getToken} with a secret that is given, and has another name than the one that the login signs with. */
    private void otherSecret(AuthConfig config, List<String> signing, Model.Builder model) {
        if (configs.size() != 1 || config.option("jwt") != null) return;
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (!(at.node() instanceof Expr.Call call) || !(call.argument(0) instanceof Expr.Fields fields) || fields.open()) return;
            if (fields.value("secret") == null || fields.value("salt") != null || fields.value("cookieName") != null
                || names.api(path, call.callee()) != Api.GET_TOKEN) return;
            SecretSource here = SecretSource.of(fields.value("secret"));
            if (here.unknown() || here.literal().isPresent() || here.names().isEmpty()
                || here.names().stream().anyMatch(signing::contains)) return;
            // a name that nothing gives is undefined, and then getToken takes NEXTAUTH_SECRET itself (run on 14.2.35 and 15.5.29)
            if (!given(here.names(), Stage.PRODUCTION, Stage.LOCAL)) return;
            Flaw<Kind> flaw = new Flaw<>(Kind.NOT_SHARED, "is another secret than the " + signing.get(0)
                + " that the login signs with: the token is null for everyone unless both hold the same",
                "take " + signing.get(0) + " in both", Certainty.LIKELY, List.of(new Evidence(callee(config), "signs with "
                + signing.get(0))), List.of());
            Expr secret = fields.value("secret");
            model.add(new SecretNeed(new Span(path, secret.start(), secret.end()), here.names().get(0), List.of(flaw)));
        }));
    }

    private SecretNeed unshared(String path, Expr at, List<String> accepted, String effect) {
        Evidence options = new Evidence(callee(configs.get(0)), "the secret stands only in these options");
        Flaw<Kind> flaw = new Flaw<>(Kind.NOT_SHARED, "is not given, and " + Words.of(at) + " does not see the secret of the options: it "
            + effect,
            "give the secret as " + accepted.get(0) + ", or pass it here", Certainty.LIKELY, List.of(options), List.of());
        return new SecretNeed(new Span(path, at.start(), at.end()), accepted.get(0), List.of(flaw));
    }

    /** {@code getSession({ req })} asks the address of NEXTAUTH_URL. */
    private void url(Model.Builder model) {
        List<String> wanted = List.of("NEXTAUTH_URL", "NEXTAUTH_URL_INTERNAL", "VERCEL", "VERCEL_URL", "AUTH_URL");
        boolean seen = environment.gives("NEXTAUTH_SECRET", Stage.PRODUCTION, Stage.LOCAL);
        if (!seen || environment.mayHoldMore() || given(wanted, Stage.PRODUCTION, Stage.LOCAL, Stage.DOCUMENTATION)) return;
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (!(at.node() instanceof Expr.Call call) || call.arguments().isEmpty()
                || names.api(path, call.callee()) != Api.GET_SESSION) return;
            Place place = Place.of(folder, path, script, at);
            if (!place.where().pages()) return;
            Flaw<Kind> flaw = new Flaw<>(Kind.SETTING_ABSENT, "is given nowhere: `" + Words.of(call)
                + "` then asks http://localhost:3000 and is null when nothing answers there",
                "set it where the application runs", Certainty.LIKELY, List.of(), List.of());
            model.add(new SecretNeed(new Span(path, call.callee().start(), call.callee().end()), "NEXTAUTH_URL", List.of(flaw)));
        }));
    }
}
