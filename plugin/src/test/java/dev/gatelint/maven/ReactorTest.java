package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.stack.Project.Module;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorTest {
    @TempDir Path folder;

    @Test void theInnermostModuleAnswersForAFile() {
        Reactor reactor = new Reactor(folder, Stream.of("", "web", "web/admin").map(ReactorTest::module).toList());
        assertThat(reactor.owner("web/src/A.java")).isEqualTo("web");
        assertThat(reactor.owner("web/admin/src/A.java")).isEqualTo("web/admin");
        assertThat(reactor.owner("webadmin/src/A.java")).isEmpty();
        assertThat(reactor.owner("compose.yaml")).isEmpty();
    }

    @Test void aBuildInsideAModuleStillSeesItsSiblings() throws Exception {
        pom("", "<modules><!-- <module>old</module> --><module> apps/web </module></modules>");
        MavenProject web = pom("apps/web", "");
        Reactor reactor = reactor(web);
        assertThat(reactor.root()).isEqualTo(folder);
        assertThat(reactor.folder(web)).isEqualTo("apps/web");
    }

    @Test void aProjectThatNobodyListsStandsAlone() throws Exception {
        pom("", "<modules><!-- <module>web</module> --><module>api</module></modules>");
        assertThat(reactor(pom("web", "")).root()).isEqualTo(folder.resolve("web"));
    }

    @Test void modulesBesideEachOtherMeetInTheFolderAbove() throws Exception {
        assertThat(reactor(pom("all", ""), pom("web", "")).root()).isEqualTo(folder);
    }

    @Test void withoutAPomTheFolderIsAll() {
        MavenProject none = new MavenProject();
        Reactor reactor = reactor(none);
        assertThat(reactor.root()).isEqualTo(folder);
        assertThat(reactor.folder(none)).isEmpty();
        assertThat(reactor.output(none)).isEqualTo(folder.resolve("target"));
    }

    @Test void saysWhichVersionsAModuleUses() throws Exception {
        MavenProject web = pom("web", "");
        Dependency dependency = new Dependency();
        dependency.setGroupId("org.springframework.boot");
        dependency.setArtifactId("spring-boot");
        dependency.setVersion("3.5.16");
        web.getModel().addDependency(dependency);
        assertThat(reactor(web).modules()).containsExactly(
            new Module("", "g:web", Map.of("org.springframework.boot:spring-boot", "3.5.16"), Map.of(), Map.of(), List.of()));
    }

    private Reactor reactor(MavenProject... projects) {
        return Reactor.of(session(projects), project -> Map.of());
    }

    private MavenProject pom(String path, String content) throws Exception {
        Path pom = Files.createDirectories(folder.resolve(path)).resolve("pom.xml");
        Files.writeString(pom, "<project>" + content + "</project>");
        Model model = new Model();
        model.setGroupId("g");
        model.setArtifactId(path.isEmpty() ? "root" : path);
        MavenProject project = new MavenProject(model);
        project.setFile(pom.toFile());
        return project;
    }

    private static Module module(String folder) {
        return new Module(folder, "g:" + folder, Map.of(), Map.of(), Map.of(), List.of());
    }

    @SuppressWarnings("deprecation") // a session without a container has no other constructor
    private MavenSession session(MavenProject... projects) {
        var request = new DefaultMavenExecutionRequest().setBaseDirectory(folder.toFile()).setSystemProperties(new Properties());
        MavenSession session = new MavenSession(null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
        session.setAllProjects(List.of(projects));
        return session;
    }
}
