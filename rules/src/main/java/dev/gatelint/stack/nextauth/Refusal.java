package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.nextauth.Place.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The check that is missing behind a lookup, in the form in which the place answers. */
record Refusal(Context context, Place place, At at) {
    /** The flaw with the check as its repair, where the form of the answer is known. */
    Flaw<Kind> repair(Api api, Flaw<Kind> flaw) {
        if (!(at.outer().parent() instanceof Step.Declare declare) || declare.value() != at.parent()
            || at.function().isEmpty()) return flaw;
        if (!(declare.target() instanceof Target.Place taken && taken.place() instanceof Expr.Name name)) return flaw;
        // a callback or a helper may have to give something else than an answer
        At function = at.function().get();
        Function own = (Function) function.node();
        if (at.outermostFunction().map(At::node).orElse(null) != own || !handles(function)) return flaw;
        Optional<Step> next = next(own.body(), declare, name.name());
        List<TextEdit> edits = new ArrayList<>();
        Optional<String> answer = answer(api, own, edits);
        if (next.isEmpty() || answer.isEmpty()) return flaw;
        boolean user = api == Api.GET_TOKEN || api == Api.CLERK_USER;
        int start = next.get().start();
        String check = "if (!" + name.name() + (user ? "" : "?.user") + ") " + answer.get() + ";\n"
            + " ".repeat(context.lines().column(start) - 1);
        edits.add(new TextEdit(new Span(context.path(), start, start), check));
        return flaw.repairedBy(new Fix("Refuse the caller when there is no session", Fix.Safety.REVIEW, edits));
    }

    /**
     * The first statement behind the lookup whose start is known, when nothing reads the session before it. A variable's is not: it may be
     * the second of one declaration.
     */
    private Optional<Step> next(List<Step> body, Step.Declare lookup, String name) {
        int first = Uses.ofVariable(at, name).stream().mapToInt(use -> ((Expr) use.node()).start()).filter(start -> start > lookup.end())
            .min().orElse(Integer.MAX_VALUE);
        int index = body.indexOf(lookup);
        if (index < 0) return Optional.empty();
        return body.stream().skip(index + 1).takeWhile(step -> step.start() <= first).filter(Refusal::starts).findFirst();
    }

    private static boolean starts(Step step) {
        if (step instanceof Step.Run run) return run.expr() instanceof Expr.Await || run.expr() instanceof Expr.Call call
            && !call.callee().dotted().isEmpty();
        return step instanceof Step.Return || step instanceof Step.If || step instanceof Step.Try || step instanceof Step.Throw;
    }

    /** The function that Next calls itself, and no other of the file. */
    private boolean handles(At function) {
        String name = function.functionName();
        return switch (place.where()) {
            case ROUTE_HANDLER -> name.matches("GET|POST|PUT|PATCH|DELETE");
            case API_ROUTE -> ((Function) function.node()).params().size() >= 2
                && context.script().export("default").filter(export -> export.local().equals(name)).isPresent();
            case PAGE_PROPS -> name.equals("getServerSideProps");
            case ACTION -> context.script().actions() && context.script().export(name).isPresent();
            case SERVER_COMPONENT -> context.path().matches("(.*/)?page\\.[jt]sx?")
                && context.script().export("default").filter(export -> export.local().equals(name)).isPresent();
            default -> false;
        };
    }

    private Optional<String> answer(Api api, Function function, List<TextEdit> edits) {
        return switch (place.where()) {
            case ROUTE_HANDLER -> Optional.of("return Response.json({ error: \"Unauthorized\" }, { status: 401 })");
            case PAGE_PROPS -> Optional.of("return { redirect: { destination: \"/api/auth/signin\", permanent: false } }");
            case ACTION -> Optional.of("throw new Error(\"Unauthorized\")");
            case SERVER_COMPONENT -> redirect(api, edits);
            default -> {
                String response = function.params().get(1).name();
                yield response.isEmpty() ? Optional.empty()
                    : Optional.of("return " + response + ".status(401).json({ error: \"Unauthorized\" })");
            }
        };
    }

    /** To the login of NextAuth; where the others have theirs is not known. */
    private Optional<String> redirect(Api api, List<TextEdit> edits) {
        if (api != Api.GET_SERVER_SESSION && api != Api.UNSTABLE_GET_SERVER_SESSION && api != Api.AUTH) return Optional.empty();
        Optional<Script.Import> local = context.script().imported("redirect");
        if (local.isPresent() && !local.get().source().equals("next/navigation")) return Optional.empty();
        Optional<TextEdit> added = local.isPresent() ? Optional.empty() : new Repairs(context).addImport("{ redirect }", "next/navigation");
        added.ifPresent(edits::add);
        return local.isPresent() || added.isPresent() ? Optional.of("redirect(\"/api/auth/signin\")") : Optional.empty();
    }
}
