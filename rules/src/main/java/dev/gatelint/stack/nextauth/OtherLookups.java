package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.nextauth.Place.Where;
import dev.gatelint.stack.nextauth.Roles.Role;
import dev.gatelint.stack.nextauth.Uses.Use;
import java.util.List;
import java.util.Optional;

/** The lookups beside those of next-auth 4 itself: {@code auth}, {@code getToken}, better-auth, Clerk, iron-session. */
final class OtherLookups {
    private OtherLookups() {}

    /** {@code auth} of Auth.js 5 as a lookup; run on next 16.4.6 with 5.0.0-beta.31 and beta.32. */
    static Optional<Flaw<Kind>> auth(Context context, Place place, At at) {
        Expr.Call call = (Expr.Call) at.node();
        Roles judge = new Roles(context, place, at);
        List<Role> roles = judge.of(call);
        if (roles.contains(Role.SPREAD)) return Optional.empty();
        boolean middleware = place.where() == Where.PROXY || place.where() == Where.EDGE_MIDDLEWARE;
        if (place.where() == Where.ROUTE_HANDLER || place.where() == Where.ACTION || middleware) {
            boolean request = !roles.isEmpty() && (roles.get(0) == Role.REQUEST || roles.get(0) == Role.WITH_REQUEST);
            // "return auth(request, context)" hands the request on; a middleware may look at the response before it does
            if (!request || at.parent() instanceof Step.Return || middleware && !onlyTested(at)) return Optional.empty();
            Flaw<Kind> flaw = Flaw.certain(Kind.ALWAYS_TRUTHY, "gives a Response and never a session: a check lets anyone through",
                "call auth() without arguments");
            return Optional.of(flaw.repairedBy(new Fix("Call auth() without arguments", Fix.Safety.SAFE,
                List.of(new Repairs(context).arguments(call, "")))));
        }
        if (!place.where().pages()) return Optional.empty();
        String wanted = wanted(place, judge);
        Flaw<Kind> flaw = null;
        if (roles.isEmpty()) {
            flaw = Flaw.certain(Kind.MISSING_REQUEST_CONTEXT, "throws \"`headers` was called outside a request scope\" for every caller",
                "pass (" + wanted + ")");
        } else if (roles.size() == 1 && (roles.get(0) == Role.REQUEST || roles.get(0) == Role.WITH_REQUEST)) {
            flaw = Flaw.certain(Kind.MISSING_REQUEST_CONTEXT,
                "throws \"Cannot use 'in' operator to search for 'headers' in undefined\" for every caller",
                "pass (" + wanted + ")");
        }
        if (flaw == null) return Optional.empty();
        return Optional.of(known(place, judge) ? flaw.repairedBy(new Fix("Pass " + wanted, Fix.Safety.SAFE,
            List.of(new Repairs(context).arguments(call, wanted)))) : flaw);
    }

    private static boolean known(Place place, Roles judge) {
        return place.where() == Where.PAGE_PROPS && judge.named(Role.PROPS_CONTEXT).isPresent() || judge.requestAndResponse().isPresent();
    }

    private static String wanted(Place place, Roles judge) {
        if (place.where() == Where.PAGE_PROPS && judge.named(Role.PROPS_CONTEXT).isPresent()) return judge.named(Role.PROPS_CONTEXT).get();
        return judge.requestAndResponse().orElse(place.where() == Where.PAGE_PROPS ? "context" : judge.named(Role.REQUEST).orElse("req")
            + ", res");
    }

    /** {@code getToken} of {@code next-auth/jwt}. */
    static Optional<Flaw<Kind>> getToken(Context context, Place place, At at) {
        Expr.Call call = (Expr.Call) at.node();
        int major = context.major();
        if (call.arguments().isEmpty()) {
            return Optional.of(Flaw.certain(Kind.MISSING_REQUEST_CONTEXT, "throws \"Cannot destructure property 'req'\" for every caller",
                "pass { req }"));
        }
        Expr argument = call.argument(0);
        if (new Roles(context, place, at).of(argument) == Role.REQUEST) {
            Flaw<Kind> flaw = Flaw.certain(Kind.MISSING_REQUEST_CONTEXT, "throws \"Must pass `req` to JWT getToken()\" for every caller",
                "pass { req }");
            String name = argument.dotted();
            if (name.isEmpty()) return Optional.of(flaw);
            String wanted = name.equals("req") ? "{ req }" : "{ req: " + name + " }";
            return Optional.of(flaw.repairedBy(new Fix("Pass " + wanted, Fix.Safety.SAFE,
                List.of(new Repairs(context).arguments(call, wanted)))));
        }
        if (!(argument instanceof Expr.Fields fields) || fields.open()) return Optional.empty();
        if (fields.value("raw") instanceof Expr.Scalar raw && raw.text().equals("true") && tested(at)) {
            return Optional.of(new Flaw<>(Kind.ALWAYS_TRUTHY,
                "gives the cookie as it came, without a look at its signature: a forged one is truthy too",
                "leave raw out", Certainty.CERTAIN, List.of(), List.of()));
        }
        if (major >= 5 && fields.value("secret") == null) {
            Flaw<Kind> flaw = new Flaw<>(Kind.MISSING_OPTIONS,
                "throws \"Must pass `secret` if not set to JWT getToken()\" for every caller who is logged in, and is"
                + " null for others", "pass { req, secret: process.env.AUTH_SECRET }", Certainty.CERTAIN, List.of(), List.of());
            Expr.Entry last = fields.entries().get(fields.entries().size() - 1);
            int end = last.kind() == Expr.Entry.Kind.SHORTHAND ? last.end() : last.value().end();
            return Optional.of(flaw.repairedBy(new Fix("Pass the secret", Fix.Safety.SAFE,
                List.of(new TextEdit(new Span(context.path(), end, end), ", secret: process.env.AUTH_SECRET")))));
        }
        return Optional.empty();
    }

