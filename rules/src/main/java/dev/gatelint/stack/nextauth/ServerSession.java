package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.nextauth.Place.Where;
import dev.gatelint.stack.nextauth.Roles.Role;
import dev.gatelint.stack.npm.Installed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code getServerSession} of next-auth 4. With no or one argument it takes the request from {@code next/headers} and its argument for
 * options; with more, they are request, response and options (read in next-auth/next/index.js, run on next 14.2.35 and 15.5.29).
 */
final class ServerSession {
    private final Context context;
    private final Place place;
    private final At at;
    private final Expr.Call call;
    private final List<Role> roles;
    private final Roles judge;

    private ServerSession(Context context, Place place, At at) {
        this.context = context;
        this.place = place;
        this.at = at;
        this.call = (Expr.Call) at.node();
        this.judge = new Roles(context, place, at);
        this.roles = judge.of(call);
    }

    /** What is wrong with the arguments; empty when nothing is, or when it cannot be told. */
    static Optional<Flaw<Kind>> flaw(Context context, Place place, At at) {
        ServerSession session = new ServerSession(context, place, at);
        if (session.roles.contains(Role.SPREAD) || session.roles.contains(Role.FAKE_RESPONSE)) return Optional.empty();
        if (context.auth().flatMap(Installed::assumed).filter(v -> v.before("4.16.0")).isPresent()) {
            return place.where().pages() ? session.old(context.auth().get()) : Optional.empty();
        }
        if (place.where().pages()) return session.inPages();
        if (place.where().app() || place.where() == Where.PROXY) return session.inApp();
        return Optional.empty();
    }

    /**
     * Nothing comes from {@code next/headers} before 4.16: up to 4.5 the arguments are the context and the options, from 4.6 on request,
     * response and options (run on 4.3.4 and 4.15.2).
     */
    private Optional<Flaw<Kind>> old(Installed version) {
        Role first = roles.isEmpty() ? Role.UNKNOWN : roles.get(0);
        boolean unstable = context.api(call.callee()) == Api.UNSTABLE_GET_SERVER_SESSION;
        if (unstable && version.surelyAtLeast("4.6.0") && roles.size() < 3) {
            return Optional.of(flaw(Kind.MISSING_REQUEST_CONTEXT,
                "throws \"Cannot read properties of undefined (reading 'secret')\" for every caller", "pass " + wanted()));
        }
        if (!unstable && version.surelyBefore("4.6.0") && version.surelyAtLeast("4.0.0") && (roles.size() < 2 || first == Role.REQUEST)) {
            return Optional.of(Flaw.certain(Kind.MISSING_REQUEST_CONTEXT,
                "throws for every caller, because before 4.6 it takes the context and the options", "pass ("
                + (place.where() == Where.PAGE_PROPS ? judge.named(Role.PROPS_CONTEXT).orElse("context") : "{ req, res }") + ", "
                + optionsName() + ")"));
        }
        return Optional.empty();
    }

    private Optional<Flaw<Kind>> inPages() {
        if (roles.size() < 2) {
            String effect = context.nextAtLeast("14.0.0") ? "throws \"`headers` was called outside a request scope\" for every caller"
                : "throws for every caller, because with fewer than two arguments it looks for the request in next/headers";
            return Optional.of(flaw(Kind.MISSING_REQUEST_CONTEXT, effect, "pass " + wanted()));
        }
        Role first = roles.get(0);
        Role second = roles.get(1);
        boolean inOrder = first == Role.REQUEST && second == Role.RESPONSE;
        if (roles.size() == 2 && inOrder) return Optional.of(withoutOptions("pass " + optionsName() + " as the third argument"));
        boolean known = first != Role.UNKNOWN && second != Role.UNKNOWN;
        boolean wrongShape = first == Role.OPTIONS || second == Role.OPTIONS || first == Role.PROPS_CONTEXT || first == Role.WITH_BOTH
            || first == Role.WITH_REQUEST || first == Role.RESPONSE && second == Role.REQUEST;
        if (inOrder || !known && !wrongShape || !wrongShape) return Optional.empty();
        return Optional.of(flaw(Kind.MISSING_REQUEST_CONTEXT, "throws \"res.getHeader is not a function\" for every caller", "pass "
            + wanted()));
    }

