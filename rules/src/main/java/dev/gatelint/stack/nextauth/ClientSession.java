package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.nextauth.Place.Where;
import dev.gatelint.stack.nextauth.Roles.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code getSession} and {@code useSession} of {@code next-auth/react}, which are made for the browser, in code of the server. */
final class ClientSession {
    private ClientSession() {}

    static Optional<Flaw<Kind>> getSession(Context context, Place place, At at) {
        if (!place.where().pages() && !place.where().app() && place.where() != Where.STATIC_PROPS) return Optional.empty();
        int major = context.major();
        if (major == 0) return Optional.empty();
        Expr.Call call = (Expr.Call) at.node();
        Role role = call.arguments().isEmpty() ? null : new Roles(context, place, at).of(call.argument(0));
        if (major >= 5 && place.where().app()) {
            return flaw(context, place, at, "throws \"Attempted to call getSession() from the server but getSession is on the client\"",
                Certainty.CERTAIN);
        }
        if (place.where() == Where.STATIC_PROPS) {
            return Optional.of(Flaw.certain(Kind.NO_REQUEST_HERE, "runs at build time, when there is no caller: it is null for everyone",
                "look the session up in getServerSideProps"));
        }
        if (role == null) return flaw(context, place, at, "is null for everyone, because no cookie is sent along", Certainty.CERTAIN);
        if (role == Role.SPREAD || role == Role.UNKNOWN) return Optional.empty();
        // version 3 has no other way, and takes { req } and the context
        boolean shaped = role == Role.WITH_REQUEST || role == Role.WITH_BOTH || role == Role.PROPS_CONTEXT || role == Role.OPTIONS;
        if (role == Role.REQUEST && major <= 4) {
            return flaw(context, place, at, "is null for everyone, because it looks for `req` inside of what it gets", Certainty.CERTAIN);
        }
        if (!shaped) return Optional.empty();
        if (major >= 5) return flaw(context, place, at, "is null for everyone, because it looks for `headers` and not for `req`",
            Certainty.LIKELY);
        if (place.where().app() && role == Role.WITH_REQUEST && !madeUp((Expr.Fields) call.argument(0))) {
            return flaw(context, place, at, "is null for everyone, because the headers of this request have no property `cookie`",
                Certainty.CERTAIN);
        }
        if (major <= 3 || !place.where().pages()) return Optional.empty();
        Flaw<Kind> slow = new Flaw<>(Kind.OUTDATED_FORM,
            "asks the own server over HTTP, and is null when NEXTAUTH_URL is absent or not reachable",
            "call getServerSession", Certainty.POSSIBLE, List.of(), List.of());
        return Optional.of(repaired(context, place, at, slow));
    }

    /** {@code { req: { headers: … } }} */
    private static boolean madeUp(Expr.Fields fields) {
        return !(fields.value("req") instanceof Expr.Name);
    }

    private static Optional<Flaw<Kind>> flaw(Context context, Place place, At at, String effect, Certainty certainty) {
        String remedy = context.major() >= 5 ? "call auth" : context.major() == 4 ? "call getServerSession" : "pass { req }";
        Flaw<Kind> flaw = new Flaw<>(Kind.CLIENT_LOOKUP_ON_SERVER, effect, remedy, certainty, List.of(), List.of());
        return Optional.of(repaired(context, place, at, flaw));
    }

    /** Another import and another call, when the import gives nothing else and the name is called once. */
    private static Flaw<Kind> repaired(Context context, Place place, At at, Flaw<Kind> flaw) {
        if (context.major() != 4 || !(((Expr.Call) at.node()).callee() instanceof Expr.Name callee)) return flaw;
        Optional<Script.Import> imported = context.script().imported(callee.name());
        Optional<Repairs.Options> options = new Repairs(context).options();
        if (imported.isEmpty() || options.isEmpty() || !imported.get().name().equals(callee.name())) return flaw;
        Script.Import own = imported.get();
        boolean alone = context.script().imports().stream().filter(i -> i.sourceStart() == own.sourceStart()).count() == 1;
        int[] calls = new int[1];
        At.each(context.script(), use -> {
            if (use.node() instanceof Expr.Name name && name.name().equals(own.local())) calls[0]++;
        });
        boolean has = context.script().imports().stream().anyMatch(i -> i.local().equals("getServerSession"));
        if (!alone || has || calls[0] != 1) return flaw;
        Optional<String> arguments = arguments(place, at, context, options.get().name());
        if (arguments.isEmpty()) return flaw;
        List<TextEdit> edits = new ArrayList<>(options.get().edits());
        edits.add(new TextEdit(new Span(context.path(), own.start(), own.end()), "getServerSession"));
        edits.add(new TextEdit(new Span(context.path(), own.sourceStart(), own.sourceEnd()), "\"next-auth/next\""));
        edits.add(new TextEdit(context.span(callee), "getServerSession"));
        edits.add(new Repairs(context).arguments((Expr.Call) at.node(), arguments.get()));
        return flaw.repairedBy(new Fix("Call getServerSession(" + arguments.get() + ")", Fix.Safety.REVIEW, edits));
    }

