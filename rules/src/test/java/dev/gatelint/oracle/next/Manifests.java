package dev.gatelint.oracle.next;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a build says of itself.
 *
 * @param addresses everything that is served, as Next writes paths
 * @param actions   server actions: their id, and the pages that they can be called at
 * @param names     server actions as {@code file#name}, and their id; empty where the version does not say (14)
 * @param folder    where the application stands
 * @param matchers  of the middleware: the pattern as written and its regular expression, in order
 */
record Manifests(Set<String> addresses, Map<String, Set<String>> actions, Map<String, String> names, List<Map.Entry<String,
    String>> matchers,
                 Path folder) {
    /** Reads them from {@code .next} in a built application. */
    static Manifests of(Path folder) throws IOException {
        Path built = folder.resolve(".next");
        Set<String> addresses = new TreeSet<>();
        object(read(built.resolve("app-path-routes-manifest.json"))).values().forEach(path -> addresses.add((String) path));
        addresses.addAll(object(read(built.resolve("server/pages-manifest.json"))).keySet());
        addresses.removeIf(path -> path.matches("/_.*|/404|/500|/favicon\\.ico"));
        Map<String, Set<String>> actions = new TreeMap<>();
        Map<String, String> names = new TreeMap<>();
        object(object(read(built.resolve("server/server-reference-manifest.json"))).get("node")).forEach((id, about) -> {
            Map<String, Object> action = object(about);
            actions.put(id, object(action.get("workers")).keySet().stream().map(page -> page.replaceAll("^app|/page$", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
            if (action.containsKey("exportedName")) names.put(action.get("filename") + "#" + action.get("exportedName"), id);
        });
        return new Manifests(addresses, actions, names, matchers(built), folder.toRealPath());
    }

    /** The id of the server action with this handler ({@code file#name}), empty when it is none that can be called. */
    String id(String handler) {
        if (!names.isEmpty()) return names.getOrDefault(handler, "");
        String id = hash(folder + "/" + handler.replace('#', ':')); // what 14 makes of a name
        return actions.containsKey(id) ? id : "";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of a server action that can be called at this page, empty when there is none. */
    String idAt(String page) {
        return actions.entrySet().stream().filter(action -> action.getValue().contains(page)).findFirst().map(Map.Entry::getKey).orElse("");
    }

    /** A page that has the server action with this id. */
    String page(String id) {
        return actions.get(id).iterator().next();
    }

    private static List<Map.Entry<String, String>> matchers(Path built) throws IOException {
        Object middleware = object(object(read(built.resolve("server/middleware-manifest.json"))).get("middleware")).get("/");
        if (middleware == null) { // a proxy runs on Node, and stands with the functions
            middleware = object(object(read(built.resolve("server/functions-config-manifest.json"))).get("functions")).get("/_middleware");
        }
        List<Map.Entry<String, String>> matchers = new ArrayList<>();
        if (object(middleware).get("matchers") instanceof List<?> all) {
            for (Object one : all) matchers.add(Map.entry((String) object(one).get("originalSource"), (String) object(one).get("regexp")));
        }
        return matchers;
    }

    private static Object read(Path file) throws IOException {
        if (!Files.exists(file)) return Map.of();
        try (JsonParser json = new JsonFactory().createParser(Files.readString(file))) {
            json.nextToken();
            return value(json);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                object.put(key, value(json));
            }
            return object;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) return json.getText();
        List<Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) array.add(value(json));
        return array;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
