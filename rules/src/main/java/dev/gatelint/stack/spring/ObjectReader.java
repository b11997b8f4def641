package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaField;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What expressions other than the builder's own calls stand for: texts, configured lists, HTTP methods, matcher objects. */
final class ObjectReader {
    private static final String PROPERTIES = "org.springframework.boot.context.properties.ConfigurationProperties";
    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private final Sources sources;
    private final Configuration config;
    private final MatcherReader matchers;

    ObjectReader(Sources sources, Configuration config, MatcherReader matchers) {
        this.sources = sources;
        this.config = config;
        this.matchers = matchers;
    }

    /** An object of this class, bound to configuration when its class says so. */
    Value instance(Sources.Type type) {
        return new Value.Instance(type, prefix(type));
    }

    private String prefix(Sources.Type type) {
        return sources.annotation(type, type.declared().annotations(), PROPERTIES)
            .flatMap(a -> a.get("prefix").or(() -> a.get("value"))).flatMap(value -> sources.text(type, value)).orElse(null);
    }

    /** A name or a constant. */
    Value value(Sources.Type scope, Expression expression) {
        if (expression instanceof Expression.Name name && name.text().equals("this")) return instance(scope);
        Optional<String> dotted = Sources.dotted(expression);
        if (dotted.isPresent()) {
            String last = dotted.get().substring(dotted.get().lastIndexOf('.') + 1);
            String target = dotted.get().substring(0, Math.max(0, dotted.get().length() - last.length() - 1));
            boolean verb = VERBS.contains(last) && (target.isEmpty() ? imported(scope, last) : target.endsWith("HttpMethod")
                || target.endsWith("RequestMethod"));
            if (verb) return new Value.Verb(last);
            if (dotted.get().endsWith("AnyRequestMatcher.INSTANCE")) return new Value.Match(RequestMatcher.ANY);
        }
        Optional<String> text = sources.text(scope, expression);
        if (text.isPresent()) return new Value.Texts(List.of(text.get()), false);
        Optional<List<String>> texts = sources.texts(scope, expression);
        if (texts.isPresent()) return new Value.Texts(texts.get(), true);
        return field(scope, expression).map(this::fieldValue).orElse(Value.UNKNOWN);
    }

    private static boolean imported(Sources.Type scope, String name) {
        return scope.file().imports().stream().anyMatch(i -> i.isStatic() && (i.name().equals("org.springframework.http.HttpMethod." + name)
            || i.isWildcard() && i.name().equals("org.springframework.http.HttpMethod")));
    }

    private Optional<Sources.Field> field(Sources.Type scope, Expression expression) {
        if (expression instanceof Expression.Name name) return sources.field(scope, name.text());
        if (!(expression instanceof Expression.FieldAccess access)) return Optional.empty();
        if (access.target() instanceof Expression.Name self && self.text().equals("this")) return sources.field(scope, access.name());
        return Sources.dotted(access.target()).flatMap(name -> sources.resolve(scope, name))
            .flatMap(type -> sources.field(type, access.name()));
    }

    private Value fieldValue(Sources.Field found) {
        JavaField field = found.field();
        Optional<Annotation> value = sources.annotation(found.type(), field.annotations(),
            "org.springframework.beans.factory.annotation.Value");
        if (value.isPresent()) {
            return value.get().get("value").flatMap(text -> sources.text(found.type(), text))
                .flatMap(text -> placeholder(text, isMany(field.type())))
                .<Value>map(texts -> new Value.Texts(texts, isMany(field.type()))).orElse(Value.UNKNOWN);
        }
        String bound = prefix(found.type());
        if (bound != null && !found.isConstant()) return bound(found, bound + "." + kebab(field.name()));
        // a field that nothing assigns is as good as final
        if (field.value().isPresent() && !assigned(found)) {
            Optional<List<String>> texts = sources.texts(found.type(), field.value().get());
            if (texts.isPresent()) return new Value.Texts(texts.get(), isMany(field.type()));
        }
        return sources.resolve(found.type(), field.type().name()).map(this::instance).orElse(Value.UNKNOWN);
    }

