package dev.gatelint.maven;

import dev.gatelint.stack.Project.Brought;
import dev.gatelint.stack.Project.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;

/**
 * The modules that belong together, whichever of them Maven was asked to build. An application is often spread over modules: the security
 * configuration in one guards the controllers of another, so all of them are read from disk.
 *
 * @param root    the folder that holds all of them; what is scanned
 * @param modules what Maven says of those that it has loaded
 */
record Reactor(Path root, List<Module> modules) {
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern MODULE = Pattern.compile("<(?:module|subproject)>\\s*([^<]+?)\\s*</");

    /** {@code brought} says what the dependencies of a project bring. */
    static Reactor of(MavenSession session, Function<MavenProject, Map<String, Brought>> brought) {
        List<MavenProject> projects = session.getAllProjects().stream().filter(project -> project.getFile() != null).toList();
        Path root = projects.stream().map(Reactor::home).reduce(Reactor::common).map(Reactor::climb)
            .orElseGet(() -> Path.of(session.getRequest().getBaseDirectory()).toAbsolutePath().normalize());
        return new Reactor(root, projects.stream().map(project -> module(root, project, brought.apply(project))).toList());
    }

    /**
     * The folder of the module that answers for a file: the innermost one; empty for the root, which answers for all that is in no module.
     */
    String owner(String path) {
        return modules.stream().map(Module::folder).filter(folder -> !folder.isEmpty() && path.startsWith(folder + "/"))
            .max(Comparator.comparingInt(String::length)).orElse("");
    }

    /** The folder of a project relative to the root, with {@code /}; empty for the root itself and for a folder without a POM. */
    String folder(MavenProject project) {
        return project.getFile() == null ? "" : relative(root, project);
    }

    /** Where a project's build writes; {@code target} in a folder without a POM, where Maven names none. */
    Path output(MavenProject project) {
        return project.getFile() == null ? root.resolve("target") : home(project).resolve(project.getBuild().getDirectory());
    }

    private static String relative(Path root, MavenProject project) {
        return root.relativize(home(project)).toString().replace('\\', '/');
    }

    private static Path home(MavenProject project) {
        return project.getFile().toPath().toAbsolutePath().normalize().getParent();
    }

    private static Path common(Path a, Path b) {
        Path up = a;
        while (!b.startsWith(up) && up.getParent() != null) up = up.getParent();
        return up;
    }

    /** The outermost folder above whose POM lists this one as a module, so that a build started inside a module still sees its siblings. */
    private static Path climb(Path folder) {
        Path root = folder;
        for (Path up = folder.getParent(); up != null; up = up.getParent()) {
            if (lists(up, root)) root = up;
        }
        return root;
    }

    private static boolean lists(Path folder, Path module) {
        Path pom = folder.resolve("pom.xml");
        if (!Files.isRegularFile(pom)) return false;
        try {
            return MODULE.matcher(COMMENT.matcher(Files.readString(pom)).replaceAll("")).results()
                .map(named -> folder.resolve(named.group(1)).normalize())
                .anyMatch(named -> named.equals(module) || named.equals(module.resolve("pom.xml")));
        } catch (IOException | RuntimeException e) {
            return false; // a POM that cannot be read lists nothing
        }
    }

    private static Module module(Path root, MavenProject project, Map<String, Brought> brought) {
        DependencyManagement management = project.getDependencyManagement();
        return new Module(relative(root, project), project.getGroupId() + ":" + project.getArtifactId(),
            versions(project.getDependencies()), brought,
            versions(management == null ? List.of() : management.getDependencies()),
            project.getActiveProfiles().stream().map(Profile::getId).distinct().sorted().toList());
    }

    private static Map<String, String> versions(List<Dependency> dependencies) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (Dependency dependency : dependencies) {
            if (dependency.getVersion() == null || "test".equals(dependency.getScope())) continue;
            versions.putIfAbsent(dependency.getGroupId() + ":" + dependency.getArtifactId(), dependency.getVersion());
        }
        return versions;
    }
}
