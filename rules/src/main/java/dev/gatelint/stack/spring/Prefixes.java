package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands before the path of a controller: the context path, and prefixes that {@code configurePathMatch} adds. */
final class Prefixes {
    private final Sources sources;
    private final Configuration config;
    private final String base;
    private final List<Rule> rules = new ArrayList<>();

    /**
     * A prefix and for which controllers it is.
     *
     * @param given what stands for the parameters of the helper method in which it is added
     */
    private record Rule(Sources.Type scope, Optional<String> path, Expression predicate, Map<String, Expression> given) {}

    /** @param exact false when a prefix may apply whose text or condition is not known */
    record Prefix(String path, boolean exact) {}

    Prefixes(SpringApplication application) {
        this.sources = application.sources();
        this.config = application.config();
        this.base = application.versions().reactive() ? path("spring.webflux.base-path") : path("server.servlet.context-path")
            + path("spring.mvc.servlet.path");
        for (Sources.Type type : sources.types()) {
            if (type.declared().methods().stream().noneMatch(Prefixes::configures)) continue;
            for (JavaMethod method : type.declared().methods()) {
                for (Map<String, Expression> given : configures(method) ? List.of(Map.<String, Expression>of()) : calls(type,
                    method)) read(type, method, given);
            }
        }
    }

    private static boolean configures(JavaMethod method) {
        return method.body().isPresent() && (method.name().equals("configurePathMatch") || method.name().equals("configurePathMatching"));
    }

    private void read(Sources.Type type, JavaMethod method, Map<String, Expression> given) {
        for (Expression.Call call : method.all(Expression.Call.class)) {
            if (!call.name().equals("addPathPrefix") || call.arguments().size() != 2) continue;
            Optional<String> prefix = sources.text(type, bound(call.arguments().get(0), given)).flatMap(config::resolve);
            rules.add(new Rule(type, prefix, bound(call.arguments().get(1), given), given));
        }
    }

    /** What the calls of a helper method give to its parameters. */
    private static List<Map<String, Expression>> calls(Sources.Type type, JavaMethod helper) {
        List<Map<String, Expression>> found = new ArrayList<>();
        for (Expression.Call call : type.declared().all(Expression.Call.class)) {
            if (!call.name().equals(helper.name()) || call.arguments().size() != helper.parameters().size()) continue;
            Map<String, Expression> given = new HashMap<>();
            for (int i = 0; i < call.arguments().size(); i++) given.put(helper.parameters().get(i).name(), call.arguments().get(i));
            found.add(given);
        }
        return found;
    }

    private static Expression bound(Expression expression, Map<String, Expression> given) {
        return expression instanceof Expression.Name name ? given.getOrDefault(name.text(), expression) : expression;
    }

    private String path(String key) {
        String path = config.text(key).orElse("");
        if (path.isEmpty() || path.equals("/")) return "";
        String slashed = path.startsWith("/") ? path : "/" + path;
        return slashed.endsWith("/") ? slashed.substring(0, slashed.length() - 1) : slashed;
    }

    /** The context path with the path of the dispatcher servlet; empty for none. */
    String base() {
        return base;
    }

    /** The prefix of a controller. */
    Prefix of(Sources.Type controller) {
        for (Rule rule : rules) {
            Answer applies = applies(rule, rule.predicate, controller);
            if (applies == Answer.UNKNOWN) return new Prefix("", false);
            if (applies == Answer.YES) return new Prefix(rule.path.orElse(""), rule.path.isPresent());
        }
        return new Prefix("", true);
    }

    private Answer applies(Rule rule, Expression predicate, Sources.Type controller) {
        if (predicate instanceof Expression.Lambda lambda && lambda.parameters().size() == 1
            && lambda.body() instanceof Statement.Run run) {
            return lambda(rule, run.expression(), lambda.parameters().get(0).name(), controller);
        }
        if (predicate instanceof Expression.Call call) {
            boolean ofType = call.receiver().flatMap(Sources::dotted).map(name -> name.endsWith("HandlerTypePredicate")).orElse(false);
            if (ofType && call.name().equals("forAnyHandlerType")) return Answer.YES;
            if (ofType && call.name().equals("forAnnotation")) return any(call.arguments().stream().map(e -> annotated(rule, e, controller))
                .toList());
            if (ofType && call.name().equals("forBasePackage")) return any(call.arguments().stream()
                .map(e -> inPackage(rule, e, controller)).toList());
            if (ofType && call.name().equals("forBasePackageClass")) return any(call.arguments().stream()
                .map(e -> besides(rule, e, controller)).toList());
            if (ofType && call.name().equals("forAssignableType")) {
                return any(call.arguments().stream().map(e -> e instanceof Expression.ClassLiteral c
                    && sources.resolve(rule.scope, c.type().name()).isPresent()
                    ? Answer.of(sources.isA(controller, sources.fullName(rule.scope, c.type().name()))) : Answer.UNKNOWN).toList());
            }
        }
        return Answer.UNKNOWN;
    }

