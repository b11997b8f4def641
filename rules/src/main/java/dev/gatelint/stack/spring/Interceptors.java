package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Version;
import dev.gatelint.syntax.java.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Interceptors as {@code addInterceptors} registers them, with the requests that they see. */
final class Interceptors {
    private static final Set<String> HARMLESS = Set.of("LocaleChangeInterceptor", "ThemeChangeInterceptor", "WebContentInterceptor",
        "ConversionServiceExposingInterceptor", "ResourceUrlProviderExposingInterceptor", "DeviceResolverHandlerInterceptor");
    private final Sources sources;
    private final Version framework;
    private final Stops stops;
    private final LearnedAnnotations learned;
    private final SaToken saToken;
    private final List<Registered> guards = new ArrayList<>();

    /**
     * An interceptor that can stop a caller.
     *
     * @param rule     the requests that it stops
     * @param included the patterns that it is registered for, none for all
     * @param excluded those that it leaves out
     * @param type     its class, when that is in the sources
     */
    record Registered(SecurityChain.Rule rule, RequestMatcher included, RequestMatcher excluded, Optional<Sources.Type> type) {}

    Interceptors(SpringApplication application, Stops stops, LearnedAnnotations learned, SaToken saToken) {
        this.sources = application.sources();
        this.framework = application.versions().likelyFramework();
        this.stops = stops;
        this.learned = learned;
        this.saToken = saToken;
    }

    List<Registered> guards() {
        return guards;
    }

    /** Reads {@code registry.addInterceptor(…).addPathPatterns(…).excludePathPatterns(…)} as it was written down. */
    void read(Value.Recorder recorder) {
        Value.Recorded added = recorder.calls().get(0);
        if (added.call().arguments().isEmpty()) return;
        Expression object = added.call().arguments().get(0);
        List<RequestMatcher> paths = PathLists.of(recorder, "addPathPatterns", framework);
        RequestMatcher included = paths.isEmpty() ? RequestMatcher.ANY : new RequestMatcher.Some(paths);
        RequestMatcher excluded = new RequestMatcher.Some(PathLists.of(recorder, "excludePathPatterns", framework));
        RequestMatcher seen = new RequestMatcher.Both(List.of(included, new RequestMatcher.Not(excluded)));
        Optional<Expression.New> sa = SaToken.interceptor(object);
        if (sa.isPresent()) {
            saToken.register(added, sa.get(), seen);
            return;
        }
        Optional<Sources.Type> type = added.arguments().get(0) instanceof Value.Instance instance ? Optional.of(instance.type())
            : Optional.empty();
        if (type.isPresent()) {
            Optional<Sources.Member> handle = sources.method(type.get(), "preHandle", 3);
            if (handle.isEmpty() || !stops.callers(handle.get().type(), handle.get().method())) return;
        } else if (HARMLESS.contains(className(added.scope(), object))) {
            return;
        }
        RequestMatcher stopped = type.map(t -> (RequestMatcher) new RequestMatcher.Both(List.of(seen, learned.guardedBy(t)))).orElse(seen);
        Value.Recorded patterns = recorder.calls().stream().filter(call -> call.call().name().equals("addPathPatterns")).findFirst()
            .orElse(added);
        String subject = patterns == added ? Sketch.call(added.call()) : Sketch.call(added.call()) + "." + Sketch.call(patterns.call());
        boolean literal = patterns != added && patterns.call().arguments().stream().allMatch(Expression.Literal.class::isInstance);
        guards.add(new Registered(new SecurityChain.Rule(stopped, Access.OPAQUE, patterns.at(), patterns.at(), subject, literal,
            Optional.empty()),
            included, excluded, type));
    }

    /** The class of an object that is made here, given by a bean method or held in a field; empty when it cannot be told. */
    private String className(Sources.Type scope, Expression object) {
        if (object instanceof Expression.New made) return made.type().simpleName();
        if (object instanceof Expression.Call call && call.receiver().isEmpty()) {
            return sources.method(scope, call.name(), call.arguments().size()).flatMap(m -> m.method().returns()).map(r -> r.simpleName())
                .orElse("");
        }
        return Sources.dotted(object).flatMap(name -> sources.field(scope, name)).map(f -> f.field().type().simpleName()).orElse("");
    }
}
