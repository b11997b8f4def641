package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Apache Shiro: a filter with paths in order, the first that takes a request decides, and what none takes is open; and annotations, which
 * nothing looks at without an advisor. Asked of Shiro 1.13 on Boot 2.7.
 */
final class Shiro {
    private static final String ANNOTATION = "org.apache.shiro.authz.annotation.";
    private static final Map<String, Access> ANNOTATIONS = Map.of(ANNOTATION + "RequiresPermissions", Access.RESTRICTED,
        ANNOTATION + "RequiresRoles", Access.RESTRICTED, ANNOTATION + "RequiresAuthentication", Access.AUTHENTICATED,
        ANNOTATION + "RequiresUser", Access.AUTHENTICATED);
    private static final Set<String> ADVISORS = Set.of("AuthorizationAttributeSourceAdvisor", "ShiroAnnotationProcessorConfiguration",
        "ShiroAnnotationProcessorAutoConfiguration", "AbstractShiroAnnotationProcessorConfiguration");
    /** Filters of Shiro that let everyone on. */
    private static final Set<String> OPEN = Set.of("anon", "logout", "noSessionCreation", "ssl", "port", "invalidRequest");
    private static final int DEEPEST = 4;
    private final SpringApplication application;
    private final List<SecurityChain> chains = new ArrayList<>();

    Shiro(SpringApplication application) {
        this.application = application;
    }

    /** What its paths say, each filter as a chain of its own. */
    List<SecurityChain> chains() {
        return chains;
    }

    /** True when all of a map goes into another one. */
    static boolean isPart(Value.Recorder map, List<Value.Recorder> all) {
        return all.stream().flatMap(other -> other.calls().stream()).anyMatch(call -> call.call().name().equals("putAll")
            && call.arguments().stream().anyMatch(given -> given == map));
    }

    /** Reads {@code map.put("/path", "filters")} as it was written down in a method that makes Shiro's filter. */
    void read(Sources.Type type, JavaMethod method, Value.Recorder recorder) {
        Map<String, SecurityChain.Rule> asked = rules(recorder, 0);
        if (asked.isEmpty()) return;
        chains.add(new SecurityChain(type.nameOf(method), type.simpleName() + "#" + method.name(), type, RequestMatcher.ANY,
            Optional.empty(),
            SecurityChain.Order.LAST, Conditions.Presence.YES, List.copyOf(asked.values()), SecurityChain.Style.AUTHORIZE_REQUESTS, List.of(),
            recorder.kind().equals("HashMap") ? List.of("HashMap") : List.of(), Optional.empty()));
    }

    /** In the order in which they are asked. */
    private static Map<String, SecurityChain.Rule> rules(Value.Recorder recorder, int depth) {
        Dialect ant = Dialect.shiro();
        Map<String, SecurityChain.Rule> inOrder = new java.util.LinkedHashMap<>();
        for (Value.Recorded call : recorder.calls()) {
            if (call.call().name().equals("putAll") && call.arguments().size() == 1) {
                if (call.arguments().get(0) instanceof Value.Recorder other && depth < DEEPEST) inOrder.putAll(rules(other, depth + 1));
                else inOrder.put(Sketch.call(call.call()) + call.at().start(), rule(call, new RequestMatcher.Unknown("a map"),
                    Access.UNKNOWN));
            }
            boolean puts = call.call().name().equals("put") || call.call().name().equals("addPathDefinition");
            if (!puts || call.arguments().size() != 2) continue;
            Optional<List<String>> keys = texts(call.arguments().get(0));
            Optional<List<String>> filters = texts(call.arguments().get(1));
            // the other map of such a method: names of filters with the filters themselves
            if (keys.isPresent() && keys.get().stream().noneMatch(key -> key.startsWith("/"))) continue;
            RequestMatcher unknown = new RequestMatcher.Unknown("a map entry");
            if (keys.isEmpty() || filters.isEmpty()) {
                Access asked = filters.map(some -> access(some.get(0))).orElse(Access.UNKNOWN);
                inOrder.put(Sketch.call(call.call()) + call.at().start(), rule(call, unknown, asked));
                continue;
            }
            for (String key : keys.get()) {
                RequestMatcher path = new RequestMatcher.Path(UrlPattern.of(key, ant), call.scope().span(call.call().arguments().get(0)));
                inOrder.put(key, rule(call, path, access(filters.get().get(0))));
            }
        }
        // a HashMap is asked in an order of its own, which depends on nothing but the keys
        return recorder.kind().equals("HashMap") ? new HashMap<>(inOrder) : inOrder;
    }

    private static Optional<List<String>> texts(Value value) {
        return value instanceof Value.Texts some && !some.texts().isEmpty() ? Optional.of(some.texts()) : Optional.empty();
    }

    private static SecurityChain.Rule rule(Value.Recorded call, RequestMatcher matcher, Access access) {
        boolean literal = call.call().arguments().get(0) instanceof Expression.Literal;
        return new SecurityChain.Rule(matcher, access, call.at(), call.at(), Sketch.call(call.call()), literal, Optional.empty());
    }

    /** All filters of a definition have to let a request on; what a filter of the project does is not looked into. */
    private static Access access(String filters) {
        if (filters.contains("perms[") || filters.contains("roles[") || filters.contains("rest[")) return Access.RESTRICTED;
        boolean open = true;
        boolean first = filters.strip().startsWith("anon");
        for (String filter : filters.split(",")) open &= OPEN.contains(filter.strip().replaceFirst("\\[.*", ""));
        return open ? Access.PUBLIC : first ? Access.OPAQUE : Access.AUTHENTICATED;
    }

    /** What the filters do with a request. */
    Decision decide(Request request) {
        Decision decision = Decision.of(Access.PUBLIC);
        for (SecurityChain chain : chains) decision = decision.and(rule(chain, request, 0));
        return decision;
    }

    private Decision rule(SecurityChain chain, Request request, int index) {
        if (index == chain.rules().size()) {
            return Decision.of(Access.PUBLIC, new Evidence(chain.at(), chain.name() + " has no path for it")).by(chain);
        }
        SecurityChain.Rule rule = chain.rules().get(index);
        Decision here = Decision.of(rule).by(chain);
        return switch (rule.matcher().takes(request, application.sources())) {
            case YES -> here;
            case NO -> rule(chain, request, index + 1);
            case UNKNOWN -> here.either(rule(chain, request, index + 1));
        };
    }

    /** Its annotations, and whether anything looks at them. */
    AnnotatedGuards annotations() {
        return new AnnotatedGuards(application.sources(), ANNOTATIONS, enforced(),
            "nothing makes Shiro look at annotations",
            "add a bean of AuthorizationAttributeSourceAdvisor, or use shiro-spring-boot-web-starter");
    }

    private RequestMatcher enforced() {
        boolean advised = application.sources().types().stream().filter(type -> type.outer().isEmpty())
            .anyMatch(type -> type.declared().all(JavaType.class).stream().anyMatch(used -> ADVISORS.contains(used.simpleName())));
        if (advised || application.dependsOn("org.apache.shiro:shiro-spring-boot-web-starter",
            "org.apache.shiro:shiro-spring-boot-starter")) {
            return RequestMatcher.ANY;
        }
        boolean seen = application.bootable() && !application.dependenciesUnknown() && application.foreign().isEmpty()
            && application.dependsOn("org.apache.shiro");
        return seen ? new RequestMatcher.Some(List.of()) : new RequestMatcher.Unknown("whether Shiro looks at annotations");
    }
}
