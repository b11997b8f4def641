package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Parameter;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a security configuration by walking through its code with abstract values: both DSLs, local variables, helper methods of the
 * sources, loops over what is constant or configured. Whatever is added under a condition that cannot be decided, or from values that
 * cannot be computed, is added as unknown.
 */
final class DslReader {
    private static final int DEEPEST = 12;
    private static final int MOST_STEPS = 20_000;
    private static final Set<String> MATCHERS = Set.of("requestMatchers", "antMatchers", "mvcMatchers", "regexMatchers", "pathMatchers",
        "matchers",
        "anyRequest", "anyExchange", "dispatcherTypeMatchers");
    private static final String REGISTRY = "AuthorizationManagerRequestMatcherRegistry";
    private static final Set<String> BUILDERS = Set.of("HttpSecurity", "ServerHttpSecurity");
    private static final Set<String> TERMINALS = Set.of("permitAll", "anonymous", "authenticated", "fullyAuthenticated", "rememberMe",
        "denyAll", "hasRole",
        "hasAnyRole", "hasAuthority", "hasAnyAuthority", "hasAllRoles", "hasAllAuthorities", "hasIpAddress", "hasVariable", "access",
            "hasScope");
    private final Sources sources;
    private final SpringVersions versions;
    private final MatcherReader matchers;
    private final ObjectReader objects;
    private final InjectedBeans beans;
    private ChainSink sink;
    /** How many conditions that cannot be decided are open. */
    private int uncertain;
    /** How many loops and helper methods are open: a rule made there does not stand in its place. */
    private int indirect;
    private int steps;
    private RequestMatcher loginPage;
    private boolean permitted;
    private final List<Value.Recorder> recorders = new ArrayList<>();
    /** Configurers of the project, which have their say when the chain is built. */
    private final List<Sources.Type> configurers = new ArrayList<>();

    DslReader(Sources sources, SpringVersions versions, Configuration config, ChainSink sink) {
        this.sources = sources;
        this.versions = versions;
        this.matchers = new MatcherReader(versions, config);
        this.objects = new ObjectReader(sources, config, matchers);
        this.beans = new InjectedBeans(sources, new Conditions(sources, versions, config));
        this.sink = sink;
    }

    /** Runs a method; {@code arguments} go to its parameters, what is missing is told by the parameter's type. */
    void run(Sources.Type scope, JavaMethod method, List<Value> arguments) {
        call(scope, method, arguments, 0);
    }

    /** Runs a method that makes a chain, with what customizers add before it and configurers after it. */
    void chain(Sources.Type scope, JavaMethod method) {
        boolean builder = method.parameters().stream().anyMatch(p -> BUILDERS.contains(p.type().simpleName()));
        if (builder && !versions.securityBefore("7.0")) {
            if (versions.reactive() || versions.security().isEmpty()) uncertain++;
            customized(scope, versions.reactive() ? "ServerHttpSecurity" : "HttpSecurity", new Value.Http());
            customized(scope, REGISTRY, new Value.Registry());
            uncertain = 0;
        }
        run(scope, method, List.of());
        for (Sources.Type configurer : List.copyOf(configurers)) {
            step(configurer, "init");
            uncertain++;
            step(configurer, "configure");
            uncertain--;
        }
    }

    private void step(Sources.Type configurer, String name) {
        sources.method(configurer, name, 1).filter(m -> m.method().body().isPresent())
            .ifPresent(m -> run(m.type(), m.method(), List.of(new Value.Http())));
    }

    /** Since Security 7 every builder has been through the customizers that are beans, those of the builder before those of the rules. */
    private void customized(Sources.Type scope, String what, Value builder) {
        JavaType customizer = new JavaType(0, 0, "Customizer", List.of(new JavaType(0, 0, what, List.of(), 0)), 0);
        beans.of(scope, new JavaType(0, 0, "List", List.of(customizer), 0)).ifPresent(found -> {
            if (what.equals(REGISTRY)) sink.authorizes(SecurityChain.Style.AUTHORIZE_HTTP_REQUESTS);
            forEach(new Value.Injected(found), customize -> apply(customize, List.of(builder), 0));
        });
    }

    /** Runs a lambda, such as the body of a {@code WebSecurityCustomizer}. */
    void run(Value.Code code, Value argument) {
        apply(code, List.of(argument), 0);
    }