    private static boolean isMany(JavaType type) {
        return type.dimensions() > 0 || !type.arguments().isEmpty();
    }

    private static boolean assigned(Sources.Field found) {
        return !assignments(found).isEmpty();
    }

    /** Everything in its class that gives a field a value, but its initializer. */
    static List<Expression.Assign> assignments(Sources.Field found) {
        String name = found.field().name();
        return found.type().declared().all(Expression.Assign.class).stream().filter(assign -> Sources.dotted(assign.target())
            .filter(target -> target.equals(name) || target.equals("this." + name)).isPresent()).toList();
    }

    /** The value of <code>${key}</code> or <code>${key:default}</code>, which must be all of the text. */
    private Optional<List<String>> placeholder(String text, boolean many) {
        if (!text.startsWith("${") || !text.endsWith("}") || text.indexOf("${", 2) >= 0) return Optional.empty();
        String inside = text.substring(2, text.length() - 1);
        int colon = inside.indexOf(':');
        String key = colon < 0 ? inside : inside.substring(0, colon);
        Optional<List<String>> configured = many ? config.list(key) : config.text(key).map(List::of);
        if (configured.isPresent() || colon < 0) return configured;
        String other = inside.substring(colon + 1);
        return Optional.of(many ? other.isEmpty() ? List.of() : List.of(other.split("\\s*,\\s*")) : List.of(other));
    }

    /** {@code new …(arguments)}. */
    Value made(Sources.Type scope, Expression.New made, List<Value> arguments, List<Span> places) {
        Span at = scope.span(made);
        List<RequestMatcher> inner = inner(arguments);
        switch (made.type().simpleName()) {
            case "AntPathRequestMatcher" -> {
                return new Value.Match(withVerb(matchers.dialect("antMatchers"), arguments, places));
            }
            case "RegexRequestMatcher" -> {
                return new Value.Match(withVerb(Dialect.REGEX, arguments, places));
            }
            case "PathPatternParserServerWebExchangeMatcher" -> {
                return new Value.Match(withVerb(matchers.dialect("pathMatchers"), arguments, places));
            }
            case "MvcRequestMatcher" -> {
                return arguments.size() < 2 ? Value.UNKNOWN
                    : new Value.Match(matchers.of(matchers.dialect("mvcMatchers"), "", arguments.subList(1, arguments.size()),
                        places.subList(1, places.size())));
            }
            case "Builder" -> {
                return made.type().name().contains("MvcRequestMatcher") ? new Value.MatcherMaker(matchers.dialect("mvcMatchers"), "")
                    : Value.UNKNOWN;
            }
            case "NegatedRequestMatcher", "NegatedServerWebExchangeMatcher" -> {
                return inner.size() == 1 ? new Value.Match(new RequestMatcher.Not(inner.get(0))) : Value.UNKNOWN;
            }
            case "OrRequestMatcher", "OrServerWebExchangeMatcher" -> {
                return new Value.Match(new RequestMatcher.Some(inner));
            }
            case "AndRequestMatcher", "AndServerWebExchangeMatcher" -> {
                return new Value.Match(new RequestMatcher.Both(inner));
            }
            case "MediaTypeRequestMatcher", "MediaTypeServerWebExchangeMatcher", "RequestHeaderRequestMatcher",
                "ParameterRequestMatcher" -> {
                return new Value.Match(new RequestMatcher.Chosen(Sketch.of(made)));
            }
            default -> {
                if (made.type().simpleName().endsWith("RequestMatcher")) return new Value.Match(new RequestMatcher.Unknown(made.type()
                    .simpleName() + " at " + at.start()));
                return sources.resolve(scope, made.type().name()).map(this::instance).orElse(Value.UNKNOWN);
            }
        }
    }

