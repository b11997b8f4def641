package dev.gatelint.maven;

import dev.gatelint.report.CheckstyleReport;
import dev.gatelint.report.GitlabReport;
import dev.gatelint.report.HtmlReport;
import dev.gatelint.report.JsonReport;
import dev.gatelint.report.JunitReport;
import dev.gatelint.report.MarkdownReport;
import dev.gatelint.report.RdjsonReport;
import dev.gatelint.report.Report;
import dev.gatelint.report.SarifReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;

/** The reports of a module on disk, in the order in which they were asked for. */
record ReportFiles(List<Path> files) {
    /** The formats: adding one is one line here. */
    private enum Format {
        JSON("report.json", JsonReport::render),
        SARIF("report.sarif", SarifReport::render),
        HTML("report.html", HtmlReport::render),
        MARKDOWN("report.md", MarkdownReport::render),
        CHECKSTYLE("checkstyle-result.xml", CheckstyleReport::render),
        JUNIT("junit.xml", JunitReport::render),
        GITLAB("gl-code-quality-report.json", GitlabReport::render),
        RDJSON("report.rdjson", RdjsonReport::render);

        private final String file;
        private final Function<Report, String> writer;

        Format(String file, Function<Report, String> writer) {
            this.file = file;
            this.writer = writer;
        }

        static Format named(String name) throws MojoFailureException {
            for (Format format : values()) {
                if (format.name().equalsIgnoreCase(name.strip())) return format;
            }
            throw new MojoFailureException("gatelint.formats names " + name + ", which is not one of "
                + Arrays.stream(values()).map(format -> format.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")) + ".");
        }
    }

    /** @throws MojoFailureException when there is no such format */
    static void check(List<String> names) throws MojoFailureException {
        for (String name : names) Format.named(name);
    }

    /** @throws MojoFailureException when there is no such format */
    static ReportFiles write(Report report, List<String> names, Path folder) throws IOException, MojoFailureException {
        List<Path> written = new ArrayList<>();
        for (String name : names) {
            Format format = Format.named(name);
            Files.createDirectories(folder);
            written.add(Files.writeString(folder.resolve(format.file), format.writer.apply(report), StandardCharsets.UTF_8));
        }
        return new ReportFiles(List.copyOf(written));
    }

    /** The one for people, or the first. */
    String best() {
        return files.stream().filter(file -> file.toString().endsWith(".html")).findFirst().or(() -> files.stream().findFirst())
            .map(Path::toString).orElse("none was asked for");
    }
}
