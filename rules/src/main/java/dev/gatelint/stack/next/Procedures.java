package dev.gatelint.stack.next;

import dev.gatelint.source.Span;
import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.js.flow.World.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * tRPC: what its routers hold, and what runs when a request asks for one procedure. What it says was seen with {@code @trpc/server} 10.45
 * and 11.25.
 */
final class Procedures {
    private static final int MAX_DEPTH = 12;

    private Procedures() {}

    /**
     * A procedure of a router.
     *
     * @param name with its routers, joined by dots, as requests name it
     * @param kind {@code query}, {@code mutation} or {@code subscription}
     * @param at   the builder that it is made with
     * @param on   the name of that builder, empty when it has none
     */
    record Procedure(String name, String kind, Value chain, Span at, String on) {
        /** True when the source says that it is open: tRPC's own documentation calls that builder {@code publicProcedure}. */
        boolean meantOpen() {
            return on.toLowerCase(Locale.ROOT).contains("public");
        }

        /** The methods that reach it, its own first; HEAD is answered without running it. */
        List<String> methods(Value options) {
            if (kind.equals("mutation")) return List.of("POST");
            boolean override = kind.equals("query") && Boolean.TRUE.equals(options.field("allowMethodOverride").truth());
            return override ? List.of("GET", "POST") : List.of("GET");
        }
    }

    /**
     * What a mount serves.
     *
     * @param unclear names, joined by dots, below which there may be procedures that are not known; empty names for the router itself
     */
    record Router(List<Procedure> procedures, List<String> unclear) {}

    /** What a router holds that was given to a mount. */
    static Router of(Value router) {
        Router found = new Router(new ArrayList<>(), new ArrayList<>());
        collect(router, "", found, 0);
        return found;
    }

    private static void collect(Value value, String name, Router found, int depth) {
        Value at = value.kind() == Value.Kind.PROMISE ? value.awaited() : value;
        if (at.kind() == Value.Kind.UNION) {
            at.items().stream().filter(item -> !item.nullish()).forEach(item -> collect(item, name, found, depth));
        } else if (at.is("procedures")) {
            collect((Value) at.natively().of(), name, found, depth);
        } else if (at.kind() == Value.Kind.CHAIN && ((Value.Chain) at.data()).last() != null) {
            Value.Chain chain = (Value.Chain) at.data();
            found.procedures.add(new Procedure(name, chain.kind(), at, chain.at(), chain.on()));
        } else if (at.kind() == Value.Kind.OBJECT && depth < MAX_DEPTH) {
            new TreeMap<>(at.fields()).forEach((key, field) -> {
                if (key.equals("*")) found.unclear.add(name);
                else collect(field, name.isEmpty() ? key : name + "." + key, found, depth + 1);
            });
        } else {
            found.unclear.add(name);
        }
    }

    /** The path before the names of procedures, of a mount in a file that Next serves as {@code route}. */
    static String base(Value options, String route, String basePath) {
        String base = route.replaceFirst("/\\{[^/]*}$", "");
        String endpoint = options.field("endpoint").text().orElse("");
        String own = endpoint.startsWith(basePath) ? endpoint.substring(basePath.length()) : endpoint;
        return route.endsWith("*}") && own.startsWith(base + "/") ? own : base;
    }

    /** What functions of tRPC give; null for one that is not known. */
    static Value of(Call c, Value.External called) {
        if (!called.source().equals("@trpc/server") && !called.source().startsWith("@trpc/server/")) return null;
        return switch (called.last()) {
            case "router" -> called.path().startsWith("initTRPC") ? router(c, c.argument(0)) : null;
            case "mergeRouters" -> Value.nativeOf("procedures", merged(c.arguments()));
            case "lazy", "experimental_lazy" -> lazy(c);
            case "fetchRequestHandler", "nodeHTTPRequestHandler" -> answer(c, c.argument(0), c.argument(0).field("req"));
            case "createNextApiHandler" -> Value.nativeOf("procedures.handler", c.argument(0));
            default -> null;
        };
    }

    private static Value router(Call c, Value record) {
        Value all = record;
        if (record.is("module")) {
            Map<String, Value> fields = new HashMap<>();
            String file = (String) record.natively().of();
            c.machine().exports(file).forEach(name -> fields.put(name, c.machine().exported(file, name)));
            all = Value.object(fields);
        }
        return Value.nativeOf("procedures", all);
    }

    private static Value merged(List<Value> routers) {
        Map<String, Value> fields = new HashMap<>();
        for (Value router : routers) {
            Value record = router.is("procedures") ? (Value) router.natively().of() : Value.ANY;
            if (record.kind() == Value.Kind.OBJECT) fields.putAll(record.fields());
            else fields.put("*", Value.ANY);
        }
        return Value.object(fields);
    }

    /** {@code lazy(() => import("./router"))}: a router, or the only thing that a module exports. */
    private static Value lazy(Call c) {
        Value given = c.machine().call(c.argument(0), List.of()).awaited();
        if (!given.is("module")) return given.kind() == Value.Kind.OBJECT && given.fields().size() == 1
            ? given.fields().values().iterator().next() : given;
        String file = (String) given.natively().of();
        List<String> exports = c.machine().exports(file);
        return exports.size() == 1 ? c.machine().exported(file, exports.get(0)) : Value.ANY;
    }

    /** Members of a router: what it is made of, by its own names and by those of the library. */
    static Value member(Value record, String name) {
        if (name.equals("_def")) return Value.object(Map.of("procedures", record, "record", record, "*", Value.ANY));
        return record.fields().getOrDefault(name, Value.ANY);
    }

    /**
     * What a mount answers to a request. Without a path it only says what it serves; else it makes the context, and runs the procedure that
     * the path names behind its last slash.
     */
    static Value answer(Call c, Value options, Value request) {
        String path = request.is("request") ? ((NextWorld.Request) request.natively().of()).path() : "";
        if (path.isEmpty()) {
            c.machine().mounted(options);
            return Value.nativeOf("delegated", null);
        }
        Optional<Procedure> asked = of(options.field("router")).procedures.stream()
            .filter(procedure -> procedure.name.equals(path.substring(path.lastIndexOf('/') + 1))).findFirst();
        if (asked.isEmpty()) return Value.reply(404, "", false);
        Value create = options.field("createContext");
        // the context is made for a request and not for a procedure, so that it is found out once for all of them
        Value anyone = Value.nativeOf("request", ((NextWorld.Request) request.natively().of()).anywhere());
        Value context = create.nullish() ? Value.ANY : c.machine().call(create, List.of(Value.object(Map.of("req", anyone, "res",
            NextWorld.response(), "*", Value.ANY)))).awaited();
        c.machine().answer(200);
        Value answer = c.machine().chain(asked.get().chain, context);
        return Value.promise(Value.reply(200, "", false).with(answer.marks()));
    }
}
