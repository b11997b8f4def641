package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gateways among the applications of the same sources. One that looks who calls may be the only way to the services that it finds in the
 * same registry; whether it is, the network decides.
 */
final class Gateways {
    private static final String[] GATEWAY = {"org.springframework.cloud:spring-cloud-starter-gateway",
        "org.springframework.cloud:spring-cloud-starter-gateway-server-webflux",
        "org.springframework.cloud:spring-cloud-starter-gateway-server-webmvc",
        "org.springframework.cloud:spring-cloud-starter-gateway-mvc", "org.springframework.cloud:spring-cloud-starter-netflix-zuul"};
    private static final Pattern REGISTRY = Pattern.compile(".*(-discovery|-eureka-client)(-\\w+)?");
    private final Map<SpringApplication, SecurityGuards> gateways = new IdentityHashMap<>();

    Gateways(List<SpringApplication> applications) {
        for (SpringApplication application : applications) {
            if (!application.bootable() || !application.dependsOn(GATEWAY)) continue;
            SecurityGuards guards = SecurityGuards.of(application, application.foreign(), Optional.empty());
            if (guards.isGuarded()) gateways.put(application, guards);
        }
    }

    /** The guards of an application, given what stands before it. */
    SecurityGuards guards(SpringApplication application) {
        SecurityGuards known = gateways.get(application);
        return known != null ? known : SecurityGuards.of(application, application.foreign(), before(application));
    }

    /** The gateway that finds an application. */
    private Optional<Evidence> before(SpringApplication application) {
        if (!application.bootable()) return Optional.empty();
        return gateways.keySet().stream().filter(gateway -> registries(gateway).stream().anyMatch(registries(application)::contains))
            .min((a, b) -> a.folder().compareTo(b.folder())).flatMap(SpringApplication::main)
            .map(main -> new Evidence(main.nameSpan(), "the gateway " + main.simpleName() + ", which may be the only way in"));
    }

    private static Set<String> registries(SpringApplication application) {
        Set<String> found = new HashSet<>();
        application.modules().forEach(module -> module.dependencies().keySet().stream().filter(name -> REGISTRY.matcher(name).matches())
            .forEach(found::add));
        return found;
    }
}
