package dev.gatelint.stack.spring;

import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Doors that come with a dependency or a switch in the configuration, and not with code. */
final class FrameworkEndpoints {
    private final SpringApplication application;
    private Configuration config;
    private final String base;
    private final List<Mapping> found = new ArrayList<>();
    /** Endpoints of the actuator that an earlier choice of profiles exposes; empty for the list of them. */
    private final Set<String> seen = new TreeSet<>();

    private FrameworkEndpoints(SpringApplication application) {
        this.application = application;
        this.config = application.config();
        this.base = new Prefixes(application).base();
    }

    static List<Mapping> of(SpringApplication application) {
        FrameworkEndpoints endpoints = new FrameworkEndpoints(application);
        if (application.bootable()) {
            for (Configuration choice : application.config().choices()) {
                endpoints.config = choice;
                endpoints.actuator();
            }
            endpoints.config = application.config();
            endpoints.consoles();
            endpoints.documentation();
            endpoints.graphql();
        }
        return endpoints.found;
    }

    private void add(Span at, String stack, Mapping.Kind kind, String base, List<String> methods, String path, String name, Trait... more) {
        Set<Trait> traits = new LinkedHashSet<>(List.of(more));
        traits.add(Trait.FRAMEWORK);
        found.add(new Mapping(at, stack, kind, methods, base, path, name, Optional.empty(), true, traits));
    }

    private Optional<Span> place(String key) {
        return config.entry(key).map(ConfigFile.Entry::keySpan);
    }

    private boolean is(String key, boolean otherwise) {
        return config.text(key).map(text -> text.equalsIgnoreCase("true")).orElse(otherwise);
    }

    private static String slashed(String path) {
        String front = path.startsWith("/") || path.isEmpty() ? path : "/" + path;
        return front.endsWith("/") ? front.substring(0, front.length() - 1) : front;
    }

    /**
     * What an actuator endpoint takes.
     *
     * @param since the first version of Boot that has it
     * @param off   the first version in which it has to be switched on by itself; empty when it is on
     */
    private record Actuated(String id, String methods, String below, String since, String off) {}

    private static final List<Actuated> ACTUATOR = List.of(
        new Actuated("env", "GET", "/{toMatch}", "2.0", ""), new Actuated("heapdump", "GET", "", "2.0", "3.5"),
        new Actuated("shutdown", "POST", "", "2.0", "2.0"), new Actuated("configprops", "GET", "/{prefix}", "2.0", ""),
        new Actuated("loggers", "GET", "/{name}", "2.0", ""), new Actuated("threaddump", "GET", "", "2.0", ""),
        new Actuated("beans", "GET", "", "2.0", ""), new Actuated("mappings", "GET", "", "2.0", ""), new Actuated("conditions", "GET", "",
            "2.0", ""),
        new Actuated("caches", "GET DELETE", "/{cache}", "2.1", ""), new Actuated("health", "GET", "/**", "2.0", ""),
        new Actuated("info", "GET", "", "2.0", ""), new Actuated("metrics", "GET", "/{requiredMetricName}", "2.0", ""),
        new Actuated("sbom", "GET", "/{id}", "3.3", ""), new Actuated("scheduledtasks", "GET", "", "2.0", ""));
    /** What these show or do is for administrators; the others tell little. */
    private static final Set<String> SENSITIVE = Set.of("env", "heapdump", "shutdown", "configprops", "loggers", "threaddump", "beans",
        "mappings",
        "jolokia", "gateway", "refresh", "logfile", "httptrace", "httpexchanges");

