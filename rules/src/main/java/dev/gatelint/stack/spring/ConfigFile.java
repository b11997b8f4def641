package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.stack.deploy.Value;
import dev.gatelint.stack.spring.Secrecy.Strength;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import dev.gatelint.syntax.config.Property;
import dev.gatelint.stack.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of Spring Boot's configuration files.
 *
 * @param folder   the folder that it lies in
 * @param profile  of its name, empty for the one that is always read
 * @param entries  in order
 */
record ConfigFile(String folder, String profile, boolean bootstrap, boolean yaml, List<Entry> entries) {
    private static final Pattern NAME = Pattern.compile("(?:.*/)?(application|bootstrap)(?:-([\\w.-]+?))?\\.(properties|ya?ml)");

    ConfigFile {
        entries = List.copyOf(entries);
    }

    /**
     * A property.
     *
     * @param profiles  of its document; empty for one that is always there
     * @param text      the value; of a secret only its placeholders, everything else is replaced by {@code *}
     * @param strength  of a secret that is written out, also as the default of its only placeholder
     * @param secret    true when the name says that it is one
     * @param encrypted true when jasypt decrypts it
     */
    record Entry(String key, List<String> profiles, String text, Optional<Strength> strength, boolean secret, boolean encrypted,
        Span keySpan, Span span) {
        Entry {
            profiles = List.copyOf(profiles);
        }
    }

    static boolean is(String path) {
        return NAME.matcher(path).matches();
    }

    static Optional<Record> read(Unit unit) {
        Matcher name = NAME.matcher(unit.path());
        if (!name.matches()) return Optional.empty();
        Config config = unit.parsed(Config.class, file -> Config.read(file).orElseThrow());
        config.problems().forEach(unit::problem);
        List<Property> all = config.flat();
        Map<Integer, List<String>> profiles = new HashMap<>();
        for (Property property : all) {
            if (!isProfileKey(property.key())) continue;
            List<String> of = profiles.computeIfAbsent(property.document(), document -> new ArrayList<>());
            for (String profile : property.value().split(",")) if (!profile.isBlank()) of.add(profile.strip());
        }
        List<Entry> entries = all.stream().map(property -> entry(property, profiles.getOrDefault(property.document(), List.of()))).toList();
        int slash = unit.path().lastIndexOf('/');
        return Optional.of(new ConfigFile(slash < 0 ? "" : unit.path().substring(0, slash), name.group(2) == null ? "" : name.group(2),
            name.group(1).equals("bootstrap"), !name.group(3).equals("properties"), entries));
    }

    private static boolean isProfileKey(String key) {
        return key.equals("spring.profiles") || key.startsWith("spring.profiles[") || key.startsWith("spring.config.activate.on-profile");
    }

    private static Entry entry(Property property, List<String> profiles) {
        String text = property.kind() == ConfigNode.Kind.NULL ? "" : property.value();
        boolean secret = Secrecy.isSecretKey(property.key()) && !text.matches("true|false");
        boolean mask = secret || Secrecy.holdsCredentials(text);
        List<Placeholders.Reference> references = Placeholders.in(text);
        Optional<Strength> strength = Optional.empty();
        if (secret && references.isEmpty()) strength = text.matches("ENC\\(.*\\)|\\{cipher}.*|@[\\w.-]+@") ? strength
            : Optional.of(Secrecy.strength(text));
        if (secret && references.size() == 1 && references.get(0).start() == 0 && references.get(0).end() == text.length()) {
            strength = references.get(0).fallback().filter(fallback -> Placeholders.in(fallback).isEmpty()).map(Secrecy::strength);
        }
        return new Entry(property.key(), profiles, mask ? Placeholders.masked(text) : text, strength, secret, text.matches("ENC\\(.*\\)"),
            property.keySpan(), property.span());
    }
}
