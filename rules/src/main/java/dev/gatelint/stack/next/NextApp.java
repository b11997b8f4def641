package dev.gatelint.stack.next;

import dev.gatelint.model.Version;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.npm.Packages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One application: a folder with a router in it or a {@code next.config}, whose {@code package.json}, or else that of a folder above,
 * depends on next.
 *
 * @param folder  relative to the scanned root, empty for the root
 * @param inner   folders below that are applications of their own
 * @param base    where Next looks for the middleware: the folder, or its {@code src}
 * @param router  the folder {@code app}, with a slash; empty when there is none
 * @param next    the version as far as it is known
 * @param routes  ordered by file
 * @param aliases further addresses of the routes
 */
record NextApp(String folder, Set<String> inner, String base, String router, Optional<Version> next, NextConfig config, List<Route> routes,
    Aliases aliases) {

    /** The applications of a project, by folder. */
    static List<NextApp> of(Project project, Packages packages, Modules modules) {
        List<NextApp> apps = new ArrayList<>();
        Set<String> folders = folders(project, packages);
        for (String folder : folders) {
            NextConfig config = NextConfig.of(folder, modules);
            // each router is looked for by itself; Next 16 asks for both in one place
            String inside = below(folder);
            String app = first(project, inside + "app/", inside + "src/app/");
            String pages = first(project, inside + "pages/", inside + "src/pages/");
            if (app.isEmpty() && pages.isEmpty() && config.file().isEmpty()) continue;
            List<Route> routes = routes(project, app, pages, config.extensions());
            Optional<Version> next = packages.installed(folder, "next").flatMap(found -> found.assumed());
            String base = pages.isEmpty() ? app : pages;
            Set<String> files = project.paths().stream().filter(path -> path.startsWith(inside + "public/"))
                .map(path -> path.substring(inside.length() + 6)).collect(Collectors.toSet());
            Set<String> inner = folders.stream().filter(other -> !other.equals(folder) && other.startsWith(inside))
                .collect(Collectors.toSet());
            apps.add(new NextApp(folder, inner, base.replaceFirst("(app|pages)/$", ""), app, next, config, routes,
                new Aliases(routes, config.rewrites(), files)));
        }
        return List.copyOf(apps);
    }

    /** With next in its own {@code package.json}, or with a {@code next.config} and next in one above. */
    private static Set<String> folders(Project project, Packages packages) {
        Set<String> folders = new TreeSet<>(packages.dependingOn("next"));
        for (String path : project.paths()) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (NextConfig.FILES.contains(name) && packages.installed(Modules.folder(path), "next").isPresent()) {
                folders.add(Modules.folder(path));
            }
        }
        return folders;
    }

    private static String below(String folder) {
        return folder.isEmpty() ? "" : folder + "/";
    }

    private static String first(Project project, String root, String source) {
        if (project.paths().stream().anyMatch(path -> path.startsWith(root))) return root;
        return project.paths().stream().anyMatch(path -> path.startsWith(source)) ? source : "";
    }

    private static List<Route> routes(Project project, String app, String pages, List<String> extensions) {
        List<Route> routes = new ArrayList<>();
        for (String path : project.files().keySet()) {
            if (!app.isEmpty() && path.startsWith(app)) {
                Routes.app(path, path.substring(app.length()), extensions).ifPresent(routes::add);
            } else if (!pages.isEmpty() && path.startsWith(pages)) {
                Routes.pages(path, path.substring(pages.length()), extensions).ifPresent(routes::add);
            }
        }
        return List.copyOf(routes);
    }

    /** True when this file belongs to the application and not to one in a folder below. */
    boolean holds(String path) {
        return path.startsWith(below(folder)) && inner.stream().noneMatch(other -> path.startsWith(below(other)));
    }
}
