package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Runs a filter or a resolver of parameters for a caller who brings nothing: no token, no session. Where a test is not about that, both
 * ways are taken. A filter that only reads a token and passes all others on is no guard, so it matters who it is that is refused.
 */
final class EmptyHanded {
    private static final int DEEPEST = 4;
    private static final int MOST_STEPS = 4_000;
    private static final Set<String> PASSING = Set.of("doFilter", "filter");
    private static final Pattern EMPTY = Pattern.compile("isBlank|isEmpty|isNull|isNullOrEmpty|isNullOrBlank|isAllBlank|isAnyBlank");
    private static final Pattern GIVEN = Pattern.compile("isNotBlank|isNotEmpty|nonNull|isNotNull|hasText|hasLength|isPresent|startsWith"
        + "|isAuthenticated|isLogin|notBlank|notEmpty");
    private static final Pattern PROOF = Pattern.compile("(?i)(parse|verify|validate|check|decode|authenticate).*");
    /** What callers bring, by the names that it has in code and in requests. */
    private static final Pattern BROUGHT = Pattern.compile("(?i).*(token|authorization|authentication|session|principal|jwt|credential"
        + "|bearer|cookie|currentuser|loginuser|loginid|authuser|userid|getuser|api-?key|remoteuser).*");
    private static final Set<String> NAMED = Set.of("getHeader", "getFirst", "getParameter", "getAttribute");
    private static final Pattern PATH =
        Pattern.compile("(?i)get(RequestURI|RequestURL|ServletPath|PathInfo|Path|URI|Method)|.*(url|uri|path)s?");
    private final Sources sources;
    private final Stops stops;
    /** Variables that hold what a caller brings. */
    private final Set<String> brought = new HashSet<>();
    /** Variables that hold what a look at the caller found out. */
    private final Set<String> looked = new HashSet<>();
    private final Deque<Set<Way>> thrown = new ArrayDeque<>();
    /** True when only what a caller's empty hands decide counts, and no other test of who calls. */
    private final boolean strict;
    /** How many tests of who calls are open. */
    private int about;
    private Set<Way> back = Set.of();
    private int steps;

    private EmptyHanded(Sources sources, Stops stops, boolean strict) {
        this.sources = sources;
        this.stops = stops;
        this.strict = strict;
    }

    /**
     * A way through the code.
     *
     * @param passed the request has been passed on
     * @param why    what has led here, if it should end here
     */
    private record Way(boolean passed, Why why) {
        Way because(Why another) {
            return new Way(passed, another.compareTo(why) > 0 ? another : why);
        }
    }

    /** Why a request is not passed on, from the weakest. */
    private enum Why { NOTHING, DENIED_FOR_SOMETHING, NO_CALLER }

    /** What is known of a test when the caller brings nothing. */
    private enum Outcome {
        YES, NO, OPEN;

        Outcome not() {
            return this == YES ? NO : this == NO ? YES : OPEN;
        }
    }

    /**
     * What a filter does with a caller who brings nothing: OPAQUE when it can stop such a caller for that, UNKNOWN when it says 401 or 403
     * for something else, PUBLIC when it passes the caller on.
     */
    static Access before(Sources sources, Stops stops, Sources.Type type, JavaMethod entry) {
        EmptyHanded run = new EmptyHanded(sources, stops, false);
        return switch (strongest(joined(run.raised(type, entry), run.back))) {
            case NO_CALLER -> Access.OPAQUE;
            case DENIED_FOR_SOMETHING -> Access.UNKNOWN;
            case NOTHING -> Access.PUBLIC;
        };
    }

    /** True when a method that finds who calls throws because there is no one. */
    static boolean needsCaller(Sources sources, Stops stops, Sources.Type type, JavaMethod entry) {
        return strongest(new EmptyHanded(sources, stops, true).raised(type, entry)) == Why.NO_CALLER;
    }

    private static Why strongest(Set<Way> ways) {
        return ways.stream().filter(way -> !way.passed).map(Way::why).max(Comparator.naturalOrder()).orElse(Why.NOTHING);
    }

    /** The ways on which a method throws; those on which it comes back are kept. */
    private Set<Way> raised(Sources.Type type, JavaMethod entry) {
        if (entry.body().isEmpty()) return Set.of();
        thrown.push(new LinkedHashSet<>());
        back = called(type, entry, Set.of(new Way(false, Why.NOTHING)), 0);
        return thrown.pop();
    }

    /** The ways that come back from a method; those that it throws are kept apart. */
    private Set<Way> called(Sources.Type type, JavaMethod method, Set<Way> ways, int depth) {
        Set<Way> ended = new LinkedHashSet<>();
        Set<Way> open = statements(type, method.body().orElseThrow().statements(), ways, ended, depth);
        ended.addAll(told(open));
        return ended;
    }

    private Set<Way> statements(Sources.Type type, List<Statement> statements, Set<Way> ways, Set<Way> ended, int depth) {
        Set<Way> open = ways;
        for (Statement statement : statements) {
            if (open.isEmpty() || ++steps > MOST_STEPS) return open;
            open = statement(type, statement, open, ended, depth);
        }
        return open;
    }

