package dev.gatelint.stack.next;

import dev.gatelint.model.Evidence;
import dev.gatelint.stack.js.flow.Machine;
import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.js.flow.World.Call;
import java.util.Set;

/** What answers a request: the responses of both routers, and what ends a request by throwing. */
final class Answers {
    private static final Set<String> ANSWERS = Set.of("NextResponse", "Response");
    private static final Set<String> REQUESTS = Set.of("NextRequest", "Request");
    private static final Set<String> REDIRECTS = Set.of("redirect", "permanentRedirect");
    private static final Set<String> REFUSES = Set.of("unauthorized", "forbidden");
    private static final Set<String> STOPS = Set.of("unauthorized", "forbidden", "notFound");

    private Answers() {}

    /** Answers of the App Router, and what ends a request by throwing. */
    static Value of(Call c, Value.External called) {
        String name = called.last();
        String holder = new Value.External("", called.path().substring(0, Math.max(0, called.path().length() - name.length() - 1))).last();
        boolean global = called.source().isEmpty() || called.source().startsWith("next/");
        if (global && c.isNew() && ANSWERS.contains(name)) {
            int status = NextWorld.status(c.argument(1).field("status"));
            return Value.reply(status == 0 && !c.argument(1).fields().containsKey("status") ? 200 : status, "", false);
        }
        // the same request with other headers
        if (global && c.isNew() && REQUESTS.contains(name) && c.argument(0).is("request")) return c.argument(0);
        if (global && ANSWERS.contains(holder)) {
            switch (name) {
                case "json" -> {
                    Value options = c.argument(1);
                    if (c.argument(0).holds(Value.SESSION)) c.machine().personal();
                    int status = NextWorld.status(options.field("status"));
                    return Value.reply(status == 0 && !options.fields().containsKey("status")
                        && options.kind() != Value.Kind.ANY ? 200 : status, "", false);
                }
                case "redirect" -> {
                    return Value.reply(307, somewhere(c, location(c.argument(0))), false);
                }
                case "next", "rewrite" -> {
                    return Value.reply(200, location(c.argument(0)), true);
                }
                case "error" -> {
                    return Value.reply(500, "", false);
                }
                default -> {
                    return null;
                }
            }
        }
        boolean navigation = called.source().equals("next/navigation") || called.source().startsWith("next-intl")
            || called.source().contains("navigation") && REDIRECTS.contains(name);
        if (navigation && (REDIRECTS.contains(name) || STOPS.contains(name))) {
            String to = c.argument(0).text().orElse(c.argument(0).field("href").text().orElse(""));
            Value.Reply sent = REDIRECTS.contains(name) ? Value.reply(307, somewhere(c, to), false).reply() : null;
            boolean says = REFUSES.contains(name) || sent != null && sent.denies();
            Evidence at = NextWorld.at(c, STOPS.contains(name) ? "answers `" + name + "()`" : "redirects");
            if (REFUSES.contains(name) || sent != null && sent.says()) c.machine().refuse(at);
            c.machine().raise(Value.nativeOf("thrown", says ? Boolean.TRUE : null), false, says, at);
            return Value.ANY;
        }
        if (called.source().equals("next/headers")) {
            if (name.equals("cookies")) return Value.nativeOf("cookies", null);
            if (name.equals("headers")) return Value.nativeOf("headers", null);
        }
        return null;
    }

    /** Where a redirect leads when that is not known: strangers may be sent to the login, who is logged in is not. */
    private static String somewhere(Call c, String location) {
        return location.isEmpty() && !c.machine().stranger() ? "?" : location;
    }

    static Value respond(Call c, String method) {
        Value self = NextWorld.response();
        switch (method) {
            case "status", "writeHead" -> {
                int status = NextWorld.status(c.argument(0));
                if (status == 401 || status == 403) c.machine().refuse(NextWorld.at(c, "answers " + status));
                c.machine().answer(status == 0 ? Machine.SOME_STATUS : status);
            }
            case "redirect" -> {
                Value location = c.argument(0).kind() == Value.Kind.NUMBER ? c.argument(1) : c.argument(0);
                Value.Reply sent = Value.reply(302, somewhere(c, location.text().orElse("")), false).reply();
                if (sent.says()) c.machine().refuse(NextWorld.at(c, "sends to the login"));
                c.machine().answer(sent.denies() ? 401 : 302);
            }
            case "json", "send", "end", "write" -> {
                if (c.machine().answered() == 0) c.machine().answer(200);
                if (c.argument(0).holds(Value.SESSION)) c.machine().personal();
            }
            case "setHeader", "appendHeader", "setPreviewData", "revalidate" -> {
                return self;
            }
            default -> {
                return NextWorld.sent();
            }
        }
        return self;
    }

    static String location(Value value) {
        if (value.text().isPresent()) return value.text().get();
        return value.is("location") ? (String) value.natively().of() : "";
    }
}
