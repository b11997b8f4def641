package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A door before it is known who may open it.
 *
 * @param at      the handler's name
 * @param stack   such as {@code spring-mvc}, {@code actuator}
 * @param kind    what takes the request, which decides what stands before it
 * @param methods upper case, empty for all
 * @param base    the context path and what else stands before every path; requests matchers never see it
 * @param path    within the application, a pattern
 * @param name    such as {@code com.acme.Orders#delete}
 * @param handler the method that runs, when it is in the sources
 * @param exact   false when a part of the path is not known
 * @param effects what it does, when that is known without its code
 */
record Mapping(Span at, String stack, Kind kind, List<String> methods, String base, String path, String name,
    Optional<Request.Handler> handler,
               boolean exact, Set<Endpoint.Trait> traits, List<Evidence> effects) {
    Mapping {
        methods = methods.stream().sorted().distinct().toList();
        traits = Set.copyOf(traits);
        effects = List.copyOf(effects);
    }

    /** One of which is not known what it does. */
    Mapping(Span at, String stack, Kind kind, List<String> methods, String base, String path, String name,
        Optional<Request.Handler> handler,
            boolean exact, Set<Endpoint.Trait> traits) {
        this(at, stack, kind, methods, base, path, name, handler, exact, traits, List.of());
    }

    /** What takes the request. */
    enum Kind {
        /** A handler behind the dispatcher: interceptors and method security apply. */
        HANDLER,
        /** A view or controller of a library behind the dispatcher: interceptors apply. */
        FUNCTION,
        /** A router function behind the dispatcher: interceptors apply; a route for GET does not take HEAD. */
        ROUTE,
        /** Files behind the dispatcher: interceptors apply; a slash at the end is another file. */
        RESOURCE,
        /** An endpoint of the actuator: no interceptors. */
        ACTUATOR,
        /** A servlet of its own: only filters apply. */
        SERVLET,
        /** A query or mutation of GraphQL: it comes by the one address before the number sign, and method security applies to it. */
        OPERATION,
        /** A message of a socket that is already open: URL rules do not apply. */
        MESSAGE
    }

    Endpoint endpoint(Guards.Verdict verdict) {
        Set<Endpoint.Trait> all = new HashSet<>(traits);
        all.addAll(verdict.traits());
        if (Nature.holdsCredential(path)) all.add(Endpoint.Trait.PUBLIC_BY_NATURE);
        Access access = exact ? verdict.access() : verdict.access().and(Access.UNKNOWN);
        String full = base.isEmpty() ? path : path.equals("/") ? base + "/" : base + path;
        // what is opened by name does on purpose what it does
        List<Evidence> done = all.contains(Endpoint.Trait.PUBLIC_BY_INTENT) ? List.of() : effects;
        return new Endpoint(at, stack, methods, full, name, access, verdict.evidence(), all, done, verdict.repairs());
    }
}