    /** Objects of these classes write down what is called on them. */
    private static final Set<String> RECORDED = Set.of("InterceptorRegistry", "FilterRegistrationBean", "ShiroFilterFactoryBean",
        "LinkedHashMap", "HashMap", "Map",
        "DefaultShiroFilterChainDefinition", "SaServletFilter", "SaReactorFilter");

    /** Everything that was written down, in order of creation. */
    List<Value.Recorder> recorders() {
        return List.copyOf(recorders);
    }

    private Value.Recorder recorder(String kind) {
        Value.Recorder made = new Value.Recorder(kind, new ArrayList<>());
        recorders.add(made);
        return made;
    }

    private record Frame(Sources.Type scope, Map<String, Value> seen, int depth) {
        Frame inner() {
            return new Frame(scope, new HashMap<>(seen), depth);
        }
    }

    private Value call(Sources.Type scope, JavaMethod method, List<Value> arguments, int depth) {
        if (depth > DEEPEST || method.body().isEmpty()) return Value.UNKNOWN;
        Map<String, Value> seen = parameters(scope, method, arguments);
        int before = uncertain;
        Flow flow = execute(method.body().get(), new Frame(scope, seen, depth + 1));
        uncertain = before;
        return flow.value == null ? Value.UNKNOWN : flow.value;
    }

    private Map<String, Value> parameters(Sources.Type scope, JavaMethod method, List<Value> arguments) {
        Map<String, Value> seen = new HashMap<>();
        for (int i = 0; i < method.parameters().size(); i++) {
            Parameter parameter = method.parameters().get(i);
            Value given = i < arguments.size() ? arguments.get(i) : ofType(scope, parameter.type());
            if (parameter.varargs() && arguments.size() > method.parameters().size()) given = new Value.Many(arguments.subList(i,
                arguments.size()));
            seen.put(parameter.name(), given instanceof Value.Unknown ? ofType(scope, parameter.type()) : given);
        }
        return seen;
    }

    private Value ofType(Sources.Type scope, JavaType type) {
        Optional<InjectedBeans.Beans> injected = beans.of(scope, type);
        if (injected.isPresent()) return new Value.Injected(injected.get());
        if (RECORDED.contains(type.simpleName())) return recorder(type.simpleName());
        return switch (type.simpleName()) {
            case "HttpSecurity", "ServerHttpSecurity" -> new Value.Http();
            case "WebSecurity" -> new Value.Web();
            case "Builder" -> type.name().startsWith("MvcRequestMatcher") || type.name().startsWith("PathPatternRequestMatcher")
                ? new Value.MatcherMaker(matchers.dialect("requestMatchers"), "") : Value.UNKNOWN;
            default -> sources.resolve(scope, type.name()).map(objects::instance).orElse(Value.UNKNOWN);
        };
    }

    /** How a statement ended: {@code left} when it returned or threw. */
    private record Flow(boolean left, Value value) {
        static final Flow ON = new Flow(false, null);
    }

    private Flow execute(Statement statement, Frame frame) {
        if (++steps > MOST_STEPS) return Flow.ON;
        if (statement instanceof Statement.Block block) {
            Value last = null;
            for (Statement inner : block.statements()) {
                Flow flow = execute(inner, frame);
                if (flow.value != null) last = flow.value;
                if (flow.left) return new Flow(true, last);
            }
            return new Flow(false, last);
        }
        if (statement instanceof Statement.Run run) {
            return new Flow(false, evaluate(run.expression(), frame));
        }
        if (statement instanceof Statement.Variable variable) {
            Value value = variable.value().map(v -> evaluate(v, frame)).orElse(Value.UNKNOWN);
            frame.seen.put(variable.name(), value instanceof Value.Unknown ? ofType(frame.scope, variable.type()) : value);
        } else if (statement instanceof Statement.Return back) {
            return new Flow(true, back.value().map(v -> evaluate(v, frame)).orElse(null));
        } else if (statement instanceof Statement.Throw) {
            return new Flow(true, null);
        } else if (statement instanceof Statement.If branch) {
            return branch(branch, frame);
        } else if (statement instanceof Statement.Loop loop) {
            loop(loop, frame);
        } else if (statement instanceof Statement.Try tried) {
            tried.resources().forEach(resource -> execute(resource, frame));
            return execute(tried.body(), frame);
        } else if (statement instanceof Statement.Synchronized locked) {
            return execute(locked.body(), frame);
        } else if (statement instanceof Statement.Switch cases) {
            uncertain++;
            cases.cases().forEach(one -> one.statements().forEach(inner -> execute(inner, frame.inner())));
            uncertain--;
        }
        return Flow.ON;
    }

