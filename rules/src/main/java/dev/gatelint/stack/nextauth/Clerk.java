package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.nextauth.Uses.Use;
import dev.gatelint.stack.npm.Installed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Lookups of {@code @clerk/nextjs}; read in the sources of 7.9.17. */
final class Clerk {
    private Clerk() {}

    /** {@code auth()} and {@code currentUser()}. */
    static Optional<Flaw<Kind>> lookup(Context context, Api api, Place place, At at) {
        if (place.where().pages() && context.clerk().filter(found -> found.surelyAtLeast("5.0.0-0")).isPresent()) {
            return Optional.of(Flaw.certain(Kind.MISSING_REQUEST_CONTEXT,
                "throws in the pages router, because it is made for the app router", "call getAuth(req)"));
        }
        if (api != Api.CLERK_AUTH) return Optional.empty();
        Optional<Flaw<Kind>> protect = calledOnPromise(context, at);
        boolean object = context.clerk().filter(found -> found.surelyBefore("6.0.0-0")).isPresent() && !(at.parent() instanceof Expr.Await);
        return protect.isPresent() ? protect
            : object && OtherLookups.tested(at) ? Optional.of(new Flaw<>(Kind.ALWAYS_TRUTHY,
            "is an object for everyone, also without a login: the check lets anyone through", "test its userId", Certainty.LIKELY, List.of(),
            List.of()))
            : OtherLookups.awaitedObject(at, "is an object for everyone, also without a login: the check lets anyone through",
            "test its userId", Certainty.LIKELY);
    }

    /** {@code auth().protect()}, the form of version 5. */
    private static Optional<Flaw<Kind>> calledOnPromise(Context context, At at) {
        boolean called = context.clerkIsAsync() && at.parent() instanceof Expr.Member member && member.object() == at.node()
            && member.name().equals("protect")
            && at.outer().parent() instanceof Expr.Call;
        if (!called) return Optional.empty();
        At call = at.outer().outer();
        boolean awaited = call.parent() instanceof Expr.Await;
        Flaw<Kind> flaw = Flaw.certain(Kind.NOT_AWAITED, "is a promise from version 6 on and has no `protect`: the call throws",
            "write `await auth.protect()`");
        Expr.Call auth = (Expr.Call) at.node();
        boolean async = at.function().filter(function -> ((Function) function.node()).async()).isPresent();
        if (!async || !auth.arguments().isEmpty()) return Optional.of(flaw);
        List<TextEdit> edits = new ArrayList<>();
        if (!awaited) edits.add(new TextEdit(new Span(context.path(), auth.start(), auth.start()), "await "));
        edits.add(new TextEdit(new Span(context.path(), auth.callee().end(), auth.end()), ""));
        return Optional.of(flaw.repairedBy(new Fix("Write await auth.protect()", Fix.Safety.SAFE, edits)));
    }

    /** {@code auth.protect()} that nobody waits for: what it throws comes when the code behind has run. */
    static Optional<Flaw<Kind>> protect(Context context, At at) {
        Expr.Call call = (Expr.Call) at.node();
        if (!context.clerkIsAsync() || !call.callee().dotted().endsWith(".protect") || Uses.of(at) != Use.DROPPED) return Optional.empty();
        String object = call.callee().dotted().substring(0, call.callee().dotted().length() - ".protect".length());
        if (object.contains(".")) return Optional.empty();
        boolean imported = context.api(((Expr.Member) call.callee()).object()) == Api.CLERK_AUTH;
        if (!imported && !parameter(context, at, object)) return Optional.empty();
        Flaw<Kind> flaw = Flaw.certain(Kind.NOT_AWAITED, "gives a promise that nobody waits for: what stands behind it runs for anyone",
            "await it");
        return Optional.of(new Repairs(context).await(at).map(flaw::repairedBy).orElse(flaw));
    }

    /** {@code clerkMiddleware((auth, request) => …)} */
    private static boolean parameter(Context context, At at, String name) {
        for (At around = at.outer(); around != null; around = around.outer()) {
            if (!(around.node() instanceof Function function) || function.params().isEmpty()
                || !function.params().get(0).name().equals(name)) continue;
            return around.outer() != null && around.outer().parent() instanceof Expr.Call call && call.callee() instanceof Expr.Name callee
                && context.names().modules().origin(context.path(), callee.name()) instanceof Modules.External external
                && external.name().equals("clerkMiddleware");
        }
        return false;
    }

    /** The application has a middleware of Clerk, or one that may call it. */
    private static boolean hasMiddleware(SortedMap<String, Script> scripts) {
        return scripts.values().stream().anyMatch(script -> script.imports().stream()
            .anyMatch(i -> i.source().startsWith("@clerk/") && i.name().matches("(?i).*middleware")))
            || scripts.entrySet().stream().anyMatch(entry -> entry.getKey().matches("(.*/)?(middleware|proxy)\\.[cm]?[jt]sx?"));
    }

    /** {@code auth()} where no middleware has looked at the request; reported once, at the first of them. */
    static void withoutMiddleware(String folder, SortedMap<String, Script> scripts, Names names, Installed clerk, Model.Builder model) {
        if (!clerk.surelyAtLeast("5.0.0-0") || hasMiddleware(scripts)) return;
        List<SessionLookup> found = new ArrayList<>();
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (!found.isEmpty() || !(at.node() instanceof Expr.Call call)) return;
            Api api = names.api(path, call.callee());
            Place place = Place.of(folder, path, script, at);
            if (api != Api.CLERK_AUTH && api != Api.CLERK_USER || !place.where().app()) return;
            String name = api == Api.CLERK_AUTH ? "auth()" : "currentUser()";
            found.add(new SessionLookup(new Span(path, call.start(), call.end()), Words.of(call), place.words(),
                List.of(Flaw.certain(Kind.MISSING_REQUEST_CONTEXT,
                "throws \"Clerk: " + name + " was called but Clerk can't detect usage of clerkMiddleware()\", because this application has no middleware",
                "call clerkMiddleware in the middleware"))));
        }));
        found.forEach(model::add);
    }
}
