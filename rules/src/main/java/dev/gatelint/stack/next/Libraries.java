package dev.gatelint.stack.next;

import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.js.flow.World.Call;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What packages do that are not looked into: wrappers, callbacks, and names that sound like a guard. */
final class Libraries {
    /** Packages that wrap a handler and do not stop anyone. */
    private static final Pattern TRANSPARENT = Pattern.compile("react|next/cache|next/server|next/dynamic|next-axiom|@axiomhq/.*|@sentry/.*|@logtail/.*|newrelic|@highlight-run/.*|@vercel/.*|@opentelemetry/.*|"
        + "lodash.*|es-toolkit.*|remeda|ramda|p-.*|async|@upstash/.*|nextjs-cors|cors|micro|micro-cors|next-intl.*|@bugsnag/.*|@posthog/.*|posthog-.*|workflow|dd-trace|effect");

    private static final Pattern GUARDLIKE = Pattern.compile("(?i)(.*\\.)?((require|assert|ensure|verify|check|validate|authorize|authenticate|protect|guard|enforce|with|get|is|must|current|use|load|fetch|server)_?"
        + "(\\w*(auth|session|user|login|loggedin|signedin|signature|admin|permission|access|role|token|member|owner|viewer|account|identity|secret|key|webhook|clerk|ability)\\w*)|auth\\w*|protect\\w*|guard\\w*|authorize\\w*|authenticate\\w*|\\w*guard|\\w*session)");

    /** Packages without any guard in them: their names say nothing. */
    private static final Pattern HARMLESS = Pattern.compile("(react.*|next|next/.*|zod|@radix-ui/.*|lucide.*|date-fns.*|dayjs|clsx|tailwind.*|@tanstack/.*|swr|axios|uuid|nanoid|@prisma/.*|.*prisma.*|mongoose|mongodb|bcrypt.*|argon2|stripe|"
        + "nodemailer|resend|node:.*|fs.*|path|crypto|util|url|os|stream|child_process|process|sharp|lodash.*|@ai-sdk/.*|ai|openai|drizzle-orm.*|pg|better-sqlite3|kysely.*|sonner|zustand|jotai|framer-motion|next-intl.*|i18next.*|superjson)");
    private static final Pattern COMPARES = Pattern.compile("timingSafeEqual|compare|compareSync|verify|verifySync|safeCompare|secureCompare");
    private static final Pattern DELEGATES = Pattern.compile("fetchRequestHandler|createNextApiHandler|createYoga|createHandler|handleAuth|createRouteHandler|startServerAndCreateNextHandler|createUploadthing|serve|handle");
    private static final Pattern PASSES = Pattern.compile("cache|unstable_cache|use\\w+|with\\w+|wrap\\w+|memo\\w*|debounce|throttle");
    private static final Pattern WRAPS = Pattern.compile("(with|wrap|create|handle|protect|secure|require|api|safe|guard|auth|route|define|make|build).*|default");
    /** What is given to these runs once, now, and what it gives is given back: scopes of logs, traces and of the request. */
    private static final Pattern RUNS = Pattern.compile("run|with|trace|startSpan\\w*|startActiveSpan|withActiveSpan|withScope|withIsolationScope|continueTrace|withMonitor|suppressTracing");
    private static final Set<String> PURE = Set.of("Number", "String", "Boolean", "parseInt", "parseFloat", "Number.parseInt",
        "Number.parseFloat", "decodeURIComponent", "encodeURIComponent");
    private static final Pattern HOOKS = Pattern.compile("getUserMedia|use\\w+");

    private Libraries() {}

