package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The authorities that callers can have, when the sources name all of them. */
final class GrantedNames {
    /** Whatever gives authorities that are not written down. */
    private static final Set<String> ELSEWHERE = Set.of("UserDetails", "UserDetailsManager", "JdbcUserDetailsManager", "GrantedAuthority",
        "JwtAuthenticationConverter", "JwtGrantedAuthoritiesConverter", "ReactiveJwtAuthenticationConverter", "OAuth2UserService",
        "OidcUser", "OAuth2User", "JdbcDaoImpl",
        "GrantedAuthoritiesMapper", "GrantedAuthorityDefaults", "AuthenticationProvider", "UsernamePasswordAuthenticationToken",
        "JwtDecoder",
        "LdapTemplate", "BindAuthenticator", "RoleHierarchy", "AuthoritiesMapper");

    private GrantedNames() {}

    /** All of them; empty when they can come from anywhere else, or when none is named. */
    static Optional<Set<String>> of(SpringApplication application) {
        Set<String> names = new TreeSet<>();
        for (Sources.Type type : application.sources().types()) {
            if (type.outer().isPresent()) continue;
            for (JavaType used : type.declared().all(JavaType.class)) {
                boolean beans = used.simpleName().equals("UserDetails") && type.declared().implemented().stream()
                    .noneMatch(t -> t.simpleName().equals("UserDetails"));
                if (ELSEWHERE.contains(used.simpleName()) && !beans) return Optional.empty();
            }
            for (Expression.Call call : type.declared().all(Expression.Call.class)) {
                if (call.name().equals("oauth2Login") || call.name().equals("oauth2ResourceServer")
                    || call.name().equals("jdbcAuthentication")
                    || call.name().equals("ldapAuthentication") || call.name().equals("saml2Login")
                    || call.name().equals("x509")) return Optional.empty();
                boolean roles = call.name().equals("roles");
                if (!roles && !call.name().equals("authorities") && !call.name().equals("createAuthorityList")) continue;
                for (Expression argument : call.arguments()) {
                    Optional<String> text = application.sources().text(type, argument);
                    if (text.isEmpty()) return Optional.empty();
                    names.add(roles ? "ROLE_" + text.get() : text.get());
                }
            }
            for (Expression.New made : type.declared().all(Expression.New.class)) {
                if (!made.type().simpleName().equals("SimpleGrantedAuthority")) continue;
                Optional<String> text = made.arguments().size() == 1 ? application.sources().text(type, made.arguments().get(0))
                    : Optional.empty();
                if (text.isEmpty()) return Optional.empty();
                names.add(text.get());
            }
        }
        application.config().list("spring.security.user.roles").ifPresent(roles -> roles.forEach(role -> names.add("ROLE_" + role)));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