    private Flow branch(Statement.If branch, Frame frame) {
        evaluate(branch.test(), frame);
        uncertain++;
        Flow yes = execute(branch.yes(), frame);
        Flow no = branch.no().map(other -> execute(other, frame)).orElse(Flow.ON);
        // after a return in one branch, the rest runs only sometimes
        boolean returned = yes.left || no.left;
        if (!returned) uncertain--;
        return new Flow(yes.left && no.left && branch.no().isPresent(), yes.value != null && returned ? yes.value : null);
    }

    private void loop(Statement.Loop loop, Frame frame) {
        if (loop.kind() != Statement.Loop.Kind.EACH || loop.first().isEmpty()
            || !(loop.first().get(0) instanceof Statement.Variable variable)) {
            uncertain++;
            Frame inner = frame.inner();
            loop.first().forEach(first -> execute(first, inner));
            execute(loop.body(), inner);
            uncertain--;
            return;
        }
        Value over = loop.over().map(o -> evaluate(o, frame)).orElse(Value.UNKNOWN);
        forEach(over, value -> {
            Frame inner = frame.inner();
            inner.seen.put(variable.name(), value);
            execute(loop.body(), inner);
        });
    }

    private interface Each {
        void on(Value value);
    }

    private void forEach(Value over, Each body) {
        indirect++;
        if (over instanceof Value.Injected injected) injected.beans().places().forEach(place -> inAnyOrder(place, body));
        else forEachValue(over, body);
        indirect--;
    }

    /** Which of these comes first is not known, and matters when more than one of them says something of the chain. */
    private void inAnyOrder(List<InjectedBeans.Bean> place, Each body) {
        boolean matters = place.stream().filter(bean -> saysSomething(bean, body)).count() > 1;
        for (InjectedBeans.Bean bean : place) {
            boolean sometimes = matters || bean.there() != Answer.YES;
            if (sometimes) uncertain++;
            body.on(bean(bean));
            if (sometimes) uncertain--;
        }
    }

    private boolean saysSomething(InjectedBeans.Bean bean, Each body) {
        ChainSink kept = sink;
        RequestMatcher page = loginPage;
        boolean open = permitted;
        sink = new ChainSink();
        body.on(bean(bean));
        boolean says = sink.isOrdered();
        sink = kept;
        loginPage = page;
        permitted = open;
        return says;
    }

    private Value bean(InjectedBeans.Bean bean) {
        return bean.maker().map(maker -> call(bean.type(), maker, List.of(), 0)).orElseGet(() -> objects.instance(bean.type()));
    }

    private void forEachValue(Value over, Each body) {
        if (over instanceof Value.Texts texts) texts.texts().forEach(text -> body.on(new Value.Texts(List.of(text), false)));
        else if (over instanceof Value.Many many) many.values().forEach(body::on);
        // what a run-time list of matchers holds may itself be known: all handlers with an annotation
        else body.on(over instanceof Value.Match ? over : Value.UNKNOWN);
    }

