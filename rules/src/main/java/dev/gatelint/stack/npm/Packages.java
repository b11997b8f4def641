package dev.gatelint.stack.npm;

import dev.gatelint.model.Version;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.npm.Lockfile.Pinned;
import dev.gatelint.stack.npm.PackageJson.Declared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** The npm packages of a project, by folder (relative to the scanned root, empty for the root). */
public final class Packages {
    /** The newest release of each line when this was written: what a range gives when nothing is pinned. */
    private static final Map<String, List<String>> NEWEST = Map.of(
        "next", List.of("12.3.7", "13.5.11", "14.2.35", "15.5.29", "16.4.6"),
        "next-auth", List.of("3.29.10", "4.24.15", "5.0.0-beta.32"),
        "better-auth", List.of("1.7.25"),
        "iron-session", List.of("6.3.1", "8.0.4"),
        "@clerk/nextjs", List.of("4.31.8", "5.7.5", "6.39.9", "7.9.17"),
        "react", List.of("17.0.2", "18.3.1", "19.1.0"));
    private static final Pattern EXACT = Pattern.compile("[v=]*\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?");
    private static final List<String> TOOLS = List.of("pnpm", "yarn", "bun", "npm");
    private final Map<String, PackageJson> packages = new HashMap<>();
    private final Map<String, List<Lockfile>> locks = new HashMap<>();
    private final Map<String, Map<String, Map<String, String>>> catalogs = new HashMap<>();
    private final Map<String, Map<String, String>> overrides = new HashMap<>();

    private Packages() {}

