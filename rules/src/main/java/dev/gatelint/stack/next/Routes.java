package dev.gatelint.stack.next;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** From the place of a file to the path that it answers, as the two routers of Next do it. Pure. */
final class Routes {
    private static final Map<String, String> METADATA = Map.of("sitemap", "sitemap.xml", "robots", "robots.txt", "manifest",
        "manifest.webmanifest",
        "icon", "icon", "apple-icon", "apple-icon", "opengraph-image", "opengraph-image", "twitter-image", "twitter-image");
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
            default -> METADATA.containsKey(name.get()) ? Route.Kind.APP_METADATA : null;
        };
        if (kind == null) return Optional.empty();
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < parts.length - 1; i++) {
            String part = parts[i];
            if (part.startsWith("_")) return Optional.empty();
            part = part.replace("%5F", "_").replace("%5f", "_");
            if (INTERCEPTS.matcher(part).matches()) part = intercept(part, segments);
            else if (part.startsWith("@") || part.startsWith("(") && part.endsWith(")")) continue;
            segments.add(segment(part));
        }
        if (kind == Route.Kind.APP_METADATA) segments.add(METADATA.get(name.get()));
        return Optional.of(new Route(file, kind, "/" + String.join("/", segments)));
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
        if (path.matches("_app|_document|_error|404|500") || path.endsWith(".d")) return Optional.empty();
        boolean api = path.equals("api") || path.startsWith("api/");
        List<String> segments = new ArrayList<>();
        for (String part : path.split("/")) segments.add(segment(part));
        if (segments.get(segments.size() - 1).equals("index")) segments.remove(segments.size() - 1);
        return Optional.of(new Route(file, api ? Route.Kind.API : Route.Kind.PAGE, "/" + String.join("/", segments)));
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
