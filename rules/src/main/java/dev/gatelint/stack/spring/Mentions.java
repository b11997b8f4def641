package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Node;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which Java files matter: those that name a framework, and those whose types the meaning of another file hangs on. What only carries data
 * is never parsed.
 */
final class Mentions {
    /** What a file holds that matters by itself: a framework's or a library's package, or a word of identities and tokens. */
    static final Set<String> MARKERS = Set.of(
        "org.springframework.web", "org.springframework.security", "org.springframework.boot", "org.springframework.context",
        "org.springframework.beans", "org.springframework.stereotype", "org.springframework.scheduling", "org.springframework.http",
        "org.springframework.core", "org.springframework.data.r", "org.springframework.data.jpa.repository",
        "org.springframework.data.mongodb.repository",
        "org.springframework.messaging", "org.springframework.graphql", "org.springframework.cloud", "org.springframework.session",
        "org.springframework.kafka", "org.springframework.amqp", "org.springframework.jms", "org.springframework.modulith",
        "jakarta.servlet", "jakarta.annotation", "jakarta.ws.rs", "jakarta.websocket", "jakarta.ejb", "jakarta.inject",
        "javax.servlet", "javax.annotation", "javax.ws.rs", "javax.websocket", "javax.ejb", "javax.inject", "javax.crypto",
        "javax.validation", "javax.transaction",
        "org.apache.shiro", "cn.dev33", "io.jsonwebtoken", "com.auth0", "com.nimbusds", "org.aspectj", "org.quartz", "SecurityContext",
        "RequestContextHolder", "swagger.v3.oas.annotations", "com.netflix.graphql.dgs",
        "io.micronaut", "org.apache.catalina", "java.security.Principal", "HttpServlet");

    private static final Set<String> GUARDS = Set.of("org.springframework.security.config", "org.springframework.security.web",
        "org.springframework.web.servlet.config", "org.springframework.web.servlet.HandlerInterceptor",
        "org.springframework.web.servlet.mvc.method",
        "org.apache.shiro", "cn.dev33", "org.aspectj");

    private Mentions() {}

    /** Simple names of the types that {@code file} builds on: supertypes, annotations, constants and static calls. */
    static Set<String> of(JavaFile file) {
        Set<String> names = new HashSet<>();
        file.imports().forEach(one -> {
            if (one.isStatic()) names.add(one.isWildcard() ? one.simpleName()
                : last(one.name().substring(0, Math.max(0, one.name().lastIndexOf('.')))));
        });
        // what a configuration of guards names decides who comes in
        boolean guards = file.imports().stream().anyMatch(one -> GUARDS.stream().anyMatch(one.name()::startsWith));
        file.walk(node -> {
            add(node, names);
            if (guards && node instanceof JavaType type) names.add(type.simpleName());
        });
        return names;
    }

    private static void add(Node node, Set<String> names) {
        if (node instanceof JavaClass type) {
            type.extended().forEach(of -> type(of, names));
            type.implemented().forEach(of -> type(of, names));
        } else if (node instanceof Annotation annotation) names.add(annotation.simpleName());
        else if (node instanceof Expression.ClassLiteral literal) names.add(literal.type().simpleName());
        else if (node instanceof Expression.Call call) call.receiver().ifPresent(receiver -> name(receiver, names));
        else if (node instanceof Expression.FieldAccess access) name(access.target(), names);
        else if (node instanceof Expression.MethodRef reference) name(reference.target(), names);
    }

    private static void type(JavaType type, Set<String> names) {
        names.add(type.simpleName());
        type.arguments().forEach(argument -> type(argument, names));
    }

    /** The name of a type before a dot: {@code Roles} of {@code Roles.ADMIN} and of {@code com.acme.Roles.ADMIN}. */
    private static void name(Expression expression, Set<String> names) {
        String name = expression instanceof Expression.Name simple ? simple.text() : expression instanceof Expression.FieldAccess access
            ? access.name() : "";
        if (!name.isEmpty() && name.substring(0, 1).toUpperCase(Locale.ROOT).equals(name.substring(0, 1))) names.add(name);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
