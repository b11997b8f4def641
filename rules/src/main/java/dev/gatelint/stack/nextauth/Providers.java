package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.stack.deploy.Environment;
import dev.gatelint.stack.deploy.Provision;
import dev.gatelint.stack.deploy.Provision.Stage;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Identity providers that are set up with a variable that nothing gives, while the files of the project give one that is called almost so.
 */
final class Providers {
    private static final Stage[] ANY = Stage.values();
    private final Map<String, Script> scripts;
    private final Names names;
    private final Environment environment;
    private final Absence absence;
    private final int major;

    Providers(Map<String, Script> scripts, Names names, Environment environment, Absence absence, int major) {
        this.scripts = scripts;
        this.names = names;
        this.environment = environment;
        this.absence = absence;
        this.major = major;
    }

    void add(Model.Builder model) {
        Set<String> optional = tested();
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (conditional(at)) return;
            if (at.node() instanceof Expr.Call call && call.callee() instanceof Expr.Name name) {
                Optional<String> provider = provider(path, name);
                if (provider.isEmpty() || call.arguments().size() > 1) return;
                if (call.argument(0) instanceof Expr.Fields fields) given(path, provider.get(), fields, optional, model);
                else if (call.arguments().isEmpty()) inferred(path, provider.get(), name, optional, model);
            } else if (at.node() instanceof Expr.Name name && at.parent() instanceof Expr.Items
                && at.outer().parent() instanceof Expr.Entry entry && entry.name().equals("providers")) {
                provider(path, name).ifPresent(provider -> inferred(path, provider, name, optional, model));
            }
        }));
    }

    /** Not there when something is not set. */
    private static boolean conditional(At at) {
        for (At around = at.outer(); around != null; around = around.outer()) {
            if (around.node() instanceof Expr.Choice || around.node() instanceof Step.If
                || around.node() instanceof Expr.Binary) return true;
        }
        return false;
    }

    private Optional<String> provider(String path, Expr.Name name) {
        return names.modules().origin(path, name.name()) instanceof Modules.External external && external.name().equals("default")
            && external.source().matches("(next-auth|@auth/core)/providers/[\\w-]+")
            ? Optional.of(external.source().replaceFirst(".*/", "")) : Optional.empty();
    }

    private void given(String path, String provider, Expr.Fields fields, Set<String> optional, Model.Builder model) {
        for (String key : List.of("clientId", "clientSecret")) {
            Expr value = fields.value(key);
            if (value == null) continue;
            SecretSource source = SecretSource.of(value);
            if (source.names().size() == 1 && !source.unknown()) say(path, value, provider, source.names().get(0), optional, model);
            source.literal().filter(hidden -> key.equals("clientSecret") && source.names().isEmpty() && !hidden.known()
                && (hidden.length() == 0 || hidden.length() >= 16)).ifPresent(hidden -> model.add(literal(path, hidden)));
        }
        if (fields.value("clientId") == null && !fields.open() && major >= 5) inferred(path, provider, fields, optional, model, "ID");
        if (fields.value("clientSecret") == null && !fields.open() && major >= 5) inferred(path, provider, fields, optional, model,
            "SECRET");
    }

    private static SecretNeed literal(String path, Expr.Hidden hidden) {
        Flaw<Kind> flaw = hidden.length() == 0
            ? new Flaw<>(Kind.EMPTY, "is empty: signing in with this provider fails", "take it from the environment", Certainty.LIKELY,
            List.of(), List.of())
            : new Flaw<>(Kind.HARD_CODED, "stands in the code: everyone who can read the sources can pass for this application at the provider", "take it from the environment",
                Certainty.CERTAIN, List.of(), List.of());
        return new SecretNeed(new Span(path, hidden.start(), hidden.end()), "clientSecret", List.of(flaw));
    }

    private void inferred(String path, String provider, Expr at, Set<String> optional, Model.Builder model) {
        inferred(path, provider, at, optional, model, "ID");
        inferred(path, provider, at, optional, model, "SECRET");
    }

    /** Auth.js 5 takes what is not written from {@code AUTH_GITHUB_ID} and {@code AUTH_GITHUB_SECRET}. */
    private void inferred(String path, String provider, Expr at, Set<String> optional, Model.Builder model, String what) {
        if (major < 5 || provider.matches("credentials|nodemailer|email|resend|sendgrid|postmark|mailgun|passkey|webauthn|forwardemail|loops")) return;
        say(path, at, provider, "AUTH_" + provider.toUpperCase(Locale.ROOT).replace('-', '_') + "_" + what, optional, model);
    }

    private void say(String path, Expr at, String provider, String name, Set<String> optional, Model.Builder model) {
        if (optional.contains(name) || absence.given(List.of(name), ANY) || absence.required(List.of(name))
            || !environment.openEnded().isEmpty()) return;
        Optional<Provision> near = environment.given().stream().filter(one -> alike(one.name(), name, provider) && !reads(one.name()))
            .findFirst();
        if (near.isEmpty()) return;
        Flaw<Kind> flaw = new Flaw<>(Kind.SETTING_ABSENT, "is given nowhere, while " + near.get().name()
            + " is given and nothing reads it: signing in with " + provider + " fails",
            "use one name for both", Certainty.LIKELY, List.of(new Evidence(near.get().at(), "given here")), List.of());
        model.add(new SecretNeed(new Span(path, at.start(), at.end()), name, List.of(flaw)));
    }

    /** The provider's name in both, and the same meaning: an id, or a secret. */
    private static boolean alike(String given, String wanted, String provider) {
        List<String> a = Arrays.asList(given.toUpperCase(Locale.ROOT).split("_"));
        List<String> b = Arrays.asList(wanted.toUpperCase(Locale.ROOT).split("_"));
        String first = provider.toUpperCase(Locale.ROOT).replaceFirst("-.*", "");
        boolean secret = b.contains("SECRET");
        return !given.equals(wanted) && a.contains(first) && b.contains(first) && a.contains("SECRET") == secret
            && (secret || a.contains("ID"));
    }

    private Set<String> read;

    /** Some code reads this variable. */
    private boolean reads(String name) {
        if (read == null) {
            read = new HashSet<>();
            scripts.values().forEach(script -> At.each(script, at -> {
                if (at.node() instanceof Expr.Member member && member.dotted()
                    .matches("(process\\.env|import\\.meta\\.env|env)\\.\\w+")) read.add(member.name());
            }));
        }
        return read.contains(name);
    }

    /** What the code asks for before it uses it. */
    private Set<String> tested() {
        Set<String> found = new HashSet<>();
        scripts.values().forEach(script -> At.each(script, at -> {
            Expr test = at.node() instanceof Expr.Choice choice ? choice.test() : at.node() instanceof Step.If branch ? branch.test()
                : at.node() instanceof Expr.Binary binary && binary.operator().equals("&&") ? binary.left() : null;
            if (test == null) return;
            At.each(null, List.of(test), inner -> {
                if (inner.node() instanceof Expr.Member member && member.dotted()
                    .matches("(process\\.env|env)\\.\\w+")) found.add(member.name());
            });
        }));
        return found;
    }
}
