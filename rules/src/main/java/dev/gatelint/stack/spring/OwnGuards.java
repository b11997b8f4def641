package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Parameter;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guards that are not Spring Security: interceptors, filters, aspects with annotations of the project, Apache Shiro, Sa-Token, checks in
 * the code.
 */
final class OwnGuards {
    private static final Pattern POINTCUT = Pattern.compile("@(?:annotation|within)\\(\\s*([\\w.$]+)\\s*\\)");
    private static final Pattern IGNORE =
        Pattern.compile("(?i).*(ignore|anonymous|anon|pass|noauth|noneed|nologin|public|permit|open|skip|without|free|inner).*");
    private static final Map<String, Access> LIBRARY = Map.ofEntries(
        Map.entry("org.apache.shiro.authz.annotation.RequiresPermissions", Access.RESTRICTED),
        Map.entry("org.apache.shiro.authz.annotation.RequiresRoles", Access.RESTRICTED),
        Map.entry("org.apache.shiro.authz.annotation.RequiresAuthentication", Access.AUTHENTICATED),
        Map.entry("org.apache.shiro.authz.annotation.RequiresUser", Access.AUTHENTICATED),
        Map.entry("cn.dev33.satoken.annotation.SaCheckLogin", Access.AUTHENTICATED),
        Map.entry("cn.dev33.satoken.annotation.SaCheckPermission", Access.RESTRICTED),
        Map.entry("cn.dev33.satoken.annotation.SaCheckRole", Access.RESTRICTED),
        Map.entry("cn.dev33.satoken.annotation.SaCheckOr", Access.RESTRICTED),
        Map.entry("cn.dev33.satoken.annotation.SaCheckSafe", Access.RESTRICTED));
    private static final Set<String> FILTER_BEANS = Set.of("Component", "Service", "Configuration", "WebFilter");
    private static final Set<String> HARMLESS = Set.of("LocaleChangeInterceptor", "ThemeChangeInterceptor", "WebContentInterceptor",
        "ConversionServiceExposingInterceptor",
        "ResourceUrlProviderExposingInterceptor", "DeviceResolverHandlerInterceptor");
    private final Sources sources;
    private final SpringVersions versions;
    private final ConfigValues config;
    private final MethodSecurity methods;
    private final Stops stops;
    private final List<Before> interceptors = new ArrayList<>();
    private final List<Before> filters = new ArrayList<>();
    private final List<Before> shiro = new ArrayList<>();
    private final Map<String, Evidence> learned = new HashMap<>();
    private final Set<String> ignoring = new TreeSet<>();
    private boolean saToken;

    /** Something that stands before what a matcher takes. */
    private record Before(RequestMatcher matcher, Access access, Evidence evidence) {}

    OwnGuards(Sources sources, SpringVersions versions, ConfigValues config, MethodSecurity methods) {
        this.sources = sources;
        this.versions = versions;
        this.config = config;
        this.methods = methods;
        this.stops = new Stops(sources);
        for (Sources.Type type : sources.types()) {
            if (type.declared().annotations().stream().anyMatch(a -> a.simpleName().equals("Aspect"))) aspect(type);
        }
        for (Sources.Type type : sources.types()) {
            for (JavaMethod method : type.declared().methods()) {
                String returns = method.returns().map(r -> r.simpleName()).orElse("");
                boolean registry = method.name().equals("addInterceptors") && method.parameters().size() == 1;
                boolean chain = returns.equals("ShiroFilterFactoryBean") || returns.equals("ShiroFilterChainDefinition");
                if (method.body().isPresent() && (registry || chain || returns.equals("SaServletFilter")
                    || returns.equals("SaReactorFilter")
                    || returns.equals("FilterRegistrationBean"))) configured(type, method);
            }
            filter(type);
        }
    }

    /** True when there is any guard of this kind. */
    boolean isPresent() {
        return !interceptors.isEmpty() || !filters.isEmpty() || !shiro.isEmpty() || !learned.isEmpty() || saToken;
    }

