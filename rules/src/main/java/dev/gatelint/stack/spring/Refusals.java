package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a method of an interceptor or an aspect refuses callers because of who they are. To know who calls is not enough: a log writes
 * it down, a limit counts by it. There must be a way that ends without the handler, under a condition on the identity; or a call that
 * throws for the wrong caller. An answer 429 is about how often somebody calls.
 */
final class Refusals {
    private static final Pattern TOO_OFTEN = Pattern.compile("(?is).*(\\b429\\b|too_?many).*");
    private static final Pattern CHECKING = Pattern.compile("(check|verify|validate|require|assert|ensure|authenticate|authorize).*");
    /** What a variable is called that holds the caller. */
    private static final Pattern WHO = Pattern.compile("(?i).*(user|member|account|caller|operator)");
    private static final Set<String> THROWING = Set.of("orElseThrow", "requireNonNull", "notNull", "isTrue", "state", "hasText");
    private static final Set<String> EVERYTHING = Set.of("Exception", "Throwable", "RuntimeException");
    private static final int DEEPEST = 3;
    private final Stops stops;
    private final Sources.Type type;
    private final Set<JavaMethod> seen;
    private final int depth;
    /** What the variables of the method were given. */
    private final Map<String, List<Expression>> given = new HashMap<>();
    /** Variables that hold the signature of a method, which is nobody's. */
    private final Set<String> described = new HashSet<>();
    /** True when the method runs the handler itself. */
    private boolean advice;
    /** Where the handler has been run and the method goes on: from there nothing is refused. */
    private int ran = Integer.MAX_VALUE;
    /** How many catches are around that let no exception out. */
    private int swallowing;

    private Refusals(Stops stops, Sources.Type type, Set<JavaMethod> seen, int depth) {
        this.stops = stops;
        this.type = type;
        this.seen = seen;
        this.depth = depth;
    }

    static boolean in(Stops stops, Sources.Type type, JavaMethod method) {
        return new Refusals(stops, type, new HashSet<>(), 0).method(method);
    }

    private boolean method(JavaMethod method) {
        if (method.body().isEmpty() || depth > DEEPEST || !seen.add(method)) return false;
        Statement.Block body = method.body().get();
        method.parameters().forEach(p -> described(p.type().simpleName(), p.name()));
        for (Statement.Variable variable : body.all(Statement.Variable.class)) {
            described(variable.type().simpleName(), variable.name());
            variable.value().ifPresent(value -> given(variable.name(), value));
        }
        for (Expression.Assign assign : body.all(Expression.Assign.class)) {
            if (assign.target() instanceof Expression.Name name) given(name.text(), assign.value());
        }
        advice = runs(body);
        for (Expression.Call call : body.all(Expression.Call.class)) if (runs(call)) ran = Math.min(ran, call.start());
        for (Statement.Return back : body.all(Statement.Return.class)) {
            // what is given back at once ends the method: what follows is another way
            if (back.start() < ran && ran < back.end()) ran = Integer.MAX_VALUE;
        }
        return block(body.statements());
    }

    private void described(String kind, String name) {
        if (kind.endsWith("Signature")) described.add(name);
    }

