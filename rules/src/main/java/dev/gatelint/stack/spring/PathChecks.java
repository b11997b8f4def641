package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Comparisons of the request's path with a text, by which a filter or an interceptor decides whom to look at. Asked of Tomcat with Boot 2.7
 * and 3.5: {@code getRequestURI()} is what the caller wrote, with {@code ;parameters} and {@code %61} in it, and neither stops the handler
 * from being found; {@code getServletPath()} is decoded and has no parameters. A path with {@code ..}, {@code //} or a semicolon before a
 * slash finds no handler. Asked of Netty with Boot 3.5: {@code getPath().value()} is what the caller wrote, {@code getURI().getPath()} is
 * decoded and keeps the parameters, {@code getURI().toString()} has the query too.
 */
final class PathChecks {
    private static final Set<String> WRITTEN = Set.of("getRequestURI", "getRequestURL");
    private static final Set<String> DECODED = Set.of("getServletPath", "getPathInfo");
    /** What leaves a path as it is, as far as this goes. */
    private static final Set<String> SAME = Set.of("toString", "trim", "toLowerCase", "replace", "replaceFirst", "substring", "strip");
    private final Sources sources;
    private final Sources.Type type;
    private final Map<String, Text> paths = new HashMap<>();
    private final Map<String, Expression> each = new HashMap<>();
    private final List<Check> found = new ArrayList<>();

    private PathChecks(Sources sources, Sources.Type type) {
        this.sources = sources;
        this.type = type;
    }

    /** How a path is compared. */
    enum Test { ENDS, CONTAINS, STARTS, EQUALS }

    /** What of a request is compared. */
    enum Text {
        /** The path by which the handler is found. */
        SERVED,
        /** The same with {@code ;parameters}. */
        WITH_PARAMETERS,
        /** As the caller wrote it. */
        WRITTEN,
        /** The whole address. */
        WITH_QUERY
    }

    /**
     * A comparison that decides.
     *
     * @param at      the call
     * @param passes  true when a path that passes the test goes on; false when only such a path is looked at
     */
    record Check(Span at, String subject, Test test, String text, Text compared, boolean passes) {}

    /** The comparisons in the method through which a request goes. */
    static List<Check> of(Sources sources, Sources.Type type, JavaMethod entry) {
        PathChecks checks = new PathChecks(sources, type);
        entry.body().ifPresent(body -> checks.statements(body.statements()));
        return checks.found;
    }

    private void statements(List<Statement> statements) {
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            if (statement instanceof Statement.Variable variable) {
                variable.value().flatMap(this::path).ifPresent(text -> paths.put(variable.name(), text));
            } else if (statement instanceof Statement.If branch) {
                if (goesOn(branch.yes())) {
                    for (Expression way : ways(branch.test(), "||")) check(way, true);
                } else if (branch.no().isEmpty() && refuses(branch.yes()) && statements.subList(i + 1, statements.size()).stream()
                    .noneMatch(PathChecks::refuses)) {
                    for (Expression way : ways(branch.test(), "&&")) check(way, false);
                }
                // whoever was stopped here does not come to what follows
                if (!goesOn(branch.yes()) && refuses(branch)) return;
            } else if (statement instanceof Statement.Loop loop && loop.kind() == Statement.Loop.Kind.EACH) {
                loop.first().stream().filter(Statement.Variable.class::isInstance).map(v -> ((Statement.Variable) v).name())
                    .forEach(name -> loop.over().ifPresent(over -> each.put(name, over)));
                statements(List.of(loop.body()));
            } else if (statement instanceof Statement.Block block) {
                statements(block.statements());
            } else if (statement instanceof Statement.Try tried) {
                statements(tried.body().statements());
            }
        }
    }

    /** Of {@code a || b} each lets through by itself; of {@code a && b} each must hold. */
    private static List<Expression> ways(Expression test, String operator) {
        if (test instanceof Expression.Binary binary && binary.operator().equals(operator)) {
            return binary.operands().stream().flatMap(operand -> ways(operand, operator).stream()).toList();
        }
        return List.of(test);
    }

    private void check(Expression test, boolean passes) {
        if (test instanceof Expression.Unary not && not.operator().equals("!")) {
            // who does not pass a test goes on: only who passes it is looked at
            if (passes) check(not.operand(), false);
            return;
        }
        Expression call = test instanceof Expression.Binary binary && binary.operands().size() == 2 ? binary.operands().get(0) : test;
        if (!(call instanceof Expression.Call compare) || compare.receiver().isEmpty() || compare.arguments().size() != 1) return;
        Optional<Test> how = switch (compare.name()) {
            case "endsWith" -> Optional.of(Test.ENDS);
            case "contains" -> Optional.of(Test.CONTAINS);
            case "indexOf" -> found(test) ? Optional.of(Test.CONTAINS) : Optional.empty();
            case "startsWith" -> Optional.of(Test.STARTS);
            case "equals" -> Optional.of(Test.EQUALS);
            default -> Optional.empty();
        };
        Optional<Text> compared = path(compare.receiver().get());
        if (how.isEmpty() || compared.isEmpty() || call == test && compare.name().equals("indexOf")) return;
        Span at = new Span(type.path(), compare.start(), compare.end());
        for (String text : texts(compare.arguments().get(0))) {
            if (!text.isEmpty()) found.add(new Check(at, Sketch.of(compare), how.get(), text, compared.get(), passes));
        }
    }

    /** {@code indexOf(…) >= 0}, {@code > -1}, {@code != -1}. */
    private static boolean found(Expression test) {
        return test instanceof Expression.Binary binary && Set.of(">=0", ">-1", "!=-1").contains(binary.operator()
            + Sketch.of(binary.operands().get(1)).replace("…", "-1").replace(" ", ""));
    }

    private List<String> texts(Expression expression) {
        Optional<List<String>> texts = sources.texts(type, expression);
        if (texts.isPresent()) return texts.get();
        return expression instanceof Expression.Name name && each.containsKey(name.text())
            ? sources.texts(type, each.get(name.text())).orElse(List.of()) : List.of();
    }

    /** What of the request an expression is; empty when it is something else. */
    private Optional<Text> path(Expression expression) {
        if (expression instanceof Expression.Name name) return Optional.ofNullable(paths.get(name.text()));
        if (!(expression instanceof Expression.Call call)) return Optional.empty();
        if (call.arguments().isEmpty() && WRITTEN.contains(call.name())) return Optional.of(Text.WRITTEN);
        if (call.arguments().isEmpty() && DECODED.contains(call.name())) return Optional.of(Text.SERVED);
        String asked = call.receiver().filter(Expression.Call.class::isInstance).map(r -> ((Expression.Call) r).name()).orElse("");
        if (asked.equals("getURI") || asked.equals("getUri")) {
            return switch (call.name()) {
                case "getPath" -> Optional.of(Text.WITH_PARAMETERS);
                case "getRawPath" -> Optional.of(Text.WRITTEN);
                case "toString", "toASCIIString" -> Optional.of(Text.WITH_QUERY);
                default -> Optional.empty();
            };
        }
        boolean path = asked.equals("getPath") || asked.equals("pathWithinApplication");
        if (path && (call.name().equals("value") || call.name().equals("toString"))) return Optional.of(Text.WRITTEN);
        return SAME.contains(call.name()) ? call.receiver().flatMap(this::path) : Optional.empty();
    }

    /** {@code return true}, or the rest of the chain. */
    private static boolean goesOn(Statement statement) {
        return statement.all(Statement.Return.class).stream().anyMatch(r -> r.value().filter(v -> v instanceof Expression.Literal l
            && l.value().equals("true")).isPresent()) && statement.all(Statement.If.class).isEmpty()
            || (calls(statement, "doFilter") || calls(statement, "filter")) && statement.all(Statement.If.class).isEmpty();
    }

    private static boolean refuses(Node statement) {
        return statement.all(Statement.Throw.class).size() > 0 || calls(statement, "sendError") || calls(statement, "setStatus")
            || calls(statement, "sendRedirect") || calls(statement, "setStatusCode") || calls(statement, "setComplete")
            || statement.all(Statement.Return.class).stream().anyMatch(r -> r.value()
                .filter(v -> v instanceof Expression.Literal l && l.value().equals("false")).isPresent());
    }

    private static boolean calls(Node statement, String name) {
        return statement.all(Expression.Call.class).stream().anyMatch(call -> call.name().equals(name));
    }
}
