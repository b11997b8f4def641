package dev.gatelint.maven;

import dev.gatelint.report.JsonReport;
import dev.gatelint.report.Report;
import dev.gatelint.report.SarifReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;

/** The reports of a module on disk, in the order in which they were asked for. */
record ReportFiles(List<Path> files) {
    /** The formats by name: adding one is one line here. */
    private static final Map<String, Format> FORMATS = formats();

    private record Format(String file, Function<Report, String> writer) {}

    private static Map<String, Format> formats() {
        Map<String, Format> formats = new LinkedHashMap<>();
        formats.put("json", new Format("report.json", JsonReport::render));
        formats.put("sarif", new Format("report.sarif", SarifReport::render));
        return formats;
    }

    /** @throws MojoFailureException when there is no such format */
    static ReportFiles write(Report report, List<String> names, Path folder) throws IOException, MojoFailureException {
        List<Path> written = new ArrayList<>();
        for (String name : names) {
            Format format = FORMATS.get(name.strip());
            if (format == null) {
                throw new MojoFailureException("gatelint.formats names " + name + ", which is not one of " + String.join(", ", FORMATS.keySet()) + ".");
            }
            Files.createDirectories(folder);
            written.add(Files.writeString(folder.resolve(format.file), format.writer.apply(report), StandardCharsets.UTF_8));
        }
        return new ReportFiles(List.copyOf(written));
    }

    /** The one for people, or the first. */
    String best() {
        return files.stream().filter(file -> file.toString().endsWith(".html")).findFirst().or(() -> files.stream().findFirst()).map(Path::toString)
            .orElse("none was asked for");
    }
}