    /** Tested, and never given on. */
    private static boolean onlyTested(At at) {
        return tested(at) && Uses.ofVariable(at, Uses.variable(at)).stream().noneMatch(use -> Uses.of(use) == Use.GIVEN_ON);
    }

    /** The result, or the variable that takes it, is tested. */
    static boolean tested(At at) {
        At value = at.parent() instanceof Expr.Await ? at.outer() : at;
        if (Uses.of(value) == Use.TESTED) return true;
        return Uses.ofVariable(at, Uses.variable(at)).stream().anyMatch(use -> Uses.of(use) == Use.TESTED);
    }

    /** {@code auth.api.getSession} of better-auth; run on 1.7.25. */
    static Optional<Flaw<Kind>> betterAuth(Context context, At at) {
        Expr.Call call = (Expr.Call) at.node();
        if (!(call.argument(0) instanceof Expr.Fields fields)) {
            return call.arguments().isEmpty() ? Optional.of(noHeaders()) : Optional.empty();
        }
        if (fields.open()) return Optional.empty();
        Expr headers = fields.value("headers");
        boolean response = fields.value("request") != null || fields.value("asResponse") instanceof Expr.Scalar scalar
            && scalar.text().equals("true");
        if (response && tested(at)) {
            return Optional.of(Flaw.certain(Kind.ALWAYS_TRUTHY, "gives a Response and never a session: a check lets anyone through",
                "pass { headers } only"));
        }
        if (response) return Optional.empty();
        if (headers == null) return Optional.of(noHeaders());
        boolean empty = headers instanceof Expr.Fields none && none.entries().isEmpty()
            || headers instanceof Expr.Call made && made.kind() == Expr.Call.Kind.NEW && made.arguments().isEmpty()
            && made.callee().dotted().equals("Headers");
        if (empty) return Optional.of(Flaw.certain(Kind.MISSING_REQUEST_CONTEXT,
            "is null for everyone, because no cookie is in these headers", "pass the headers of the request"));
        return context.nextAtLeast("15.0.0") ? promised(context, headers, "throws, because `headers()` is a promise here")
            : Optional.empty();
    }

    private static Flaw<Kind> noHeaders() {
        return Flaw.certain(Kind.MISSING_REQUEST_CONTEXT, "throws \"Headers is required\" for every caller",
            "pass { headers: await headers() }");
    }

    /** {@code cookies()} or {@code headers()} given on without await. */
    private static Optional<Flaw<Kind>> promised(Context context, Expr argument, String effect) {
        if (!(argument instanceof Expr.Call inner) || context.api(inner.callee()) != Api.NEXT_HEADERS) return Optional.empty();
        Certainty certainty = context.nextAtLeast("16.0.0") ? Certainty.CERTAIN : Certainty.LIKELY;
        Flaw<Kind> flaw = new Flaw<>(Kind.MISSING_REQUEST_CONTEXT, effect, "await it", certainty, List.of(), List.of());
        return Optional.of(flaw.repairedBy(new Fix("Await " + Words.of(argument), Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(context.path(), argument.start(), argument.start()), "await ")))));
    }

    /** {@code getIronSession}; run on 8.0.4. */
    static Optional<Flaw<Kind>> ironSession(Context context, At at) {
        Expr.Call call = (Expr.Call) at.node();
        if (call.argument(0) != null && context.nextAtLeast("15.0.0")) {
            Optional<Flaw<Kind>> promised = promised(context, call.argument(0),
                "throws \"cookieHandler.get is not a function\", because `cookies()` is a promise here");
            if (promised.isPresent()) return promised;
        }
        Optional<Flaw<Kind>> unsaved = IronSession.unsaved(at);
        return unsaved.isPresent() ? unsaved
            : awaitedObject(at, "is an object for everyone, also without a login: the check lets anyone through",
            "test a field that the login sets", Certainty.CERTAIN);
    }

    /** The awaited object itself is tested, and nothing that it holds. */
    static Optional<Flaw<Kind>> awaitedObject(At at, String effect, String remedy, Certainty certainty) {
        if (!(at.parent() instanceof Expr.Await)) return Optional.empty();
        boolean direct = Uses.of(at.outer()) == Use.TESTED;
        boolean named = at.outer().parent() instanceof Step.Declare declare && declare.target() instanceof Target.Place
            && Uses.ofVariable(at, Uses.variable(at)).stream().anyMatch(use -> Uses.of(use) == Use.TESTED
            && use.parent() instanceof Expr.Unary);
        return direct || named ? Optional.of(new Flaw<>(Kind.ALWAYS_TRUTHY, effect, remedy, certainty, List.of(), List.of()))
            : Optional.empty();
    }
}
