package dev.gatelint.stack.npm;

import dev.gatelint.model.Version;
import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions that a lockfile pins, of the packages that matter here.
 *
 * @param tool {@code npm}, {@code pnpm}, {@code yarn} or {@code bun}
 */
public record Lockfile(String tool, List<Pinned> pinned) {
    private static final List<String> KEPT = List.of("next", "next-auth", "@auth/", "@next-auth/", "better-auth", "@clerk/nextjs",
        "@clerk/backend",
        "iron-session", "react", "react-dom", "next-safe-action", "next-connect", "@trpc/server", "typescript");
    private static final Pattern YARN_VERSION = Pattern.compile("^ {2}version:? \"?([^\"\\s]+)\"?");

    public Lockfile {
        pinned = List.copyOf(pinned);
    }

    /**
     * One package.
     *
     * @param folder  of the workspace package that gets it, relative to the lockfile, with bun its name; empty for the root or when all
     *                get it
     * @param name    under which it is imported
     * @param ranges  the ranges for which it is chosen, without {@code npm:}; empty when the lockfile does not say
     * @param version empty when another package stands under this name: an alias, or a folder of the same sources
     */
    public record Pinned(String folder, String name, List<String> ranges, String version, Span at) {
        public Pinned {
            ranges = List.copyOf(ranges);
        }
    }

    /** True for the names of lockfiles that are text. */
    static boolean is(String fileName) {
        return switch (fileName) {
            case "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock" -> true;
            default -> false;
        };
    }

    static Lockfile read(SourceFile file, String fileName) {
        return switch (fileName) {
            case "pnpm-lock.yaml" -> new Lockfile("pnpm", root(file, Config.Format.YAML).map(node -> pnpm(node, file)).orElse(List.of()));
            case "bun.lock" -> new Lockfile("bun", root(file, Config.Format.JSON).map(Lockfile::bun).orElse(List.of()));
            case "yarn.lock" -> new Lockfile("yarn", yarn(file));
            default -> new Lockfile("npm", root(file, Config.Format.JSON).map(Lockfile::npm).orElse(List.of()));
        };
    }

    private static Optional<ConfigNode> root(SourceFile file, Config.Format format) {
        // pnpm 11 writes a document of its own settings before the lockfile itself: the last one that has importers or packages counts
        List<ConfigNode> documents = Config.read(file, format).documents();
        return documents.isEmpty() ? Optional.empty() : Optional.of(documents.get(documents.size() - 1));
    }

    private static boolean kept(String name) {
        return KEPT.stream().anyMatch(kept -> kept.endsWith("/") ? name.startsWith(kept) : name.equals(kept));
    }

    private static List<ConfigNode.Entry> entries(Optional<ConfigNode> node) {
        return node.orElse(null) instanceof ConfigNode.Mapping mapping ? mapping.entries() : List.of();
    }

    private static List<Pinned> npm(ConfigNode root) {
        List<Pinned> found = new ArrayList<>();
        for (ConfigNode.Entry entry : entries(root.at("packages"))) {
            int at = entry.key().lastIndexOf("node_modules/");
            if (at < 0) continue;
            String name = entry.key().substring(at + "node_modules/".length());
            String folder = at == 0 ? "" : entry.key().substring(0, at - 1);
            // what a dependency of a dependency gets is not what the application gets
            if (folder.contains("node_modules/") || !kept(name)) continue;
            boolean other = !entry.value().text("name").orElse(name).equals(name);
            found.add(pinned(folder, name, other ? Optional.empty() : entry.value().at("version"), entry.value()));
        }
        if (found.isEmpty()) {
            // version 1 knows no workspaces
            for (ConfigNode.Entry entry : entries(root.at("dependencies"))) {
                if (kept(entry.key())) found.add(pinned("", entry.key(), entry.value().at("version"), entry.value()));
            }
        }
        return found;
    }

    private static Pinned pinned(String folder, String name, Optional<ConfigNode> version, ConfigNode otherwise) {
        String written = version.flatMap(ConfigNode::text).orElse("");
        return new Pinned(folder, name, List.of(), own(name, written), version.orElse(otherwise).span());
    }

