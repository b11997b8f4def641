package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Model;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Parameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that stands between a request and a door of one application: filter chains, interceptors, filters, annotations, checks in the code.
 */
final class SecurityGuards implements Guards {
    private static final Set<Mapping.Kind> BEHIND_INTERCEPTORS = EnumSet.of(Mapping.Kind.OPERATION, Mapping.Kind.HANDLER,
        Mapping.Kind.FUNCTION, Mapping.Kind.ROUTE, Mapping.Kind.RESOURCE);
    private final SpringApplication application;
    private final SecurityLayer chains;
    private final MethodSecurity methods;
    /** The two when everything is set as the files in the sources have it: what the application is, unless somebody sets it otherwise. */
    private final SecurityLayer configuredChains;
    private final MethodSecurity configuredMethods;
    private final OwnGuards own;
    private final Optional<Evidence> gateway;
    private final Dialect handlers;
    private final Map<Sources.Type, Asking> counted = new HashMap<>();
    private final Map<Mapping, Door> doors = new IdentityHashMap<>();
    private final Map<Mapping, Decision> handled = new IdentityHashMap<>();

    private SecurityGuards(SpringApplication application, Optional<Evidence> foreign, Optional<Evidence> before) {
        this.application = application;
        Sources sources = application.sources();
        Optional<Evidence> library = application.library();
        this.chains = new SecurityLayer(sources, application.versions(), application.config(), foreign,
            application.bootable() && !application.dependenciesUnknown(), library);
        this.methods = new MethodSecurity(sources, application.versions(), application.config(),
            foreign.isPresent() || library.isPresent());
        this.configuredChains = chains.configured();
        this.configuredMethods = methods.configured();
        this.own = new OwnGuards(application, methods);
        // who has guards of his own does not lean on others
        this.gateway = before.filter(at -> !isGuarded());
        this.handlers = application.handlers();
    }

    /**
     * The guards of an application.
     *
     * @param foreign a security configuration that is not read, such as XML or Kotlin
     * @param before  a gateway that may stand before it
     */
    static SecurityGuards of(SpringApplication application, Optional<Evidence> foreign, Optional<Evidence> before) {
        return new SecurityGuards(application, foreign, before);
    }

    /** The gateway that may stand before it, when it has no guards of its own. */
    Optional<Evidence> gateway() {
        return gateway;
    }

    /** What one request to a door meets. */
    Decision decide(Mapping mapping, Request request) {
        return decide(mapping, request, Optional.empty());
    }

    /** The same without one of the project's own guards. */
    Decision decide(Mapping mapping, Request request, Optional<SecurityChain.Rule> without) {
        if (mapping.kind() == Mapping.Kind.MESSAGE) return Decision.of(Access.UNKNOWN);
        Decision decision = gateway.map(at -> Decision.of(Access.UNKNOWN, at)).orElse(Decision.of(Access.PUBLIC))
            .and(configuredChains.decide(taken(mapping, request))).and(own.filters(request, without));
        if (BEHIND_INTERCEPTORS.contains(mapping.kind())) decision = decision.and(own.interceptors(request, without));
        if (mapping.handler().isEmpty()) return decision;
        return decision.and(own.annotations(mapping.handler().get(), request)).and(handled.computeIfAbsent(mapping, this::atHandler));
    }

    /** What every request meets that has come as far as the handler. */
    private Decision atHandler(Mapping mapping) {
        Request.Handler handler = mapping.handler().orElseThrow();
        return configuredMethods.decide(handler).and(own.inCode(handler, mapping.traits().contains(Trait.PUBLIC_BY_NATURE)));
    }

    private Request taken(Mapping mapping, Request request) {
        return isApart(mapping.kind()) ? request.takenApart() : request;
    }

    /** Open only because of what the files in the sources set: it is not certain that the application runs with that. */
    private boolean isOpenBySetting(Mapping mapping) {
        return door(mapping).requests().stream().noneMatch(request -> decide(mapping, request).access() == Access.PUBLIC
            && chains.decide(taken(mapping, request)).access() == Access.PUBLIC
            && mapping.handler().map(methods::decide).map(Decision::access).orElse(Access.PUBLIC) == Access.PUBLIC);
    }

    private Door door(Mapping mapping) {
        return doors.computeIfAbsent(mapping, m -> new Door(m, UrlPattern.of(m.path(), handlers), Witnesses.of(m, handlers)));
    }

