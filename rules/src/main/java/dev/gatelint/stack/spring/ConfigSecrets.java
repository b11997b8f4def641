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
import dev.gatelint.stack.spring.ConfigFile.Entry;
import dev.gatelint.stack.spring.Placeholders.Reference;
import dev.gatelint.stack.spring.Secrecy.Purpose;
import dev.gatelint.stack.spring.Secrecy.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Secrets in configuration files. Asked of Boot 2.7, 3.5 and 4.1: {@code @ConfigurationProperties} leaves a missing one null, takes an
 * empty one as it is, and takes <code>${NAME}</code> as the text itself when nothing defines NAME.
 */
final class ConfigSecrets {
    private final Configuration config;
    private final Supply supply;
    private final Model.Builder model;

    private ConfigSecrets(Configuration config, Supply supply, Model.Builder model) {
        this.config = config;
        this.supply = supply;
        this.model = model;
    }

    /** @param said keys of which something has been said */
    static void link(Configuration config, Supply supply, Set<Span> said, Model.Builder model) {
        ConfigSecrets secrets = new ConfigSecrets(config, supply, model);
        config.files().forEach((path, file) -> {
            for (Entry entry : file.entries()) {
                if (entry.secret() && !secrets.isOther(file, entry) && said.add(entry.keySpan())) secrets.entry(file, entry,
                    secrets.most(path, file, entry));
            }
        });
    }

    /** True when only a profile that is not one of production reads it. */
    private boolean isOther(ConfigFile file, Entry entry) {
        Set<String> active = config.activeProfiles();
        return !file.profile().isEmpty() && Supply.isOther(file.profile()) && !active.contains(file.profile())
            || entry.profiles().stream().anyMatch(Supply::isOther) && entry.profiles().stream().noneMatch(active::contains);
    }

    /** How sure one can be that production reads this entry, and that it is one that counts. */
    private Certainty most(String path, ConfigFile file, Entry entry) {
        if (Secrecy.isSample(path)) return Certainty.POSSIBLE;
        Set<String> profiles = new TreeSet<>(entry.profiles());
        if (!file.profile().isEmpty()) profiles.add(file.profile());
        boolean read = profiles.isEmpty() || profiles.stream().anyMatch(profile -> config.activeProfiles().contains(profile)
            || profile.startsWith("prod"));
        return read ? Certainty.CERTAIN : Certainty.LIKELY;
    }

    private void entry(ConfigFile file, Entry entry, Certainty most) {
        List<Flaw<Kind>> flaws = new ArrayList<>();
        List<Reference> references = Placeholders.in(entry.text());
        if (entry.strength().isPresent() && references.isEmpty()) flaws.addAll(written(file, entry, entry.strength().get()));
        if (references.size() == 1) {
            Reference reference = references.get(0);
            if (entry.strength().isPresent()) flaws.addAll(fallback(entry, reference, entry.strength().get()));
            else if (reference.fallback().isEmpty() && supply.lacks(reference.name())) flaws.addAll(unresolved(entry, reference));
        }
        flaws.replaceAll(flaw -> flaw.with(flaw.certainty().compareTo(most) > 0 ? flaw.certainty() : most));
        if (!flaws.isEmpty()) model.add(new SecretNeed(entry.keySpan(), entry.key(), flaws));
    }

    private List<Flaw<Kind>> unresolved(Entry entry, Reference reference) {
        String text = "is the text `${" + reference.name() + "}` itself when " + reference.name() + " is not set: ";
        if (supply.isBound(entry.key()) && supply.purpose(entry.key()) == Purpose.SIGNING) {
            return List.of(new Flaw<>(Kind.LITERAL_PLACEHOLDER, text
                + "`@ConfigurationProperties` binds it without an error, and anyone who knows the sources can "
                + "sign tokens", "set " + reference.name()
                    + " where the application runs, and let the start fail without it: `@Validated` with "
                + "`@Pattern(regexp = \"(?!\\\\$\\\\{).+\")`", Certainty.LIKELY, List.of(), List.of()));
        }
        // nothing says where it runs: then the platform is likely to set it
        if (!entry.key().matches("spring\\.security\\.oauth2\\.client\\.registration\\..*") || !supply.isDescribed()) return List.of();
        return List.of(new Flaw<>(Kind.LITERAL_PLACEHOLDER, text
            + "the application starts with it, and every login fails when the provider is asked for the token",
            "set " + reference.name() + " where the application runs", Certainty.LIKELY, List.of(), List.of()));
    }

