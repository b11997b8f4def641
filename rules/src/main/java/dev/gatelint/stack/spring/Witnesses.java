package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.JavaMethod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Concrete requests that reach a door. */
final class Witnesses {
    private static final List<String> EVERY_METHOD = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final int MOST_PATHS = 6;

    private Witnesses() {}

    /** Ordinary requests: one for each method and each shape of path; a request for HEAD is none of them. */
    static List<Request> of(Mapping mapping, Dialect dialect) {
        if (mapping.kind() == Mapping.Kind.OPERATION) {
            return List.of(new Request("POST", mapping.path().substring(0, mapping.path().indexOf('#')), null, mapping.handler()));
        }
        List<Request> requests = new ArrayList<>();
        List<String> methods = mapping.methods().isEmpty() ? EVERY_METHOD : mapping.methods();
        for (String path : paths(mapping.path(), dialect)) {
            for (String method : methods) requests.add(new Request(method, path, null, mapping.handler()));
        }
        return requests;
    }

    /** The methods that reach a door: HEAD where GET does, other than in router functions. */
    static List<String> methods(Mapping mapping) {
        Set<String> methods = new LinkedHashSet<>(mapping.methods().isEmpty() ? EVERY_METHOD : mapping.methods());
        if (methods.contains("GET") && mapping.kind() != Mapping.Kind.ROUTE) methods.add("HEAD");
        return List.copyOf(methods);
    }

    /** Paths that a pattern takes, with {@code x1} for a variable; {@code **} is nothing, one and two segments. */
    static List<String> paths(String pattern, Dialect dialect) {
        List<String> paths = new ArrayList<>(List.of(""));
        for (Segment segment : UrlPattern.of(pattern, dialect).segments()) {
            List<String> next = new ArrayList<>();
            for (String path : paths) {
                for (String text : texts(segment, dialect)) {
                    if (next.size() < MOST_PATHS) next.add(segment instanceof Segment.Rest && text.isEmpty() ? path : path + "/" + text);
                }
            }
            paths = next;
        }
        List<String> shown = paths.stream().map(path -> path.isEmpty() ? "/" : path).distinct().toList();
        // a pattern that the framework does not accept is taken as a text
        return UrlPattern.of(pattern, dialect).segments().isEmpty() ? List.of(pattern.startsWith("/") ? pattern : "/" + pattern) : shown;
    }

    private static List<String> texts(Segment segment, Dialect dialect) {
        if (segment instanceof Segment.Rest) return List.of("", "x", "x/y");
        if (segment instanceof Segment.Literal literal) return List.of(literal.text());
        if (segment instanceof Segment.VarRegex) return List.of(example(segment, dialect).orElse("1"));
        if (segment instanceof Segment.Glob glob) {
            StringBuilder joined = new StringBuilder();
            for (Segment piece : glob.pieces()) joined.append(texts(piece, dialect).get(0));
            return List.of(joined.toString());
        }
        return List.of(segment instanceof Segment.Var ? "x1" : "x");
    }

    private static Optional<String> example(Segment segment, Dialect dialect) {
        if (!(segment instanceof Segment.VarRegex regex)) return Optional.empty();
        UrlPattern one = UrlPattern.of("/{v:" + regex.regex() + "}", dialect);
        return one.common(one).map(path -> path.substring(1)).filter(text -> text.indexOf('?') < 0);
    }

    /** True when two methods are the same one, as far as names tell. */
    static boolean same(JavaMethod one, JavaMethod other) {
        return one.name().equals(other.name()) && one.parameters().size() == other.parameters().size();
    }
}
