package dev.gatelint.stack.next;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** From the place of a file to the path that it answers, as the two routers of Next do it. Pure. */
final class Routes {
    private static final Pattern IMAGE = Pattern.compile("(icon|apple-icon|opengraph-image|twitter-image)\\d?");
    private static final Pattern INTERCEPTS = Pattern.compile("(\\(\\.{1,3}\\))+.+");

    private Routes() {}

    /**
     * The route of a file in a folder {@code app}.
     *
     * @param below      the file's path below {@code app}, such as {@code (shop)/cart/page.tsx}
     * @param extensions {@code pageExtensions}
     * @return empty when Next does not serve this file by itself
     */
    static Optional<Route> app(String file, String below, List<String> extensions) {
        String[] parts = below.split("/");
        Optional<String> name = bare(parts[parts.length - 1], extensions);
        if (name.isEmpty()) return Optional.empty();
        Route.Kind kind = switch (name.get()) {
            case "page" -> Route.Kind.APP_PAGE;
            case "route" -> Route.Kind.APP_ROUTE;
            default -> Route.Kind.APP_METADATA;
        };
        String metadata = kind == Route.Kind.APP_METADATA ? metadata(name.get(), parts) : "";
        if (metadata == null) return Optional.empty();
        List<String> segments = new ArrayList<>();
        List<String> literal = new ArrayList<>();
        for (int i = 0; i < parts.length - 1; i++) {
            String part = parts[i];
            if (part.startsWith("_")) return Optional.empty();
            if (apart(part)) continue;
            part = part.replace("%5F", "_").replace("%5f", "_");
            String marks = part.substring(0, part.length() - part.replaceFirst("^(\\(\\.{1,3}\\))+(?=.)", "").length());
            literal.add(marks + segment(part.substring(marks.length())));
            segments.add(segment(marks.isEmpty() ? part : intercept(part, segments)));
        }
        if (!metadata.isEmpty()) segments.add(metadata);
        if (!metadata.isEmpty()) literal.add(metadata);
        return Optional.of(new Route(file, kind, "/" + String.join("/", segments), "/" + String.join("/", literal)));
    }

    /** Folders that are no part of the path: groups and slots. */
    private static boolean apart(String part) {
        return part.startsWith("@") || part.startsWith("(") && part.endsWith(")") && !INTERCEPTS.matcher(part).matches();
    }

    /** The last part of the path of a metadata file; null for any other. Seen in the manifests of 14.2.35 and 15.5.29. */
    private static String metadata(String name, String[] parts) {
        if (name.equals("sitemap")) return "sitemap.xml";
        // these two have one place for the whole application
        if (name.equals("robots") && parts.length == 1) return "robots.txt";
        if (name.equals("manifest") && parts.length == 1) return "manifest.webmanifest";
        if (!IMAGE.matcher(name).matches()) return null;
        List<String> folders = List.of(parts).subList(0, parts.length - 1);
        return folders.stream().noneMatch(Routes::apart) ? name : name + "-" + hash("/" + String.join("/", folders));
    }

    /** Next puts this behind images in groups and slots, several of which may have the same path. */
    private static String hash(String folder) {
        int hash = 5381;
        for (char c : folder.toCharArray()) hash = hash * 33 + c;
        String text = Integer.toUnsignedString(hash, 36);
        return text.substring(0, Math.min(6, text.length()));
    }

    /**
     * {@code (.)a} stands beside, {@code (..)a} one level up, {@code (...)a} below the root; takes what is left behind off {@code
     * segments}.
     */
    private static String intercept(String part, List<String> segments) {
        String rest = part;
        while (true) {
            if (rest.startsWith("(...)")) {
                segments.clear();
                rest = rest.substring(5);
            } else if (rest.startsWith("(..)")) {
                if (!segments.isEmpty()) segments.remove(segments.size() - 1);
                rest = rest.substring(4);
            } else if (rest.startsWith("(.)")) {
                rest = rest.substring(3);
            } else {
                return rest;
            }
        }
    }

    /**
     * The route of a file in a folder {@code pages}.
     *
     * @param below the file's path below {@code pages}, such as {@code api/users/[id].ts}
     * @return empty for what Next does not serve by itself: {@code _app}, {@code _document}, {@code _error} and files with another ending
     */
    static Optional<Route> pages(String file, String below, List<String> extensions) {
        Optional<String> bare = bare(below, extensions);
        if (bare.isEmpty()) return Optional.empty();
        String path = bare.get();
        if (path.matches("(_app|_document|_error|404|500)(/index)?") || path.endsWith(".d")) return Optional.empty();
        boolean api = path.equals("api") || path.startsWith("api/");
        List<String> segments = new ArrayList<>();
        for (String part : path.split("/")) segments.add(segment(part));
        if (segments.get(segments.size() - 1).equals("index")) segments.remove(segments.size() - 1);
        String found = "/" + String.join("/", segments);
        return Optional.of(new Route(file, api ? Route.Kind.API : Route.Kind.PAGE, found, found));
    }

    private static Optional<String> bare(String name, List<String> extensions) {
        return extensions.stream().filter(extension -> name.endsWith("." + extension) && name.length() > extension.length() + 1)
            .map(extension -> name.substring(0, name.length() - extension.length() - 1)).findFirst();
    }

    private static String segment(String part) {
        if (part.startsWith("[[...") && part.endsWith("]]")) return "{" + part.substring(5, part.length() - 2) + "*}";
        if (part.startsWith("[...") && part.endsWith("]")) return "{" + part.substring(4, part.length() - 1) + "*}";
        if (part.startsWith("[") && part.endsWith("]")) return "{" + part.substring(1, part.length() - 1) + "}";
        return part;
    }
}
