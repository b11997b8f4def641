package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Expression;
import java.util.List;
import java.util.Map;

/** What an expression of a security configuration stands for while it is read. */
sealed interface Value {
    Value UNKNOWN = new Unknown();

    record Unknown() implements Value {}

    /** {@code HttpSecurity} or {@code ServerHttpSecurity}. */
    record Http() implements Value {}

    /** The object on which matchers are chained. */
    record Registry() implements Value {}

    /** A matcher that waits for its access. */
    record Pending(RequestMatcher matcher, Span at, String subject, boolean literal) implements Value {}

    /** {@code http.requestMatchers()} of Security 5: restricts the chain. */
    record ChainMatch() implements Value {}

    /** A nested configurer, by the name of the call that opened it. */
    record Options(String name) implements Value {}

    /** {@code WebSecurity}. */
    record Web() implements Value {}

    /** {@code web.ignoring()}. */
    record Ignoring() implements Value {}

    /** One text or many. */
    record Texts(List<String> texts, boolean many) implements Value {}

    /** A request matcher as an object. */
    record Match(RequestMatcher matcher) implements Value {}

    /** An HTTP method. */
    record Verb(String method) implements Value {}

    /** A builder of matchers: its dialect and what it puts before each path. */
    record MatcherMaker(Dialect dialect, String prefix) implements Value {}

    /** An object of a class of the sources; {@code prefix} is the configuration key that it is bound to, or null. */
    record Instance(Sources.Type type, String prefix) implements Value {}

    /** A lambda or method reference with what it can see. */
    record Code(Expression expression, Sources.Type scope, Map<String, Value> seen) implements Value {}

    /** An object whose calls are written down, such as a registry of interceptors or a map of filter chains. */
    record Recorder(String kind, List<Recorded> calls) implements Value {}

    /** A call on a recorder. */
    record Recorded(Sources.Type scope, Expression.Call call, List<Value> arguments) {
        Span at() {
            return new Span(scope.path(), call.nameStart(), call.end());
        }
    }

    /** Beans that are injected together. */
    record Injected(InjectedBeans.Beans beans) implements Value {}

    /** Several values, such as a list of matchers. */
    record Many(List<Value> values) implements Value {}
}