    private void actuator() {
        String starter = "org.springframework.boot:spring-boot-starter-actuator";
        if (!application.dependsOn(starter, "org.springframework.boot:spring-boot-actuator-autoconfigure")) return;
        Optional<String> path = config.text("management.endpoints.web.base-path");
        boolean ownPort = config.entry("management.server.port").isPresent()
            && !config.text("management.server.port").equals(config.text("server.port"));
        String before = ownPort ? slashed(config.text("management.server.base-path").orElse("")) : base;
        String root = slashed(path.orElse("/actuator"));
        boolean includesInfo = application.versions().boot().map(v -> v.before("2.5")).orElse(false);
        List<String> include = config.list("management.endpoints.web.exposure.include")
            .orElse(includesInfo ? List.of("health", "info") : List.of("health"));
        List<String> exclude = config.list("management.endpoints.web.exposure.exclude").orElse(List.of());
        Optional<ConfigFile.Entry> exposing = config.entry("management.endpoints.web.exposure.include")
            .or(() -> config.entry("management.endpoints.web.exposure.include[0]"));
        Span at = exposing.map(ConfigFile.Entry::keySpan).orElseGet(() -> application.place(starter));
        String profile = exposing.flatMap(config::profile).map(name -> " in profile " + name).orElse("");
        List<Actuated> all = new ArrayList<>(ACTUATOR);
        all.addAll(brought());
        for (Actuated one : all) {
            boolean exposed = (include.contains("*") || include.contains(one.id)) && !exclude.contains("*") && !exclude.contains(one.id);
            if (!exposed || !isOn(one) || !seen.add(one.id)) continue;
            Trait[] traits = SENSITIVE.contains(one.id) ? new Trait[] {Trait.PROTECTED_BY_NAME} : new Trait[] {Trait.PUBLIC_BY_NATURE};
            String name = "actuator#" + one.id + profile;
            String self = path.filter(p -> p.equals("/")).isPresent() ? "/" + one.id : root + "/" + one.id;
            add(at, "actuator", Mapping.Kind.ACTUATOR, before, List.of(one.methods.split(" ")), self, name, traits);
            if (!one.below.isEmpty()) add(at, "actuator", Mapping.Kind.ACTUATOR, before, below(one), self + one.below, name, traits);
        }
        own(include, exclude, before, root);
        // the page of links is there even when no endpoint is
        if (!root.isEmpty() && seen.add("")) {
            add(at, "actuator", Mapping.Kind.ACTUATOR, before, List.of("GET"), root, "actuator#links", Trait.PUBLIC_BY_NATURE);
        }
    }

    /** Endpoints that come with a library or a setting. */
    private List<Actuated> brought() {
        List<Actuated> found = new ArrayList<>();
        if (application.dependsOn("io.micrometer:micrometer-registry-prometheus",
            "io.micrometer:micrometer-registry-prometheus-simpleclient")) {
            found.add(new Actuated("prometheus", "GET", "", "2.0", ""));
        }
        if (config.entry("logging.file.name").isPresent() || config.entry("logging.file.path")
            .isPresent()) found.add(new Actuated("logfile", "GET", "", "2.0", ""));
        Optional<Version> boot = application.versions().boot();
        boolean always = boot.filter(v -> v.before("2.2")).isPresent();
        // what they remember is kept in a bean of the project since 2.2
        if (boot.filter(v -> !v.before("3.0")).isEmpty() && (always || uses("org.springframework.boot.actuate.trace.http."))) {
            found.add(new Actuated("httptrace", "GET", "", "2.0", ""));
        }
        if (uses("org.springframework.boot.actuate.web.exchanges.")) found.add(new Actuated("httpexchanges", "GET", "", "3.0", ""));
        if (application.dependsOn("org.jolokia")) found.add(new Actuated("jolokia", "GET POST", "/**", "2.0", ""));
        if (application.dependsOn("org.springframework.cloud:spring-cloud-starter-gateway",
            "org.springframework.cloud:spring-cloud-starter-gateway-server-webflux")) {
            found.add(new Actuated("gateway", "GET POST", "/**", "2.0", ""));
        }
        if (application.dependsOn("org.springframework.cloud:spring-cloud-starter", "org.springframework.cloud:spring-cloud-starter-config",
            "org.springframework.cloud:spring-cloud-starter-bootstrap",
            "org.springframework.cloud:spring-cloud-context")) found.add(new Actuated("refresh", "POST", "", "2.0", ""));
        return found;
    }