    /**
     * The version without the name before it and the peers behind it: {@code 15.0.0(react@18.2.0)}, {@code 12.3.4_abc},
     * {@code npm:name@1.0.0}, {@code /name@1.0.0}, {@code /name/1.0.0}. Empty when the name is another one, and when there is no version.
     */
    private static String own(String name, String written) {
        String version = written.replaceFirst("^(npm:|/)", "");
        if (version.startsWith(name + "@") || version.startsWith(name + "/")) version = version.substring(name.length() + 1);
        version = version.replaceFirst("[(_].*$", "");
        return Version.parse(version).isPresent() ? version : "";
    }

    private static List<Pinned> pnpm(ConfigNode root, SourceFile file) {
        List<Pinned> found = new ArrayList<>();
        List<ConfigNode.Entry> importers = entries(root.at("importers"));
        if (importers.isEmpty()) importers = List.of(new ConfigNode.Entry(".", file.span(0, 0), root));
        for (ConfigNode.Entry importer : importers) {
            String folder = importer.key().equals(".") ? "" : importer.key();
            for (String kind : List.of("dependencies", "devDependencies", "optionalDependencies")) {
                for (ConfigNode.Entry entry : entries(importer.value().at(kind))) {
                    ConfigNode version = entry.value().at("version").orElse(entry.value());
                    if (kept(entry.key())) found.add(pinned(folder, entry.key(), Optional.of(version), version));
                }
            }
        }
        return found;
    }

    private static List<Pinned> bun(ConfigNode root) {
        List<Pinned> found = new ArrayList<>();
        for (ConfigNode.Entry entry : entries(root.at("packages"))) {
            if (!(entry.value() instanceof ConfigNode.Sequence sequence) || sequence.items().isEmpty()) continue;
            // "web/next" is the next of the workspace package named web, "@acme/web/@auth/core" the @auth/core of @acme/web
            int slash = entry.key().lastIndexOf('/');
            int scope = entry.key().lastIndexOf('/', slash - 1) + 1;
            int at = slash > 0 && entry.key().charAt(scope) == '@' ? scope : slash + 1;
            String name = entry.key().substring(at);
            ConfigNode first = sequence.items().get(0);
            if (kept(name)) found.add(pinned(at == 0 ? "" : entry.key().substring(0, at - 1), name, Optional.of(first), first));
        }
        return found;
    }

    /** Both flavours have blocks: a line of {@code "name@range, name@range":} without indentation, and a line with the version below. */
    private static List<Pinned> yarn(SourceFile file) {
        List<Pinned> found = new ArrayList<>();
        List<String> ranges = new ArrayList<>();
        String name = "";
        boolean other = false;
        int offset = 0;
        for (String line : file.text().split("(?<=\n)")) {
            int start = offset;
            offset += line.length();
            if (line.isBlank() || line.startsWith("#")) continue;
            if (!line.startsWith(" ")) {
                ranges.clear();
                name = "";
                other = true;
                for (String one : line.strip().replaceFirst(":$", "").replace("\"", "").split(",\\s*")) {
                    int at = one.indexOf('@', 1);
                    if (at < 0) continue;
                    name = one.substring(0, at);
                    String range = one.substring(at + 1).replaceFirst("^npm:", "");
                    ranges.add(range);
                    other &= !asks(name, range);
                }
                continue;
            }
            Matcher version = YARN_VERSION.matcher(line);
            if (kept(name) && version.find()) {
                found.add(new Pinned("", name, ranges, other ? "" : version.group(1),
                    file.span(start + version.start(1), start + version.end(1))));
            }
        }
        return found;
    }

    /** True when this, as a {@code package.json} has it or without the {@code npm:} of an alias, asks for the package of this very name. */
    static boolean asks(String name, String range) {
        if (range.matches("(link|file|portal|workspace):.*")) return false;
        String alias = range.replaceFirst("^npm:", "");
        int at = alias.indexOf('@', 1);
        if (at > 0 && !alias.contains(":")) return alias.substring(0, at).equals(name);
        return !range.startsWith("npm:") || alias.equals(name) || SemverRange.parse(alias).isPresent();
    }
}
