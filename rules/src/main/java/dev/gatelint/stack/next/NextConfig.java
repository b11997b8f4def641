package dev.gatelint.stack.next;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code next.config} says, as far as it is written down: through names, functions and wrappers such as {@code withMDX(config)}.
 *
 * @param extensions {@code pageExtensions}, in order
 * @param basePath   empty when there is none
 * @param localized  whether {@code i18n} is set
 * @param file       where it stands, empty when there is none
 */
public record NextConfig(List<String> extensions, String basePath, boolean localized, String output, String file) {
    private static final List<String> DEFAULT = List.of("tsx", "ts", "jsx", "js");

    /** The configuration of the application in {@code folder}; the default when there is no file. */
    static NextConfig of(String folder, Modules modules) {
        for (String name : List.of("next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs", "next.config.mts")) {
            String path = folder.isEmpty() ? name : folder + "/" + name;
            Script script = modules.script(path);
            if (script != null) return read(path, script);
        }
        return new NextConfig(DEFAULT, "", false, "", "");
    }

    private static NextConfig read(String path, Script script) {
        List<Expr.Fields> objects = new ArrayList<>();
        Walk.each(script.body(), expr -> {
            if (expr instanceof Expr.Fields fields) objects.add(fields);
        });
        List<String> extensions = DEFAULT;
        String basePath = "";
        String output = "";
        boolean localized = false;
        for (Expr.Fields object : objects) {
            if (object.value("pageExtensions") instanceof Expr.Items items) {
                List<String> texts = items.elements().stream().filter(Expr.Text.class::isInstance).map(text -> ((Expr.Text) text).value()).toList();
                if (!texts.isEmpty()) extensions = texts;
            }
            if (object.value("basePath") instanceof Expr.Text text && text.value().startsWith("/")) basePath = text.value();
            if (object.value("output") instanceof Expr.Text text && text.value().matches("export|standalone")) output = text.value();
            if (object.value("i18n") instanceof Expr.Fields i18n && i18n.value("locales") != null) localized = true;
        }
        return new NextConfig(extensions, basePath, localized, output, path);
    }
}