    private Value evaluate(Expression expression, Frame frame) {
        if (++steps > MOST_STEPS) return Value.UNKNOWN;
        if (expression instanceof Expression.Name name) {
            Value seen = frame.seen.get(name.text());
            return seen != null ? seen : named(expression, name.text(), frame);
        }
        if (expression instanceof Expression.FieldAccess access && access.target() instanceof Expression.Name self
            && self.text().equals("this")) return named(expression, access.name(), frame);
        if (expression instanceof Expression.Call call) return called(call, frame);
        if (expression instanceof Expression.Lambda || expression instanceof Expression.MethodRef) {
            return new Value.Code(expression, frame.scope, frame.seen);
        }
        if (expression instanceof Expression.Assign assign) {
            Value value = evaluate(assign.value(), frame);
            if (assign.target() instanceof Expression.Name name) frame.seen.put(name.text(), value);
            return value;
        }
        if (expression instanceof Expression.Cast cast) return evaluate(cast.value(), frame);
        if (expression instanceof Expression.Binary binary && binary.operator().equals("+")) return joined(binary, frame);
        if (expression instanceof Expression.New made && RECORDED.contains(made.type().simpleName())) {
            Value.Recorder recorder = recorder(made.type().simpleName());
            if (!made.arguments().isEmpty()) recorder.calls()
                .add(new Value.Recorded(frame.scope, new Expression.Call(made.start(), made.end(), Optional.empty(), "new",
                made.start(), made.end(), made.arguments()), values(made.arguments(), frame)));
            return recorder;
        }
        if (expression instanceof Expression.New made) return objects.made(frame.scope, made, values(made.arguments(), frame),
            places(made.arguments(), frame));
        List<Expression> elements = Sources.elements(expression);
        if (elements != null) return collected(values(elements, frame));
        if (expression instanceof Expression.Conditional) return Value.UNKNOWN;
        return objects.value(frame.scope, expression);
    }

    /** A field of the class, which its only constructor may have assigned, or a constant. */
    private Value named(Expression expression, String name, Frame frame) {
        Optional<Sources.Field> field = sources.field(frame.scope, name).filter(found -> found.field().value().isEmpty());
        if (field.isEmpty() || frame.depth > DEEPEST) return objects.value(frame.scope, expression);
        Value value = field.flatMap(this::constructed).map(given -> evaluate(given.expression, new Frame(field.get().type(),
            parameters(field.get().type(), given.constructor, List.of()), frame.depth + 1))).orElse(Value.UNKNOWN);
        if (!(value instanceof Value.Unknown)) return value;
        Value known = objects.value(frame.scope, expression);
        return known instanceof Value.Unknown ? ofType(field.get().type(), field.get().field().type()) : known;
    }

    private record Constructed(JavaMethod constructor, Expression expression) {}

    /** What a constructor gives to a field that nothing else assigns. */
    private Optional<Constructed> constructed(Sources.Field field) {
        List<Expression.Assign> all = ObjectReader.assignments(field);
        List<JavaMethod> constructors = field.type().declared().methods().stream().filter(JavaMethod::isConstructor).toList();
        if (all.size() != 1 || constructors.size() != 1) return Optional.empty();
        return constructors.get(0).all(Expression.Assign.class).contains(all.get(0))
            ? Optional.of(new Constructed(constructors.get(0), all.get(0).value())) : Optional.empty();
    }

    private Value joined(Expression.Binary binary, Frame frame) {
        StringBuilder text = new StringBuilder();
        for (Expression operand : binary.operands()) {
            if (!(evaluate(operand, frame) instanceof Value.Texts part) || part.many() || part.texts().size() != 1) return Value.UNKNOWN;
            text.append(part.texts().get(0));
        }
        return new Value.Texts(List.of(text.toString()), false);
    }

    private static Value collected(List<Value> values) {
        List<String> texts = new ArrayList<>();
        for (Value value : values) {
            if (!(value instanceof Value.Texts some)) return new Value.Many(values);
            texts.addAll(some.texts());
        }
        return new Value.Texts(texts, true);
    }

    private List<Value> values(List<Expression> expressions, Frame frame) {
        return expressions.stream().map(e -> evaluate(e, frame)).toList();
    }

    private static List<Span> places(List<Expression> expressions, Frame frame) {
        return expressions.stream().map(e -> frame.scope.span(e)).toList();
    }

