package dev.gatelint.stack.next;

import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.js.Walk;
import dev.gatelint.stack.next.Rewrite.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code rewrites} and {@code redirects} of a next.config, as far as they are written down. */
final class RewriteReader {
    private final String path;
    private final Script script;
    private final List<Rewrite> found = new ArrayList<>();
    private boolean complete = true;
    private int depth;

    private RewriteReader(String path, Script script) {
        this.path = path;
        this.script = script;
    }

    /** What was read; {@code complete} is false when there is more than could be read. */
    record Read(List<Rewrite> rewrites, boolean complete) {}

    /** What the value of {@code rewrites} or {@code redirects} says. */
    static Read of(String path, Script script, Expr value, Stage stage) {
        RewriteReader reader = new RewriteReader(path, script);
        reader.function(value, stage);
        return new Read(List.copyOf(reader.found), reader.complete);
    }

    private void function(Expr value, Stage stage) {
        Optional<Function> function = value instanceof Expr.Lambda lambda ? Optional.of(lambda.function())
            : value instanceof Expr.Name name ? declared(name.name()) : Optional.empty();
        if (function.isPresent()) returned(function.get().body(), stage, true);
        else complete = false;
    }

    private Optional<Function> declared(String name) {
        for (Step step : script.body()) {
            if (step instanceof Step.Define define && define.function().name().equals(name)) return Optional.of(define.function());
        }
        return value(script.body(), name) instanceof Expr.Lambda lambda ? Optional.of(lambda.function()) : Optional.empty();
    }

    private void returned(List<Step> steps, Stage stage, boolean sure) {
        boolean certain = sure;
        for (Step step : steps) {
            if (step instanceof Step.Return end) {
                if (end.value() != null) read(end.value(), steps, stage, certain);
            } else if (step instanceof Step.If test) {
                returned(test.then(), stage, false);
                returned(test.otherwise(), stage, false);
                certain = false;
            } else if (step instanceof Step.Block block) {
                returned(block.body(), stage, certain);
            } else if (step instanceof Step.Try attempt) {
                returned(attempt.body(), stage, false);
            }
        }
    }

    private void read(Expr value, List<Step> around, Stage stage, boolean sure) {
        if (++depth > 200) {
            complete = false;
        } else if (value instanceof Expr.Items items) {
            items.elements().forEach(one -> read(one, around, stage, sure));
        } else if (value instanceof Expr.Spread spread) {
            read(spread.operand(), around, stage, sure);
        } else if (value instanceof Expr.Await await) {
            read(await.operand(), around, stage, sure);
        } else if (value instanceof Expr.Choice choice) {
            read(choice.then(), around, stage, false);
            read(choice.otherwise(), around, stage, false);
        } else if (value instanceof Expr.Binary binary && binary.operator().equals("&&")) {
            read(binary.right(), around, stage, false);
        } else if (value instanceof Expr.Call call && call.callee() instanceof Expr.Member member
            && member.name().matches("filter|concat")) {
            read(member.object(), around, stage, false);
            if (member.name().equals("concat")) call.arguments().forEach(argument -> read(argument, around, stage, false));
        } else if (value instanceof Expr.Fields fields && fields.value("source") != null) {
            entry(fields, stage, sure);
        } else if (value instanceof Expr.Fields fields) {
            staged(fields, around, sure);
        } else if (value instanceof Expr.Name name && !name.name().equals("undefined")) {
            named(name, around, stage, sure);
        } else if (!(value instanceof Expr.Scalar || value instanceof Expr.Name)) {
            complete = false;
        }
    }

    private void staged(Expr.Fields fields, List<Step> around, boolean sure) {
        complete &= !fields.open();
        for (Expr.Entry entry : fields.entries()) {
            switch (entry.name()) {
                case "beforeFiles" -> read(entry.value(), around, Stage.BEFORE_FILES, sure);
                case "afterFiles" -> read(entry.value(), around, Stage.AFTER_FILES, sure);
                case "fallback" -> read(entry.value(), around, Stage.FALLBACK, sure);
                default -> complete = false;
            }
        }
    }

    private void named(Expr.Name name, List<Step> around, Stage stage, boolean sure) {
        Expr value = value(around, name.name());
        if (value == null) value = value(script.body(), name.name());
        if (value == null) complete = false;
        else read(value, around, stage, sure);
        // more may be pushed to it
        complete &= !grows(name.name());
    }

    private boolean grows(String name) {
        boolean[] found = {false};
        Walk.each(script.body(), expr -> found[0] |= expr instanceof Expr.Call call
            && call.callee().dotted().matches(Pattern.quote(name) + "\\.(push|unshift|splice)"));
        return found[0];
    }

    private static Expr value(List<Step> steps, String name) {
        for (Step step : steps) {
            if (step instanceof Step.Declare declare && declare.target() instanceof Target.Place place
                && place.place() instanceof Expr.Name declared && declared.name().equals(name)) return declare.value();
        }
        return null;
    }

    private void entry(Expr.Fields fields, Stage stage, boolean sure) {
        boolean unusual = fields.open() || fields.value("basePath") != null || fields.value("locale") != null;
        if (!(fields.value("source") instanceof Expr.Text source) || !(fields.value("destination") instanceof Expr.Text destination)
            || unusual) {
            complete &= external(fields.value("destination"));
            return;
        }
        if (!destination.value().startsWith("/")) return;
        boolean conditional = fields.value("has") != null || fields.value("missing") != null;
        found.add(new Rewrite(new Span(path, source.start(), source.end()), source.value(), destination.value().replaceAll("[?#].*", ""),
            stage, conditional, sure));
    }

    /** True for what is sent to another server, whatever its address is. */
    private static boolean external(Expr destination) {
        String start = destination instanceof Expr.Text text ? text.value()
            : destination instanceof Expr.Template template ? template.texts().get(0) : "";
        return start.matches("https?://.*");
    }
}
