package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code SaRouter.match("/**").notMatch("/login").check(r -> StpUtil.checkLogin())}. */
final class SaRoutes {
    private SaRoutes() {}

    /** Which requests a check is for. */
    record Route(RequestMatcher matcher, Access access) {}

    static List<Route> of(Sources sources, Sources.Type scope, Expression handler, Dialect dialect) {
        List<Route> routes = new ArrayList<>();
        for (Expression.Call call : handler.all(Expression.Call.class)) {
            boolean routed = call.name().equals("check") || call.name().equals("match") && call.arguments().size() > 1
                && isCheck(call.arguments().get(call.arguments().size() - 1));
            if (!routed || call.receiver().isEmpty()) continue;
            Optional<Access> access = call.arguments().stream().map(SaRoutes::access).flatMap(Optional::stream).findFirst();
            access.ifPresent(a -> routes.add(new Route(matcher(sources, scope, handler, call, dialect), a)));
        }
        if (routes.isEmpty()) access(handler).ifPresent(a -> routes.add(new Route(RequestMatcher.ANY, a)));
        return routes;
    }

    private static boolean isCheck(Expression expression) {
        return expression instanceof Expression.Lambda || expression instanceof Expression.MethodRef;
    }

    private static Optional<Access> access(Expression expression) {
        for (Expression.Call call : expression.all(Expression.Call.class)) {
            if (!call.receiver().map(Sketch::of).orElse("").endsWith("StpUtil") || !call.name().startsWith("check")) continue;
            return Optional.of(call.name().equals("checkLogin") ? Access.AUTHENTICATED : Access.RESTRICTED);
        }
        for (Expression.MethodRef ref : expression.all(Expression.MethodRef.class)) if (ref.name()
            .equals("checkLogin")) return Optional.of(Access.AUTHENTICATED);
        // a check that is written by hand
        return expression instanceof Expression.Lambda lambda && !lambda.body().all(Expression.Call.class).isEmpty()
            ? Optional.of(Access.OPAQUE) : Optional.empty();
    }

    /** {@code paths.all()}, where {@code paths} is a variable of the handler or a field whose class collects paths. */
    private static Optional<RequestMatcher> collected(Sources sources, Sources.Type scope, Expression handler, Expression given) {
        if (!(given instanceof Expression.Call call)) return Optional.empty();
        String name = call.receiver().flatMap(Sources::dotted).orElse("");
        Optional<Sources.Type> type = handler.all(Statement.Variable.class).stream().filter(variable -> variable.name().equals(name))
            .findFirst().flatMap(variable -> sources.resolve(scope, variable.type().name()))
            .or(() -> sources.field(scope, name).flatMap(field -> sources.resolve(field.type(), field.field().type().name())));
        return type.flatMap(at -> CollectedPaths.of(sources, at));
    }

    private static RequestMatcher matcher(Sources sources, Sources.Type scope, Expression handler, Expression.Call last, Dialect dialect) {
        List<RequestMatcher> included = new ArrayList<>();
        List<RequestMatcher> excluded = new ArrayList<>();
        Optional<Expression> at = Optional.of(last);
        while (at.isPresent() && at.get() instanceof Expression.Call call) {
            List<Expression> paths = call.arguments().stream().filter(a -> !isCheck(a)).toList();
            boolean inOne = call == last && call.name().equals("match");
            for (int i = 0; i < paths.size(); i++) {
                Expression given = paths.get(i);
                RequestMatcher path = sources.texts(scope, given)
                    .map(texts -> (RequestMatcher) new RequestMatcher.Some(texts.stream()
                    .map(text -> (RequestMatcher) new RequestMatcher.Path(UrlPattern.of(text, dialect), scope.span(last))).toList()))
                        .or(() -> collected(sources, scope, handler, given)).orElse(new RequestMatcher.Unknown("a route"));
                if (call.name().equals("notMatch") || inOne && i > 0) excluded.add(path);
                else if (call.name().equals("match")) included.add(path);
            }
            at = call.receiver();
        }
        return new RequestMatcher.Both(List.of(included.isEmpty() ? RequestMatcher.ANY : new RequestMatcher.Some(included),
            new RequestMatcher.Not(new RequestMatcher.Some(excluded))));
    }
}