    private Value called(Expression.Call call, Frame frame) {
        List<Expression> elements = Sources.elements(call);
        if (elements != null) return collected(values(elements, frame));
        Value receiver = call.receiver().map(r -> evaluate(r, frame)).orElse(null);
        if (receiver instanceof Value.Http) return onHttp(call, frame);
        if (receiver instanceof Value.Registry) return onRegistry(call, frame);
        if (receiver instanceof Value.Pending pending) return onPending(pending, call, frame);
        if (receiver instanceof Value.ChainMatch) {
            if (call.name().equals("and")) return new Value.Http();
            sink.restrict(sometimes(matcher(call, frame)), callSpan(call, frame));
            return receiver;
        }
        if (receiver instanceof Value.Recorder recorder) {
            Value.Recorder target = call.name().equals("addInterceptor") ? recorder("interceptor") : recorder;
            target.calls().add(new Value.Recorded(frame.scope, call, values(call.arguments(), frame)));
            return target;
        }
        if (receiver instanceof Value.Options options) return onOptions(options, call, frame);
        if (receiver instanceof Value.Web) return call.name().equals("ignoring") ? new Value.Ignoring() : receiver;
        if (receiver instanceof Value.Ignoring) return onIgnoring(call, frame);
        List<Value> arguments = values(call.arguments(), frame);
        if (call.name().equals("forEach") && receiver != null && arguments.size() == 1) {
            forEach(receiver, value -> apply(arguments.get(0), List.of(value), frame.depth));
            return Value.UNKNOWN;
        }
        // whatever the one method of a functional interface is called
        if (receiver instanceof Value.Code && !arguments.isEmpty() && !call.name().equals("andThen")) return apply(receiver, arguments,
            frame.depth);
        if (receiver instanceof Value.Injected injected) return onInjected(injected, call, arguments, frame);
        Optional<Value> known = objects.called(frame.scope, call, receiver, arguments, places(call.arguments(), frame));
        if (known.isPresent()) return known.get();
        return helper(call, receiver, arguments, frame);
    }

    private Value onInjected(Value.Injected injected, Expression.Call call, List<Value> arguments, Frame frame) {
        List<InjectedBeans.Bean> all = injected.beans().all();
        return switch (call.name()) {
            case "orderedStream" -> new Value.Injected(new InjectedBeans.Beans(all, true));
            case "stream", "toList", "collect", "iterator", "values" -> injected;
            case "getObject", "getIfAvailable", "getIfUnique" -> all.size() == 1 ? bean(all.get(0)) : Value.UNKNOWN;
            case "ifAvailable", "ifUnique" -> {
                if (all.size() == 1) forEach(injected, value -> apply(arguments.get(0), List.of(value), frame.depth));
                yield Value.UNKNOWN;
            }
            default -> Value.UNKNOWN;
        };
    }

    /** A method of the sources is walked through; a library's may add anything to a builder that it is given. */
    private Value helper(Expression.Call call, Value receiver, List<Value> arguments, Frame frame) {
        boolean own = receiver == null || call.receiver().filter(r -> r instanceof Expression.Name n && (n.text().equals("this")
            || n.text().equals("super"))).isPresent();
        Optional<Sources.Type> target = own ? Optional.of(frame.scope) : receiver instanceof Value.Instance instance
            ? Optional.of(instance.type())
            : call.receiver().flatMap(Sources::dotted).flatMap(name -> sources.resolve(frame.scope, name));
        boolean builder = arguments.stream().anyMatch(a -> a instanceof Value.Http || a instanceof Value.Registry);
        boolean isSuper = call.receiver().filter(r -> r instanceof Expression.Name n && n.text().equals("super")).isPresent();
        if (isSuper && call.name().equals("configure") && builder) return defaults(frame, call);
        Optional<Sources.Member> member = target.flatMap(type -> implementation(type, call.name(), call.arguments().size()));
        if (member.isPresent() && (builder || arguments.stream().anyMatch(a -> a instanceof Value.Texts) || call.arguments().isEmpty())) {
            indirect++;
            Value value = call(member.get().type(), member.get().method(), arguments, frame.depth);
            indirect--;
            return value;
        }
        if (builder) {
            // a library was given the builder: it can have added rules before those that follow, and restricted the chain
            if (arguments.stream().anyMatch(Value.Http.class::isInstance)) sink.restrict(new RequestMatcher.Unknown(call.name()),
                callSpan(call, frame));
            sink.gives(new Value.Pending(RequestMatcher.ANY, callSpan(call, frame), "", false),
                new SecurityChain.Rule(new RequestMatcher.Unknown(call.name()),
                Access.UNKNOWN, callSpan(call, frame), callSpan(call, frame), Sketch.call(call), false, Optional.empty()));
        }
        return Value.UNKNOWN;
    }

    private Optional<Sources.Member> implementation(Sources.Type type, String name, int arguments) {
        Optional<Sources.Member> found = sources.method(type, name, arguments);
        if (found.isPresent() && found.get().method().body().isPresent()) return found;
        List<Sources.Type> below = sources.subtypes(type);
        return below.size() == 1 ? sources.method(below.get(0), name, arguments) : Optional.empty();
    }

