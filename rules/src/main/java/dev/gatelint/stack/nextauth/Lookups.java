package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.nextauth.Place.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds every lookup of a file and says what is wrong with it. */
final class Lookups {
    private final Context context;
    private final Callers callers;

    Lookups(Context context, Callers callers) {
        this.context = context;
        this.callers = callers;
    }

    /** Adds the lookups of the file. */
    void add(Model.Builder model) {
        At.each(context.script(), at -> {
            if (!(at.node() instanceof Expr.Call call) || call.kind() == Expr.Call.Kind.NEW) return;
            Api api = context.api(call.callee());
            if (api == Api.OTHER && OwnFetch.is(call) || api == Api.NEXT_HEADERS) {
                Place where = place(at);
                Optional<Flaw<Kind>> flaw = api == Api.NEXT_HEADERS ? Awaits.headers(context, at) : new OwnFetch(context, where, at).flaw();
                flaw.ifPresent(found -> model.add(new SessionLookup(context.span(call), Words.of(call), where.words(), List.of(found))));
            }
            if (api == Api.OTHER && context.clerk().isPresent()) {
                Clerk.protect(context, at).ifPresent(flaw -> model.add(new SessionLookup(context.span(call), Words.of(call), place(at)
                    .words(), List.of(flaw))));
            }
            if (api == Api.GUARD && at.function().isPresent()) guard(at, call, model);
            if (api == Api.BETTER_CLIENT_SESSION || api == Api.BETTER_PLAIN_HOOK) {
                Place where = place(at);
                ClientSession.betterAuth(api, where, call).ifPresent(flaw ->
                    model.add(new SessionLookup(context.span(call), Words.of(call), where.words(), List.of(flaw))));
            }
            if (!api.lookup() && api != Api.USE_SESSION && api != Api.CLERK_HOOK) return;
            // auth(handler) wraps, it does not look up
            if (call.arguments().stream().anyMatch(argument -> argument instanceof Expr.Lambda || isFunction(argument))
                || shadowed(at, call)) return;
            Place place = place(at);
            model.add(new SessionLookup(context.span(call), Words.of(call), place.words(), flaws(api, place, at)));
        });
    }

    private Place place(At at) {
        Place place = Place.of(context.folder(), context.path(), context.script(), at);
        return place.where() == Where.LIBRARY ? callers.place(context, at, place) : place;
    }

    /** A function of the project that decides for itself: what it throws or says comes too late when nobody waits for it. */
    private void guard(At at, Expr.Call call, Model.Builder model) {
        Awaits.guard(context, at).ifPresent(flaw -> model.add(new SessionLookup(context.span(call), Words.of(call),
            Place.of(context.folder(), context.path(), context.script(), at).words(), List.of(flaw))));
    }

    /** A local name or parameter hides the imported one. */
    private static boolean shadowed(At at, Expr.Call call) {
        String first = call.callee().dotted().replaceFirst("\\..*", "");
        for (At around = at.outer(); around != null; around = around.outer()) {
            if (around.node() instanceof Function function
                && function.params().stream().flatMap(param -> param.target().names().stream())
                .anyMatch(name -> name.name().equals(first))) return true;
        }
        return false;
    }

    private boolean isFunction(Expr argument) {
        if (!(argument instanceof Expr.Name name)) return false;
        return context.names().value(context.path(), name).filter(located -> located.expr() instanceof Expr.Lambda).isPresent();
    }

    private List<Flaw<Kind>> flaws(Api api, Place place, At at) {
        List<Flaw<Kind>> flaws = new ArrayList<>();
        Optional<Flaw<Kind>> shape = switch (api) {
            case GET_SERVER_SESSION, UNSTABLE_GET_SERVER_SESSION -> context.major() >= 5 ? Optional.empty()
                : ServerSession.flaw(context, place, at);
            case GET_SESSION -> ClientSession.getSession(context, place, at);
            case USE_SESSION -> ClientSession.pair(context, at).or(() -> ClientSession.useSession(context, place))
                .or(() -> ClientSession.whole(at, "data|status|update"));
            case CLERK_HOOK -> ClientSession.whole(at, "user|userId|session|isLoaded|isSignedIn");
            case GET_TOKEN -> OtherLookups.getToken(context, place, at);
            case AUTH -> OtherLookups.auth(context, place, at);
            case BETTER_GET_SESSION -> OtherLookups.betterAuth(context, at);
            case IRON_SESSION -> OtherLookups.ironSession(context, at);
            case CLERK_AUTH, CLERK_USER -> Clerk.lookup(context, api, place, at);
            default -> Optional.empty();
        };
        shape.ifPresent(flaws::add);
        if (api == Api.USE_SESSION || api == Api.CLERK_HOOK) return flaws;
        misplaced(api, place, at).ifPresent(flaws::add);
        boolean said = flaws.stream().anyMatch(flaw -> flaw.kind() == Kind.NOT_AWAITED);
        if (!said && (api != Api.CLERK_AUTH || context.clerkIsAsync())) Awaits.flaw(context, at).ifPresent(flaws::add);
        // a helper may throw or redirect where the session is missing
        boolean mayBeNull = api != Api.HELPER && api != Api.IRON_SESSION && api != Api.CLERK_AUTH && place.where() != Where.CLIENT
            && flaws.isEmpty();
        if (mayBeNull) Swallowed.flaw(place, at).or(() -> Unchecked.flaw(at).map(flaw -> new Refusal(context, place, at).repair(api, flaw)))
            .ifPresent(flaws::add);
        return flaws;
    }

