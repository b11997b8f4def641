package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the arguments of a lookup are. */
final class Roles {
    private final Context context;
    private final Place place;
    private final Function handler;

    /** @param at the call */
    Roles(Context context, Place place, At at) {
        this.context = context;
        this.place = place;
        this.handler = at.outermostFunction().map(f -> (Function) f.node()).orElse(null);
    }

    /** What an argument is. */
    enum Role {
        /** The request: of Node in the pages router, of the web in the app router. */
        REQUEST,
        /** The response of Node. */
        RESPONSE,
        /** The context of {@code getServerSideProps}. */
        PROPS_CONTEXT,
        /** The second parameter of a route handler. */
        ROUTE_CONTEXT,
        /** {@code { req }} */
        WITH_REQUEST,
        /** {@code { req, res }} */
        WITH_BOTH,
        /** The options. */
        OPTIONS,
        /** Something made up that looks like a response. */
        FAKE_RESPONSE,
        /** A spread, so that nothing can be said. */
        SPREAD,
        /** Something else. */
        UNKNOWN
    }

    List<Role> of(Expr.Call call) {
        return call.arguments().stream().map(this::of).toList();
    }

    Role of(Expr argument) {
        if (argument instanceof Expr.Spread) return Role.SPREAD;
        if (argument instanceof Expr.Unary unary && unary.operator().equals("!!")) return of(unary.operand());
        if (argument instanceof Expr.Fields fields) return fields(fields);
        if (argument instanceof Expr.Member member) {
            if (member.name().equals("req") || member.name().equals("request")) return Role.REQUEST;
            if (member.name().equals("res") || member.name().equals("response")) return Role.RESPONSE;
            return member.name().matches("(?i).*options|.*config") ? Role.OPTIONS : Role.UNKNOWN;
        }
        if (argument instanceof Expr.Call call) {
            if (call.kind() == Expr.Call.Kind.NEW) return Role.ROUTE_CONTEXT;
            return call.callee().dotted().matches("(?i).*(options|config)") ? Role.OPTIONS : Role.UNKNOWN;
        }
        return argument instanceof Expr.Name name ? of(name) : Role.UNKNOWN;
    }

    private Role of(Expr.Name name) {
        Role parameter = parameter(name.name());
        if (parameter != Role.UNKNOWN) return parameter;
        Modules.Origin origin = context.names().modules().origin(context.path(), name.name());
        if (context.configs().stream().anyMatch(config -> config.declares(origin))) return Role.OPTIONS;
        if (name.name().matches("(?i).*(options|authconfig|auth_config|config)")) return Role.OPTIONS;
        return switch (name.name()) {
            case "req", "request" -> Role.REQUEST;
            case "res", "response" -> Role.RESPONSE;
            case "ctx", "context" -> place.where() == Place.Where.PAGE_PROPS ? Role.PROPS_CONTEXT : Role.UNKNOWN;
            default -> Role.UNKNOWN;
        };
    }

    private Role parameter(String name) {
        if (handler == null) return Role.UNKNOWN;
        List<Function.Param> params = handler.params();
        for (int i = 0; i < params.size(); i++) {
            if (params.get(i).name().equals(name)) return parameter(Shapes.typed(handler) ? -1 : i, params.get(i).type());
            boolean inside = params.get(i).target().names().stream().anyMatch(part -> part.name().equals(name));
            if (inside) return name.equals("req") ? Role.REQUEST : name.equals("res") ? Role.RESPONSE : Role.UNKNOWN;
        }
        return Role.UNKNOWN;
    }

    private Role parameter(int index, String type) {
        if (type.contains("ApiRequest") || type.contains("IncomingMessage") || type.contains("NextRequest")) return Role.REQUEST;
        if (type.contains("ApiResponse") || type.contains("ServerResponse")) return Role.RESPONSE;
        if (type.startsWith("GetServerSidePropsContext") && !type.contains("[\"")) return Role.PROPS_CONTEXT;
        return switch (place.where()) {
            case API_ROUTE -> index == 0 ? Role.REQUEST : index == 1 ? Role.RESPONSE : Role.UNKNOWN;
            case PAGE_PROPS -> index == 0 ? Role.PROPS_CONTEXT : Role.UNKNOWN;
            case ROUTE_HANDLER, EDGE_MIDDLEWARE, PROXY -> index == 0 ? Role.REQUEST : index == 1 ? Role.ROUTE_CONTEXT : Role.UNKNOWN;
            default -> Role.UNKNOWN;
        };
    }

    private static Role fields(Expr.Fields fields) {
        List<String> names = fields.entries().stream().map(Expr.Entry::name).collect(Collectors.toList());
        if (names.contains("getHeader") || names.contains("setHeader")) return Role.FAKE_RESPONSE;
        boolean request = names.contains("req") || names.contains("request");
        if (request && names.contains("res")) return fields.open() ? Role.UNKNOWN : Role.WITH_BOTH;
        if (request) return fields.open() ? Role.OPTIONS : Role.WITH_REQUEST;
        return Role.OPTIONS;
    }

    /** The name of what has this role among the handler's parameters, inside of patterns too; empty when there is none. */
    Optional<String> named(Role role) {
        if (handler == null) return Optional.empty();
        return handler.params().stream().flatMap(param -> param.target().names().stream()).map(Expr.Name::name)
            .filter(name -> parameter(name) == role).findFirst();
    }

    /** The only parameter of the handler, when it has a name and no type. */
    Optional<Expr.Name> only() {
        boolean plain = handler != null && handler.params().size() == 1 && !handler.params().get(0).name().isEmpty()
            && handler.params().get(0).type().isEmpty();
        return plain ? Optional.of(handler.params().get(0).target().names().get(0)) : Optional.empty();
    }

    /** The arguments of a lookup in the pages router, in the names of this handler: {@code req, res}, {@code ctx.req, ctx.res}. */
    Optional<String> requestAndResponse() {
        Optional<String> request = named(Role.REQUEST);
        Optional<String> response = named(Role.RESPONSE);
        if (request.isPresent() && response.isPresent()) return Optional.of(request.get() + ", " + response.get());
        return named(Role.PROPS_CONTEXT).map(name -> name + ".req, " + name + ".res");
    }
}
