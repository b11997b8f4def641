package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.nextauth.Place.Where;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a function of a library file takes says which router calls it: {@code (req: NextApiRequest, res)}, or a {@code res} that is written
 * to.
 */
final class Shapes {
    private static final Pattern API = Pattern.compile("NextApi(Request|Response)(<.*>?)?");
    private static final Pattern PROPS = Pattern.compile("GetServerSidePropsContext(<.*>?)?|NextPageContext");
    private static final Pattern WRITES = Pattern.compile("status|end|send|setHeader|writeHead");

    private Shapes() {}

    /** Where the node runs, told from the parameters of the functions around it; empty when they do not say. */
    static Optional<Where> of(At at) {
        for (At around = at; around != null; around = around.outer()) {
            if (!(around.node() instanceof Function function)) continue;
            if (function.params().stream().anyMatch(param -> API.matcher(param.type()).matches())) return Optional.of(Where.API_ROUTE);
            if (function.params().stream().anyMatch(param -> PROPS.matcher(param.type()).matches())) return Optional.of(Where.PAGE_PROPS);
            if (middleware(around, function)) return Optional.of(Where.API_ROUTE);
        }
        return Optional.empty();
    }

    /** True when the parameters say themselves what they are, so that their order does not. */
    static boolean typed(Function function) {
        return function.params().stream().anyMatch(param -> API.matcher(param.type()).matches() || PROPS.matcher(param.type()).matches());
    }

    /** {@code (req, res, next)} without types, and {@code res} is answered with as only Node's can be. */
    private static boolean middleware(At at, Function function) {
        List<Function.Param> params = function.params();
        if (params.size() < 2 || !params.get(0).name().matches("req|request")
            || !params.get(1).name().matches("res|response")) return false;
        if (!params.get(0).type().isEmpty() || !params.get(1).type().isEmpty()) return false;
        boolean[] found = new boolean[1];
        At.each(at, function.body(), use -> {
            if (use.node() instanceof Expr.Call call && call.callee() instanceof Expr.Member member
                && member.object() instanceof Expr.Name name
                && name.name().equals(params.get(1).name()) && WRITES.matcher(member.name()).matches()) found[0] = true;
        });
        return found[0];
    }
}
