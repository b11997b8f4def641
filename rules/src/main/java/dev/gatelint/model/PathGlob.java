package dev.gatelint.model;

/** The patterns of gatelint.yml: {@code *} within a segment, {@code **} for any number of segments. */
public final class PathGlob {
    private PathGlob() {}

    /** True when a pattern takes an endpoint's path; <code>{id}</code> in the path counts as any segment. */
    public static boolean matches(String pattern, String path) {
        return matches(pattern.split("/"), 0, path.split("/"), 0);
    }

    private static boolean matches(String[] pattern, int p, String[] path, int s) {
        // two pointers: a '**' is tried with one more segment each time, and only the last one needs to be remembered
        int star = -1;
        int mark = 0;
        int at = p;
        int segment = s;
        while (segment < path.length) {
            if (at < pattern.length && pattern[at].equals("**")) {
                star = at++;
                mark = segment;
            } else if (at < pattern.length && segment(pattern[at], path[segment])) {
                at++;
                segment++;
            } else if (star >= 0) {
                at = star + 1;
                segment = ++mark;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at].equals("**")) at++;
        return at == pattern.length;
    }

    private static boolean segment(String pattern, String text) {
        if (pattern.equals("*") || pattern.equals(text) || text.startsWith("{") && pattern.startsWith("{")) return true;
        int star = pattern.indexOf('*');
        if (star < 0) return false;
        String head = pattern.substring(0, star);
        String tail = pattern.substring(star + 1);
        return text.length() >= head.length() + tail.length() && text.startsWith(head) && text.endsWith(tail);
    }
}
