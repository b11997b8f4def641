package dev.gatelint.oracle.spring;

import dev.gatelint.oracle.Program;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * A JVM that has exactly the jars of one version of Boot, and the driver of {@code src/test/oracle/spring} that starts applications in it
 * and asks them. Not for use by more than one thread.
 */
final class Framework implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/test/oracle/spring");
    private final Boot boot;
    private final String jars;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    Framework(Boot boot) throws IOException {
        this.boot = boot;
        this.jars = boot.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path driver = boot.folder().resolve("driver");
        String problem = compile(Map.of("Driver.java", Files.readString(SOURCES.resolve("Driver.java")), "Endpoints.java",
            Files.readString(SOURCES.resolve(boot.reactive() ? "reactive" : "servlet").resolve("Endpoints.java"))), driver);
        if (!problem.isEmpty()) throw new IOException("the driver does not compile on " + boot + ": " + problem);
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC", "-Xmx512m", "-cp", driver + File.pathSeparator + jars, "Driver")
            .redirectError(boot.folder().resolve("driver.log").toFile()).start();
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Compiles and starts an application in place of the one before.
     *
     * @param files sources and resources of a Maven project, by path
     * @return what its handler mappings hold, a line for each; {@code FAILED} and why when it does not compile or start
     */
    List<String> start(String name, Map<String, String> files) throws IOException {
        Path folder = boot.folder().resolve(name.toLowerCase().replaceAll("[^a-z0-9]+", "-"));
        String problem = compile(files, folder);
        if (!problem.isEmpty()) return List.of("FAILED does not compile: " + problem);
        for (var file : files.entrySet()) {
            if (!file.getKey().startsWith("src/main/resources/")) continue;
            Path at = folder.resolve(file.getKey().substring("src/main/resources/".length()));
            Files.createDirectories(at.getParent());
            Files.writeString(at, file.getValue());
        }
        return said("start " + main(files) + " " + folder.toAbsolutePath().toString().replace(" ", "%20"));
    }

    /** The status that nobody, the user and the admin get, such as {@code 401/403/200}. */
    String ask(String method, String path) throws IOException {
        return said("ask " + method + " " + path).get(0);
    }

    /** Status and body that nobody and the user get. */
    String get(String path) throws IOException {
        return said("get " + path).get(0);
    }

    private List<String> said(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); line == null || !line.isEmpty(); line = answers.readLine()) {
            if (line == null) throw new IOException(boot + " ended at: " + command + ", see " + boot.folder().resolve("driver.log"));
            lines.add(line);
        }
        return lines;
    }

    private static String main(Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            if (file.getKey().endsWith(".java") && file.getValue().contains("static void main(")) {
                return file.getKey().replaceFirst("^src/main/java/", "").replaceFirst("\\.java$", "").replace('/', '.');
            }
        }
        throw new IOException("no main class");
    }

    /** What the compiler says; empty when nothing is wrong. Resources in the folder are those of the compiled files only. */
    private String compile(Map<String, String> files, Path folder) throws IOException {
        Path sources = folder.resolveSibling(folder.getFileName() + "-sources");
        delete(folder);
        delete(sources);
        Files.createDirectories(folder);
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-Xlint:none", "-parameters", "-encoding", "UTF-8",
            "-cp", jars,
            "-d", folder.toString()));
        for (var file : new TreeMap<>(files).entrySet()) {
            if (!file.getKey().endsWith(".java")) continue;
            Path at = sources.resolve(file.getKey());
            Files.createDirectories(at.getParent());
            Files.writeString(at, file.getValue());
            arguments.add(at.toString());
        }
        java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(new String[0]));
        return result == 0 ? "" : said.toString(StandardCharsets.UTF_8).replace(sources + File.separator, "");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) return;
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    @Override public void close() {
        Program.end(process);
    }
}
