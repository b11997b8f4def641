package dev.gatelint.maven;

import dev.gatelint.stack.Project.Brought;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.CollectResult;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.resolution.ArtifactDescriptorPolicy;

/**
 * What a module has at run time beside what it declares, as far as POMs in the local repository and in the build tell. Nothing is
 * downloaded, no jar is opened, and a POM that is not there is passed over: no build fails for what gatelint would like to know.
 */
record ClassPath(RepositorySystem system, RepositorySystemSession session) {
    static ClassPath of(RepositorySystem system, RepositorySystemSession session) {
        DefaultRepositorySystemSession own = new DefaultRepositorySystemSession(session);
        own.setOffline(true);
        // settings that let some protocols or hosts through all the same
        own.setConfigProperty("aether.offline.protocols", "");
        own.setConfigProperty("aether.offline.hosts", "");
        own.setArtifactDescriptorPolicy((asking, request) -> ArtifactDescriptorPolicy.IGNORE_ERRORS);
        // what is not found here is remembered, and the build itself must still look for it
        own.setCache(new DefaultRepositoryCache());
        own.setRepositoryListener(null);
        own.setTransferListener(null);
        return new ClassPath(system, own);
    }

    /** What the dependencies of a module bring, by {@code group:artifact}, in the versions that Maven chooses. */
    Map<String, Brought> of(MavenProject project) {
        Map<String, Brought> found = new LinkedHashMap<>();
        if (project.getPackaging().equals("pom") || project.getDependencies().isEmpty()) return found;
        CollectRequest request = new CollectRequest();
        request.setRootArtifact(RepositoryUtils.toArtifact(project.getArtifact()));
        request.setRepositories(project.getRemoteProjectRepositories());
        request.setDependencies(all(project.getDependencies()));
        DependencyManagement management = project.getDependencyManagement();
        if (management != null) request.setManagedDependencies(all(management.getDependencies()));
        DependencyNode root = collect(request).getRoot();
        if (root == null) return found;
        for (DependencyNode declared : root.getChildren()) {
            if (isAtRuntime(declared)) add(declared, name(declared.getArtifact()), found);
        }
        project.getDependencies().forEach(declared -> found.remove(declared.getGroupId() + ":" + declared.getArtifactId()));
        return found;
    }

    private CollectResult collect(CollectRequest request) {
        try {
            return system.collectDependencies(session, request);
        } catch (DependencyCollectionException e) {
            return e.getResult(); // as far as it came
        }
    }

    private List<Dependency> all(List<org.apache.maven.model.Dependency> dependencies) {
        return dependencies.stream().map(one -> RepositoryUtils.toDependency(one, session.getArtifactTypeRegistry())).toList();
    }

    private static void add(DependencyNode node, String by, Map<String, Brought> into) {
        for (DependencyNode child : node.getChildren()) {
            if (!isAtRuntime(child)) continue;
            into.putIfAbsent(name(child.getArtifact()), new Brought(child.getArtifact().getVersion(), by));
            add(child, by, into);
        }
    }

    private static boolean isAtRuntime(DependencyNode node) {
        return node.getDependency() != null && Stream.of("test", "import").noneMatch(node.getDependency().getScope()::equals);
    }

    private static String name(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId();
    }
}
