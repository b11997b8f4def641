package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.stack.deploy.Environment;
import dev.gatelint.stack.deploy.Provision;
import dev.gatelint.stack.deploy.Provision.Stage;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Script;
import java.util.List;
import java.util.Map;

/** Whether a variable that an application needs is given, and how sure it is when nothing gives it. */
final class Absence {
    private final Map<String, Script> scripts;
    private final Environment environment;
    private final List<String> provided;

    /** @param provided names that the project says the platform sets */
    Absence(Map<String, Script> scripts, Environment environment, List<String> provided) {
        this.scripts = scripts;
        this.environment = environment;
        this.provided = provided;
    }

    boolean given(List<String> wanted, Stage... stages) {
        return wanted.stream().anyMatch(name -> provided.contains(name) || environment.gives(name, stages) || configured(name));
    }

    /** {@code env} of next.config fills it from something else than itself; run with 14, 15 and 16. */
    private boolean configured(String name) {
        boolean[] found = new boolean[1];
        scripts.forEach((path, script) -> {
            if (!path.matches("(.*/)?next\\.config\\.[cm]?[jt]s")) return;
            At.each(script, at -> {
                if (at.node() instanceof Expr.Entry env && env.name().equals("env") && env.value() instanceof Expr.Fields fields
                    && fields.value(name) != null
                    && !fields.value(name).dotted().equals("process.env." + name)) found[0] = true;
            });
        });
        return found[0];
    }

    /**
     * What is wrong when none of {@code wanted} is given; empty when one is, or when the application does not start without it.
     *
     * @param without what happens then
     */
    List<Flaw<Kind>> flaws(List<String> wanted, String without) {
        if (required(wanted)) return List.of();
        if (given(wanted, Stage.PRODUCTION, Stage.LOCAL)) return leftOut(wanted, without);
        List<Provision> elsewhere = environment.given().stream().filter(one -> wanted.contains(one.name())
            && one.stage() != Stage.DOCUMENTATION).toList();
        if (!elsewhere.isEmpty()) {
            List<Evidence> places = elsewhere.stream().map(one -> new Evidence(one.at(), "given here, for " + words(one.stage()))).limit(5)
                .toList();
            boolean seen = environment.mayHoldMore() || loadsMore() || elsewhere.stream().anyMatch(one -> one.stage() == Stage.BUILD);
            return List.of(new Flaw<>(Kind.NOT_IN_PRODUCTION, "is given only where production does not read it: without it " + without,
                "give it where the application runs", seen ? Certainty.POSSIBLE : Certainty.LIKELY, places, List.of()));
        }
        List<Evidence> looked = environment.lookedAt().stream().limit(12).map(path -> new Evidence(new Span(path, 0, 0), "not given here"))
            .toList();
        return List.of(new Flaw<>(Kind.ABSENT, "is given nowhere: " + without,
            "set it where the application runs, and name it in .env.example", certainty(wanted), looked, List.of()));
    }

    /** Only in dotenv files, which the image leaves out, and what runs the image does not give it. */
    private List<Flaw<Kind>> leftOut(List<String> wanted, String without) {
        boolean named = wanted.stream().anyMatch(provided::contains);
        List<Provision> giving = environment.given().stream().filter(one -> wanted.contains(one.name())
            && (one.stage() == Stage.PRODUCTION || one.stage() == Stage.LOCAL)).toList();
        boolean dotenv = giving.stream().allMatch(one -> SecretValues.dotenv(one));
        if (named || !dotenv || giving.isEmpty() || environment.ignores().isEmpty() || environment.mayHoldMore()
            || !composed()) return List.of();
        // compose loads the .env beside it for its own text only, and env_file gives the same names a second time
        boolean loaded = giving.size() > giving.stream().map(Provision::at).distinct().count();
        if (loaded) return List.of();
        return List.of(new Flaw<>(Kind.NOT_IN_PRODUCTION, "is given in a dotenv file only, and " + environment.ignores().get(0)
            + " leaves that out of the image: without it " + without,
            "give it where the container is started", Certainty.LIKELY, giving.stream().map(one -> new Evidence(one.at(), "given here"))
            .limit(5).toList(), List.of()));
    }

    private boolean composed() {
        return environment.lookedAt().stream().anyMatch(path -> path.matches("(.*/)?((docker-)?compose[\\w.-]*\\.ya?ml)"));
    }

    private static String words(Stage stage) {
        return switch (stage) {
            case BUILD -> "the build";
            case DEVELOPMENT -> "development";
            case TEST -> "tests";
            default -> "nothing that reads this file";
        };
    }

    /** What can be seen of the environment decides how sure it is that something is missing. */
    Certainty certainty(List<String> wanted) {
        boolean documents = environment.sources().stream().anyMatch(path -> path.matches("(.*/)?\\.env[\\w.-]*"));
        if (given(wanted, Stage.DOCUMENTATION) || environment.sources().isEmpty() && environment.platforms().isEmpty()
            || loadsMore()) return Certainty.POSSIBLE;
        if (environment.mayHoldMore()) return documents ? Certainty.LIKELY : Certainty.POSSIBLE;
        return composed() ? Certainty.CERTAIN : Certainty.LIKELY;
    }

    /** The configuration of Next loads further files by itself. */
    private boolean loadsMore() {
        return scripts.entrySet().stream().filter(entry -> entry.getKey().matches("(.*/)?next\\.config\\.[cm]?[jt]s"))
            .anyMatch(entry -> entry.getValue().imports().stream().anyMatch(i -> i.source().matches("dotenv.*|@next/env|@dotenvx/.*")));
    }

    /** A schema names it, so that the application does not start without it. */
    boolean required(List<String> wanted) {
        boolean[] found = new boolean[1];
        scripts.values().forEach(script -> At.each(script, at -> {
            if (at.node() instanceof Expr.Entry entry && wanted.contains(entry.name()) && schema(entry.value())) found[0] = true;
        }));
        return found[0];
    }

    /** {@code z.string()…} without {@code optional()} and its like in it, in one of the branches at least. */
    private static boolean schema(Expr value) {
        if (value instanceof Expr.Choice choice) return schema(choice.then()) || schema(choice.otherwise());
        Expr inner = value;
        boolean optional = false;
        while (true) {
            if (inner instanceof Expr.Call call) {
                inner = call.callee();
            } else if (inner instanceof Expr.Member member) {
                optional |= member.name().matches("optional|nullish|nullable|default|catch");
                inner = member.object();
            } else {
                break;
            }
        }
        return !optional && inner instanceof Expr.Name name && name.name().matches("z|v|t|s|Joi|yup|str|num");
    }
}
