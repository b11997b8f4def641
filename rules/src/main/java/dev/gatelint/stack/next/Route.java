package dev.gatelint.stack.next;

/**
 * A file that Next serves, by its place alone.
 *
 * @param file    relative to the scanned root
 * @param path    with {@code {id}} for a parameter and {@code {slug*}} for a catch-all; without the base path
 * @param literal a second path, by the names of the folders, of a file that intercepts another one's; otherwise as {@code path}
 */
record Route(String file, Kind kind, String path, String literal) {
    /** What kind of file. */
    enum Kind {
        /** {@code app/…/page.tsx} */
        APP_PAGE,
        /** {@code app/…/route.ts} */
        APP_ROUTE,
        /** {@code app/…/sitemap.ts} and its like. */
        APP_METADATA,
        /** {@code pages/….tsx} */
        PAGE,
        /** {@code pages/api/….ts} */
        API
    }

    /** True when some other file has the path as well, and this one is shown in its place to who comes from a certain page. */
    boolean intercepts() {
        return !literal.equals(path);
    }

    /** True when its path has a parameter. */
    boolean open() {
        return path.contains("{");
    }

    /** True when a concrete path has the form of this one. */
    boolean takes(String concrete) {
        String[] own = path.split("/");
        String[] theirs = concrete.split("/");
        for (int i = 1; i < own.length; i++) {
            if (own[i].endsWith("*}")) return theirs.length > i || theirs.length == i && file.contains("[[...");
            if (i >= theirs.length || !own[i].startsWith("{") && !own[i].equals(theirs[i])) return false;
        }
        return own.length == theirs.length;
    }

    /** Which of several that take a path has it: the one that is first in this order. */
    String rank() {
        return path.replaceAll("/\\{[^}]*\\*}", "/2").replaceAll("/\\{[^}]*}", "/1").replaceAll("/[^/12][^/]*|/[12][^/]+", "/0");
    }
}
