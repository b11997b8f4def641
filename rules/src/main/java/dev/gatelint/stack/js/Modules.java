package dev.gatelint.stack.js;

import dev.gatelint.stack.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Where names come from: follows imports and re-exports through relative paths, {@code tsconfig} and {@code jsconfig} paths and base URLs,
 * package {@code imports}, and the packages of a workspace. Not for use by more than one thread.
 */
public final class Modules {
    private static final List<String> ENDINGS = List.of("", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", "/index.ts",
        "/index.tsx", "/index.mts",
        "/index.js", "/index.jsx", "/index.mjs", "/index.cjs");
    private static final int MAX_HOPS = 24;
    private final SortedMap<String, Script> scripts;
    private final Set<String> paths;
    private final Map<String, Layout.Compiler> compilers = new HashMap<>();
    private final Map<String, Layout.Package> packages = new HashMap<>();
    private final Map<String, String> named = new HashMap<>();
    private final Map<String, Origin> resolved = new HashMap<>();
    private final Map<String, Map<String, Origin>> origins = new HashMap<>();
    private final Map<String, Aliases> known = new HashMap<>();

    private Modules(Project project) {
        scripts = project.facts(ScriptStack.NAME, Script.class);
        paths = project.paths();
        compilers.putAll(project.facts(ScriptStack.NAME, Layout.Compiler.class));
        project.facts(ScriptStack.NAME, Layout.Package.class).forEach((path, json) -> {
            packages.put(folder(path), json);
            if (!json.name().isEmpty()) named.putIfAbsent(json.name(), folder(path));
        });
    }

    /** The modules of a project. */
    public static Modules of(Project project) {
        return new Modules(project);
    }

    /** Where something comes from. */
    public sealed interface Origin {}

    /** A file of the project; {@code name} is a local name of its top level, or {@code *} for the module itself. */
    public record Local(String path, String name) implements Origin {}

    /** A package; {@code name} is what it exports, {@code *} for all of it. */
    public record External(String source, String name) implements Origin {}

    /** Something that should be in the project and is not: generated, or left out. */
    public record Missing(String source, String name) implements Origin {}

    /** The facts of a file, or null. */
    public Script script(String path) {
        return scripts.get(path);
    }

    /** All scripts by path, ordered. */
    public SortedMap<String, Script> scripts() {
        return scripts;
    }

    /**
     * Where the top-level or imported name {@code local} of {@code path} comes from; a {@link Local} of the same file when it is not
     * imported.
     */
    public Origin origin(String path, String local) {
        Map<String, Origin> names = origins.computeIfAbsent(path, key -> new HashMap<>());
        Origin known = names.get(local);
        if (known == null) {
            known = findOrigin(path, local);
            names.put(local, known);
        }
        return known;
    }

    private Origin findOrigin(String path, String local) {
        Script script = scripts.get(path);
        if (script == null) return new Missing(path, local);
        Optional<Script.Import> imported = script.imported(local);
        if (imported.isEmpty()) return required(path, script, local);
        return follow(path, imported.get().source(), imported.get().name());
    }

    /** {@code const { name } = require("source")}, or a name of the file itself. */
    private Origin required(String path, Script script, String local) {
        for (Step step : script.body()) {
            if (!(step instanceof Step.Declare declare) || declare.value() == null) continue;
            String member = declare.value() instanceof Expr.Member read ? read.name() : "*";
            Expr value = declare.value() instanceof Expr.Member read ? read.object() : declare.value();
            if (!(value instanceof Expr.Call call) || !call.callee().dotted().equals("require")
                || !(call.argument(0) instanceof Expr.Text source)) continue;
            if (declare.target() instanceof Target.Place place && place.place() instanceof Expr.Name name && name.name().equals(local)) {
                return follow(path, source.value(), member);
            }
            if (!(declare.target() instanceof Target.Keys keys) || !member.equals("*")) continue;
            for (Target.Part part : keys.parts()) {
                boolean own = part.target() instanceof Target.Place place && place.place() instanceof Expr.Name name
                    && name.name().equals(local);
                if (own) return follow(path, source.value(), part.name());
            }
        }
        return new Local(path, local);
    }

    /** What {@code name} is when it is imported from {@code source} in {@code path}. */
    public Origin follow(String path, String source, String name) {
        return follow(path, source, name, 0);
    }

    private Origin follow(String path, String source, String name, int hops) {
        Origin module = module(path, source);
        if (!(module instanceof Local local)) {
            return module instanceof External external ? new External(external.source, name) : new Missing(source, name);
        }
        if (name.equals("*") || name.isEmpty()) return new Local(local.path, "*");
        return export(local.path, name, hops + 1);
    }

    /** What {@code path} exports as {@code name}. */
    public Origin export(String path, String name) {
        return export(path, name, 0);
    }

