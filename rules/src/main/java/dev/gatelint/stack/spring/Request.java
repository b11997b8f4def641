package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.JavaMethod;
import java.util.Optional;

/**
 * A concrete request to evaluate ordered rules on.
 *
 * @param method  upper case
 * @param path    within the application: without the context path
 * @param query   without the question mark; null for none
 * @param handler what runs when it is let through
 * @param apart   what takes it has patterns of its own kind: matchers of Spring MVC compare it as AntPathMatcher does
 */
record Request(String method, String path, String query, Optional<Handler> handler, boolean apart) {
    Request(String method, String path, String query, Optional<Handler> handler) {
        this(method, path, query, handler, false);
    }

    /**
     * The method that answers.
     *
     * @param bean      the class that is a bean
     * @param declaring the class or interface in which the method stands, often the same
     */
    record Handler(Sources.Type bean, Sources.Type declaring, JavaMethod method) {}

    static Request of(String method, String path) {
        return new Request(method, path, null, Optional.empty());
    }

    Request withMethod(String other) {
        return new Request(other, path, query, handler, apart);
    }

    Request withPath(String other) {
        return new Request(method, other, query, handler, apart);
    }

    Request withQuery(String other) {
        return new Request(method, path, other, handler, apart);
    }

    Request takenApart() {
        return new Request(method, path, query, handler, true);
    }

    /** {@code HEAD /admin?q=1} */
    @Override public String toString() {
        return method + " " + path + (query == null ? "" : "?" + query);
    }
}
