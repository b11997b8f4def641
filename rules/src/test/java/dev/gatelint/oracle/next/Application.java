package dev.gatelint.oracle.next;

import dev.gatelint.oracle.next.Answers.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** An application on disk: written, installed and built when something that it is built from changes. */
final class Application {
    private final Path folder;
    private Map<String, String> built = Map.of();

    /** In this folder, which may hold packages of an earlier run. */
    Application(Path folder) {
        this.folder = folder;
    }

    /** Every form that builds, and what all forms share. */
    static Map<String, String> files(Variant variant) {
        Forms forms = Forms.of(variant.major());
        Map<String, String> files = new LinkedHashMap<>(forms.shared());
        forms.all().stream().filter(form -> !form.breaksBuild()).forEach(form -> files.putAll(form.files()));
        files.putAll(variant.files());
        return files;
    }

    /**
     * Writes these files in place of those that were there, and builds them when they are others than before; the environment file alone
     * does not ask for a build.
     *
     * @return what the build says of itself
     * @throws IOException when the build fails; the message has the end of what it said
     */
    Manifests build(Map<String, String> files) throws IOException {
        return build(files, List.of());
    }

    /** As {@link #build(Map)}, with these options of {@code next build}. */
    Manifests build(Map<String, String> files, List<String> flags) throws IOException {
        Map<String, String> sources = new HashMap<>(files);
        sources.put("next build", String.join(" ", flags));
        sources.remove(".env.local");
        Map<String, String> before = built;
        Files.createDirectories(folder);
        if (!sources.equals(before)) clear();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        if (!sources.equals(before)) {
            built = Map.of();
            String packages = files.get("package.json");
            Path installed = folder.resolve("node_modules/.installed");
            if (!Files.exists(installed) || !Files.readString(installed).equals(packages)) {
                Tool.install(folder);
                Files.writeString(installed, packages);
            }
            Tool.build(folder, flags);
            built = sources;
        }
        return Manifests.of(folder);
    }

    private void clear() throws IOException {
        List<Path> old;
        try (var all = Files.list(folder)) {
            old = all.filter(path -> !path.endsWith("node_modules") && !path.endsWith(".next")).toList();
        }
        for (Path path : old) {
            try (var all = Files.walk(path)) {
                for (Path inside : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(inside);
            }
        }
    }

    /** A session cookie's value, signed by the library that the application has installed. */
    String session(String cookie, String secret) throws IOException {
        return Tool.say(folder, "--input-type=module", "-e", """
            import * as jwt from 'next-auth/jwt';
            const [cookie, secret] = process.argv.slice(1);
            const encode = jwt.encode ?? jwt.default.encode;
            const token = { name: 'ada', email: 'octocat@example.com', sub: '1001', role: 'admin' };
            console.log(await encode({ token, secret, salt: cookie.startsWith('authjs') ? cookie : '' }));
            """, cookie, secret);
    }

    /** Someone who is logged in to a running application. */
    interface Login {
        Caller at(URI application) throws IOException;
    }

    /**
     * What it answers to three callers.
     *
     * @param environment as {@link Server} takes it
     * @param doors       addresses, with the id of the server action to call there or with an empty text
     */
    Map<String, Answer> answers(Map<String, String> environment, Login login, Map<String, String> doors) throws IOException {
        Map<String, Answer> answers = new TreeMap<>();
        try (Server server = new Server(folder, environment, folder.resolve("start.log"))) {
            Caller user = login.at(server.address());
            Caller nobody = Caller.nobody(server.address());
            Caller forger = Caller.forger(server.address());
            for (Map.Entry<String, String> door : doors.entrySet()) {
                String at = door.getKey().replaceAll("#.*", "");
                String action = door.getValue();
                answers.put(door.getKey(), action.isEmpty() ? new Answer(user.asks(at), nobody.asks(at), forger.asks(at))
                    : new Answer(user.calls(at, action), nobody.calls(at, action), forger.calls(at, action)));
            }
        }
        return answers;
    }

    /** The name that the build gave itself. */
    String id() throws IOException {
        return Files.readString(folder.resolve(".next/BUILD_ID")).strip();
    }

    /** True when this text stands in a file that anyone can get. */
    boolean sendsToBrowsers(String text) throws IOException {
        try (var all = Files.walk(folder.resolve(".next/static"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) return true;
            }
        }
        return false;
    }

    /** What the build and the application said. */
    String log() throws IOException {
        return Files.readString(folder.resolve("build.log")) + Files.readString(folder.resolve("start.log"));
    }

    /** As {@link #answers(Map, Login, Map)}, for the application with all forms. */
    Map<String, Answer> answers(Variant variant, Map<String, String> doors) throws IOException {
        return answers(variant, "", doors);
    }

    /** As {@link #answers(Variant, Map)}, with a cookie {@code name=value} of someone who is logged in, when it is not empty. */
    Map<String, Answer> answers(Variant variant, String cookie, Map<String, String> doors) throws IOException {
        String password = UUID.randomUUID().toString();
        Map<String, String> environment = new HashMap<>(Map.of("DOORS_PASSWORD", password, "SITE_URL", "{RELAY}"));
        if (variant.major() == 4 && !variant.has("nourl")) environment.put("NEXTAUTH_URL", "{RELAY}");
        String[] pair = cookie.split("=", 2);
        return answers(environment, application -> pair.length == 2 ? Caller.with(application, pair[0], pair[1])
            : Caller.user(application, password), doors);
    }
}