    /** Taken by a handler mapping that does not compare as that of controllers does. */
    private boolean isApart(Mapping.Kind kind) {
        SpringVersions versions = application.versions();
        if (kind == Mapping.Kind.ACTUATOR) return versions.securityAtLeast("6.0");
        return kind == Mapping.Kind.ROUTE && versions.framework().filter(v -> v.before("6.1")).isPresent();
    }

    @Override public Verdict of(Mapping mapping) {
        Decision weakest = null;
        for (Request request : door(mapping).requests()) {
            Decision decision = decide(mapping, request);
            weakest = weakest == null ? decision : weakest.or(decision);
        }
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (weakest.access() == Access.PUBLIC) {
            if (!isGuarded()) traits.add(Trait.IN_UNGUARDED_APPLICATION);
            if (isIntended(mapping, weakest)) traits.add(Trait.PUBLIC_BY_INTENT);
            if (fallsThrough(weakest) && !isLeftOut(mapping)) traits.add(Trait.OPEN_BY_GAP);
            if (mapping.handler().filter(handler -> mayEndEarly(handler.method())).isPresent()) traits.add(Trait.UNCERTAIN);
            if (isOpenBySetting(mapping)) traits.add(Trait.OPEN_BY_SETTING);
        }
        if (weakest.access() != Access.PUBLIC) traits.addAll(oddOneOut(mapping));
        return new Verdict(weakest.access(), weakest.evidence(), traits, List.of());
    }

    @Override public boolean isOutside(Mapping mapping) {
        return mapping.exact() && chains.isPresent() && door(mapping).requests().stream().allMatch(request -> chains.takesNone(request));
    }

    /** True when a chain has no rule for a request, or the chains leave it out: what is said of the chain answers for all such doors. */
    private boolean fallsThrough(Decision decision) {
        if (decision.rule().isPresent()) return false;
        if (decision.chain().isPresent()) return decision.chain().get().active() == Answer.YES;
        List<SecurityChain> active = chains.chains().active();
        return !active.isEmpty() && active.stream().allMatch(chain -> chain.active() == Answer.YES && chain.matcherAt().isPresent());
    }

    private boolean isLeftOut(Mapping mapping) {
        return door(mapping).requests().stream().anyMatch(request -> chains.chains().active().stream()
            .anyMatch(chain -> chain.matcher().leavesOut(request, application.sources())));
    }

    /** A reactive handler that goes on only with what a filter lets through, and answers something else without. */
    private static boolean mayEndEarly(JavaMethod handler) {
        Set<String> calls = new HashSet<>();
        handler.all(Expression.Call.class).forEach(call -> calls.add(call.name()));
        return calls.contains("switchIfEmpty") && (calls.contains("filter") || calls.contains("filterWhen"));
    }

    /** True when the application has any access control that gatelint knows of. */
    boolean isGuarded() {
        return chains.isPresent() || own.isPresent();
    }

    /** Opened in so many words: a rule for exactly this path, an interceptor that leaves it out, or an annotation that says so. */
    private boolean isIntended(Mapping mapping, Decision decision) {
        if (own.isIgnored(mapping) || own.interceptors().stream().anyMatch(one -> namesIt(one.excluded(), mapping))) return true;
        boolean annotated = mapping.handler().filter(handler -> methods.guards(handler).stream().anyMatch(g -> g.access() == Access.PUBLIC))
            .isPresent();
        // who opens the one address of GraphQL does not name an operation
        if (mapping.kind() == Mapping.Kind.OPERATION) return annotated;
        return annotated || decision.rule().filter(rule -> rule.access() == Access.PUBLIC).map(rule -> namesIt(rule.matcher(), mapping))
            .orElse(false);
    }

    private boolean namesIt(RequestMatcher matcher, Mapping mapping) {
        if (matcher instanceof RequestMatcher.Annotated) return true;
        UrlPattern door = door(mapping).pattern();
        return matcher.patterns().stream().anyMatch(spelled -> {
            List<Segment> segments = spelled.path().pattern().segments();
            boolean plain = !segments.isEmpty() && segments.stream().allMatch(s -> s instanceof Segment.Literal || s instanceof Segment.Var
                || s instanceof Segment.VarRegex || isEnding(s, door));
            return plain && spelled.path().pattern().overlaps(door) != Answer.NO;
        });
    }

