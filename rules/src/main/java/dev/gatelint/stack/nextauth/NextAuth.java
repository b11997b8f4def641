package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Model;
import dev.gatelint.model.Version;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import dev.gatelint.stack.deploy.Environment;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.npm.Installed;
import dev.gatelint.stack.npm.Packages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Session lookups, imports and secrets of NextAuth, Auth.js and their relatives. Lives on the facts of other stacks and extracts none. */
public final class NextAuth implements Stack {
    private static final List<String> LIBRARIES = List.of("next-auth", "better-auth", "@clerk/nextjs", "iron-session");

    @Override public String name() {
        return "nextauth";
    }

    @Override public boolean reads(String path) {
        return false;
    }

    @Override public Optional<Record> extract(Unit unit) {
        return Optional.empty();
    }

    @Override public void link(Project project, Model.Builder model) {
        Packages packages = Packages.of(project);
        if (LIBRARIES.stream().allMatch(library -> packages.dependingOn(library).isEmpty())) return;
        Modules modules = Modules.of(project);
        Names names = new Names(modules);
        List<String> apps = packages.dependingOn("next");
        Map<String, String> folders = new HashMap<>();
        modules.scripts().keySet().forEach(path -> folders.put(path, home(path, apps, packages)));
        Graph graph = new Graph(modules);
        Map<String, List<AuthConfig>> configs = configs(modules, names, folders);
        Map<String, SortedMap<String, Script>> byFolder = new TreeMap<>();
        modules.scripts().forEach((path, script) -> byFolder.computeIfAbsent(folders.get(path), key -> new TreeMap<>()).put(path, script));
        byFolder.forEach((folder, scripts) -> {
            if (!apps.contains(folder)) return;
            new Versions(folder, scripts, names, packages.installed(folder, "next"), packages.installed(folder, "next-auth")).add(model);
            Optional<Installed> auth = packages.installed(folder, "next-auth");
            int major = auth.flatMap(Installed::assumed).map(Version::major).orElse(0);
            new Divergence(configs.getOrDefault(folder, List.of())).add(model);
            BetterPlugins.add(scripts, names, model);
            FailOpen.add(scripts, names, configs.getOrDefault(folder, List.of()), auth, model);
            if (major >= 4) new DatabaseSessions(project, scripts, names, configs.getOrDefault(folder, List.of())).add(model);
            packages.installed(folder, "@clerk/nextjs").ifPresent(clerk -> Clerk.withoutMiddleware(folder, scripts, names, clerk, model));
            Provider.add(folder, scripts, names, major, model);
            if (major == 5) new Bundling(folder, scripts, graph, packages.installed(folder, "next")).add(model);
            new Mounts(folder, scripts, names, configs.getOrDefault(folder, List.of()), packages.installed(folder, "next-auth")).add(model);
            new Secrets(folder, scripts, names, configs.getOrDefault(folder, List.of()), packages.installed(folder, "next-auth"),
                Environment.of(project, folder),
                project.settings().providedSecrets()).add(model);
        });
        Set<String> webpack = new HashSet<>();
        for (String app : apps) {
            boolean asked = packages.in(app).stream().flatMap(json -> json.scripts().values().stream())
                .anyMatch(script -> script.text().matches(".*\\bnext build\\b.*--webpack.*"));
            if (asked) webpack.add(app);
        }
        Callers callers = new Callers(modules, folders::get);
        modules.scripts().forEach((path, script) -> {
            String folder = folders.get(path);
            Context context = new Context(folder, path, script, names, packages.installed(folder, "next"),
                packages.installed(folder, "next-auth"),
                packages.installed(folder, "@clerk/nextjs"), packages.installed(folder, "iron-session"), configs.getOrDefault(folder,
                    List.of()), webpack.contains(folder), project.file(path).orElseThrow().lines());
            new Lookups(context, callers).add(model);
            new Imports(context, graph).add(model);
        });
    }

    /** The folder of the application, or else of the package, in which a file stands. */
    private static String home(String path, List<String> apps, Packages packages) {
        String nearest = null;
        for (String at = Modules.folder(path); ; at = Modules.folder(at)) {
            if (apps.contains(at)) return at;
            if (nearest == null && packages.in(at).isPresent()) nearest = at;
            if (at.isEmpty()) return nearest == null ? "" : nearest;
        }
    }

    private static Map<String, List<AuthConfig>> configs(Modules modules, Names names, Map<String, String> folders) {
        Map<String, List<AuthConfig>> found = new HashMap<>();
        for (Map.Entry<String, Script> entry : modules.scripts().entrySet()) {
            String path = entry.getKey();
            At.each(entry.getValue(), at -> {
                if (at.node() instanceof Expr.Call call && names.api(path, call.callee()) == Api.NEXT_AUTH) {
                    found.computeIfAbsent(folders.get(path), key -> new ArrayList<>()).add(AuthConfig.of(path, call, names));
                }
            });
        }
        return found;
    }
}
