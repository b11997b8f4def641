package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.report.JsonReport;
import dev.gatelint.source.FolderWorkspace;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the prefilter leaves unread has nothing to say. */
class PrefilterTest {
    @Test void losesNothingOfTheSampleProjects() throws IOException {
        Path samples = Path.of("../sample-projects");
        assertThat(samples).isDirectory();
        assertSame(new FolderWorkspace(samples, path -> false));
    }

    @Test void losesNothingOfThePages() throws IOException {
        List<Path> pages;
        try (var files = Files.walk(Path.of("src/main/java"))) {
            pages = files.filter(path -> path.toString().endsWith(".md")).sorted().toList();
        }
        List<Map<String, String>> workspaces = new ArrayList<>();
        for (Path page : pages) workspaces.addAll(new Page(Files.readString(page)).workspaces());
        assertThat(workspaces).isNotEmpty();
        for (Map<String, String> files : workspaces) assertSame(new MemoryWorkspace(files));
    }

    @Test void leavesPlainDataUnread() throws IOException {
        Workspace files = new MemoryWorkspace(Map.of("src/main/java/a/Order.java", "package a; public class Order { private long id; }",
            "src/main/java/a/Paths.java", "package a; public class Paths { static final String ORDERS = \"/orders\"; }",
            "src/main/java/a/Orders.java", """
                package a;
                import org.springframework.web.bind.annotation.*;
                @RestController class Orders {
                    @GetMapping(Paths.ORDERS) Order get() { return new Order(); }
                }
                """));
        assertThat(Gatelint.run(Options.of(files)).stats().parsed()).isEqualTo(2);
        assertThat(Gatelint.run(Options.of(files)).endpoints()).extracting(endpoint -> endpoint.id()).containsExactly("GET /orders");
    }

    private static void assertSame(Workspace files) throws IOException {
        String fast = JsonReport.render(Gatelint.run(Options.of(files)));
        String thorough = JsonReport.render(Gatelint.run(Options.of(files), Stacks.ALL, false));
        assertThat(withoutStats(fast)).isEqualTo(withoutStats(thorough));
    }

    private static String withoutStats(String report) {
        return report.substring(0, report.indexOf("\"stats\""));
    }
}
