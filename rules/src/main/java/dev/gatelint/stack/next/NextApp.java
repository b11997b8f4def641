package dev.gatelint.stack.next;

import dev.gatelint.model.Version;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.npm.Packages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One application: a folder whose {@code package.json} depends on next and that has a router in it.
 *
 * @param folder  relative to the scanned root, empty for the root
 * @param base    where {@code app} and {@code pages} stand: the folder, or its {@code src}
 * @param next    the version as far as it is known
 * @param routes  ordered by file
 */
public record NextApp(String folder, String base, Optional<Version> next, NextConfig config, List<Route> routes) {

    /** The applications of a project, by folder. */
    static List<NextApp> of(Project project, Packages packages, Modules modules) {
        List<NextApp> apps = new ArrayList<>();
        for (String folder : packages.dependingOn("next")) {
            String inside = folder.isEmpty() ? "" : folder + "/";
            boolean root = project.paths().stream().anyMatch(path -> path.startsWith(inside + "app/")
                || path.startsWith(inside + "pages/"));
            String base = root ? inside : inside + "src/";
            NextConfig config = NextConfig.of(folder, modules);
            List<Route> routes = routes(project, base, config.extensions());
            boolean router = project.paths().stream().anyMatch(path -> path.startsWith(base + "app/") || path.startsWith(base + "pages/"));
            if (!router && config.file().isEmpty()) continue;
            Optional<Version> next = packages.installed(folder, "next").flatMap(found -> found.assumed());
            apps.add(new NextApp(folder, base, next, config, routes));
        }
        return apps;
    }

    private static List<Route> routes(Project project, String base, List<String> extensions) {
        List<Route> routes = new ArrayList<>();
        for (String path : project.files().keySet()) {
            if (path.startsWith(base + "app/")) Routes.app(path, path.substring(base.length() + 4), extensions).ifPresent(routes::add);
            else if (path.startsWith(base + "pages/")) Routes.pages(path, path.substring(base.length() + 6), extensions)
                .ifPresent(routes::add);
        }
        return List.copyOf(routes);
    }

    /** True when this file belongs to the application and not to one in a folder below. */
    boolean holds(String path) {
        return folder.isEmpty() || path.startsWith(folder + "/");
    }
}