    private void given(String name, Expression value) {
        given.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private static boolean runs(Node node) {
        return node.all(Expression.Call.class).stream().anyMatch(call -> call.name().equals("proceed"));
    }

    private boolean block(List<Statement> all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).start() < ran && statement(all.get(i), all.subList(i + 1, all.size()))) return true;
        }
        return false;
    }

    private boolean statement(Statement statement, List<Statement> rest) {
        if (statement instanceof Statement.If branch) {
            return throwing(branch.test()) || decides(branch, rest) || block(List.of(branch.yes()))
                || branch.no().filter(no -> block(List.of(no))).isPresent();
        }
        if (statement instanceof Statement.Block block) return block(block.statements());
        if (statement instanceof Statement.Loop loop) return block(List.of(loop.body()));
        if (statement instanceof Statement.Synchronized locked) return block(locked.body().statements());
        if (statement instanceof Statement.Try tried) return tried(tried);
        if (statement instanceof Statement.Switch cases) {
            boolean ends = cases.cases().stream().flatMap(one -> one.statements().stream()).anyMatch(this::ends);
            return ends && identity(cases.selector()) || cases.cases().stream().anyMatch(one -> block(one.statements()));
        }
        if (statement instanceof Statement.Return back && depth == 0 && back.value().isPresent()) {
            Expression value = back.value().get();
            // an interceptor says with it whether the handler is run
            return !advice && !(value instanceof Expression.Literal) && identity(value) || throwing(value);
        }
        return throwing(statement);
    }

    private boolean tried(Statement.Try tried) {
        if (tried.catches().stream().anyMatch(one -> refuses(one.body()) && !throwsOn(one)) && !advice
            && Stops.words(tried.body(), described)) return true;
        boolean quiet = tried.catches().stream().anyMatch(one -> EVERYTHING.contains(one.parameter().type().simpleName())
            && one.body().all(Statement.Throw.class).isEmpty() && !refuses(one.body()));
        if (quiet) swallowing++;
        boolean found = block(tried.body().statements());
        if (quiet) swallowing--;
        return found;
    }

    /** Throws again what it caught. */
    private static boolean throwsOn(Statement.Catch caught) {
        return caught.body().all(Statement.Throw.class).stream().anyMatch(t -> t.value() instanceof Expression.Name name
            && name.text().equals(caught.parameter().name()));
    }

    /** One way of a branch on the identity ends, or goes on where the rest ends. */
    private boolean decides(Statement.If branch, List<Statement> rest) {
        if (!identity(branch.test())) return false;
        boolean absent = absent(branch.test(), true);
        if (ends(branch.yes()) || absent && refuses(branch.yes())) return true;
        if (branch.no().filter(no -> ends(no) || !absent && refuses(no)).isPresent()) return true;
        boolean leaves = !branch.yes().all(Statement.Return.class).isEmpty();
        return leaves && branch.no().isEmpty() && rest.stream().anyMatch(this::ends);
    }

    /** Ends without the handler by itself, and not only under a further condition. */
    private boolean ends(Statement statement) {
        if (statement.start() > ran || TOO_OFTEN.matcher(text(statement)).matches()) return false;
        if (statement instanceof Statement.Block block) return block.statements().stream().anyMatch(this::ends);
        if (statement instanceof Statement.Try tried) return ends(tried.body());
        if (statement instanceof Statement.Throw) return swallowing == 0;
        if (statement instanceof Statement.Run run) return run.expression().all(Expression.Call.class).stream().anyMatch(Stops::refuses);
        if (!(statement instanceof Statement.Return back) || depth > 0 || back.value().isEmpty()) return false;
        Expression value = back.value().get();
        return advice ? !runs(value) : value instanceof Expression.Literal literal && literal.value().equals("false");
    }

    /** Ends somewhere in it. */
    private boolean refuses(Node node) {
        return !TOO_OFTEN.matcher(text(node)).matches() && node.all(Statement.class).stream().anyMatch(this::ends);
    }

    /** Calls that throw for the wrong caller, in the sources or by what they are called. */
    private boolean throwing(Node node) {
        if (swallowing > 0) return false;
        for (Expression.Call call : node.all(Expression.Call.class)) {
            if (Stops.checks(call) || THROWING.contains(call.name()) && identity(call)) return true;
            Optional<Sources.Member> target = stops.target(type, call).filter(member -> member.method().body().isPresent());
            if (target.isEmpty()) {
                if (CHECKING.matcher(call.name()).matches() && identity(call)) return true;
            } else if (new Refusals(stops, target.get().type(), seen, depth + 1).method(target.get().method())) {
                return true;
            }
        }
        return false;
    }

    /** Words about identity in an expression, in what its variables were given, or in the methods of the sources that it calls. */
    private boolean identity(Expression test) {
        if (Stops.words(test, described)) return true;
        for (Expression.Name name : test.all(Expression.Name.class)) {
            if (WHO.matcher(name.text()).matches()) return true;
            if (given.getOrDefault(name.text(), List.of()).stream().anyMatch(value -> Stops.words(value, described))) return true;
        }
        return test.all(Expression.Call.class).stream().anyMatch(call -> stops.mentions(type, call));
    }

    /** Whether a test holds when something is missing or not as it should be. */
    private static boolean absent(Expression test, boolean holds) {
        if (test instanceof Expression.Unary not && not.operator().equals("!")) return absent(not.operand(), !holds);
        if (test instanceof Expression.Binary binary) {
            if (binary.operator().equals("&&") || binary.operator().equals("||")) {
                return binary.operands().stream().anyMatch(operand -> absent(operand, holds));
            }
            boolean nothing = binary.operands().stream().anyMatch(o -> o instanceof Expression.Literal l
                && l.kind() == Expression.Literal.Kind.NULL);
            return !nothing || binary.operator().equals("==") == holds;
        }
        boolean empty = test instanceof Expression.Call call && call.name().matches("is(Empty|Blank|Null|AnyBlank|Absent)");
        return empty == holds;
    }

    private static String text(Node node) {
        StringBuilder words = new StringBuilder();
        node.walk(inner -> {
            if (inner instanceof Expression.Literal literal) words.append(literal.value()).append(' ');
            if (inner instanceof Expression.Name name) words.append(name.text()).append(' ');
            if (inner instanceof Expression.FieldAccess access) words.append(access.name()).append(' ');
        });
        return words.toString();
    }
}