    /** {@code super.configure(http)} of the adapter: everything authenticated. */
    private Value defaults(Frame frame, Expression.Call call) {
        Span at = callSpan(call, frame);
        sink.authorizes(SecurityChain.Style.AUTHORIZE_REQUESTS);
        sink.gives(new Value.Pending(RequestMatcher.ANY, at, "", false), new SecurityChain.Rule(RequestMatcher.ANY, Access.AUTHENTICATED,
            at, at, "super.configure(http)", true, Optional.empty()));
        return new Value.Http();
    }

    private Value apply(Value code, List<Value> arguments, int depth) {
        if (depth > DEEPEST || !(code instanceof Value.Code lambda)) return Value.UNKNOWN;
        if (lambda.expression() instanceof Expression.Lambda body) {
            Frame frame = new Frame(lambda.scope(), new HashMap<>(lambda.seen()), depth + 1);
            for (int i = 0; i < Math.min(body.parameters().size(), arguments.size()); i++) frame.seen.put(body.parameters().get(i).name(),
                arguments.get(i));
            Flow flow = execute(body.body(), frame);
            return flow.value == null ? Value.UNKNOWN : flow.value;
        }
        if (lambda.expression() instanceof Expression.MethodRef ref) {
            Value target = evaluate(ref.target(), new Frame(lambda.scope(), lambda.seen(), depth + 1));
            Optional<Sources.Type> type = target instanceof Value.Instance instance ? Optional.of(instance.type())
                : ref.target() instanceof Expression.Name name && name.text().equals("this") ? Optional.of(lambda.scope())
                : Sources.dotted(ref.target()).flatMap(name -> sources.resolve(lambda.scope(), name));
            Optional<Sources.Member> member = type.flatMap(t -> implementation(t, ref.name(), arguments.size()));
            if (member.isPresent()) {
                indirect++;
                Value value = call(member.get().type(), member.get().method(), arguments, depth);
                indirect--;
                return value;
            }
            if (target instanceof Value.Pending pending && TERMINALS.contains(ref.name())) return give(pending, ref.name(), Access.OPAQUE,
                lambda.scope().span(ref), ref.name());
        }
        return Value.UNKNOWN;
    }

    private Value onHttp(Expression.Call call, Frame frame) {
        Span at = callSpan(call, frame);
        switch (call.name()) {
            case "authorizeRequests", "authorizeHttpRequests", "authorizeExchange" -> {
                sink.authorizes(style(call.name()));
                if (call.arguments().isEmpty()) return new Value.Registry();
                customize(call, new Value.Registry(), frame, true);
            }
            case "securityMatcher", "securityMatchers", "antMatcher", "mvcMatcher", "regexMatcher", "requestMatcher" -> {
                if (call.arguments().size() == 1 && call.arguments().get(0) instanceof Expression.Lambda && call.name()
                    .equals("securityMatchers")) {
                    customize(call, new Value.ChainMatch(), frame, false);
                } else {
                    sink.restrict(sometimes(matcher(call, frame)), at);
                }
            }
            case "requestMatchers" -> {
                if (call.arguments().isEmpty()) return new Value.ChainMatch();
                customize(call, new Value.ChainMatch(), frame, false);
            }
            case "and", "build", "getOrBuild" -> { }
            case "apply", "with" -> {
                sink.feature("apply");
                List<Value> given = values(call.arguments(), frame);
                given.stream().skip(1).forEach(settings -> apply(settings, given.subList(0, 1), frame.depth));
                if (!given.isEmpty() && given.get(0) instanceof Value.Instance configurer) configurers.add(configurer.type());
            }
            default -> {
                sink.feature(call.name());
                if (call.arguments().isEmpty()) return new Value.Options(call.name());
                if (call.arguments().get(0) instanceof Expression.MethodRef ref && ref.name().equals("disable")) sink.feature(call.name()
                    + ".disable");
                else values(call.arguments(), frame).forEach(argument -> apply(argument, List.of(new Value.Options(call.name())),
                    frame.depth));
            }
        }
        return new Value.Http();
    }

