package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the arguments of a matcher call match: texts, HTTP methods and matcher objects. */
final class MatcherReader {
    private final SpringVersions versions;
    private final Configuration config;

    MatcherReader(SpringVersions versions, Configuration config) {
        this.versions = versions;
        this.config = config;
    }

    /** The dialect of a matcher method by its name. */
    Dialect dialect(String name) {
        return switch (name) {
            case "antMatchers", "antMatcher" -> Dialect.ant(versions.likelyFramework());
            case "regexMatchers", "regexMatcher" -> Dialect.REGEX;
            case "pathMatchers" -> Dialect.webFlux(versions.likelyFramework());
            default -> versions.reactive() ? Dialect.webFlux(versions.likelyFramework())
                : mvc();
        };
    }

    /** Before Security 7 the mapping of the handlers is asked, with its own strategy. */
    private Dialect mvc() {
        return config.comparesAsAnt() && versions.likelySecurity().before("7.0") ? Dialect.antHandler(versions.likelyFramework())
            : Dialect.requestMatchers(versions.likelySecurity(), versions.likelyFramework());
    }

    /** All of the arguments as one matcher; {@code places} are their spans. */
    RequestMatcher of(Dialect dialect, String prefix, List<Value> arguments, List<Span> places) {
        List<RequestMatcher> some = new ArrayList<>();
        Optional<String> verb = Optional.empty();
        boolean paths = false;
        for (int i = 0; i < arguments.size(); i++) {
            Value value = arguments.get(i);
            if (value instanceof Value.Verb method) verb = Optional.of(method.method());
            else {
                paths = true;
                some.add(one(dialect, prefix, value, places.get(i)));
            }
        }
        RequestMatcher path = some.size() == 1 ? some.get(0) : new RequestMatcher.Some(some);
        if (verb.isEmpty()) return paths ? path : new RequestMatcher.Unknown("no arguments");
        RequestMatcher method = new RequestMatcher.Verb(verb.get());
        return paths ? new RequestMatcher.Both(List.of(method, path)) : method;
    }

    private RequestMatcher one(Dialect dialect, String prefix, Value value, Span at) {
        if (value instanceof Value.Texts texts) {
            List<RequestMatcher> all = texts.texts().stream()
                .map(text -> (RequestMatcher) new RequestMatcher.Path(UrlPattern.of(prefix + text, dialect), at)).toList();
            return all.size() == 1 ? all.get(0) : new RequestMatcher.Some(all);
        }
        if (value instanceof Value.Match match) return match.matcher();
        if (value instanceof Value.Many many) return new RequestMatcher.Some(many.values().stream().map(v -> one(dialect, prefix, v, at))
            .toList());
        return new RequestMatcher.Unknown("decided at run time");
    }

    /** A dialect's pattern at a place, for matchers that the framework makes. */
    RequestMatcher paths(Span at, String... patterns) {
        Dialect dialect = Dialect.ant(versions.likelyFramework());
        List<RequestMatcher> all = new ArrayList<>();
        for (String pattern : patterns) all.add(new RequestMatcher.Path(UrlPattern.of(pattern, dialect), at));
        return all.size() == 1 ? all.get(0) : new RequestMatcher.Some(all);
    }

    /** {@code EndpointRequest.toAnyEndpoint()}, {@code to("health")} and their exclusions. */
    RequestMatcher actuator(String name, List<Expression> arguments, List<Value> values, Span at) {
        String base = config.text("management.endpoints.web.base-path").orElse("/actuator");
        if (base.equals("/")) base = "";
        if (name.equals("toAnyEndpoint")) return base.isEmpty() ? new RequestMatcher.Unknown("actuator without a base path")
            : paths(at, base + "/**");
        if (name.equals("toLinks")) return paths(at, base, base + "/");
        List<RequestMatcher> some = new ArrayList<>();
        for (String id : endpointIds(arguments, values)) some.add(paths(at, base + "/" + id + "/**"));
        return new RequestMatcher.Some(some);
    }

    private static List<String> endpointIds(List<Expression> arguments, List<Value> values) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (values.get(i) instanceof Value.Texts texts) ids.addAll(texts.texts());
            else if (arguments.get(i) instanceof Expression.ClassLiteral type) {
                String simple = type.type().simpleName().replaceFirst("(Web)?Endpoint(WebExtension)?$", "");
                ids.add(simple.toLowerCase(Locale.ROOT));
            }
        }
        return ids;
    }

    /** {@code EndpointRequest….excluding(…)}. */
    RequestMatcher without(RequestMatcher matcher, List<Expression> arguments, List<Value> values, Span at) {
        return new RequestMatcher.Both(List.of(matcher, new RequestMatcher.Not(actuator("to", arguments, values, at))));
    }

    /** {@code PathRequest.toStaticResources().atCommonLocations()}. */
    RequestMatcher staticResources(Span at) {
        return paths(at, "/css/**", "/js/**", "/images/**", "/webjars/**", "/fonts/**", "/favicon.*", "/*/icon-*");
    }

    /** {@code PathRequest.toH2Console()}. */
    RequestMatcher h2Console(Span at) {
        return paths(at, config.text("spring.h2.console.path").orElse("/h2-console") + "/**");
    }
}
