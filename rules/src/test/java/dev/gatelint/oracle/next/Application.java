package dev.gatelint.oracle.next;

import dev.gatelint.oracle.next.Answers.Answer;
import java.io.IOException;
import java.net.URI;
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
        Map<String, String> sources = new HashMap<>(files);
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
            Tool.build(folder);
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
            const token = { name: 'ada', email: 'ada@example.com', sub: '1001', role: 'admin' };
            console.log(await encode({ token, secret, salt: cookie }));
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
                String at = door.getKey();
                String action = door.getValue();
                answers.put(at, action.isEmpty() ? new Answer(user.asks(at), nobody.asks(at), forger.asks(at))
                    : new Answer(user.calls(at, action), nobody.calls(at, action), forger.calls(at, action)));
            }
        }
        return answers;
    }

    /** As {@link #answers(Map, Login, Map)}, for the application with all forms. */
    Map<String, Answer> answers(Variant variant, Map<String, String> doors) throws IOException {
        String password = UUID.randomUUID().toString();
        Map<String, String> environment = new HashMap<>(Map.of("DOORS_PASSWORD", password, "SITE_URL", "{RELAY}"));
        if (variant.major() == 4 && !variant.has("nourl")) environment.put("NEXTAUTH_URL", "{RELAY}");
        return answers(environment, application -> Caller.user(application, password), doors);
    }
}