    /** {@code recover*} for a door that ends in {@code recover}: named, with whatever ending. */
    private static boolean isEnding(Segment segment, UrlPattern door) {
        List<Segment> segments = door.segments();
        return segment instanceof Segment.Glob glob && !segments.isEmpty() && !glob.pieces().isEmpty()
            && glob.pieces().get(0) instanceof Segment.Literal && glob.pieces().get(0).equals(segments.get(segments.size() - 1));
    }

    /**
     * Most handlers of its controller ask for a role or permission and this one does not, or most controllers beside its own do and it does
     * not.
     */
    private Set<Trait> oddOneOut(Mapping mapping) {
        if (mapping.handler().isEmpty() || mapping.traits().contains(Trait.PUBLIC_BY_NATURE)
            || asks(mapping.handler().get())) return Set.of();
        // whoever works on the caller's own data, or takes nothing from the caller, needs no role for it
        if (!Stops.takesInput(mapping.handler().get().method()) || Stops.usesCaller(mapping.handler().get().method())) return Set.of();
        Sources.Type bean = mapping.handler().get().bean();
        Asking own = asking(bean);
        if (own.asking > 0) return own.all >= 4 && own.asking * 4 >= own.all * 3 ? Set.of(Trait.LESS_GUARDED_THAN_SIBLINGS) : Set.of();
        String around = bean.file().packageName();
        List<Asking> beside = application.sources().types().stream().filter(t -> !t.equals(bean) && t.file().packageName().equals(around))
            .map(this::asking).filter(a -> a.all > 1).toList();
        long others = beside.stream().filter(a -> a.asking * 2 >= a.all).count();
        return own.all > 1 && beside.size() >= 4 && others * 5 >= beside.size() * 4L ? Set.of(Trait.LESS_GUARDED_THAN_NEIGHBOURS)
            : Set.of();
    }

    private record Asking(int all, int asking) {}

    private Asking asking(Sources.Type bean) {
        return counted.computeIfAbsent(bean, type -> {
            List<JavaMethod> handlers = type.declared().methods().stream()
                .filter(m -> m.annotations().stream().anyMatch(a -> a.simpleName().endsWith("Mapping"))).toList();
            return new Asking(handlers.size(), (int) handlers.stream().filter(m -> asks(new Request.Handler(type, type, m))).count());
        });
    }

    /** True when an annotation asks something of callers of a handler. */
    boolean asks(Request.Handler handler) {
        return !methods.guards(handler).isEmpty() || own.asks(handler);
    }

    @Override public void report(List<Mapping> mappings, Model.Builder model) {
        List<Door> judged = mappings.stream().filter(m -> m.exact() && m.kind() != Mapping.Kind.MESSAGE
            && m.kind() != Mapping.Kind.OPERATION).map(this::door).toList();
        new ChainFlaws(this, chains, application, judged).report(model);
        new MethodFlaws(methods, application).report(mappings, model);
        StartFaults.report(application, chains, methods, model);
        List<SecurityChain> active = chains.chains().active();
        boolean bootDefault = active.isEmpty() && chains.isPresent();
        new Cors(application, bootDefault || active.stream().anyMatch(ChainFlaws::keepsSession) || own.keepsSession()).report(model);
        new OwnFlaws(this, own, application, judged).report(model);
        new DisabledGuards(this, application, own.learned()).report(judged, model);
    }

    /**
     * A door with the requests that reach it.
     *
     * @param pattern what the door itself takes
     */
    record Door(Mapping mapping, UrlPattern pattern, List<Request> requests) {
        /** False when the last part of the path is a variable that only takes numbers and the like. */
        boolean takesText() {
            List<Segment> segments = pattern.segments();
            if (segments.isEmpty() || !(segments.get(segments.size() - 1) instanceof Segment.Var variable)) return true;
            return mapping.handler().stream().flatMap(handler -> handler.method().parameters().stream())
                .filter(parameter -> fills(parameter, variable.name())).map(parameter -> parameter.type().simpleName())
                .allMatch(type -> type.equals("String") || type.equals("CharSequence") || type.equals("Object"));
        }

        private static boolean fills(Parameter parameter, String variable) {
            Optional<Annotation> given = parameter.annotations().stream().filter(a -> a.simpleName().equals("PathVariable")).findFirst();
            Optional<Expression> name = given.flatMap(a -> a.get("value").or(() -> a.get("name")));
            return given.isPresent() && name.map(n -> n instanceof Expression.Literal literal ? literal.value() : "")
                .orElse(parameter.name()).equals(variable);
        }
    }
}