    private static SecurityChain.Style style(String name) {
        return switch (name) {
            case "authorizeRequests" -> SecurityChain.Style.AUTHORIZE_REQUESTS;
            case "authorizeExchange" -> SecurityChain.Style.AUTHORIZE_EXCHANGE;
            default -> SecurityChain.Style.AUTHORIZE_HTTP_REQUESTS;
        };
    }

    private void customize(Expression.Call call, Value builder, Frame frame, boolean rules) {
        for (Value argument : values(call.arguments(), frame)) {
            Value.Code code = argument instanceof Value.Code given ? given : null;
            boolean known = code != null && (code.expression() instanceof Expression.Lambda
                || code.expression() instanceof Expression.MethodRef ref && reference(ref, code).isPresent());
            if (known) {
                apply(code, List.of(builder), frame.depth);
            } else if (rules && !(call.arguments().get(0) instanceof Expression.Call with && with.name().equals("withDefaults"))) {
                Span at = callSpan(call, frame);
                sink.gives(new Value.Pending(RequestMatcher.ANY, at, "", false),
                    new SecurityChain.Rule(new RequestMatcher.Unknown("a customizer"),
                    Access.UNKNOWN, at, at, Sketch.call(call), false, Optional.empty()));
            }
        }
    }

    private Optional<Sources.Member> reference(Expression.MethodRef ref, Value.Code code) {
        Optional<Sources.Type> type = ref.target() instanceof Expression.Name name && name.text().equals("this") ? Optional.of(code.scope())
            : evaluate(ref.target(), new Frame(code.scope(), code.seen(), DEEPEST)) instanceof Value.Instance instance
                ? Optional.of(instance.type())
            : Sources.dotted(ref.target()).flatMap(name -> sources.resolve(code.scope(), name));
        return type.flatMap(t -> implementation(t, ref.name(), 1));
    }

    /** Puts something of the project in the place of what decides: the rules that stand here may not be those that are asked. */
    private static boolean redecides(Expression.Call call) {
        if (call.name().equals("accessDecisionManager")) return true;
        return call.name().equals("withObjectPostProcessor") && (call.arguments().stream().noneMatch(Expression.New.class::isInstance)
            || call.all(Expression.Call.class).stream().anyMatch(inner -> inner.name().equals("setSecurityMetadataSource")
                || inner.name().equals("setAccessDecisionManager")));
    }

    private Value onRegistry(Expression.Call call, Frame frame) {
        if (call.name().equals("and")) return new Value.Http();
        if (!MATCHERS.contains(call.name())) {
            if (redecides(call)) sink.unsure(call.name(), callSpan(call, frame));
            return new Value.Registry();
        }
        Span at = callSpan(call, frame);
        boolean literal = uncertain == 0 && indirect == 0;
        RequestMatcher matcher = call.name().startsWith("any") ? RequestMatcher.ANY : call.name().equals("dispatcherTypeMatchers")
            ? dispatch(call)
            : matcher(call, frame);
        Value.Pending pending = new Value.Pending(sometimes(matcher), at, Sketch.call(call), literal);
        sink.waits(pending);
        return pending;
    }

    /** A witness is a request from outside; forwards and errors are no way in. */
    private static RequestMatcher dispatch(Expression.Call call) {
        boolean request = call.arguments().stream().anyMatch(a -> Sources.dotted(a).orElse("").endsWith("REQUEST"));
        boolean verbs = call.arguments().stream().anyMatch(a -> a instanceof Expression.Literal);
        return verbs ? new RequestMatcher.Unknown("dispatcher types") : request ? RequestMatcher.ANY : new RequestMatcher.Some(List.of());
    }

    private Value onPending(Value.Pending pending, Expression.Call call, Frame frame) {
        if (call.name().equals("servletPath")) return pending;
        if (call.name().equals("not")) return pending;
        if (!TERMINALS.contains(call.name())) return call.name().equals("and") ? new Value.Http() : new Value.Registry();
        Access access = switch (call.name()) {
            case "permitAll", "anonymous" -> Access.PUBLIC;
            case "authenticated", "fullyAuthenticated", "rememberMe" -> Access.AUTHENTICATED;
            case "denyAll" -> Access.DENIED;
            case "access" -> objects.access(frame.scope, call.arguments(), values(call.arguments(), frame));
            default -> call.arguments().size() == 1 && values(call.arguments(), frame).get(0) instanceof Value.Texts texts
                && texts.texts().stream().allMatch(text -> text.equals("ROLE_ANONYMOUS") || text.equals("ANONYMOUS")) && !texts.texts()
                    .isEmpty()
                ? Access.PUBLIC : Access.RESTRICTED;
        };
        Optional<String> problem = Optional.empty();
        if (call.name().equals("hasRole") || call.name().equals("hasAnyRole")) {
            problem = values(call.arguments(), frame).stream().filter(Value.Texts.class::isInstance).flatMap(v -> ((Value.Texts) v).texts()
                .stream())
                .filter(role -> role.startsWith("ROLE_")).findFirst();
        }
        Span at = callSpan(call, frame);
        return give(pending, Sketch.call(call), access, at, problem);
    }