    private Optional<Flaw<Kind>> inApp() {
        if (roles.isEmpty()) return Optional.of(withoutOptions("pass " + optionsName()));
        if (roles.size() == 1) {
            boolean request = roles.get(0) == Role.REQUEST || roles.get(0) == Role.WITH_REQUEST || roles.get(0) == Role.WITH_BOTH;
            return request ? Optional.of(withoutOptions("pass " + optionsName() + " and no request")) : Optional.empty();
        }
        if (roles.get(0) == Role.UNKNOWN && roles.get(1) == Role.UNKNOWN) return Optional.empty();
        boolean page = place.where() == Where.SERVER_COMPONENT;
        String effect = page ? "throws, because a server component has no request and response to pass"
            : "throws \"res.getHeader is not a function\" for every caller who is logged in";
        return Optional.of(flaw(Kind.MISSING_REQUEST_CONTEXT, effect, "pass only " + optionsName()));
    }

    private Flaw<Kind> withoutOptions(String remedy) {
        List<AuthConfig> configs = context.configs();
        boolean plain = configs.size() == 1 && configs.get(0).closed() && !configs.get(0).matters();
        boolean losing = configs.size() == 1 && (configs.get(0).option("adapter") != null || readsMore());
        boolean database = configs.size() == 1 && configs.get(0).strategy().equals("database");
        String effect = database ? "is null for everyone, because without the options it does not look into the database"
            : "gives a session without your callbacks and adapter, and throws when the secret stands only in the options";
        Certainty certainty = plain ? Certainty.POSSIBLE : losing ? Certainty.CERTAIN : Certainty.LIKELY;
        return repaired(new Flaw<>(Kind.MISSING_OPTIONS, effect, remedy, certainty, evidence(), List.of()));
    }

    private List<Evidence> evidence() {
        return context.configs().stream().filter(config -> !config.name().isEmpty()).limit(1)
            .map(config -> new Evidence(new Span(config.path(), config.call().start(), config.call().end()),
            "the options of this application")).toList();
    }

    /** Reads something of the session that only a callback can have put there. */
    private boolean readsMore() {
        boolean[] found = new boolean[1];
        String name = Uses.variable(at);
        if (name.isEmpty() || at.function().isEmpty()) return false;
        At.each(at.function().get(), ((Function) at.function().get().node()).body(), use -> {
            if (!(use.node() instanceof Expr.Member member)) return;
            String read = member.dotted();
            if (read.startsWith(name + ".user.") && !read.matches(".*\\.user\\.(name|email|image)(\\..*)?")) found[0] = true;
            if (read.matches(java.util.regex.Pattern.quote(name) + "\\.(?!user\\b|expires\\b)\\w+")) found[0] = true;
        });
        return found[0];
    }

    private Flaw<Kind> flaw(Kind kind, String effect, String remedy) {
        boolean certain = context.surelyMajor(4);
        return repaired(new Flaw<>(kind, effect, remedy, certain ? Certainty.CERTAIN : Certainty.LIKELY, evidence(), List.of()));
    }

    private String optionsName() {
        return new Repairs(context).options().map(Repairs.Options::name).orElse("authOptions");
    }

    /** The arguments as they should be, in the names of this handler. */
    private String wanted() {
        if (!place.where().pages()) return optionsName();
        String otherwise = place.where() == Where.PAGE_PROPS ? "context.req, context.res" : judge.named(Role.REQUEST).orElse("req")
            + ", res";
        return "(" + judge.requestAndResponse().orElse(otherwise) + ", " + optionsName() + ")";
    }

    private Flaw<Kind> repaired(Flaw<Kind> flaw) {
        Repairs repairs = new Repairs(context);
        Optional<Repairs.Options> options = passed().map(name -> new Repairs.Options(name, List.of())).or(repairs::options);
        if (options.isEmpty()) return flaw;
        List<TextEdit> edits = new ArrayList<>(options.get().edits());
        String arguments = options.get().name();
        if (place.where().pages()) {
            Optional<String> both = judge.requestAndResponse();
            // the handler does not take the response yet
            Optional<Expr.Name> alone = both.isPresent() || place.where() != Where.API_ROUTE ? Optional.empty() : judge.only();
            if (both.isEmpty() && alone.isEmpty()) return flaw;
            alone.ifPresent(name -> edits.add(new TextEdit(new Span(context.path(), name.end(), name.end()), ", res")));
            arguments = both.orElseGet(() -> alone.get().name() + ", res") + ", " + arguments;
        }
        edits.add(repairs.arguments(call, arguments));
        return flaw.repairedBy(new Fix("Pass " + arguments, Fix.Safety.SAFE, edits));
    }

    /** The options that the call already passes, by name. */
    private Optional<String> passed() {
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i) == Role.OPTIONS && !call.argument(i).dotted().isEmpty()) return Optional.of(call.argument(i).dotted());
        }
        return Optional.empty();
    }
}
