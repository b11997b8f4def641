package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Script;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a piece of code runs, told from its file and the function around it.
 *
 * @param where what it is
 * @param words for a sentence: {@code the API route /api/me}
 */
record Place(Where where, String words) {
    private static final Pattern ENDING = Pattern.compile("\\.(page\\.|api\\.)?[cm]?[jt]sx?$");
    private static final List<String> VERBS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern APP_FILE = Pattern.compile("(page|layout|template|default|not-found|loading|route)");

    /** Kinds of places. */
    enum Where {
        API_ROUTE, PAGE_PROPS, STATIC_PROPS, PAGES_COMPONENT, ROUTE_HANDLER, SERVER_COMPONENT, ACTION, EDGE_MIDDLEWARE, PROXY, CLIENT,
            LIBRARY;

        /** Runs with {@code req} and {@code res} of Node in its hands. */
        boolean pages() {
            return this == API_ROUTE || this == PAGE_PROPS;
        }

        /** Runs with the request of {@code next/headers}. */
        boolean app() {
            return this == ROUTE_HANDLER || this == SERVER_COMPONENT || this == ACTION;
        }
    }

    /**
     * The place of a node.
     *
     * @param folder of the application
     * @param script the facts of the file {@code path}
     */
    static Place of(String folder, String path, Script script, At at) {
        String below = folder.isEmpty() ? path : path.substring(Math.min(path.length(), folder.length() + 1));
        if (below.startsWith("src/")) below = below.substring(4);
        String bare = ENDING.matcher(below).replaceFirst("");
        if (bare.equals("middleware")) return new Place(Where.EDGE_MIDDLEWARE, "the middleware");
        if (bare.equals("proxy")) return new Place(Where.PROXY, "the proxy");
        if (script.client()) return new Place(Where.CLIENT, "the client file " + path);
        At outermost = at.node() instanceof Function ? at : at.outermostFunction().orElse(null);
        String function = outermost == null ? "" : outermost.functionName();
        if (script.actions() && outermost != null) return new Place(Where.ACTION, "the server action " + named(function));
        for (At around = at; around != null; around = around.outer()) {
            if (around.node() instanceof Function f && f.directives().contains("use server")) {
                return new Place(Where.ACTION, "the server action " + named(around.functionName()));
            }
        }
        Place found = bare.startsWith("pages/") ? pages(bare.substring(6), outermost, function) : bare.startsWith("app/")
            ? app(bare.substring(4), function, path)
            : new Place(Where.LIBRARY, outermost == null ? path : named(function) + " in " + path);
        return found.where == Where.LIBRARY ? Shapes.of(at).map(where -> new Place(where, found.words)).orElse(found) : found;
    }

    private static String named(String function) {
        return function.isEmpty() || function.equals(Script.DEFAULT) ? "(unnamed)" : function;
    }

    private static Place pages(String bare, At outermost, String function) {
        String url = "/" + bare.replaceFirst("(^|/)index$", "");
        if (url.length() > 1 && url.endsWith("/")) url = url.substring(0, url.length() - 1);
        if (bare.startsWith("api/")) return new Place(Where.API_ROUTE, "the API route " + url);
        return switch (function) {
            case "getServerSideProps", "getInitialProps" -> new Place(Where.PAGE_PROPS, function + " of " + url);
            case "getStaticProps", "getStaticPaths" -> new Place(Where.STATIC_PROPS, function + " of " + url);
            default -> outermost == null ? new Place(Where.LIBRARY, "the page " + url)
                : new Place(Where.PAGES_COMPONENT, "the page " + url);
        };
    }

    private static Place app(String bare, String function, String path) {
        String name = bare.substring(bare.lastIndexOf('/') + 1);
        if (!APP_FILE.matcher(name).matches()) return new Place(Where.LIBRARY, named(function) + " in " + path);
        Matcher groups = Pattern.compile("(^|/)(\\([^/)]*\\)|@[^/]+)(?=/|$)").matcher(bare.substring(0, bare.length() - name.length()));
        String url = "/" + groups.replaceAll("").replaceFirst("^/", "").replaceFirst("/$", "");
        if (!name.equals("route")) {
            if (function.equals("generateStaticParams")) return new Place(Where.STATIC_PROPS, function + " of " + url);
            return new Place(Where.SERVER_COMPONENT, (function.equals("generateMetadata") ? function + " of " : "the "
                + (name.equals("default") ? "page" : name) + " ") + url);
        }
        return new Place(Where.ROUTE_HANDLER, "the route handler " + (VERBS.contains(function) ? function + " " : "") + url);
    }
}