    private boolean uses(String prefix) {
        return application.sources().types().stream().anyMatch(type -> type.file().imports().stream()
            .anyMatch(i -> i.name().startsWith(prefix)));
    }

    private static List<String> below(Actuated one) {
        return one.id.equals("loggers") ? List.of("GET", "POST") : List.of(one.methods.split(" "));
    }

    private boolean isOn(Actuated one) {
        Optional<Version> boot = application.versions().boot();
        if (boot.map(v -> v.before(one.since)).orElse(false)) return false;
        boolean on = is("management.endpoints.enabled-by-default", one.off.isEmpty() || boot.map(v -> v.before(one.off)).orElse(false));
        String access = config.text("management.endpoint." + one.id + ".access")
            .or(() -> config.text("management.endpoints.access.default")).orElse(on ? "unrestricted" : "none");
        return is("management.endpoint." + one.id + ".enabled", !access.equalsIgnoreCase("none"));
    }

    private void consoles() {
        if (is("spring.h2.console.enabled", false)) {
            String path = slashed(config.text("spring.h2.console.path").orElse("/h2-console"));
            add(place("spring.h2.console.enabled").orElseThrow(), "h2-console", Mapping.Kind.SERVLET, context(), List.of(), path + "/**",
                "h2-console", Trait.PROTECTED_BY_NAME);
        }
        String druid = "spring.datasource.druid.stat-view-servlet.";
        boolean old = application.version("com.alibaba:druid-spring-boot-starter").flatMap(Version::parse).map(v -> v.before("1.1.10"))
            .orElse(false);
        if (application.dependsOn("com.alibaba:druid-spring-boot-starter", "com.alibaba:druid-spring-boot-3-starter",
            "com.alibaba:druid-spring-boot-4-starter") && is(druid + "enabled", old)) {
            String pattern = config.text(druid + "url-pattern").orElse("/druid/*");
            Span at = place(druid + "enabled").orElseGet(() -> application.place("com.alibaba"));
            add(at, "druid", Mapping.Kind.SERVLET, context(), List.of(), pattern.endsWith("/*") ? pattern + "*" : pattern, "druid",
                Trait.PROTECTED_BY_NAME);
        }
    }

    /** Servlets do not stand behind the path of the dispatcher. */
    private String context() {
        return slashed(config.text("server.servlet.context-path").orElse(""));
    }

    private void documentation() {
        boolean ui = application.dependsOn("org.springdoc:springdoc-openapi-ui", "org.springdoc:springdoc-openapi-webflux-ui",
            "org.springdoc:springdoc-openapi-starter-webmvc-ui",
            "org.springdoc:springdoc-openapi-starter-webflux-ui", "com.github.xiaoymin:knife4j-openapi3-spring-boot-starter",
            "com.github.xiaoymin:knife4j-openapi3-jakarta-spring-boot-starter");
        boolean docs = ui || application.dependsOn("org.springdoc:springdoc-openapi-starter-webmvc-api",
            "org.springdoc:springdoc-openapi-starter-webflux-api",
            "org.springdoc:springdoc-openapi-webmvc-core", "org.springdoc:springdoc-openapi-webflux-core");
        if (!docs || !is("springdoc.api-docs.enabled", true)) return;
        Span at = application.place("org.springdoc", "com.github.xiaoymin");
        String path = slashed(config.text("springdoc.api-docs.path").orElse("/v3/api-docs"));
        add(at, "springdoc", Mapping.Kind.FUNCTION, base, List.of("GET"), path, "springdoc#openapi", Trait.PUBLIC_BY_NATURE);
        if (!ui || !is("springdoc.swagger-ui.enabled", true)) return;
        add(at, "springdoc", Mapping.Kind.FUNCTION, base, List.of("GET"), path + "/swagger-config", "springdoc#config",
            Trait.PUBLIC_BY_NATURE);
        add(at, "springdoc", Mapping.Kind.FUNCTION, base, List.of("GET"),
            slashed(config.text("springdoc.swagger-ui.path")
                .orElse("/swagger-ui.html")), "springdoc#ui", Trait.PUBLIC_BY_NATURE, Trait.PAGE);
        add(at, "springdoc", Mapping.Kind.FUNCTION, base, List.of("GET"), "/swagger-ui/**", "springdoc#resources", Trait.PUBLIC_BY_NATURE,
            Trait.PAGE);
    }