    private static List<RequestMatcher> inner(List<Value> arguments) {
        List<RequestMatcher> found = new ArrayList<>();
        for (Value argument : arguments) {
            if (argument instanceof Value.Many many) found.addAll(inner(many.values()));
            else found.add(argument instanceof Value.Match match ? match.matcher() : new RequestMatcher.Unknown("a matcher"));
        }
        return found;
    }

    /** {@code (pattern, "POST")}, {@code (HttpMethod.POST, pattern)}, {@code (pattern, null)} or {@code (pattern)}. */
    private RequestMatcher withVerb(Dialect dialect, List<Value> arguments, List<Span> places) {
        List<Value> paths = new ArrayList<>();
        List<Span> at = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            boolean verb = i == 1 && arguments.get(i) instanceof Value.Texts texts && texts.texts().size() == 1
                && VERBS.contains(texts.texts().get(0));
            if (i == 1 && arguments.get(i) instanceof Value.Unknown) continue;
            paths.add(verb ? new Value.Verb(((Value.Texts) arguments.get(i)).texts().get(0)) : arguments.get(i));
            at.add(places.get(i));
        }
        return matchers.of(dialect, "", paths, at);
    }

    /** A call that is not one of the builder's. */
    Optional<Value> called(Sources.Type scope, Expression.Call call, Value receiver, List<Value> arguments, List<Span> places) {
        Span at = new Span(scope.path(), call.nameStart(), call.end());
        String target = call.receiver().flatMap(Sources::dotted).orElse("");
        String owner = target.substring(target.lastIndexOf('.') + 1);
        switch (call.name()) {
            case "antMatcher" -> {
                if (receiver == null
                    || owner.equals("AntPathRequestMatcher")) return Optional.of(new Value.Match(withVerb(matchers.dialect("antMatchers"),
                        arguments, places)));
            }
            case "regexMatcher" -> {
                if (receiver == null || owner.equals("RegexRequestMatcher")) return Optional.of(new Value.Match(withVerb(Dialect.REGEX,
                    arguments, places)));
            }
            case "pathPattern" -> {
                if (receiver == null || owner.equals("PathPatternRequestMatcher")) {
                    return Optional.of(new Value.Match(withVerb(matchers.dialect("requestMatchers"), arguments, places)));
                }
            }
            case "withDefaults" -> {
                if (owner.equals("PathPatternRequestMatcher")) return Optional.of(new Value.MatcherMaker(matchers.dialect("requestMatchers"), ""));
            }
            case "pathMatchers" -> {
                if (receiver == null
                    || owner.equals("ServerWebExchangeMatchers")) return Optional.of(new Value.Match(matchers.of(matchers.dialect("pathMatchers"), "", arguments, places)));
            }
            case "anyExchange" -> {
                if (receiver == null || owner.equals("ServerWebExchangeMatchers")) return Optional.of(new Value.Match(RequestMatcher.ANY));
            }
            case "toAnyEndpoint", "toLinks", "to" -> {
                if (receiver == null && !call.name().equals("to") || owner.equals("EndpointRequest")) {
                    return Optional.of(new Value.Match(matchers.actuator(call.name(), call.arguments(), arguments, at)));
                }
            }
            case "excluding" -> {
                if (receiver instanceof Value.Match match) return Optional.of(new Value.Match(matchers.without(match.matcher(),
                    call.arguments(), arguments, at)));
            }
            case "excludingLinks", "excludingSanitizer" -> {
                if (receiver instanceof Value.Match) return Optional.of(receiver);
            }
            case "atCommonLocations" -> {
                if (call.receiver().filter(r -> r instanceof Expression.Call inner && inner.name().equals("toStaticResources"))
                    .isPresent()) {
                    return Optional.of(new Value.Match(matchers.staticResources(at)));
                }
            }
            case "toH2Console" -> {
                return Optional.of(new Value.Match(matchers.h2Console(at)));
            }
            default -> { }
        }
        if (receiver instanceof Value.MatcherMaker maker) return Optional.of(making(maker, call, arguments, places));
        if (receiver instanceof Value.Match match && match.matcher().isCollected()) return Optional.of(receiver);
        if (receiver instanceof Value.Verb verb && Set.of("name", "toString")
            .contains(call.name())) return Optional.of(new Value.Texts(List.of(verb.method()), false));
        if (receiver instanceof Value.Texts texts) return Optional.of(onTexts(texts, call, arguments, places));
        if (receiver instanceof Value.Many) return Optional.of(receiver);
        if (receiver instanceof Value.Instance instance && call.arguments().isEmpty()) {
            Optional<Value> bound = property(instance, call.name());
            if (bound.isPresent()) return bound;
        }
        Optional<Sources.Type> type = receiver instanceof Value.Instance instance ? Optional.of(instance.type())
            : receiver == null || receiver instanceof Value.Unknown ? call.receiver().isEmpty() ? Optional.empty()
                : sources.resolve(scope, target.isEmpty() ? "-" : target) : Optional.empty();
        return type.flatMap(owned -> CollectedPaths.of(sources, owned)).map(Value.Match::new);
    }

    private Value making(Value.MatcherMaker maker, Expression.Call call, List<Value> arguments, List<Span> places) {
        return switch (call.name()) {
            case "servletPath", "basePath" -> maker;
            case "pattern", "matcher" -> new Value.Match(withVerb(maker.dialect(), arguments, places));
            default -> Value.UNKNOWN;
        };
    }

    private Value onTexts(Value.Texts texts, Expression.Call call, List<Value> arguments, List<Span> places) {
        switch (call.name()) {
            case "split" -> {
                if (texts.texts().size() != 1) return Value.UNKNOWN;
                return new Value.Texts(List.of(texts.texts().get(0).split("\\s*[,;]\\s*")), true);
            }
            case "stream", "toArray", "toList", "distinct", "collect", "iterator", "sorted", "trim", "strip", "getBytes", "asList",
                "intern" -> {
                return texts;
            }
            case "map" -> {
                if (arguments.size() == 1 && arguments.get(0) instanceof Value.Code code
                    && code.expression() instanceof Expression.MethodRef ref) {
                    String target = Sources.dotted(ref.target()).orElse("");
                    if (target.endsWith("AntPathRequestMatcher")) {
                        Dialect dialect = matchers.dialect("antMatchers");
                        return new Value.Many(texts.texts()
                            .stream().<Value>map(text -> new Value.Match(new RequestMatcher.Path(UrlPattern.of(text, dialect),
                                places.get(0)))).toList());
                    }
                    if (target.equals("String")) return texts;
                }
                return Value.UNKNOWN;
            }
            default -> {
                return Value.UNKNOWN;
            }
        }
    }

    /** A getter of a class that is bound to configuration. */
    private Optional<Value> property(Value.Instance instance, String getter) {
        if (instance.prefix() == null) return Optional.empty();
        String bare = getter.startsWith("get") && getter.length() > 3 ? getter.substring(3, 4).toLowerCase(Locale.ROOT)
            + getter.substring(4) : getter;
        boolean computed = sources.method(instance.type(), getter, 0).flatMap(m -> m.method().body())
            .filter(body -> !body.all(Expression.Call.class).isEmpty()).isPresent();
        if (computed) return Optional.empty();
        Optional<Sources.Field> field = sources.field(instance.type(), bare);
        Optional<JavaType> type = field.map(f -> f.field().type())
            .or(() -> instance.type().declared().components().stream().filter(c -> c.name().equals(bare)).map(c -> c.type()).findFirst());
        if (type.isEmpty()) return Optional.empty();
        String key = instance.prefix() + "." + kebab(bare);
        if (field.isPresent()) return Optional.of(bound(field.get(), key));
        if (isMany(type.get())) return Optional.of(config.list(key).<Value>map(texts -> new Value.Texts(texts, true))
            .orElse(Value.UNKNOWN));
        if (type.get().name().equals("String")) {
            return Optional.of(config.text(key).<Value>map(text -> new Value.Texts(List.of(text), false)).orElse(Value.UNKNOWN));
        }
        return sources.resolve(instance.type(), type.get().name()).map(inner -> new Value.Instance(inner, key));
    }

    /** A field that is bound to a key: what is set, else what its class gives it. A setter may make something else of what is set. */
    private Value bound(Sources.Field found, String key) {
        JavaType type = found.field().type();
        boolean many = isMany(type);
        if (!many && !type.name().equals("String")) {
            return sources.resolve(found.type(), type.name()).<Value>map(inner -> new Value.Instance(inner, key)).orElse(Value.UNKNOWN);
        }
        List<Expression.Assign> assignments = assignments(found);
        List<Expression.Assign> setting = found.type().declared().methods().stream().filter(m -> m.name().startsWith("set"))
            .flatMap(m -> m.all(Expression.Assign.class).stream()).filter(assignments::contains).toList();
        boolean plain = setting.stream().allMatch(assign -> assign.value() instanceof Expression.Name);
        Optional<List<String>> set = many ? config.list(key) : config.text(key).map(List::of);
        if (set.isPresent()) return plain ? new Value.Texts(set.get(), many) : Value.UNKNOWN;
        if (config.place(key).isPresent() || setting.size() != assignments.size()) return Value.UNKNOWN;
        return found.field().value().flatMap(value -> sources.texts(found.type(), value)).<Value>map(texts -> new Value.Texts(texts, many))
            .orElse(Value.UNKNOWN);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** What {@code access(…)} gives. */
    Access access(Sources.Type scope, List<Expression> arguments, List<Value> values) {
        if (arguments.size() != 1) return Access.OPAQUE;
        if (values.get(0) instanceof Value.Texts texts && texts.texts().size() == 1) return SpelAccess.of(texts.texts().get(0));
        return manager(scope, arguments.get(0), 0);
    }

    private Access manager(Sources.Type scope, Expression expression, int depth) {
        if (depth > 8) return Access.OPAQUE;
        if (expression instanceof Expression.New made && made.type().simpleName().equals("WebExpressionAuthorizationManager")
            && made.arguments().size() == 1) {
            return sources.text(scope, made.arguments().get(0)).map(SpelAccess::of).orElse(Access.OPAQUE);
        }
        if (expression instanceof Expression.Call call) {
            return switch (call.name()) {
                case "hasRole", "hasAnyRole", "hasAuthority", "hasAnyAuthority", "hasAllRoles", "hasAllAuthorities", "hasScope",
                    "hasAnyScope" -> Access.RESTRICTED;
                case "authenticated", "fullyAuthenticated", "rememberMe" -> Access.AUTHENTICATED;
                case "allOf" -> call.arguments().stream().map(a -> manager(scope, a, depth + 1)).reduce(Access.PUBLIC, Access::and);
                case "anyOf" -> call.arguments().stream().map(a -> manager(scope, a, depth + 1)).reduce(Access::or).orElse(Access.OPAQUE);
                default -> Access.OPAQUE;
            };
        }
        if (expression instanceof Expression.Lambda lambda) return decision(lambda.body());
        return Access.OPAQUE;
    }

    /** A lambda that always decides the same. */
    private static Access decision(Statement body) {
        Expression value = body instanceof Statement.Run run ? run.expression() : body instanceof Statement.Block block
            && block.statements().size() == 1
            && block.statements().get(0) instanceof Statement.Return back ? back.value().orElse(null) : null;
        if (!(value instanceof Expression.New made) || !made.type().simpleName().equals("AuthorizationDecision") || made.arguments()
            .size() != 1) return Access.OPAQUE;
        return made.arguments().get(0) instanceof Expression.Literal literal ? literal.value().equals("true") ? Access.PUBLIC
            : Access.DENIED : Access.OPAQUE;
    }
}