    private Set<Way> statement(Sources.Type type, Statement statement, Set<Way> ways, Set<Way> ended, int depth) {
        if (statement instanceof Statement.Block block) return statements(type, block.statements(), ways, ended, depth);
        if (statement instanceof Statement.Synchronized locked) return statement(type, locked.body(), ways, ended, depth);
        if (statement instanceof Statement.Run run) return evaluated(type, run.expression(), ways, depth);
        if (statement instanceof Statement.Variable variable && variable.value().isPresent()) {
            keep(type, variable.name(), variable.value().get());
            return evaluated(type, variable.value().get(), ways, depth);
        }
        if (statement instanceof Statement.Return back) {
            ended.addAll(told(back.value().map(value -> returned(type, value, ways, depth)).orElse(ways)));
            return Set.of();
        }
        if (statement instanceof Statement.Throw raised) {
            thrown.element().addAll(told(Stops.isRefusal(raised.value()) ? denied(ways) : ways));
            return Set.of();
        }
        if (statement instanceof Statement.If branch) return branch(type, branch, ways, ended, depth);
        if (statement instanceof Statement.Try tried) return attempt(type, tried, ways, ended, depth);
        if (statement instanceof Statement.Loop loop) return joined(ways, statement(type, loop.body(), ways, ended, depth));
        if (statement instanceof Statement.Switch cases) {
            Set<Way> open = new LinkedHashSet<>(ways);
            for (Statement.Case one : cases.cases()) open.addAll(statements(type, one.statements(), ways, ended, depth));
            return open;
        }
        return ways;
    }

    private Set<Way> branch(Sources.Type type, Statement.If branch, Set<Way> ways, Set<Way> ended, int depth) {
        Outcome outcome = test(branch.test());
        // where the caller's empty hands decide, all that follows is on account of them
        if (outcome == Outcome.YES) return statement(type, branch.yes(), refused(ways), ended, depth);
        if (outcome == Outcome.NO) return branch.no().map(no -> statement(type, no, refused(ways), ended, depth)).orElse(ways);
        int before = about;
        if (!strict && isAboutCaller(type, branch.test())) about++;
        Set<Way> yes = statement(type, branch.yes(), ways, ended, depth);
        Set<Way> no = branch.no().map(other -> statement(type, other, ways, ended, depth)).orElse(ways);
        about = before;
        return joined(yes, no);
    }

    private Set<Way> attempt(Sources.Type type, Statement.Try tried, Set<Way> ways, Set<Way> ended, int depth) {
        if (!tried.catches().isEmpty()) thrown.push(new LinkedHashSet<>());
        Set<Way> open = statements(type, tried.resources(), ways, ended, depth);
        open = statements(type, tried.body().statements(), open, ended, depth);
        if (!tried.catches().isEmpty()) {
            Set<Way> raised = thrown.pop();
            for (Statement.Catch one : tried.catches()) {
                open = joined(open, statements(type, one.body().statements(), raised, ended, depth));
            }
        }
        return tried.last().isPresent() ? statements(type, tried.last().get().statements(), open, ended, depth) : open;
    }

    /** What an expression does that stands by itself or gives a variable its value. */
    private Set<Way> evaluated(Sources.Type type, Expression expression, Set<Way> ways, int depth) {
        if (expression instanceof Expression.Assign assign) {
            if (assign.target() instanceof Expression.Name name) keep(type, name.text(), assign.value());
            return evaluated(type, assign.value(), ways, depth);
        }
        List<Expression.Call> calls = expression.all(Expression.Call.class);
        if (calls.stream().anyMatch(Stops::checks)) {
            thrown.element().addAll(refused(ways));
            return Set.of();
        }
        Set<Way> told = calls.stream().anyMatch(Stops::denies) ? denied(ways) : ways;
        Optional<Sources.Member> own = own(type, expression, depth);
        if (own.isPresent()) return called(own.get().type(), own.get().method(), told, depth + 1);
        if (calls.stream().anyMatch(EmptyHanded::passes)) return each(told, way -> new Way(true, way.why));
        // a library throws when it is given nothing to verify
        boolean fails = calls.stream().anyMatch(call -> PROOF.matcher(call.name()).matches() && call.arguments().stream()
            .anyMatch(argument -> argument instanceof Expression.Name name && brought.contains(name.text()))
            && stops.target(type, call).isEmpty());
        if (fails) thrown.element().addAll(refused(ways));
        return told;
    }

    /** What is returned may pass the request on in one case and answer in another. */
    private Set<Way> returned(Sources.Type type, Expression value, Set<Way> ways, int depth) {
        Set<Way> on = evaluated(type, value, ways, depth);
        boolean both = own(type, value, depth).isEmpty() && value.all(Expression.Call.class).stream().anyMatch(Stops::denies);
        return both ? joined(on, denied(ways)) : on;
    }

    /** A method of the sources that is called here, to be walked through in its place. */
    private Optional<Sources.Member> own(Sources.Type type, Expression expression, int depth) {
        if (depth >= DEEPEST || !(expression instanceof Expression.Call call)) return Optional.empty();
        return stops.target(type, call).filter(member -> member.method().body().isPresent());
    }

