package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which requests something applies to. */
sealed interface RequestMatcher {
    RequestMatcher ANY = new Any();

    /** {@code anyRequest()} and everything that is the same. */
    record Any() implements RequestMatcher {}

    /**
     * A pattern.
     *
     * @param at the text of the pattern in the source
     */
    record Path(UrlPattern pattern, Span at) implements RequestMatcher {}

    /** One HTTP method. */
    record Verb(String method) implements RequestMatcher {}

    /** All of these. */
    record Both(List<RequestMatcher> parts) implements RequestMatcher {
        public Both {
            parts = List.copyOf(parts);
        }
    }

    /** One of these; none at all takes nothing. */
    record Some(List<RequestMatcher> parts) implements RequestMatcher {
        public Some {
            parts = List.copyOf(parts);
        }
    }

    /** Everything else. */
    record Not(RequestMatcher part) implements RequestMatcher {}

    /** Handlers that carry one of these annotations, on the method or its class; full names. */
    record Annotated(Set<String> annotations) implements RequestMatcher {
        public Annotated {
            annotations = Set.copyOf(annotations);
        }
    }

    /** Requests that a controller answers: rules that are made of the paths of all handlers. */
    record Handled() implements RequestMatcher {}

    /** Requests with a header, parameter or media type: each caller chooses whether to send it. */
    record Chosen(String what) implements RequestMatcher {}

    /** Something that is decided at run time or not understood. */
    record Unknown(String why) implements RequestMatcher {}

    /** Whether a request is taken. */
    default Answer takes(Request request, Sources sources) {
        if (this instanceof Path path) return request.apart() ? path.pattern.matchesApart(request)
            : path.pattern.matches(request.path(), request.query());
        if (this instanceof Verb verb) return Answer.of(verb.method.equals(request.method()));
        if (this instanceof Both both) return both.parts.stream().map(part -> part.takes(request, sources)).reduce(Answer.YES, Answer::and);
        if (this instanceof Some some) return some.parts.stream().map(part -> part.takes(request, sources)).reduce(Answer.NO, Answer::or);
        if (this instanceof Not not) return not.part.takes(request, sources).not();
        if (this instanceof Annotated annotated) {
            return request.handler().map(handler -> Answer.of(annotated.annotations.stream()
                .anyMatch(name -> carries(handler, name, sources))))
                .orElse(Answer.NO);
        }
        if (this instanceof Handled) return Answer.of(request.handler().isPresent());
        return this instanceof Any ? Answer.YES : Answer.UNKNOWN;
    }

    /** True when it is made of the handlers themselves. */
    default boolean isCollected() {
        return this instanceof Annotated || this instanceof Handled;
    }

    /** True when it takes a request or does not, as the caller likes. */
    default boolean isChosen(Request request, Sources sources) {
        return sent(true).takes(request, sources) == Answer.YES && sent(false).takes(request, sources) == Answer.NO;
    }

    private RequestMatcher sent(boolean all) {
        if (this instanceof Both both) return new Both(both.parts.stream().map(part -> part.sent(all)).toList());
        if (this instanceof Some some) return new Some(some.parts.stream().map(part -> part.sent(all)).toList());
        if (this instanceof Not not) return new Not(not.part.sent(!all));
        return this instanceof Chosen ? all ? ANY : new Some(List.of()) : this;
    }

    /** True when this would take a request, were it not left out in so many words. */
    default boolean leavesOut(Request request, Sources sources) {
        if (this instanceof Both both) return both.parts.stream().anyMatch(part -> part.leavesOut(request, sources));
        return this instanceof Not not && not.part.takes(request, sources) == Answer.YES;
    }

    private static boolean carries(Request.Handler handler, String annotation, Sources sources) {
        return sources.composed(handler.declaring(), handler.method().annotations(), annotation).isPresent()
            || sources.composed(handler.bean(), handler.bean().declared().annotations(), annotation).isPresent();
    }

    /** The patterns in it, in order, with the method that goes with each. */
    default List<Spelled> patterns() {
        return patterns(Optional.empty()).toList();
    }

    /** A pattern and the method that a request must have too. */
    record Spelled(Path path, Optional<String> method) {}

    private java.util.stream.Stream<Spelled> patterns(Optional<String> method) {
        if (this instanceof Path path) return java.util.stream.Stream.of(new Spelled(path, method));
        if (this instanceof Some some) return some.parts.stream().flatMap(part -> part.patterns(method));
        if (this instanceof Both both) {
            Optional<String> verb = both.parts.stream().filter(Verb.class::isInstance).map(part -> ((Verb) part).method).findFirst();
            return both.parts.stream().flatMap(part -> part.patterns(verb.or(() -> method)));
        }
        return java.util.stream.Stream.empty();
    }

    /** True when it takes every request, whatever its method. */
    default boolean takesAll() {
        if (this instanceof Path path) return path.pattern.takesAll();
        if (this instanceof Both both) return both.parts.stream().allMatch(RequestMatcher::takesAll);
        if (this instanceof Some some) return some.parts.stream().anyMatch(RequestMatcher::takesAll);
        return this instanceof Any;
    }

    /** Whether everything that {@code other} takes is taken by this. */
    default Answer covers(RequestMatcher other) {
        if (takesAll()) return Answer.YES;
        if (other instanceof Some some) return some.parts.stream().map(this::covers).reduce(Answer.YES, Answer::and);
        if (this instanceof Some some) return some.parts.stream().map(part -> part.covers(other)).reduce(Answer.NO, Answer::or);
        if (this instanceof Both both) return both.parts.stream().map(part -> part.covers(other)).reduce(Answer.YES, Answer::and);
        if (other instanceof Both both) return both.parts.stream().map(this::covers).reduce(Answer.NO, Answer::or);
        if (this instanceof Path path && other instanceof Path that) return path.pattern.covers(that.pattern);
        if (this instanceof Verb verb && other instanceof Verb that) return Answer.of(verb.method.equals(that.method));
        if (this instanceof Chosen || other instanceof Chosen) return this.equals(other) ? Answer.YES : Answer.UNKNOWN;
        if (this instanceof Unknown || other instanceof Unknown || this instanceof Not || other instanceof Not) return Answer.UNKNOWN;
        if (isCollected() || other.isCollected()) return Answer.UNKNOWN;
        return Answer.NO;
    }
}
