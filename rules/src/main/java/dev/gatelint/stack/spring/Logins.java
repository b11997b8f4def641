package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which logins an application has, and so which types its principals can be of. Known only when nothing of the application makes an
 * Authentication by itself. What each login gives was asked of Boot 2.7, 3.5 and 4.1.
 *
 * @param known false when a principal of any type may come
 * @param kinds all logins of all chains
 */
record Logins(boolean known, Set<Logins.Kind> kinds) {
    private static final String USERS = "org.springframework.security.core.userdetails.";
    private static final String LIBRARY = "org.springframework.security.oauth2.core.";

    /** A login, by the principal that it gives. */
    enum Kind {
        /** A form, basic authentication, or an AuthenticationManager that code asks. */
        USER_DETAILS("a UserDetails", Set.of(USERS + "UserDetails", USERS + "User")),
        /** A resource server that takes JWTs. */
        JWT("a Jwt", Set.of("org.springframework.security.oauth2.jwt.Jwt")),
        /** A login at another provider. */
        OAUTH2("an OAuth2User", Set.of(LIBRARY + "user.OAuth2User", LIBRARY + "user.DefaultOAuth2User", LIBRARY + "oidc.user.OidcUser",
            LIBRARY + "oidc.user.DefaultOidcUser", LIBRARY + "OAuth2AuthenticatedPrincipal"));

        private final String words;
        private final Set<String> types;

        Kind(String words, Set<String> types) {
            this.words = words;
            this.types = types;
        }

        String words() {
            return words;
        }
    }

    private static final Map<String, Kind> BY_CALL = Map.of("formLogin", Kind.USER_DETAILS, "httpBasic", Kind.USER_DETAILS, "oauth2Login",
        Kind.OAUTH2, "jwt", Kind.JWT);
    /** Methods of a chain that bring any principal. */
    private static final Set<String> OPEN = Set.of("addFilter", "addFilterBefore", "addFilterAfter", "addFilterAt", "apply", "with",
        "authenticationProvider",
        "authenticationManager", "authenticationManagerResolver", "opaqueToken", "saml2Login", "x509", "jee", "openidLogin",
            "oauth2ResourceServer");
    private static final Set<String> MAKERS = Set.of("org.springframework.security.core.Authentication",
        "org.springframework.security.authentication.AuthenticationProvider",
        "org.springframework.security.authentication.AbstractAuthenticationToken",
            "org.springframework.security.authentication.AuthenticationManager",
        "org.springframework.security.authentication.ReactiveAuthenticationManager",
            "org.springframework.security.web.server.context.ServerSecurityContextRepository",
        "org.springframework.security.web.context.SecurityContextRepository");

    Logins {
        kinds = Set.copyOf(kinds);
    }

    /** The logins that the sources configure. */
    static Logins of(Sources sources) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        boolean open = sources.types().stream().anyMatch(type -> MAKERS.stream().anyMatch(maker -> sources.isA(type, maker)));
        for (Sources.Type type : sources.types()) {
            boolean chains = type.file().imports().stream().anyMatch(i -> i.name().startsWith("org.springframework.security.config."));
            List<Expression.Call> calls = type.declared().methods().stream().flatMap(m -> m.body().stream())
                .flatMap(b -> b.all(Expression.Call.class).stream()).toList();
            for (Expression.Call call : calls) {
                if (call.name().equals("authenticated")
                    && call.receiver().flatMap(Sources::dotted).filter(r -> r.endsWith("AuthenticationToken")).isPresent()) open = true;
                if (call.name().equals("setAuthentication") || call.name().equals("authenticate")) kinds.add(Kind.USER_DETAILS);
                if (!chains) continue;
                if (BY_CALL.containsKey(call.name())) kinds.add(BY_CALL.get(call.name()));
                // a resource server is known by what stands in it
                boolean tokens = call.name().equals("oauth2ResourceServer") && call.arguments().stream().anyMatch(Logins::onlyJwt);
                open |= OPEN.contains(call.name()) && !tokens;
            }
            open |= type.declared().methods().stream().flatMap(m -> m.body().stream()).flatMap(b -> b.all(Expression.New.class).stream())
                .anyMatch(Logins::makes);
        }
        return new Logins(!open && !kinds.isEmpty(), kinds);
    }

    private static boolean onlyJwt(Expression argument) {
        return argument.all(Expression.Call.class).stream().anyMatch(c -> c.name().equals("jwt"))
            || argument instanceof Expression.MethodRef ref && ref.name().equals("jwt");
    }

    /** {@code new UsernamePasswordAuthenticationToken(principal, null, authorities)}; with two it is a claim. */
    private static boolean makes(Expression.New made) {
        JavaType type = made.type();
        if (!type.simpleName().matches(".*Authentication(Token)?")
            || type.simpleName().matches("(Jwt|Anonymous)AuthenticationToken")) return false;
        return !type.simpleName().equals("UsernamePasswordAuthenticationToken") || made.arguments().size() != 2;
    }

    /** True when no login gives a principal of this library's type; false for a type that no login here is known for. */
    boolean neverGives(String full) {
        boolean judged = full.equals("java.lang.String") || Arrays.stream(Kind.values()).anyMatch(kind -> kind.types.contains(full));
        return known && judged && kinds.stream().noneMatch(kind -> kind.types.contains(full));
    }

    /** What they give, for a sentence: {@code a UserDetails or a Jwt}. */
    String words() {
        return kinds.stream().sorted().map(Kind::words).reduce((a, b) -> a + " or " + b).orElse("");
    }
}