    private void configured(Sources.Type type, JavaMethod method) {
        DslReader reader = new DslReader(sources, versions, config, new ChainSink());
        reader.run(type, method, List.of());
        for (Value.Recorder recorder : reader.recorders()) {
            switch (recorder.kind()) {
                case "interceptor" -> interceptor(recorder);
                case "LinkedHashMap", "HashMap", "Map", "DefaultShiroFilterChainDefinition" -> shiro(recorder);
                case "SaServletFilter", "SaReactorFilter" -> saFilter(recorder);
                default -> { }
            }
        }
    }

    private void interceptor(Value.Recorder recorder) {
        Value.Recorded added = recorder.calls().get(0);
        if (added.call().arguments().isEmpty()) return;
        Expression object = added.call().arguments().get(0);
        List<RequestMatcher> excluded = patterns(recorder, "excludePathPatterns");
        List<RequestMatcher> included = patterns(recorder, "addPathPatterns");
        RequestMatcher matcher = new RequestMatcher.Both(List.of(included.isEmpty() ? RequestMatcher.ANY
            : new RequestMatcher.Some(included),
            new RequestMatcher.Not(new RequestMatcher.Some(excluded))));
        Evidence evidence = new Evidence(added.at(), Sketch.call(added.call()));
        if (object instanceof Expression.New made && made.type().simpleName().equals("SaInterceptor")) {
            saToken = true;
            made.arguments().stream().flatMap(argument -> SaRoutes.of(sources, added.scope(), argument, dialect()).stream())
                .forEach(route -> interceptors.add(new Before(new RequestMatcher.Both(List.of(matcher, route.matcher())), route.access(),
                    evidence)));
            return;
        }
        if (added.arguments().get(0) instanceof Value.Instance instance) {
            Optional<Sources.Member> handle = sources.method(instance.type(), "preHandle", 3);
            if (handle.isPresent() && stops.callers(handle.get().type(), handle.get().method())) {
                Set<String> looked = handlerAnnotations(instance.type());
                RequestMatcher all = looked.isEmpty() ? matcher
                    : new RequestMatcher.Both(List.of(matcher, byAnnotation(looked, instance.type())));
                interceptors.add(new Before(all, Access.OPAQUE, evidence));
            }
        } else if (!HARMLESS.contains(className(added.scope(), object))) {
            interceptors.add(new Before(matcher, Access.OPAQUE, evidence));
        }
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

    private Dialect dialect() {
        return Dialect.interceptor(versions.likelyFramework());
    }

    private List<RequestMatcher> patterns(Value.Recorder recorder, String name) {
        List<RequestMatcher> found = new ArrayList<>();
        for (Value.Recorded call : recorder.calls()) {
            if (!call.call().name().equals(name)) continue;
            for (int i = 0; i < call.arguments().size(); i++) {
                Span at = call.scope().span(call.call().arguments().get(i));
                if (call.arguments().get(i) instanceof Value.Texts texts) texts.texts()
                    .forEach(text -> found.add(new RequestMatcher.Path(UrlPattern.of(text, dialect()), at)));
                else found.add(new RequestMatcher.Unknown("patterns"));
            }
        }
        return found;
    }

    /** Annotations of the sources that a guard looks for on the handler. */
    private Set<String> handlerAnnotations(Sources.Type type) {
        Set<String> names = new TreeSet<>();
        List<Sources.Type> all = new ArrayList<>(List.of(type));
        all.addAll(sources.supertypes(type));
        for (Sources.Type at : all) {
            for (Expression.ClassLiteral literal : at.declared().all(Expression.ClassLiteral.class)) {
                sources.resolve(at, literal.type().name()).filter(t -> t.declared().kind() == JavaClass.Kind.ANNOTATION)
                    .ifPresent(t -> names.add(t.name()));
            }
        }
        return names;
    }

    /**
     * With an annotation that opens, all others are guarded; with one that closes, those that carry it, and the others when the code says
     * nothing of them.
     */
    private RequestMatcher byAnnotation(Set<String> looked, Sources.Type type) {
        List<RequestMatcher> opening = new ArrayList<>();
        List<RequestMatcher> closing = new ArrayList<>();
        for (String name : looked) {
            boolean opens = IGNORE.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
            (opens ? opening : closing).add(new RequestMatcher.Annotated(Set.of(name)));
            if (opens) ignoring.add(name);
            else learned.putIfAbsent(name, new Evidence(type.nameSpan(), type.simpleName()));
        }
        boolean passes = type.declared().all(Statement.If.class).stream().anyMatch(branch -> branch.test().all(Expression.Literal.class)
            .stream()
            .anyMatch(l -> l.kind() == Expression.Literal.Kind.NULL) && branch.yes().all(Statement.Return.class).stream()
            .anyMatch(r -> r.value().filter(v -> v instanceof Expression.Literal l && l.value().equals("true")).isPresent()));
        if (!opening.isEmpty()) return new RequestMatcher.Not(new RequestMatcher.Some(opening));
        return passes ? new RequestMatcher.Some(closing) : RequestMatcher.ANY;
    }

    private void shiro(Value.Recorder recorder) {
        Dialect ant = Dialect.ant(versions.likelyFramework());
        for (Value.Recorded call : recorder.calls()) {
            if (!call.call().name().equals("put") && !call.call().name().equals("addPathDefinition") || call.arguments()
                .size() != 2) continue;
            boolean texts = call.arguments().get(0) instanceof Value.Texts && call.arguments().get(1) instanceof Value.Texts;
            Evidence evidence = new Evidence(call.at(), Sketch.call(call.call()));
            if (!texts) {
                boolean filter = call.arguments().get(0) instanceof Value.Texts name && name.texts().stream()
                    .noneMatch(t -> t.startsWith("/"));
                if (!filter) shiro.add(new Before(new RequestMatcher.Unknown("a map entry"), Access.UNKNOWN, evidence));
                continue;
            }
            String filters = ((Value.Texts) call.arguments().get(1)).texts().get(0);
            for (String path : ((Value.Texts) call.arguments().get(0)).texts()) {
                if (!path.startsWith("/")) continue;
                Access access = filters.equals("anon") || filters.equals("logout") ? Access.PUBLIC : filters.contains("perms[")
                    || filters.contains("roles[") ? Access.RESTRICTED : Access.AUTHENTICATED;
                shiro.add(new Before(new RequestMatcher.Path(UrlPattern.of(path, ant), evidence.at()), access, evidence));
            }
        }
    }

    private void saFilter(Value.Recorder recorder) {
        saToken = true;
        List<RequestMatcher> included = patterns(recorder, "addInclude");
        List<RequestMatcher> excluded = patterns(recorder, "addExclude");
        RequestMatcher matcher = new RequestMatcher.Both(List.of(included.isEmpty() ? RequestMatcher.ANY
            : new RequestMatcher.Some(included),
            new RequestMatcher.Not(new RequestMatcher.Some(excluded))));
        for (Value.Recorded call : recorder.calls()) {
            if (!call.call().name().equals("setAuth")) continue;
            for (Expression argument : call.call().arguments()) {
                SaRoutes.of(sources, call.scope(), argument, dialect())
                    .forEach(route -> filters.add(new Before(new RequestMatcher.Both(List.of(matcher, route.matcher())),
                    route.access(), new Evidence(call.at(), recorder.kind()))));
            }
        }
    }

    /** A servlet filter that is a bean, or a WebFlux filter, and stops who brings nothing. */
    private void filter(Sources.Type type) {
        boolean servlet = sources.isA(type, "org.springframework.web.filter.OncePerRequestFilter")
            || sources.isA(type, "jakarta.servlet.Filter")
            || sources.isA(type, "javax.servlet.Filter") || sources.isA(type, "org.springframework.web.filter.GenericFilterBean");
        boolean reactive = sources.isA(type, "org.springframework.web.server.WebFilter")
            || sources.isA(type, "org.springframework.cloud.gateway.filter.GlobalFilter");
        if (!servlet && !reactive || type.declared().modifiers().contains(dev.gatelint.syntax.java.Modifier.ABSTRACT)) return;
        for (JavaMethod method : type.declared().methods()) {
            boolean entry = method.name().equals("doFilter") || method.name().equals("doFilterInternal") || reactive && method.name()
                .equals("filter");
            if (!entry || method.body().isEmpty() || !stops.filters(type, method)) continue;
            paths(type).ifPresent(paths -> filters.add(new Before(paths, Access.OPAQUE, new Evidence(type.nameSpan(), type.simpleName()))));
        }
    }

    /** The requests that a filter sees; empty when nothing makes it a filter of this application. */
    private Optional<RequestMatcher> paths(Sources.Type filter) {
        List<RequestMatcher> found = new ArrayList<>();
        boolean made = isBean(filter);
        for (Sources.Type type : sources.types()) {
            for (JavaMethod method : type.declared().methods()) {
                if (method.all(Expression.New.class).stream().noneMatch(one -> one.type().simpleName().equals(filter.simpleName()))) continue;
                made = true;
                if (method.returns().filter(r -> r.simpleName().equals("FilterRegistrationBean")).isEmpty()) continue;
                for (Expression.Call call : method.all(Expression.Call.class)) {
                    if (!call.name().equals("addUrlPatterns") && !call.name().equals("setUrlPatterns")) continue;
                    for (Expression pattern : call.arguments()) {
                        // a servlet pattern /x/* takes /x and all below it
                        found.add(sources.text(type, pattern).<RequestMatcher>map(text -> new RequestMatcher.Path(
                            UrlPattern.of(text.endsWith("/*") ? text + "*" : text, dialect()), type.span(pattern))).orElse(new RequestMatcher.Unknown("url patterns")));
                    }
                }
            }
        }
        if (!made) return Optional.empty();
        return Optional.of(found.isEmpty() ? new RequestMatcher.Unknown("the paths of a filter") : new RequestMatcher.Some(found));
    }

    private static boolean isBean(Sources.Type type) {
        return type.declared().annotations().stream().anyMatch(a -> FILTER_BEANS.contains(a.simpleName()));
    }

    /** {@code @Around("@annotation(RequireLogin)")} with an advice that can stop. */
    private void aspect(Sources.Type type) {
        Map<String, JavaMethod> pointcuts = new LinkedHashMap<>();
        for (JavaMethod method : type.declared().methods()) {
            for (Annotation annotation : method.annotations()) {
                if (!Set.of("Around", "Before", "Pointcut").contains(annotation.simpleName())) continue;
                String text = annotation.get("value").or(() -> annotation.get("pointcut")).flatMap(value -> sources.text(type, value))
                    .orElse("");
                Matcher matcher = POINTCUT.matcher(text);
                while (matcher.find()) pointcuts.put(matcher.group(1), method);
            }
        }
        boolean guards = type.declared().methods().stream().anyMatch(m -> stops.callers(type, m));
        if (!guards) return;
        pointcuts.forEach((written, method) -> {
            String named = method.parameters().stream().filter(p -> p.name().equals(written)).map(Parameter::type).map(t -> t.name())
                .findFirst().orElse(written);
            sources.resolve(type, named).ifPresent(annotation -> learned.putIfAbsent(annotation.name(), new Evidence(type.nameSpan(),
                type.simpleName())));
        });
    }

    /** What filters do with a request. */
    Decision filters(Request request) {
        Decision decision = before(filters, request);
        if (shiro.isEmpty()) return decision;
        return decision.and(shiro(request, 0));
    }

    private Decision shiro(Request request, int index) {
        if (index == shiro.size()) return Decision.of(Access.PUBLIC);
        Before rule = shiro.get(index);
        Decision here = Decision.of(rule.access, rule.evidence);
        return switch (rule.matcher.takes(request, sources)) {
            case YES -> here;
            case NO -> shiro(request, index + 1);
            case UNKNOWN -> here.either(shiro(request, index + 1));
        };
    }

    /** What interceptors do with a request. */
    Decision interceptors(Request request) {
        boolean ignored = saToken && request.handler().filter(h -> carries(h, "cn.dev33.satoken.annotation.SaIgnore").isPresent())
            .isPresent();
        return ignored ? Decision.of(Access.PUBLIC) : before(interceptors, request);
    }

    private Decision before(List<Before> guards, Request request) {
        Decision decision = Decision.of(Access.PUBLIC);
        for (Before guard : guards) {
            Answer takes = guard.matcher.takes(request, sources);
            if (takes == Answer.NO) continue;
            Access access = takes == Answer.YES || guard.access == Access.OPAQUE ? guard.access : Access.UNKNOWN;
            decision = decision.and(Decision.of(access, guard.evidence));
        }
        return decision;
    }

    /** Annotations of libraries and of the project, and checks in the handler itself or in guarded beans that it calls. */
    Decision inCode(Request.Handler handler, boolean entrance) {
        Decision decision = Decision.of(Access.PUBLIC);
        for (Map.Entry<String, Access> one : LIBRARY.entrySet()) {
            Optional<Evidence> found = carries(handler, one.getKey());
            if (found.isPresent()) decision = decision.and(Decision.of(one.getValue(), found.get()));
        }
        for (String annotation : learned.keySet()) {
            Optional<Evidence> found = carries(handler, annotation);
            if (found.isPresent()) decision = decision.and(Decision.of(Access.OPAQUE, found.get()));
        }
        if (handler.method().body().isEmpty()) return decision;
        Statement.Block body = handler.method().body().get();
        // what refuses a wrong password is the login itself
        if (!entrance && stops.inBody(body)) decision = decision.and(Decision.of(Access.OPAQUE, new Evidence(handler.declaring()
            .nameOf(handler.method()), "a check in " + handler.method().name())));
        return decision.and(called(handler, body));
    }

    /** A guarded method of another bean that every call of the handler goes through. */
    private Decision called(Request.Handler handler, Statement.Block body) {
        Decision decision = Decision.of(Access.PUBLIC);
        for (Statement statement : body.statements()) {
            if (!(statement instanceof Statement.Run || statement instanceof Statement.Variable
                || statement instanceof Statement.Return)) break;
            for (Expression.Call call : statement.all(Expression.Call.class)) {
                if (call.receiver().isEmpty() || call.receiver().get() instanceof Expression.Name name && name.text()
                    .equals("this")) continue;
                Optional<Sources.Member> member = stops.target(handler.declaring(), call).filter(m -> !m.type().equals(handler.bean()));
                if (member.isEmpty()) continue;
                decision = decision.and(methods.decide(new Request.Handler(bean(member.get().type()), member.get().type(), member.get()
                    .method())));
            }
        }
        return decision;
    }

    private Sources.Type bean(Sources.Type type) {
        List<Sources.Type> below = sources.subtypes(type);
        return type.declared().kind() == JavaClass.Kind.INTERFACE && below.size() == 1 ? below.get(0) : type;
    }

    /** True when an annotation says that this door is open on purpose. */
    boolean isIgnored(Mapping mapping) {
        if (mapping.handler().isEmpty()) return false;
        Request.Handler handler = mapping.handler().get();
        return carries(handler, "cn.dev33.satoken.annotation.SaIgnore").isPresent() || ignoring.stream()
            .anyMatch(name -> carries(handler, name).isPresent());
    }

    /** True when a handler asks for something by an annotation of a library or the project. */
    boolean asks(Request.Handler handler) {
        return LIBRARY.keySet().stream().anyMatch(name -> carries(handler, name).isPresent()) || learned.keySet().stream()
            .anyMatch(name -> carries(handler, name).isPresent());
    }

    private Optional<Evidence> carries(Request.Handler handler, String annotation) {
        return sources.composed(handler.declaring(), handler.method().annotations(), annotation)
            .or(() -> sources.composed(handler.bean(), handler.bean().declared().annotations(), annotation))
            .map(found -> new Evidence(found.span(), Sketch.annotation(found.annotation())));
    }
}
