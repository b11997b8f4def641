package dev.gatelint.stack.spring;

import dev.gatelint.model.Evidence;
import dev.gatelint.model.Version;
import java.util.Optional;

/**
 * The versions that an application runs on.
 *
 * @param boot      empty without Boot, or when it cannot be told
 * @param framework empty when it cannot be told
 * @param security  empty when it cannot be told, also when it is not there at all
 * @param secured   whether Spring Security's web part is on the class path
 * @param reactive  WebFlux without Spring MVC
 * @param told      where the version of security comes from; empty where no line of the sources says it
 */
record SpringVersions(Optional<Version> boot, Optional<Version> framework, Optional<Version> security, boolean secured, boolean reactive,
                      Optional<Evidence> told) {
    private static final Version LATEST_FRAMEWORK = Version.of("6.2.19");
    private static final Version LATEST_SECURITY = Version.of("6.5.11");

    /** The line of the framework that a line of Boot manages. */
    static Optional<Version> framework(Version boot) {
        String version = switch (boot.major()) {
            case 2 -> boot.minor() < 2 ? "5.1.20" : boot.minor() < 4 ? "5.2.25" : "5.3.31";
            case 3 -> boot.minor() < 2 ? "6.0.23" : boot.minor() < 4 ? "6.1.21" : boot.minor() < 5 ? "6.2.15" : "6.2.19";
            case 4 -> "7.0.10";
            default -> null;
        };
        return Optional.ofNullable(version).map(Version::of);
    }

    /** The line of Spring Security that a line of Boot manages. */
    static Optional<Version> security(Version boot) {
        String version = switch (boot.major()) {
            case 2 -> "5." + Math.min(boot.minor() < 3 ? boot.minor() < 2 ? 1 : 2 : boot.minor(), 7);
            case 3 -> "6." + boot.minor();
            case 4 -> "7." + boot.minor();
            default -> null;
        };
        return Optional.ofNullable(version).map(Version::of);
    }

    /** For what differs little between versions. */
    Version likelyFramework() {
        return framework.orElse(LATEST_FRAMEWORK);
    }

    /** For what differs little between versions. */
    Version likelySecurity() {
        return security.orElse(LATEST_SECURITY);
    }

    /** True when it is known to be this or later. */
    boolean securityAtLeast(String version) {
        return security.filter(v -> v.atLeast(version)).isPresent();
    }

    /** True when it is known to be earlier. */
    boolean securityBefore(String version) {
        return security.filter(v -> v.before(version)).isPresent();
    }
}
