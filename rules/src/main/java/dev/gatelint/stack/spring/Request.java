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
 */
record Request(String method, String path, String query, Optional<Handler> handler) {
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
        return new Request(other, path, query, handler);
    }

    Request withPath(String other) {
        return new Request(method, other, query, handler);
    }

    Request withQuery(String other) {
        return new Request(method, path, other, handler);
    }

    /** {@code HEAD /admin?q=1} */
    @Override public String toString() {
        return method + " " + path + (query == null ? "" : "?" + query);
    }
}
