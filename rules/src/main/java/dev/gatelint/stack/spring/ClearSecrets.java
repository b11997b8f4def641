package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaField;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.regex.Pattern;

/** Tells whether a Java file may hold a secret as a literal. Says yes too often rather than once too seldom. */
final class ClearSecrets {
    private static final Pattern USE = Pattern.compile("(?i).*(secret|sign|hmac|passw|credential|token|key|crypt|cipher|salt|auth|verif).*");
    private static final Pattern RANDOM = Pattern.compile("(?=.*\\d)(?=.*[A-Za-z])[A-Za-z0-9+/=_-]{20,}");

    private ClearSecrets() {}

    static boolean mayHold(JavaFile file) {
        boolean[] found = {false};
        file.walk(node -> found[0] |= gives(node));
        return found[0];
    }

    private static boolean gives(Node node) {
        if (node instanceof JavaField field) return named(field.name()) && field.value().map(ClearSecrets::literal).orElse(false);
        if (node instanceof Statement.Variable variable) return named(variable.name()) && variable.value().map(ClearSecrets::literal).orElse(false);
        if (node instanceof Expression.Assign assign) return named(name(assign.target())) && literal(assign.value());
        if (node instanceof Expression.Call call) return named(call.name()) && call.arguments().stream().anyMatch(ClearSecrets::literal);
        if (node instanceof Expression.New made) return named(made.type().name()) && made.arguments().stream().anyMatch(ClearSecrets::literal);
        if (node instanceof Annotation.Attribute attribute) return named(attribute.name()) && literal(attribute.value());
        return node instanceof Expression.Literal literal && literal.kind() == Expression.Literal.Kind.STRING
            && (RANDOM.matcher(literal.value()).matches() || Secrecy.holdsCredentials(literal.value()));
    }

    private static boolean named(String name) {
        return USE.matcher(name).matches();
    }

    private static String name(Expression target) {
        return target instanceof Expression.Name simple ? simple.text() : target instanceof Expression.FieldAccess access ? access.name() : "";
    }

    /** True when a string stands in it that is not empty, such as in {@code "x".getBytes()}. */
    private static boolean literal(Expression expression) {
        return expression.all(Expression.Literal.class).stream().anyMatch(l -> l.kind() == Expression.Literal.Kind.STRING && !l.value().isEmpty());
    }
}