    private static boolean passes(Expression.Call call) {
        return PASSING.contains(call.name()) && call.receiver().isPresent() && call.arguments().size() <= 2
            && call.arguments().stream().noneMatch(argument -> argument instanceof Expression.Lambda
                || argument instanceof Expression.MethodRef);
    }

    private void keep(Sources.Type type, String name, Expression value) {
        boolean named = value.all(Expression.Call.class).stream().anyMatch(call -> NAMED.contains(call.name())
            && call.arguments().size() == 1 && sources.text(type, call.arguments().get(0)).filter(EmptyHanded::isBrought).isPresent());
        if (named || isBrought(value)) brought.add(name);
        else if (isAboutCaller(type, value)) looked.add(name);
    }

    /** How a test comes out when the caller brings nothing. */
    private Outcome test(Expression test) {
        if (test instanceof Expression.Unary not && not.operator().equals("!")) return test(not.operand()).not();
        if (test instanceof Expression.InstanceOf is) return isBrought(is.value()) ? Outcome.NO : Outcome.OPEN;
        if (test instanceof Expression.Call call) {
            boolean given = GIVEN.matcher(call.name()).matches();
            if (!given && !EMPTY.matcher(call.name()).matches()) return Outcome.OPEN;
            boolean receiver = call.arguments().isEmpty() || call.name().equals("startsWith");
            boolean asked = receiver ? call.receiver().filter(this::isBrought).isPresent()
                : call.arguments().stream().anyMatch(this::isBrought);
            return !asked ? Outcome.OPEN : given ? Outcome.NO : Outcome.YES;
        }
        if (!(test instanceof Expression.Binary binary)) return Outcome.OPEN;
        List<Expression> operands = binary.operands();
        return switch (binary.operator()) {
            case "&&" -> all(operands, Outcome.NO);
            case "||" -> all(operands, Outcome.YES);
            case "==" -> isNull(operands) ? Outcome.YES : Outcome.OPEN;
            case "!=" -> isNull(operands) ? Outcome.NO : Outcome.OPEN;
            default -> Outcome.OPEN;
        };
    }

    /** One operand that comes out like this decides; else all have to come out the other way. */
    private Outcome all(List<Expression> operands, Outcome deciding) {
        List<Outcome> outcomes = operands.stream().map(this::test).toList();
        return outcomes.contains(deciding) ? deciding : outcomes.contains(Outcome.OPEN) ? Outcome.OPEN : deciding.not();
    }

    private boolean isNull(List<Expression> operands) {
        return operands.stream().anyMatch(one -> one instanceof Expression.Literal l && l.kind() == Expression.Literal.Kind.NULL)
            && operands.stream().anyMatch(this::isBrought);
    }

    /** Holds what a caller brings, or was made from it. */
    private boolean isBrought(Expression expression) {
        // an annotation or a type that is asked for says nothing of the caller
        if (isPath(expression) || !expression.all(Expression.ClassLiteral.class).isEmpty()) return false;
        boolean[] found = {false};
        expression.walk(node -> found[0] |= node instanceof Expression.Name name && (brought.contains(name.text())
            || isBrought(name.text()))
            || node instanceof Expression.Call call && isBrought(call.name())
            || node instanceof Expression.Literal literal && isBrought(literal.value())
            || node instanceof Expression.FieldAccess access && isBrought(access.name()));
        return found[0];
    }

    private static boolean isBrought(String name) {
        return name.length() < 60 && BROUGHT.matcher(name).matches();
    }

    private boolean isAboutCaller(Sources.Type type, Expression test) {
        if (isPath(test)) return false;
        boolean named = test.all(Expression.Name.class).stream().anyMatch(name -> looked.contains(name.text()));
        return named || test instanceof Expression.Name name && looked.contains(name.text()) || Stops.words(test, Set.of())
            || test.all(Expression.Call.class).stream().anyMatch(call -> stops.mentions(type, call));
    }

    private static boolean isPath(Expression expression) {
        boolean[] found = {false};
        expression.walk(node -> found[0] |= node instanceof Expression.Name name && PATH.matcher(name.text()).matches()
            || node instanceof Expression.Call call && PATH.matcher(call.name()).matches());
        return found[0];
    }

    private Set<Way> told(Set<Way> ways) {
        return about > 0 ? refused(ways) : ways;
    }

    private static Set<Way> refused(Set<Way> ways) {
        return each(ways, way -> way.because(Why.NO_CALLER));
    }

    private static Set<Way> denied(Set<Way> ways) {
        return each(ways, way -> way.because(Why.DENIED_FOR_SOMETHING));
    }

    private static Set<Way> joined(Set<Way> one, Set<Way> other) {
        Set<Way> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Set<Way> each(Set<Way> ways, UnaryOperator<Way> change) {
        Set<Way> changed = new LinkedHashSet<>();
        ways.forEach(way -> changed.add(change.apply(way)));
        return changed;
    }
}
