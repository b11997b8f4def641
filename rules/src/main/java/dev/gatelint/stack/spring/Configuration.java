package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.stack.spring.ConfigFile.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration files of an application. Names are compared as Boot relaxes them: case, dashes and underscores do not count. The
 * profiles that {@code spring.profiles.active} names in the files themselves are active; of two files the later in Boot's order wins:
 * properties over YAML, {@code config/} over the folder above it, a profile over none. Where <code>@name@</code> stands, the build writes a
 * property of the POM, as {@code spring-boot-starter-parent} sets it up.
 */
final class Configuration {
    private static final Pattern RELAXED = Pattern.compile("[-_]");
    private static final Pattern FILTERED = Pattern.compile("@([\\w.-]+)@");
    private final SortedMap<String, ConfigFile> files;
    private final Map<String, String> properties;
    private final Map<String, List<Entry>> entries = new TreeMap<>();
    private final Set<String> active = new TreeSet<>();

    private boolean undecided;

    /** @param properties of the build */
    Configuration(SortedMap<String, ConfigFile> files, Map<String, String> properties) {
        this(files, properties, Optional.empty());
    }

    private Configuration(SortedMap<String, ConfigFile> files, Map<String, String> properties, Optional<String> chosen) {
        this.files = files;
        this.properties = properties;
        chosen.ifPresent(active::add);
        List<ConfigFile> ordered = files.values().stream().sorted(Comparator.comparing((ConfigFile f) -> !f.profile().isEmpty())
            .thenComparing(f -> !f.bootstrap()).thenComparing(f -> f.folder().endsWith("config")).thenComparing(f -> !f.yaml())).toList();
        for (ConfigFile file : ordered) {
            for (Entry entry : file.entries()) {
                if (!entry.key().matches("spring\\.profiles\\.(active|include)(\\[\\d+])?") || !entry.profiles().isEmpty()
                    || !file.profile().isEmpty()) continue;
                Optional<String> named = Placeholders.resolve(filtered(entry.text()), name -> Optional.empty())
                    .filter(text -> !FILTERED.matcher(text).find());
                undecided |= named.isEmpty() && chosen.isEmpty();
                for (String profile : named.orElse("").split(",")) if (!profile.isBlank()) active.add(profile.strip());
            }
        }
        for (ConfigFile file : ordered) {
            for (Entry entry : file.entries()) {
                if (isActive(file, entry)) entries.computeIfAbsent(canonical(entry.key()), k -> new ArrayList<>()).add(entry);
            }
        }
    }

    private boolean isActive(ConfigFile file, Entry entry) {
        boolean byName = file.profile().isEmpty() || active.contains(file.profile());
        return byName && (entry.profiles().isEmpty() || entry.profiles().stream().anyMatch(profile -> profile.startsWith("!")
            ? !active.contains(profile.substring(1)) : active.contains(profile)));
    }

    private String filtered(String text) {
        return text.indexOf('@') < 0 ? text
            : FILTERED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
    }

    /**
     * One configuration for each profile that has a file, where {@code spring.profiles.active} takes what the build or the environment says
     * and that is not known; else only this one.
     */
    List<Configuration> choices() {
        List<Configuration> all = new ArrayList<>(List.of(this));
        if (undecided) {
            files.values().stream().map(ConfigFile::profile).filter(profile -> !profile.isEmpty()).distinct().sorted()
                .forEach(profile -> all.add(new Configuration(files, properties, Optional.of(profile))));
        }
        return all;
    }

    /** The profile whose file holds an entry. */
    Optional<String> profile(Entry entry) {
        Optional<String> named = Optional.ofNullable(files.get(entry.keySpan().file())).map(ConfigFile::profile)
            .filter(name -> !name.isEmpty());
        return named.or(() -> entry.profiles().stream().findFirst());
    }

    /**
     * The profiles that are active when nothing is said from outside; none when the files choose none, or not in a way that is understood.
     */
    Set<String> profiles() {
        return undecided || !below("spring.profiles.group").isEmpty() ? Set.of() : active;
    }

    /** True when settings come from a server or from files that are not read. */
    boolean isFedFromOutside() {
        return files.values().stream().anyMatch(file -> file.bootstrap() || file.entries().stream()
            .anyMatch(entry -> canonical(entry.key()).matches("spring\\.(config|cloud)\\..*")));
    }

    /** Where the value of a key is written. */
    Optional<Span> place(String key) {
        return entry(key).or(() -> entry(key + "[0]")).map(Entry::keySpan);
    }

    /** Profiles that the files themselves switch on. */
    Set<String> activeProfiles() {
        return active;
    }

    SortedMap<String, ConfigFile> files() {
        return files;
    }

    /** The form in which names are compared. */
    static String canonical(String key) {
        return RELAXED.matcher(key).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The entry that wins. */
    Optional<Entry> entry(String key) {
        List<Entry> found = entries.get(canonical(key));
        return found == null ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** Every active entry whose canonical name begins with that of {@code prefix} and a dot. */
    List<Entry> below(String prefix) {
        String start = canonical(prefix) + ".";
        return entries.entrySet().stream().filter(e -> e.getKey().startsWith(start)).map(e -> e.getValue().get(e.getValue().size() - 1))
            .toList();
    }

    /** Every entry of this name, in any profile, with its file. */
    List<Entry> everywhere(String key) {
        String name = canonical(key);
        return files.values().stream().flatMap(file -> file.entries().stream()).filter(entry -> canonical(entry.key()).equals(name))
            .toList();
    }

    /** True when Spring MVC was told to compare paths with AntPathMatcher. */
    boolean comparesAsAnt() {
        return text("spring.mvc.pathmatch.matching-strategy")
            .filter(strategy -> strategy.replaceAll("[_-]", "").equalsIgnoreCase("antpathmatcher")).isPresent();
    }

    /** The value of a key; empty for a secret, and where a placeholder in it has no value. */
    Optional<String> text(String key) {
        return text(key, 0);
    }

    private Optional<String> text(String key, int depth) {
        if (depth > 8) return Optional.empty();
        return entry(key).filter(entry -> !entry.secret())
            .flatMap(entry -> Placeholders.resolve(filtered(entry.text()), name -> text(name, depth + 1)));
    }

    /** A text with its placeholders replaced from here; empty when one has no value. */
    Optional<String> resolve(String text) {
        return Placeholders.resolve(filtered(text), this::text);
    }

    /** The values of {@code key[0]}, {@code key[1]} and so on, or of one comma-separated value. */
    Optional<List<String>> list(String key) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Optional<Entry> item = entry(key + "[" + i + "]");
            if (item.isEmpty()) break;
            Optional<String> text = resolve(item.get().text());
            if (text.isEmpty()) return Optional.empty();
            items.add(text.get());
        }
        if (!items.isEmpty()) return Optional.of(items);
        return text(key).map(text -> text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*")));
    }
}
