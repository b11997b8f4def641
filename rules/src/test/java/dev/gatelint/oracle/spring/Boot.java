package dev.gatelint.oracle.spring;

import dev.gatelint.oracle.Program;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Versions of Spring that are asked.
 *
 * @param label    how scenarios name them: the version of Spring Security, or {@code webflux}
 * @param name     of the POM beside the scenarios, which Maven and gatelint both read
 * @param jakarta  false where the packages of Jakarta EE are called {@code javax}
 * @param reactive WebFlux
 */
record Boot(String label, String name, boolean jakarta, boolean reactive) {
    /** What every build asks. */
    static final Boot MAIN = new Boot("6.5", "boot-3.5.16", true, false);
    static final List<Boot> ALL = List.of(new Boot("5.7", "boot-2.7.18,security-5.7.11", false, false),
        new Boot("5.8", "boot-2.7.18,security-5.8.16", false, false), new Boot("6.0", "boot-3.0.13", true, false), MAIN,
        new Boot("7.1", "boot-4.1.2", true, false), new Boot("webflux", "boot-3.5.16,webflux", true, true));
    private static final Path FOLDER = Path.of("target/oracle/spring");

    /** The build file of an application on these versions. */
    String pom() {
        return resource(name + ".xml");
    }

    /** A source that is written for the servlets of {@code jakarta}, as these versions need it. */
    String adapted(String source) {
        return jakarta ? source : source.replace("jakarta.servlet", "javax.servlet");
    }

    /** Where what is made for these versions stands. */
    Path folder() {
        return FOLDER.resolve(name);
    }

    /** The jars that Maven gives to an application on these versions; asked once for each POM. */
    List<Path> classPath() throws IOException {
        Path file = folder().resolve("pom.xml");
        Path said = folder().resolve("classpath");
        if (!Files.exists(said) || !Files.readString(file).equals(pom()) || jars(said).stream().anyMatch(Files::notExists)) {
            Files.createDirectories(folder());
            Files.writeString(file, pom());
            Program.run(new ProcessBuilder(maven(file, said)), folder().resolve("maven.log"));
        }
        return jars(said);
    }

    private static List<Path> jars(Path said) throws IOException {
        return Stream.of(Files.readString(said).strip().split(File.pathSeparator)).map(Path::of).toList();
    }

    /** The Maven that runs this build, as it was called, or else the one on the path. */
    private static List<String> maven(Path pom, Path said) {
        String script = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
        // home, local repository, whether it is offline, settings; see the POM
        String[] build = System.getProperty("oracle.maven", "").split("\\|");
        List<String> command = new ArrayList<>(List.of(build.length < 4 ? script : Path.of(build[0], "bin", script).toString(), "-B", "-q",
            "-f", pom.toString(), "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
            "-Dmdep.outputFile=" + said.toAbsolutePath()));
        if (build.length < 4) return command;
        command.add("-Dmaven.repo.local=" + build[1]);
        if (build[2].equals("true")) command.add("-o");
        if (Files.exists(Path.of(build[3]))) command.addAll(List.of("-s", build[3]));
        return command;
    }

    /** A text beside the scenarios. */
    static String resource(String name) {
        try (InputStream in = Boot.class.getResourceAsStream("/truth/spring/" + name)) {
            if (in == null) throw new IOException("no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override public String toString() {
        return name;
    }
}
