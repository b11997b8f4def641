package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which module gives which name, by version: from the export maps and declarations of next-auth 3.29.10, 4.24.15 and 5.0.0-beta.32, of
 * which the wrong imports of version 4 were built and called with next 14.2.35. Only names that run are known; types leave nothing.
 */
final class Exports {
    private static final Set<String> REACT = Set.of("useSession", "signIn", "signOut", "getSession", "getCsrfToken", "getProviders",
        "SessionProvider", "SessionContext");
    private static final Set<String> JWT = Set.of("getToken", "encode", "decode");
    private static final Set<String> SERVER = Set.of("getServerSession", "unstable_getServerSession");
    private static final Set<String> ROOT_5 = Set.of("default", "customFetch", "AuthError", "CredentialsSignin");
    /** What version 3 calls them. */
    private static final Map<String, String> CLIENT_3 = Map.of("SessionProvider", "Provider", "signIn", "signin", "signOut", "signout");

    /** Files inside of the package. */
    private static final Pattern INSIDE = Pattern.compile("next-auth/((next|core|react|jwt|middleware)/.+|(src|lib|dist|css|utils)(/.*)?)");

    private Exports() {}

    /**
     * What is wrong with an import.
     *
     * @param gone   the module itself is not there
     * @param effect the end of a sentence whose subject is the import
     * @param module where the name comes from; empty when there is no such module
     * @param name   how it is called there
     */
    record Wrong(boolean gone, String effect, String module, String name) {}

    /** Empty when nothing is known to be wrong. */
    static Optional<Wrong> check(Version version, String source, String name) {
        if (!source.equals("next-auth") && !source.startsWith("next-auth/")) return Optional.empty();
        if (version.major() >= 4 && INSIDE.matcher(source).matches()
            && !(source.startsWith("next-auth/core") && version.before("4.23.0"))) {
            return Optional.of(new Wrong(true, "is not exported by the package: the build fails", "", name));
        }
        return switch (version.major()) {
            case 3 -> version3(source, name);
            case 4 -> version4(version, source, name);
            case 5 -> version5(source, name);
            default -> Optional.empty();
        };
    }

    private static Optional<Wrong> version3(String source, String name) {
        return switch (source) {
            case "next-auth/react", "next-auth/next", "next-auth/middleware" -> {
                boolean client = source.equals("next-auth/react") && REACT.contains(name);
                yield Optional.of(new Wrong(true, "does not exist in version 3: the build fails", client ? "next-auth/client" : "",
                    CLIENT_3.getOrDefault(name, name)));
            }
            case "next-auth" -> SERVER.contains(name) ? undefined(name, "", name) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Wrong> version4(Version version, String source, String name) {
        switch (source) {
            case "next-auth/client" -> {
                String now = name.equals("Provider") ? "SessionProvider" : name.equals("session") ? "getSession" : name.equals("signin")
                    ? "signIn"
                    : name.equals("signout") ? "signOut" : name.equals("csrfToken") ? "getCsrfToken" : name.equals("providers")
                    ? "getProviders" : name;
                return Optional.of(new Wrong(true,
                    "does not exist in version 4: the build fails with \"Package path ./client is not exported\"",
                    REACT.contains(now) ? "next-auth/react" : "", now));
            }
            case "next-auth/providers" -> {
                return Optional.of(new Wrong(true,
                    "does not exist in version 4: the build fails with \"Package path ./providers is not exported\"", "", name));
            }
            case "next-auth/core" -> {
                return version.atLeast("4.23.0") ? Optional.of(new Wrong(true, "does not exist from version 4.23 on: the build fails",
                    "next-auth", "default"))
                    : Optional.empty();
            }
            case "next-auth", "next-auth/next" -> {
                if (name.equals("getServerSession") && version.atLeast("4.6.0") && version.before("4.19.0")) {
                    return undefined(name, source, "unstable_getServerSession");
                }
                if (REACT.contains(name)) return undefined(name, "next-auth/react", name);
                if (JWT.contains(name)) return undefined(name, "next-auth/jwt", name);
                if (name.equals("withAuth")) return undefined(name, "next-auth/middleware", name);
                return name.equals("auth") || name.equals("handlers") ? undefined(name, "", name) : Optional.empty();
            }
            case "next-auth/react", "next-auth/jwt", "next-auth/middleware" -> {
                if (SERVER.contains(name)) return undefined(name, "next-auth/next", name);
                if (source.equals("next-auth/react") && JWT.contains(name)) return undefined(name, "next-auth/jwt", name);
                if (source.equals("next-auth/jwt") && REACT.contains(name)) return undefined(name, "next-auth/react", name);
                // version 3 gave an object with all of them
                if (name.equals("default") && source.equals("next-auth/jwt")) return Optional.of(new Wrong(false,
                    "is undefined from version 4 on: reading from it throws", source, "*"));
                if (name.equals("default") && !source.equals("next-auth/middleware")) return undefined(name, "next-auth", name);
                return Optional.empty();
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static Optional<Wrong> version5(String source, String name) {
        return switch (source) {
            case "next-auth/next", "next-auth/middleware" -> Optional.of(new Wrong(true,
                "throws a ReferenceError when it is loaded in version 5", "", name));
            case "next-auth/client" -> Optional.of(new Wrong(true, "does not exist in version 5: the build fails", REACT.contains(name)
                ? "next-auth/react" : "", name));
            case "next-auth" -> {
                if (SERVER.contains(name)) yield undefined(name, "", "auth");
                if (REACT.contains(name)) yield undefined(name, "next-auth/react", name);
                if (JWT.contains(name)) yield undefined(name, "next-auth/jwt", name);
                yield List.of("auth", "handlers", "withAuth").contains(name)
                    && !ROOT_5.contains(name) ? undefined(name, "", name) : Optional.empty();
            }
            case "next-auth/react" -> SERVER.contains(name) || name.equals("auth") ? undefined(name, "", "auth") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Wrong> undefined(String name, String module, String there) {
        return Optional.of(new Wrong(false, "is undefined: the build says nothing, and a call throws \"(0 , " + name
            + ") is not a function\"", module, there));
    }
}