    /** {@code c -> c.isAnnotationPresent(RestController.class) && c.getPackage().getName().startsWith("com.acme")} */
    private Answer lambda(Rule rule, Expression body, String name, Sources.Type controller) {
        if (body instanceof Expression.Literal literal) return literal.value().equals("true") ? Answer.YES : literal.value()
            .equals("false") ? Answer.NO : Answer.UNKNOWN;
        if (body instanceof Expression.Binary binary && binary.operator().equals("&&")) {
            return binary.operands().stream().map(e -> lambda(rule, e, name, controller)).reduce(Answer.YES, Answer::and);
        }
        if (body instanceof Expression.Binary binary && binary.operator().equals("||")) {
            return binary.operands().stream().map(e -> lambda(rule, e, name, controller)).reduce(Answer.NO, Answer::or);
        }
        if (body instanceof Expression.Unary unary && unary.operator().equals("!")) return lambda(rule, unary.operand(), name, controller)
            .not();
        if (body instanceof Expression.Call call && call.name().equals("match") && call.arguments().size() == 2
            && isPackage(call.arguments().get(1))) {
            return matches(rule, call.arguments().get(0), controller);
        }
        if (body instanceof Expression.Call call && call.arguments().size() == 1) {
            Expression argument = call.arguments().get(0);
            if (call.name().equals("isAnnotationPresent")) return annotated(rule, argument, controller);
            boolean packageName = call.receiver().map(Prefixes::isPackage).orElse(false);
            if (packageName && call.name().equals("startsWith")) return inPackage(rule, argument, controller);
            if (packageName && call.name().equals("equals")) return inPackage(rule, argument, controller);
        }
        return Answer.UNKNOWN;
    }

    private static boolean isPackage(Expression expression) {
        return Sketch.of(expression).matches(".*\\.getPackage(Name)?\\(\\)(\\.getName\\(\\))?|.*\\.getName\\(\\)");
    }

    /** {@code new AntPathMatcher(".").match("**.admin.**", c.getPackageName())} */
    private Answer matches(Rule rule, Expression pattern, Sources.Type controller) {
        Optional<String> text = sources.text(rule.scope, bound(pattern, rule.given)).flatMap(config::resolve);
        return text.map(ant -> UrlPattern.of("/" + ant.replace('.', '/'), Dialect.shiro())
            .matches("/" + controller.file().packageName().replace('.', '/'), null))
            .orElse(Answer.UNKNOWN);
    }

    private static Answer any(List<Answer> answers) {
        return answers.stream().reduce(Answer.NO, Answer::or);
    }

    private Answer annotated(Rule rule, Expression argument, Sources.Type controller) {
        if (!(argument instanceof Expression.ClassLiteral literal)) return Answer.UNKNOWN;
        String simple = literal.type().simpleName();
        boolean own = controller.declared().annotations().stream().anyMatch(a -> a.simpleName().equals(simple));
        if (own) return Answer.YES;
        String full = sources.fullName(rule.scope, literal.type().name());
        if (simple.equals("Controller")) return Answer.of(controller.declared().annotations().stream()
            .anyMatch(a -> a.simpleName().equals("RestController")));
        return Answer.of(sources.composed(controller, controller.declared().annotations(), full).isPresent());
    }

    private Answer inPackage(Rule rule, Expression argument, Sources.Type controller) {
        Optional<String> text = sources.text(rule.scope, argument).flatMap(config::resolve);
        return text.map(prefix -> Answer.of(controller.file().packageName().equals(prefix)
            || controller.file().packageName().startsWith(prefix + ".") || controller.file().packageName().startsWith(prefix)))
            .orElse(Answer.UNKNOWN);
    }

    private Answer besides(Rule rule, Expression argument, Sources.Type controller) {
        if (!(argument instanceof Expression.ClassLiteral literal)) return Answer.UNKNOWN;
        return sources.resolve(rule.scope, literal.type().name()).map(type ->
            Answer.of(controller.file().packageName().startsWith(type.file().packageName()))).orElse(Answer.UNKNOWN);
    }
}