    private Value give(Value.Pending pending, String text, Access access, Span at, String name) {
        Access known = name.equals("permitAll") ? Access.PUBLIC : name.equals("authenticated") ? Access.AUTHENTICATED : access;
        return give(pending, text, known, at, Optional.empty());
    }

    private Value give(Value.Pending pending, String text, Access access, Span at, Optional<String> problem) {
        sink.gives(pending, new SecurityChain.Rule(pending.matcher(), access, pending.at(), at, pending.subject() + "." + text,
            pending.literal(), problem));
        return new Value.Registry();
    }

    private Value onOptions(Value.Options options, Expression.Call call, Frame frame) {
        if (call.name().equals("and")) return new Value.Http();
        sink.feature(options.name() + "." + call.name());
        if (call.name().equals("loginPage") && call.arguments().size() == 1) {
            List<Value> page = values(call.arguments(), frame);
            loginPage = matchers.of(Dialect.SERVLET, "", page, List.of(callSpan(call, frame)));
            if (page.get(0) instanceof Value.Texts texts && texts.texts().size() == 1 && texts.texts().get(0).startsWith("/")
                && uncertain == 0) {
                sink.sendsTo(new SecurityChain.LoginPage(texts.texts().get(0), callSpan(call, frame), Sketch.call(call)));
            }
        }
        permitted |= call.name().equals("permitAll");
        if (permitted && loginPage != null) sink.opens(loginPage, callSpan(call, frame));
        if (call.name().equals("sessionCreationPolicy") && !call.arguments().isEmpty()) {
            sink.feature(Sources.dotted(call.arguments().get(0)).map(n -> n.substring(n.lastIndexOf('.') + 1)).orElse(""));
        }
        for (Value argument : values(call.arguments(), frame)) if (argument instanceof Value.Code) apply(argument, List.of(options),
            frame.depth);
        return call.name().equals("disable") ? new Value.Http() : options;
    }

    private Value onIgnoring(Expression.Call call, Frame frame) {
        if (call.name().equals("and")) return new Value.Web();
        if (!MATCHERS.contains(call.name())) return new Value.Ignoring();
        Span at = callSpan(call, frame);
        sink.ignores(new SecurityChain.Rule(sometimes(call.name().startsWith("any") ? RequestMatcher.ANY : matcher(call, frame)),
            Access.PUBLIC, at, at,
            "ignoring()." + Sketch.call(call), uncertain == 0 && indirect == 0, Optional.empty()));
        return new Value.Ignoring();
    }

    private RequestMatcher matcher(Expression.Call call, Frame frame) {
        List<Value> arguments = new ArrayList<>();
        List<Span> places = new ArrayList<>();
        List<Value> given = values(call.arguments(), frame);
        for (int i = 0; i < given.size(); i++) {
            Span place = frame.scope.span(call.arguments().get(i));
            if (given.get(i) instanceof Value.Many many) many.values().forEach(value -> {
                arguments.add(value);
                places.add(place);
            });
            else {
                arguments.add(given.get(i));
                places.add(place);
            }
        }
        return matchers.of(matchers.dialect(call.name()), "", arguments, places);
    }

    private RequestMatcher sometimes(RequestMatcher matcher) {
        return uncertain == 0 ? matcher : new RequestMatcher.Both(List.of(matcher, new RequestMatcher.Unknown("under a condition")));
    }

    /** From the name to the closing parenthesis. */
    private static Span callSpan(Expression.Call call, Frame frame) {
        return new Span(frame.scope.path(), call.nameStart(), call.end());
    }
}
