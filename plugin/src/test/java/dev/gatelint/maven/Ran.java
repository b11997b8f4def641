package dev.gatelint.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the builds that the invoker ran have left behind. */
record Ran(Path folder) {
    static Ran of(String project) {
        return new Ran(Path.of("target/its").resolve(project));
    }

    /** What Maven printed. */
    String log() throws IOException {
        return Files.readString(folder.resolve("build.log"));
    }

    /** A report.json without what may differ between two runs and between two versions. */
    String report(String output) throws IOException {
        return comparable(Files.readString(folder.resolve(output).resolve("report.json")));
    }

    /** What a report says of one endpoint. */
    String endpoint(String output, String id) throws IOException {
        String report = report(output);
        int start = report.indexOf("\"id\": \"" + id + "\"");
        if (start < 0) throw new AssertionError("no " + id + " in " + report);
        int end = report.indexOf("\"id\": ", start + 8);
        return report.substring(start, end < 0 ? report.indexOf("\"findings\"", start) : end);
    }

    private static String comparable(String report) {
        return report.replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"\"").replaceFirst(",\\s*\"stats\": \\{[^}]*}", "");
    }
}
