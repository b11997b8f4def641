package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.stack.deploy.Environment;
import dev.gatelint.stack.deploy.Provision;
import dev.gatelint.stack.deploy.Provision.Stage;
import dev.gatelint.stack.deploy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be seen to be wrong with the values that files give to secrets. */
final class SecretValues {
    private static final Pattern SECRET = Pattern.compile(".*(SECRET|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_KEY|TOKEN|API_KEY|CREDENTIAL).*");
    private static final Pattern HIDDEN = Pattern.compile("NEXT_PUBLIC_.*(SECRET|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_KEY).*");
    private final Environment environment;
    private final Set<String> needed;

    private final int major;
    private final String basePath;

    /**
     * @param needed the variables that hold the secret of the login
     * @param major  of next-auth, 0 when there is none
     * @param basePath below which Next serves the application, or empty
     */
    SecretValues(Environment environment, Set<String> needed, int major, String basePath) {
        this.major = major;
        this.basePath = basePath;
        this.environment = environment;
        this.needed = needed;
    }

    void add(Model.Builder model) {
        for (Provision one : environment.given()) {
            if (one.stage() == Stage.DOCUMENTATION && needed.contains(one.name()) && one.value().look() == Value.Look.RANDOM) {
                model.add(new SecretNeed(one.at(), one.name(), List.of(new Flaw<>(Kind.HARD_CODED,
                    "looks real in a sample: whoever copies the file signs sessions with a secret that everyone can read",
                    "leave it empty there", Certainty.LIKELY, List.of(), List.of()))));
            }
            if (one.stage() == Stage.DOCUMENTATION || one.stage() == Stage.TEST || one.stage() == Stage.UNREAD) continue;
            List<Flaw<Kind>> flaws = new ArrayList<>();
            if (mangled(one)) flaws.add(mangling(one));
            if (needed.contains(one.name()) && (one.stage() == Stage.PRODUCTION || one.stage() == Stage.LOCAL)) value(one, flaws);
            setting(one).ifPresent(flaws::add);
            if (HIDDEN.matcher(one.name()).matches() && one.value().usable() && dotenv(one)) {
                flaws.add(new Flaw<>(Kind.EXPOSED, "has a name that Next puts into the scripts of the browser", "take NEXT_PUBLIC_ off",
                    Certainty.LIKELY, List.of(), List.of()));
            }
            if (!flaws.isEmpty()) model.add(new SecretNeed(one.at(), one.name(), flaws));
        }
    }

    /** Settings that are no secrets, and whose value does something else than it says. */
    private Optional<Flaw<Kind>> setting(Provision one) {
        Value.Look look = one.value().look();
        if (major >= 5 && one.name().equals("AUTH_TRUST_HOST") && look == Value.Look.FALSE) {
            return Optional.of(new Flaw<>(Kind.SETTING_ABSENT, "is a text here, and any text counts as true", "remove the line",
                Certainty.POSSIBLE, List.of(), List.of()));
        }
        if (major >= 5 && one.name().equals("AUTH_URL") && one.value().kind() == Value.Kind.EMPTY) {
            return Optional.of(new Flaw<>(Kind.SETTING_ABSENT,
                "is empty, and so no host is trusted, also not on Vercel and in development", "remove the line, or give it the address",
                dotenv(one) ? Certainty.LIKELY : Certainty.CERTAIN, List.of(), List.of()));
        }
        boolean production = one.stage() == Stage.PRODUCTION && !one.at().file()
            .matches("(.*/)?(\\.env|(docker-)?compose[\\w.-]*\\.ya?ml|[^/]*[dD]ockerfile[^/]*)");
        if (one.name().matches(major == 4 ? "NEXTAUTH_URL" : "AUTH_URL|NEXTAUTH_URL") && major >= 4 && production
            && look == Value.Look.LOCAL_ADDRESS) {
            return Optional.of(new Flaw<>(Kind.SETTING_ABSENT,
                "is an address of this machine in a file for production: providers send people there after the login",
                "give it the address of the application", Certainty.LIKELY, List.of(), List.of()));
        }
        // read in utils/parse-url.js of 4.24.15: without a path it is /api/auth
        if (major == 4 && !basePath.isEmpty() && one.name().equals("NEXTAUTH_URL") && look == Value.Look.BARE_ADDRESS) {
            return Optional.of(new Flaw<>(Kind.SETTING_ABSENT, "has no path, and the application is served below `" + basePath
                + "`: logins are sent to /api/auth, where nothing is", "write the whole address, with `" + basePath
                + "/api/auth` at its end", Certainty.LIKELY, List.of(), List.of()));
        }
        return Optional.empty();
    }

    static boolean dotenv(Provision one) {
        return one.at().file().substring(one.at().file().lastIndexOf('/') + 1).startsWith(".env");
    }

    private boolean mangled(Provision one) {
        return one.value().mangling() != Value.Mangling.NONE && SECRET.matcher(one.name()).matches();
    }

    /** Run on {@code @next/env} 14.2.35, 15.5.29 and 16.4.6. */
    private static Flaw<Kind> mangling(Provision one) {
        return one.value().mangling() == Value.Mangling.CUT_AT_HASH
            ? Flaw.certain(Kind.MANGLED, "is cut off: without quotes the value ends at `#`", "put the value in quotes")
            : Flaw.certain(Kind.MANGLED, "is changed: `$` and the name behind it are replaced, also inside of quotes",
            "write `\\$` for each `$`");
    }

    private void value(Provision one, List<Flaw<Kind>> flaws) {
        Value value = one.value();
        // compose files are often there to try an application out
        boolean local = one.at().file().matches("(.*/)?(docker-)?compose[\\w.-]*\\.ya?ml");
        Certainty certainty = dotenv(one) || local ? Certainty.LIKELY : Certainty.CERTAIN;
        switch (value.kind()) {
            case EMPTY -> flaws.add(new Flaw<>(Kind.EMPTY,
                "is empty: it counts as missing, and other names of the secret are not looked at any more",
                "give it a value of 32 random bytes, or remove the line", certainty, List.of(), List.of()));
            case PLACEHOLDER -> flaws.add(new Flaw<>(Kind.KNOWN_VALUE,
                "has a value that anyone can guess: with it anyone can sign a session of any user",
                "give it a value of 32 random bytes", certainty, List.of(), List.of()));
            case LITERAL -> {
                if (!dotenv(one)) {
                    flaws.add(new Flaw<>(Kind.HARD_CODED,
                        "stands in a file of the repository: everyone who can read it can sign a session of any user",
                        "pass it on from outside", local ? Certainty.POSSIBLE : Certainty.CERTAIN, List.of(), List.of()));
                } else if (value.size() == Value.Size.BELOW_16 || value.size() == Value.Size.BELOW_32) {
                    flaws.add(new Flaw<>(Kind.WEAK, "is shorter than 32 characters", "give it a value of 32 random bytes",
                        Certainty.LIKELY, List.of(), List.of()));
                }
            }
            case REFERENCE -> { }
        }
    }
}