    private static Optional<String> arguments(Place place, At at, Context context, String options) {
        if (place.where().app()) return Optional.of(options);
        return new Roles(context, place, at).requestAndResponse().map(both -> both + ", " + options);
    }

    /** The client of better-auth on the server, and its store taken for a hook; run on 1.7.25. */
    static Optional<Flaw<Kind>> betterAuth(Api api, Place place, Expr.Call call) {
        if (api == Api.BETTER_PLAIN_HOOK) {
            return Optional.of(Flaw.certain(Kind.UNSUPPORTED_HERE,
                "throws \"useSession is not a function\", because the client comes from better-auth/client, which gives a store",
                "create the client with createAuthClient of \"better-auth/react\""));
        }
        boolean passed = call.arguments().stream().anyMatch(argument -> !(argument instanceof Expr.Fields fields) || fields.open()
            || fields.value("fetchOptions") != null);
        if (passed || !place.where().app() && !place.where().pages()) return Optional.empty();
        return Optional.of(Flaw.certain(Kind.CLIENT_LOOKUP_ON_SERVER, "gives no session to anyone, because no cookie is sent along",
            place.where().app() ? "call auth.api.getSession({ headers: await headers() })"
                : "call auth.api.getSession({ headers: req.headers })"));
    }

    /** {@code const [session, loading] = useSession()} of version 3. */
    static Optional<Flaw<Kind>> pair(Context context, At at) {
        if (!context.surelyMajor(4) && !context.surelyMajor(5) || !(at.parent() instanceof Step.Declare declare)
            || !(declare.target() instanceof Target.Slots slots)) return Optional.empty();
        Flaw<Kind> flaw = Flaw.certain(Kind.OUTDATED_FORM, "gives an object from version 4 on, and taking it apart as a list throws",
            "write `const { data, status } = useSession()`");
        List<String> parts = slots.parts().stream().map(part -> part == null || !(part.target() instanceof Target.Place place)
            || !(place.place() instanceof Expr.Name name)
            || part.fallback() != null ? "" : name.name()).toList();
        if (parts.isEmpty() || parts.size() > 2 || parts.contains("") || slots.rest() != null) return Optional.of(flaw);
        List<TextEdit> edits = new ArrayList<>();
        edits.add(new TextEdit(new Span(context.path(), declare.start(), declare.value().start()), "{ data: " + parts.get(0)
            + (parts.size() == 2 ? ", status } = " : " } = ")));
        if (parts.size() == 2) edits.add(new TextEdit(new Span(context.path(), declare.value().end(), declare.value().end()), ", "
            + parts.get(1) + " = status === \"loading\""));
        return Optional.of(flaw.repairedBy(new Fix("Take it apart as an object", Fix.Safety.SAFE, edits)));
    }

    /**
     * The object of a hook that is tested as if it were the session.
     *
     * @param parts what the object holds; where one of these is read, the test is for something else
     */
    static Optional<Flaw<Kind>> whole(At at, String parts) {
        List<At> uses = Uses.ofVariable(at, Uses.variable(at));
        boolean tested = uses.stream().anyMatch(use -> use.parent() instanceof Expr.Unary not && not.operator().equals("!")
            || use.parent() instanceof Step.If branch && branch.test() == use.node());
        boolean read = uses.stream().anyMatch(use -> use.parent() instanceof Expr.Member member && member.name().matches(parts));
        return !tested || read ? Optional.empty() : Optional.of(new Flaw<>(Kind.ALWAYS_TRUTHY,
            "is an object for everyone, also without a login: the test says nothing of the caller",
            "test what it holds: `" + parts.replaceFirst("\\|.*", "") + "`", Certainty.LIKELY, List.of(), List.of()));
    }

    /** A hook outside of the browser. */
    static Optional<Flaw<Kind>> useSession(Context context, Place place) {
        if (place.where() == Where.API_ROUTE || place.where() == Where.PAGE_PROPS || place.where() == Where.ROUTE_HANDLER
            || place.where() == Where.ACTION) {
            return Optional.of(Flaw.certain(Kind.SERVER_LOOKUP_ON_CLIENT,
                "throws \"Cannot read properties of null (reading 'useContext')\", because a hook"
                + " runs in components only", context.major() >= 5 ? "call auth" : "call getServerSession"));
        }
        if (place.where() != Where.SERVER_COMPONENT) return Optional.empty();
        return Optional.of(new Flaw<>(Kind.SERVER_LOOKUP_ON_CLIENT, "throws, because a server component has no React context",
            "begin the file with \"use client\", or look the session up on the server", Certainty.LIKELY, List.of(), List.of()));
    }
}