    /** What is wrong with a secret that is written out in a file that production reads. */
    private List<Flaw<Kind>> written(ConfigFile file, Entry entry, Strength strength) {
        String variable = Supply.variable(entry.key());
        String remedy = "take it from the environment: `${" + variable + "}`";
        Fix fix = new Fix("Take it from " + variable, Fix.Safety.REVIEW, List.of(new TextEdit(entry.span(), "${" + variable + "}")));
        Purpose purpose = supply.purpose(entry.key());
        if (purpose == Purpose.SIGNING) {
            if (strength.kind() == Strength.Kind.EMPTY) return supply.isBound(entry.key()) && !supply.provides(entry.key())
                && !supply.mayHoldMore()
                ? List.of(empty(variable)) : List.of();
            return SigningKeys.flaws(strength, "", supply.effect(entry.key()), remedy, Certainty.CERTAIN).stream()
                .map(flaw -> flaw.repairedBy(fix)).toList();
        }
        boolean login = purpose == Purpose.LOGIN;
        if (strength.kind() == Strength.Kind.EMPTY || !login && strength.bytes() > 0 && strength.placeholder()) return List.of();
        List<Evidence> encrypted = encrypted(file, entry);
        if (!encrypted.isEmpty()) {
            return List.of(new Flaw<>(Kind.HARD_CODED,
                "is written beside the values that it encrypts: whoever can read the file can decrypt all of them", remedy,
                Certainty.CERTAIN, encrypted, List.of(fix)));
        }
        boolean known = strength.kind() == Strength.Kind.KNOWN;
        String effect = known ? "has a value that everyone tries first" : "is written into a file of the sources";
        String who = !login ? "" : known ? ": whoever finds the login gets in" : ": whoever can read them can log in";
        return List.of(new Flaw<>(known ? Kind.KNOWN_VALUE : Kind.HARD_CODED, effect + who, remedy, login ? Certainty.CERTAIN
            : Certainty.POSSIBLE, List.of(),
            List.of(fix)));
    }

    static Flaw<Kind> empty(String variable) {
        return Flaw.certain(Kind.EMPTY, "is empty: the application starts with it, and no token can be signed or checked", "set it to `${"
            + variable + "}`");
    }

    /** Values that jasypt decrypts with this password, when it is that one. */
    private List<Evidence> encrypted(ConfigFile file, Entry entry) {
        if (!Configuration.canonical(entry.key()).equals("jasypt.encryptor.password")) return List.of();
        return config.files().values().stream().filter(other -> other.equals(file) || file.profile().isEmpty())
            .flatMap(other -> other.entries().stream())
            .filter(Entry::encrypted).limit(3).map(other -> new Evidence(other.keySpan(), "is encrypted with it")).toList();
    }

    /** <code>${NAME:default}</code> */
    private List<Flaw<Kind>> fallback(Entry entry, Reference reference, Strength strength) {
        boolean set = supply.provides(reference.name()) || !config.everywhere(reference.name()).isEmpty();
        Purpose purpose = supply.purpose(entry.key());
        if (purpose == Purpose.SERVICE || strength.kind() == Strength.Kind.EMPTY && (set || supply.mayHoldMore())) return List.of();
        String remedy = "leave out the default, so that the start fails without " + reference.name();
        String when = "falls back to a default when " + reference.name() + " is not set, which ";
        Fix fix = new Fix("Leave out the default", Fix.Safety.REVIEW, List.of(new TextEdit(entry.span(), "${" + reference.name() + "}")));
        return SigningKeys.flaws(strength, when, supply.effect(entry.key()), remedy, set ? Certainty.POSSIBLE : Certainty.LIKELY).stream()
            .limit(1)
            .map(flaw -> flaw.repairedBy(fix)).toList();
    }
}