    /** Where there is no request, or not the runtime that the lookup needs. */
    private Optional<Flaw<Kind>> misplaced(Api api, Place place, At at) {
        boolean server = api == Api.GET_SERVER_SESSION || api == Api.UNSTABLE_GET_SERVER_SESSION || api == Api.AUTH || api == Api.HELPER
            || api == Api.BETTER_GET_SESSION || api == Api.CLERK_AUTH || api == Api.CLERK_USER || api == Api.IRON_SESSION;
        if (!server) return Optional.empty();
        if (place.where() == Where.EDGE_MIDDLEWARE && api == Api.GET_SERVER_SESSION && !context.nextAtLeast("16.0.0") && !onNode()) {
            boolean seen = context.next().filter(found -> found.surelyAtLeast("14.0.0-0") && found.surelyBefore("16.0.0-0")).isPresent();
            return Optional.of(new Flaw<>(Kind.UNSUPPORTED_HERE, "needs Node.js, and the middleware runs on the edge"
                + (seen ? ": the build fails" : ""), "call getToken({ req })",
                seen ? Certainty.CERTAIN : Certainty.LIKELY, List.of(), List.of()));
        }
        if (context.major() == 4 && (api == Api.GET_SERVER_SESSION || api == Api.UNSTABLE_GET_SERVER_SESSION) && edge()) {
            return Optional.of(Flaw.certain(Kind.UNSUPPORTED_HERE,
                "needs Node.js, and this file asks for the edge runtime: the build fails", "leave the runtime out"));
        }
        if (place.where() == Where.STATIC_PROPS) {
            return Optional.of(Flaw.certain(Kind.NO_REQUEST_HERE, "runs at build time, when there is no caller",
                "look the session up in getServerSideProps or in the page"));
        }
        boolean page = place.where() == Where.ROUTE_HANDLER || place.where() == Where.SERVER_COMPONENT;
        if (page && exported("dynamic").filter(value -> value instanceof Expr.Text text && text.value().equals("force-static"))
            .isPresent()) {
            return Optional.of(Flaw.certain(Kind.NO_REQUEST_HERE,
                "is answered once, at build time, because of `dynamic = 'force-static'`: with no caller there, it is null for everyone",
                "remove `dynamic = 'force-static'`"));
        }
        if (at.function().isPresent() && context.script().directives().stream()
            .anyMatch(d -> d.startsWith("use cache"))) return Optional.of(cached());
        for (At around = at.outer(); around != null; around = around.outer()) {
            boolean cached = around.node() instanceof Expr.Call call && call.callee().dotted().equals("unstable_cache");
            boolean directive = around.node() instanceof Function function
                && function.directives().stream().anyMatch(d -> d.startsWith("use cache"));
            if (cached || directive) return Optional.of(cached());
        }
        if (at.function().isEmpty() && api != Api.HELPER && place.where() != Where.CLIENT) {
            return Optional.of(new Flaw<>(Kind.NO_REQUEST_HERE, "runs once, when the module is loaded, and not for each request",
                "call it inside of the handler",
                Certainty.LIKELY, List.of(), List.of()));
        }
        return Optional.empty();
    }

    /** {@code config = { runtime: "nodejs" }} of a middleware. */
    private boolean onNode() {
        return exported("config").filter(config -> config instanceof Expr.Fields fields
            && fields.value("runtime") instanceof Expr.Text text && text.value().equals("nodejs")).isPresent();
    }

    /** {@code export const runtime = "edge"}, or the same in {@code config} of the pages router. */
    private boolean edge() {
        Expr runtime = exported("runtime").orElseGet(() -> exported("config").filter(Expr.Fields.class::isInstance)
            .map(config -> ((Expr.Fields) config).value("runtime")).orElse(null));
        return runtime instanceof Expr.Text text && text.value().matches("(experimental-)?edge");
    }

    private static Flaw<Kind> cached() {
        return new Flaw<>(Kind.NO_REQUEST_HERE, "runs in a cached function, which has no request",
            "look the session up outside and pass what is needed",
            Certainty.LIKELY, List.of(), List.of());
    }

    private Optional<Expr> exported(String name) {
        Script script = context.script();
        if (script.export(name).isEmpty()) return Optional.empty();
        for (Step step : script.body()) {
            if (step instanceof Step.Declare declare && declare.value() != null && declare.target() instanceof Target.Place place
                && place.place() instanceof Expr.Name declared && declared.name().equals(name)) return Optional.of(declare.value());
        }
        return Optional.empty();
    }
}