    /** Everything else that packages do: wrappers, callbacks, and names that sound like a guard. */
    static Value of(Call c, Value.External called) {
        Value function = c.arguments().stream().filter(Libraries::callable).findFirst().orElse(null);
        String source = called.source();
        String name = called.last();
        if (source.isEmpty() && PURE.contains(called.path())) return new Value(Value.Kind.ANY, null, c.argument(0).marks() & ~Value.METHOD);
        if (COMPARES.matcher(name).matches()) return Value.promise(new Value(Value.Kind.ANY, null, Value.OPAQUE)).awaited();
        boolean harmless = harmless(called);
        if (DELEGATES.matcher(name).matches()
            && !harmless && function == null || name.equals("fetchRequestHandler")) {
            return Value.nativeOf("delegated", NextWorld.at(c, "`" + name + "` of `" + source
                + "` answers, and what it answers with is not followed"));
        }
        if (function != null && c.arguments().indexOf(function) == c.arguments().size() - 1 && RUNS.matcher(name).matches()
            && (TRANSPARENT.matcher(source).matches() || source.endsWith("async_hooks"))) return c.machine()
            .through(function, List.of(Value.ANY));
        if (TRANSPARENT.matcher(source).matches() && PASSES.matcher(name).matches()) {
            if (function != null) return function;
            // what is cached may be a function of a package, such as the lookup itself
            if (c.argument(0).external() != null || c.argument(0).natively() != null) return c.argument(0);
        }
        if (function != null && TRANSPARENT.matcher(source).matches()) {
            c.machine().maybe(function, List.of(Value.ANY, Value.ANY, Value.ANY));
            return Value.ANY;
        }
        if (name.equals("$transaction") || name.equals("transaction")) {
            if (function == null) return null;
            Value base = new Value(Value.Kind.EXTERNAL, new Value.External(source, called.path()
                .substring(0, Math.max(0, called.path().length() - name.length() - 1))), 0);
            return c.machine().call(function, List.of(base));
        }
        if (function != null && c.argument(0).equals(function) && WRAPS.matcher(name).matches()) {
            return Value.nativeOf("wrapped", new NextWorld.Wrapped(function, harmless ? null
                : NextWorld.at(c, "`" + name + "` of `" + source + "` cannot be looked into")));
        }
        if (!harmless && GUARDLIKE.matcher(called.path()).matches() && !HOOKS.matcher(name).matches()) c.machine()
            .doubt(NextWorld.at(c, "`" + name + "` of `" + source + "` cannot be looked into"));
        return null;
    }

    /** Says what it means that something which cannot be looked into is given the request, or what the caller shows. */
    static int handed(Call c) {
        Value.External called = c.callee().external();
        if (called != null && harmless(called)) return 0;
        String what = called == null ? "a function" : "`" + called.last() + "`"
            + (called.source().isEmpty() ? "" : " of `" + called.source() + "`");
        if (c.arguments().stream().anyMatch(argument -> argument.holds(Value.CREDENTIAL) || argument.holds(Value.COOKIE))) {
            c.machine().doubt(NextWorld.at(c, what + " is given what the caller shows, and cannot be looked into"));
            return 0;
        }
        if (c.arguments().stream().noneMatch(argument -> request(argument, 0))) return 0;
        c.machine().unsure();
        return called == null ? 0 : Value.ANSWER;
    }

    /** True for the platform itself and for packages that stop no one; what a program keeps in {@code globalThis} is its own. */
    static boolean harmless(Value.External called) {
        return harmless(called.source()) && !(called.source().isEmpty() && called.path().startsWith("globalThis."));
    }

    /** True for the platform itself and for packages that stop no one. */
    private static boolean harmless(String source) {
        return source.isEmpty() || HARMLESS.matcher(source).matches() || TRANSPARENT.matcher(source).matches();
    }

    /** True when something has the whole request, or all its headers. */
    private static boolean request(Value value, int depth) {
        return value.is("request") || value.is("headers") || depth < 3
            && value.fields().values().stream().anyMatch(field -> request(field, depth + 1));
    }

    private static boolean callable(Value value) {
        return value.kind() == Value.Kind.CLOSURE || value.is("wrapped") || value.is("authWrapped") || value.is("guarded")
            || value.is("procedures.handler")
            || value.kind() == Value.Kind.UNION && value.items().stream().anyMatch(Libraries::callable);
    }
}
