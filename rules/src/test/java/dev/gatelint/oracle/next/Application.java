package dev.gatelint.oracle.next;

import dev.gatelint.oracle.next.Answers.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
            Path installed = folder.resolve("node_modules/.package.json");
            if (!Files.exists(installed) || !Files.readString(installed).equals(files.get("package.json"))) {
                Tool.install(folder);
                Files.writeString(installed, files.get("package.json"));
            }
            Tool.build(folder);
            built = sources;
        }
        return Manifests.of(folder);
    }

    private void clear() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Path inside = folder.relativize(path);
                if (inside.toString().isEmpty() || inside.startsWith("node_modules") || inside.startsWith(".next")) continue;
                Files.delete(path);
            }
        }
    }

    /** What it answers to three callers at each address, the server actions at the addresses of their pages. */
    Map<String, Answer> answers(Variant variant, Map<String, String> addresses) throws IOException {
        String password = UUID.randomUUID().toString();
        Map<String, String> environment = new HashMap<>(Map.of("DOORS_PASSWORD", password, "SITE_URL", "{RELAY}"));
        if (variant.major() == 4 && !variant.has("nourl")) environment.put("NEXTAUTH_URL", "{RELAY}");
        Map<String, Answer> answers = new TreeMap<>();
        try (Server server = new Server(folder, environment, folder.resolve("start.log"))) {
            Caller user = Caller.user(server.address(), password);
            Caller nobody = Caller.nobody(server.address());
            Caller forger = Caller.forger(server.address());
            for (Map.Entry<String, String> address : addresses.entrySet()) {
                String at = address.getKey();
                String action = address.getValue();
                answers.put(at, action.isEmpty() ? new Answer(user.asks(at), nobody.asks(at), forger.asks(at))
                    : new Answer(user.calls(at, action), nobody.calls(at, action), forger.calls(at, action)));
            }
        }
        return answers;
    }
}
