package dev.gatelint.stack.next;

import dev.gatelint.model.PathPurpose;
import java.util.regex.Pattern;

/** What paths say about themselves. */
final class Natures {
    private static final Pattern CLOSED = Pattern.compile("(?i)(.*/)?(admin|dashboard|account|settings|internal|private|billing|profile|me|users?|members|manage|console|backoffice|cms|protected)(/.*)?");
    private static final Pattern SETTING = Pattern.compile("set(Locale|Language|Theme|Cookie).*");

    private Natures() {}

    /** True for paths that strangers have to reach: login, registration, health. */
    static boolean open(String path) {
        return PathPurpose.open(path);
    }

    /** The same for the name of a server action. */
    static boolean openName(String name) {
        return PathPurpose.openName(name) || SETTING.matcher(name).matches();
    }

    /** True for paths that sound as if they were closed. */
    static boolean closed(String path) {
        return CLOSED.matcher(path).matches();
    }

    /** A concrete request path for a route. */
    static String witness(String path) {
        return path.replaceAll("\\{[^}]*\\*}", "a1/b2").replaceAll("\\{[^}]*}", "x1");
    }
}