    /** All packages of the project, with the catalogs and lockfiles that stand above them. */
    public static Packages of(Project project) {
        Packages all = new Packages();
        project.facts(Npm.NAME, PackageJson.class).forEach((path, json) -> {
            all.packages.put(folder(path), json);
            if (!json.catalogs().isEmpty()) all.catalogs.put(folder(path), json.catalogs());
            all.overrides.computeIfAbsent(folder(path), key -> new HashMap<>()).putAll(json.overrides());
        });
        project.facts(Npm.NAME, Npm.Catalogs.class).forEach((path, found) -> {
            all.catalogs.put(folder(path), found.catalogs());
            all.overrides.computeIfAbsent(folder(path), key -> new HashMap<>()).putAll(found.overrides());
        });
        SortedMap<String, Lockfile> found = project.facts(Npm.NAME, Lockfile.class);
        found.forEach((path, lock) -> all.locks.computeIfAbsent(folder(path), key -> new ArrayList<>()).add(lock));
        return all;
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The package whose {@code package.json} stands in {@code folder}. */
    public Optional<PackageJson> in(String folder) {
        return Optional.ofNullable(packages.get(folder));
    }

    /** The folders that hold a {@code package.json} with this dependency, in order. */
    public List<String> dependingOn(String name) {
        return packages.entrySet().stream().filter(e -> e.getValue().dependencies().containsKey(name)).map(Map.Entry::getKey).sorted()
            .toList();
    }

    /**
     * The version of {@code name} that the package in {@code folder} gets. Asked of the package itself and then of those above it, as Node
     * looks for modules.
     *
     * @return empty when neither a {@code package.json} nor a lockfile names it
     */
    public Optional<Installed> installed(String folder, String name) {
        for (String at = folder; at != null; at = above(at)) {
            PackageJson json = packages.get(at);
            Declared declared = json == null ? null : json.dependencies().get(name);
            if (declared != null) return Optional.of(installed(at, name, declared));
        }
        return Optional.empty();
    }

    private Installed installed(String folder, String name, Declared declared) {
        String asked = overridden(folder, name, declared.text());
        String written = range(folder, name, asked);
        Optional<SemverRange> range = written.isBlank() ? Optional.empty() : SemverRange.parse(written);
        Optional<Pinned> pinned = pinned(folder, name, asked, written);
        Optional<Version> exact = pinned.flatMap(p -> Version.parse(p.version()));
        if (exact.isEmpty() && EXACT.matcher(written).matches()) exact = Version.parse(written);
        boolean other = !Lockfile.asks(name, asked) || pinned.filter(p -> p.version().isEmpty()).isPresent();
        // 0.0.0-pr.6777.c5550344 and 0.0.0-experimental: a build of some branch, whose number says nothing
        if (other || exact.filter(Packages::unnumbered).isPresent()) {
            return new Installed(Optional.empty(), Optional.empty(), pinned.map(Pinned::at).orElse(declared.at()), declared.at(),
                Optional.empty());
        }
        Optional<Version> assumed = exact.or(() -> range.flatMap(r -> newest(name, r))).or(() -> tagged(name, written));
        return new Installed(exact, range, pinned.map(Pinned::at).orElse(declared.at()), declared.at(), assumed);
    }

    /** What the root of the workspace puts in the place of what a package asks for; {@code $react} is what the root itself asks for. */
    private String overridden(String folder, String name, String declared) {
        String asked = declared;
        for (String at = folder; at != null; at = above(at)) {
            asked = overrides.getOrDefault(at, Map.of()).getOrDefault(name, asked);
            if (!asked.startsWith("$")) continue;
            Declared own = packages.containsKey(at) ? packages.get(at).dependencies().get(asked.substring(1)) : null;
            asked = own == null ? "" : own.text();
        }
        return asked;
    }

    private static boolean unnumbered(Version version) {
        return version.isPreRelease() && version.before("0.0.0");
    }

    private static Optional<Version> newest(String name, SemverRange range) {
        return NEWEST.getOrDefault(name, List.of()).stream().map(Version::of).filter(range::takes).max(Comparator.naturalOrder())
            .or(range::lowest);
    }

    /** What a distribution tag stands for: only {@code beta} of next-auth means another major version than {@code latest}. */
    private static Optional<Version> tagged(String name, String tag) {
        List<String> newest = NEWEST.getOrDefault(name, List.of());
        boolean stable = tag.equals("latest");
        if (!stable && !tag.equals("beta")) return Optional.empty();
        return newest.stream().map(Version::of).filter(v -> v.isPreRelease() != stable).max(Comparator.naturalOrder());
    }

    /** The range behind {@code catalog:} and {@code npm:} protocols. */
    private String range(String folder, String name, String declared) {
        if (declared.startsWith("catalog:")) {
            String catalog = declared.substring("catalog:".length()).strip();
            for (String at = folder; at != null; at = above(at)) {
                String found = catalogs.getOrDefault(at, Map.of()).getOrDefault(catalog.equals("default") ? "" : catalog, Map.of())
                    .get(name);
                if (found != null) return found;
            }
            return "";
        }
        if (declared.startsWith("npm:")) {
            String target = declared.substring("npm:".length());
            int version = target.indexOf('@', 1);
            if (version < 0) return target.equals(name) ? "*" : SemverRange.parse(target).isPresent() ? target : "";
            return target.substring(0, version).equals(name) ? target.substring(version + 1) : "";
        }
        return declared.startsWith("workspace:") ? "" : declared;
    }

    private Optional<Pinned> pinned(String folder, String name, String declared, String range) {
        for (String at = folder; at != null; at = above(at)) {
            List<Lockfile> found = locks.getOrDefault(at, List.of());
            if (found.isEmpty()) continue;
            String below = at.isEmpty() ? folder : folder.equals(at) ? "" : folder.substring(at.length() + 1);
            String manager = packages.containsKey(at) ? packages.get(at).manager().replaceFirst("@.*$", "") : "";
            String own = packages.containsKey(folder) ? packages.get(folder).name() : "";
            return found.stream().sorted(Comparator.comparing((Lockfile lock) -> !lock.tool().equals(manager))
                    .thenComparing(lock -> TOOLS.indexOf(lock.tool())))
                .map(lock -> pinned(lock, below, own, name, declared, range)).flatMap(Optional::stream).findFirst();
        }
        return Optional.empty();
    }

    private static Optional<Pinned> pinned(Lockfile lock, String folder, String own, String name, String declared, String range) {
        List<Pinned> of = lock.pinned().stream().filter(p -> p.name().equals(name)).toList();
        switch (lock.tool()) {
            case "npm" -> {
                for (String at = folder; at != null; at = above(at)) {
                    String in = at;
                    Optional<Pinned> found = of.stream().filter(p -> p.folder().equals(in)).findFirst();
                    if (found.isPresent()) return found;
                }
                return Optional.empty();
            }
            case "pnpm" -> {
                return of.stream().filter(p -> p.folder().equals(folder)).findFirst();
            }
            case "bun" -> {
                return of.stream().filter(p -> !own.isEmpty() && p.folder().equals(own)).findFirst()
                    .or(() -> of.stream().filter(p -> p.folder().isEmpty()).findFirst());
            }
            default -> {
                String bare = declared.replaceFirst("^npm:", "");
                Optional<Pinned> asked = of.stream().filter(p -> p.ranges().contains(bare) || p.ranges().contains(range)).findFirst();
                return asked.or(() -> of.size() == 1 ? Optional.of(of.get(0)) : Optional.empty());
            }
        }
    }

    private static String above(String folder) {
        return folder.isEmpty() ? null : folder(folder);
    }
}
