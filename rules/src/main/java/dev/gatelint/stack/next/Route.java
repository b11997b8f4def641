package dev.gatelint.stack.next;

/**
 * A file that Next serves, by its place alone.
 *
 * @param file relative to the scanned root
 * @param path with {@code {id}} for a parameter and {@code {slug*}} for a catch-all; without the base path
 */
record Route(String file, Kind kind, String path) {
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
}
