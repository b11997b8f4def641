package dev.gatelint.oracle.next;

import dev.gatelint.oracle.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that an application needs: each runs in its folder, with nothing in its environment that speaks of logins. */
final class Tool {
    private Tool() {}

    /** Node with these arguments, the first one a script relative to the folder. */
    static ProcessBuilder node(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        return in(folder, command);
    }

    private static ProcessBuilder in(Path folder, List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().keySet().removeIf(name ->
            name.matches("(NEXT)?AUTH_.*|NEXTAUTH_.*|PORT|SITE_URL|SIGNING_SECRET|NODE_OPTIONS|NODE_ENV"));
        process.environment().put("NEXT_TELEMETRY_DISABLED", "1");
        return process;
    }

    /** Installs what package.json names, exactly. */
    static void install(Path folder) throws IOException {
        Program.run(in(folder, List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")),
            folder.resolve("install.log"));
    }

    /** Builds the application for production. */
    static void build(Path folder, List<String> flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("node_modules/next/dist/bin/next", "build"));
        arguments.addAll(flags);
        Program.run(node(folder, arguments.toArray(String[]::new)), folder.resolve("build.log"));
    }

    /** Makes the client of Prisma's schema. It asks for a program that it would download and does not need for that; any file will do. */
    static void prisma(Path folder) throws IOException {
        ProcessBuilder generating = node(folder, "node_modules/prisma/build/index.js", "generate");
        generating.environment().put("PRISMA_SCHEMA_ENGINE_BINARY", folder.resolve("package.json").toAbsolutePath().toString());
        Program.run(generating, folder.resolve("generate.log"));
    }

    /** What Node prints with these arguments, without the space around it. */
    static String say(Path folder, String... arguments) throws IOException {
        Path out = Files.createTempFile("said", ".txt");
        try {
            Program.run(node(folder, arguments), out);
            return Files.readString(out).strip();
        } finally {
            Files.delete(out);
        }
    }
}