    private Origin export(String path, String name, int hops) {
        Script script = scripts.get(path);
        if (script == null || hops > MAX_HOPS) return new Missing(path, name);
        Optional<Script.Export> export = script.export(name);
        if (export.isPresent()) {
            Script.Export e = export.get();
            if (!e.source().isEmpty()) return follow(path, e.source(), e.local(), hops + 1);
            Optional<Script.Import> imported = script.imported(e.local());
            if (imported.isEmpty()) return new Local(path, e.local());
            return follow(path, imported.get().source(), imported.get().name(), hops + 1);
        }
        Origin last = new Missing(path, name);
        if (name.equals("default")) return last;
        for (Script.Export e : script.exports()) {
            if (!e.name().equals("*")) continue;
            Origin found = follow(path, e.source(), name, hops + 1);
            if (found instanceof Local) return found;
            if (found instanceof External) last = found;
        }
        return last;
    }

    /**
     * Every name that {@code path} exports, with those that {@code export *} brings from files of the project; without {@code *} itself.
     */
    public List<String> exports(String path) {
        Set<String> names = new LinkedHashSet<>();
        exports(path, names, new HashSet<>());
        return List.copyOf(names);
    }

    private void exports(String path, Set<String> names, Set<String> seen) {
        Script script = scripts.get(path);
        if (script == null || !seen.add(path)) return;
        for (Script.Export e : script.exports()) {
            if (e.typeOnly()) continue;
            if (!e.name().equals("*")) {
                names.add(e.name());
            } else if (module(path, e.source()) instanceof Local local) {
                Set<String> below = new LinkedHashSet<>();
                exports(local.path, below, seen);
                below.remove("default");
                names.addAll(below);
            }
        }
    }

    /**
     * The module that {@code source} names in {@code path}: a {@link Local} with the name {@code *}, an {@link External} or a {@link
     * Missing}.
     */
    public Origin module(String path, String source) {
        String key = folder(path) + "\n" + source;
        Origin known = resolved.get(key);
        if (known == null) {
            known = find(path, source);
            resolved.put(key, known);
        }
        return known;
    }

    private Origin find(String path, String source) {
        String folder = folder(path);
        if (source.startsWith(".")) {
            String file = file(join(folder, source));
            return file == null ? new Missing(source, "*") : new Local(file, "*");
        }
        if (source.startsWith("#")) {
            String at = packageAbove(folder);
            String file = at == null ? null : subpath(at, packages.get(at).imports(), source);
            if (file != null) return new Local(file, "*");
        }
        String aliased = aliased(folder, source);
        if (aliased != null) return new Local(aliased, "*");
        String workspace = workspace(source);
        if (workspace != null) return new Local(workspace, "*");
        boolean alias = source.startsWith("@/") || source.startsWith("~/") || source.startsWith("~~/") || source.startsWith("#")
            || source.startsWith("/");
        String name = packageName(source);
        return alias || named.containsKey(name) || matchesAlias(folder, source) ? new Missing(source, "*") : new External(source, "*");
    }

    private static String packageName(String source) {
        int slash = source.indexOf('/');
        if (source.startsWith("@") && slash > 0) slash = source.indexOf('/', slash + 1);
        return slash < 0 ? source : source.substring(0, slash);
    }

    private String workspace(String source) {
        String name = packageName(source);
        String folder = named.get(name);
        if (folder == null) return null;
        String below = source.equals(name) ? "." : "." + source.substring(name.length());
        Layout.Package json = packages.get(folder);
        String file = subpath(folder, json.exports(), below);
        if (file == null && below.equals(".") && !json.main().isEmpty()) file = file(join(folder, json.main()));
        // what exports name is often the built file: the source has the same path, or stands in src
        if (file == null) file = file(join(folder, below));
        if (file == null) file = file(join(folder, "src/" + below));
        return file;
    }

    private String subpath(String folder, Map<String, List<String>> table, String wanted) {
        List<String> targets = table.get(wanted);
        if (targets != null) return firstFile(folder, targets, "");
        List<String> patterns = table.keySet().stream().filter(key -> key.contains("*"))
            .sorted(Comparator.comparing(String::length).reversed()).toList();
        for (String pattern : patterns) {
            String star = star(pattern, wanted);
            if (star == null) continue;
            String file = firstFile(folder, table.get(pattern), star);
            if (file != null) return file;
        }
        return null;
    }

    private String firstFile(String folder, List<String> targets, String star) {
        for (String target : targets) {
            String path = join(folder, target.replace("*", star));
            String file = file(path);
            if (file == null) file = file(path.replaceFirst("(^|/)(dist|build|lib|out)/", "$1src/").replaceFirst("\\.d\\.ts$", ""));
            if (file != null) return file;
        }
        return null;
    }

