package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call {@code NextAuth(options)}.
 *
 * @param path    the file of the call
 * @param call    the call
 * @param options the options object where it is written, with its file; empty when it cannot be followed
 * @param name    how the options are called where they are declared, empty when they have no name
 * @param home    the file that declares them
 */
record AuthConfig(String path, Expr.Call call, Optional<Expr.Fields> options, String name, String home) {
    /** Reads a call whose callee is NextAuth. */
    static AuthConfig of(String path, Expr.Call call, Names names) {
        // NextAuth(req, res, options) is the advanced form of version 4
        Expr argument = call.arguments().size() == 3 ? call.argument(2) : call.argument(0);
        if (argument == null || argument instanceof Expr.Spread) return new AuthConfig(path, call, Optional.empty(), "", path);
        Optional<Names.Located> value = names.value(path, argument);
        String name = "";
        String home = value.map(Names.Located::path).orElse(path);
        if (argument instanceof Expr.Name local && names.modules().origin(path, local.name()) instanceof Modules.Local at) {
            name = at.name();
            home = at.path();
        }
        return new AuthConfig(path, call, value.flatMap(located -> fields(located, names)), name, home);
    }

    private static Optional<Expr.Fields> fields(Names.Located located, Names names) {
        Expr expr = located.expr();
        if (expr instanceof Expr.Fields fields) return Optional.of(merged(located.path(), fields, names, 0));
        if (!(expr instanceof Expr.Lambda lambda)) return Optional.empty();
        List<Expr.Fields> returned = new ArrayList<>();
        At.each(null, lambda.function().body(), at -> {
            if (at.function().isEmpty() && at.node() instanceof Step.Return result
                && result.value() instanceof Expr.Fields fields) returned.add(fields);
        });
        return returned.size() == 1 ? Optional.of(merged(located.path(), returned.get(0), names, 0)) : Optional.empty();
    }

    /** The object with the entries of the objects that it spreads, when they are written down. */
    private static Expr.Fields merged(String path, Expr.Fields fields, Names names, int hops) {
        if (hops > 3 || fields.entries().stream().noneMatch(entry -> entry.kind() == Expr.Entry.Kind.SPREAD)) return fields;
        List<Expr.Entry> all = new ArrayList<>();
        for (Expr.Entry entry : fields.entries()) {
            Optional<Names.Located> spread = entry.kind() == Expr.Entry.Kind.SPREAD ? names.value(path, entry.value()) : Optional.empty();
            if (spread.isPresent() && spread.get().expr() instanceof Expr.Fields inner) all.addAll(merged(spread.get().path(), inner,
                names, hops + 1).entries());
            else all.add(entry);
        }
        return new Expr.Fields(fields.start(), fields.end(), all);
    }

    /** The value of an option, or null. */
    Expr option(String key) {
        return options.map(fields -> fields.value(key)).orElse(null);
    }

    /** True when nothing but what is written can be in the options. */
    boolean closed() {
        return options.isPresent() && !options.get().open();
    }

    /** The session strategy: {@code database} when there is an adapter and none is named; empty when it cannot be told. */
    String strategy() {
        Expr session = option("session");
        Expr named = session instanceof Expr.Fields fields ? fields.value("strategy") : null;
        if (named instanceof Expr.Text text) return text.value();
        boolean open = session != null && !(session instanceof Expr.Fields fields && !fields.open());
        Expr adapter = option("adapter");
        boolean perhaps = adapter instanceof Expr.Choice || adapter instanceof Expr.Binary || adapter instanceof Expr.Scalar
            || adapter instanceof Expr.Name name && name.name().equals("undefined");
        if (named != null || open || perhaps) return "";
        return adapter != null ? "database" : "jwt";
    }

    /** True when sessions that do not get these options lose something. */
    boolean matters() {
        return option("callbacks") != null || option("adapter") != null || option("cookies") != null || option("secret") != null
            || option("jwt") != null;
    }

    /** True when this declares the options under {@code local} in {@code path}. */
    boolean declares(Modules.Origin origin) {
        return origin instanceof Modules.Local local && local.path().equals(home) && local.name().equals(name) && !name.isEmpty();
    }

    /** The names that a pattern takes out of the call's result: {@code handlers}, {@code auth}. */
    static List<String> taken(Target target) {
        return target instanceof Target.Keys keys ? keys.parts().stream().map(Target.Part::name).toList() : List.of();
    }
}