    /** Endpoints of the project for the actuator: {@code @Endpoint(id = "features")}. */
    private void own(List<String> include, List<String> exclude, String before, String root) {
        for (Sources.Type type : application.sources().types()) {
            for (String simple : List.of("Endpoint", "WebEndpoint", "RestControllerEndpoint", "ControllerEndpoint", "ServletEndpoint")) {
                String place = "org.springframework.boot.actuate.endpoint."
                    + (simple.equals("Endpoint") ? "annotation." : "web.annotation.") + simple;
                Optional<String> id = application.sources().annotation(type, type.declared().annotations(), place).flatMap(a -> a.get("id"))
                    .flatMap(e -> application.sources().text(type, e));
                if (id.isEmpty() || exclude.contains("*") || exclude.contains(id.get()) || !include.contains("*")
                    && !include.contains(id.get())
                    || !seen.add("own " + id.get())) continue;
                Set<String> methods = new TreeSet<>();
                for (JavaMethod method : type.declared().methods()) {
                    for (Annotation annotation : method.annotations()) {
                        if (annotation.simpleName().equals("ReadOperation")) methods.add("GET");
                        if (annotation.simpleName().equals("WriteOperation")) methods.add("POST");
                        if (annotation.simpleName().equals("DeleteOperation")) methods.add("DELETE");
                    }
                }
                boolean changes = methods.isEmpty() || methods.size() > 1 || !methods.contains("GET");
                found.add(new Mapping(type.nameSpan(), "actuator", Mapping.Kind.ACTUATOR, List.copyOf(methods), before, root + "/"
                    + id.get() + "/**", type.name(),
                    Optional.empty(), true, changes ? Set.of(Trait.CHANGES_STATE) : Set.of()));
            }
        }
    }

    private void graphql() {
        boolean dgs = application.dependsOn("com.netflix.graphql.dgs");
        if (!dgs && !application.dependsOn("org.springframework.boot:spring-boot-starter-graphql")) return;
        Span at = application.place("org.springframework.boot:spring-boot-starter-graphql", "com.netflix.graphql.dgs");
        String path = slashed(config.text("spring.graphql.http.path").or(() -> config.text("spring.graphql.path"))
            .or(() -> config.text("dgs.graphql.path")).orElse("/graphql"));
        add(at, "graphql", Mapping.Kind.ROUTE, base, List.of("POST"), path, "graphql", Trait.CHANGES_STATE);
        found.addAll(Operations.of(application, base, path));
        if (application.dependsOn("com.netflix.graphql.dgs:graphql-dgs-spring-boot-starter") && is("dgs.graphql.schema-json.enabled", true)) {
            add(at, "graphql", Mapping.Kind.FUNCTION, base, List.of("GET"),
                slashed(config.text("dgs.graphql.schema-json.path").orElse("/schema.json")), "dgs#schema", Trait.PUBLIC_BY_NATURE);
        }
        if (is("spring.graphql.graphiql.enabled", false) || dgs && is("dgs.graphql.graphiql.enabled", true)) {
            add(at, "graphql", Mapping.Kind.ROUTE, base, List.of("GET"),
                slashed(config.text("spring.graphql.graphiql.path").orElse("/graphiql")), "graphiql", Trait.PAGE);
        }
    }
}