    private static String star(String pattern, String wanted) {
        int at = pattern.indexOf('*');
        if (at < 0) return pattern.equals(wanted) ? "" : null;
        String before = pattern.substring(0, at);
        String after = pattern.substring(at + 1);
        if (wanted.length() < before.length() + after.length() || !wanted.startsWith(before) || !wanted.endsWith(after)) return null;
        return wanted.substring(before.length(), wanted.length() - after.length());
    }

    /** The compiler configuration that holds for files in {@code folder}, as its path; null when there is none. */
    private String compilerFor(String folder) {
        for (String at = folder; at != null; at = above(at)) {
            for (String name : List.of("tsconfig.json", "jsconfig.json")) {
                String path = at.isEmpty() ? name : at + "/" + name;
                if (compilers.containsKey(path)) return path;
            }
        }
        return null;
    }

    private record Aliases(String paths, Map<String, List<String>> table, String baseUrl) {}

    private Aliases aliases(String folder) {
        return known.computeIfAbsent(folder, this::findAliases);
    }

    private Aliases findAliases(String folder) {
        Map<String, List<String>> table = null;
        String tableAt = "";
        String base = null;
        List<String> open = new ArrayList<>();
        String first = compilerFor(folder);
        if (first != null) open.add(first);
        for (int i = 0; i < open.size() && i < 12; i++) {
            String path = open.get(i);
            Layout.Compiler compiler = compilers.get(path);
            String ownBase = compiler.baseUrl().isEmpty() ? null : join(folder(path), compiler.baseUrl());
            if (base == null && ownBase != null) base = ownBase;
            if (table == null && !compiler.paths().isEmpty()) {
                table = compiler.paths();
                tableAt = ownBase != null ? ownBase : folder(path);
            }
            for (String parent : compiler.parents()) {
                String found = parentOf(path, parent);
                if (found != null && !open.contains(found)) open.add(found);
            }
        }
        return new Aliases(tableAt, table == null ? Map.of() : table, base);
    }

    private String parentOf(String path, String parent) {
        List<String> at = new ArrayList<>();
        if (parent.startsWith(".")) {
            at.add(join(folder(path), parent));
        } else {
            String name = packageName(parent);
            if (named.containsKey(name)) at.add(join(named.get(name), "." + parent.substring(name.length())));
        }
        for (String one : at) {
            for (String ending : List.of("", ".json", "/tsconfig.json")) if (compilers.containsKey(one + ending)) return one + ending;
        }
        return null;
    }

    private boolean matchesAlias(String folder, String source) {
        return aliases(folder).table.keySet().stream().anyMatch(pattern -> !pattern.equals("*") && star(pattern, source) != null);
    }

    private String aliased(String folder, String source) {
        Aliases aliases = aliases(folder);
        List<String> patterns = aliases.table.keySet().stream().filter(pattern -> star(pattern, source) != null)
            .sorted(Comparator.comparing((String pattern) -> pattern.contains("*"))
            .thenComparing(Comparator.comparing(String::length).reversed())).toList();
        for (String pattern : patterns) {
            for (String target : aliases.table.get(pattern)) {
                String file = file(join(aliases.paths, target.replace("*", star(pattern, source))));
                if (file != null) return file;
            }
        }
        return aliases.baseUrl == null ? null : file(join(aliases.baseUrl, source));
    }

    private String packageAbove(String folder) {
        for (String at = folder; at != null; at = above(at)) if (packages.containsKey(at)) return at;
        return null;
    }

    private String file(String path) {
        if (path == null) return null;
        for (String ending : ENDINGS) {
            String file = path + ending;
            if (scripts.containsKey(file)) return file;
        }
        // TypeScript writes the ending of the built file
        if (path.endsWith(".js") || path.endsWith(".jsx") || path.endsWith(".mjs") || path.endsWith(".cjs")) {
            String bare = path.substring(0, path.lastIndexOf('.'));
            for (String ending : List.of(".ts", ".tsx", ".mts", ".cts")) if (scripts.containsKey(bare + ending)) return bare + ending;
        }
        return null;
    }

    /** True when the workspace has this file, read or not. */
    public boolean exists(String path) {
        return paths.contains(path);
    }

    /** The folder of a path; empty for the root. */
    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String above(String folder) {
        return folder.isEmpty() ? null : folder(folder);
    }

    /** {@code folder/path} with its dots resolved; null when it leads out of the root. */
    public static String join(String folder, String path) {
        List<String> parts = new ArrayList<>();
        for (String part : (folder + "/" + path).split("/")) {
            if (part.isEmpty() || part.equals(".")) continue;
            if (!part.equals("..")) parts.add(part);
            else if (parts.isEmpty()) return null;
            else parts.remove(parts.size() - 1);
        }
        return String.join("/", parts);
    }
}
