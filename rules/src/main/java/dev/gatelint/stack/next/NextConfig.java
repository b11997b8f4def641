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
 * @param locales    of {@code i18n}, empty without it; one that stands for any when they cannot be read
 * @param rawUrls    whether the middleware sees {@code /_next/data} addresses as they are sent, and not the page that they are of
 * @param slashed    whether addresses end with a slash
 * @param file       where it stands, empty when there is none
 */
public record NextConfig(List<String> extensions, String basePath, List<String> locales, boolean rawUrls, boolean slashed, String output,
    String file) {
    /** Stands for a locale that cannot be read. */
    static final String ANY_LOCALE = "{locale}";
    private static final List<String> DEFAULT = List.of("tsx", "ts", "jsx", "js");

    /** Whether {@code i18n} is set. */
    boolean localized() {
        return !locales.isEmpty();
    }

    /** The configuration of the application in {@code folder}; the default when there is no file. */
    static NextConfig of(String folder, Modules modules) {
        for (String name : List.of("next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs", "next.config.mts")) {
            String path = folder.isEmpty() ? name : folder + "/" + name;
            Script script = modules.script(path);
            if (script != null) return read(path, script);
        }
        return new NextConfig(DEFAULT, "", List.of(), false, false, "", "");
    }

    private static NextConfig read(String path, Script script) {
        List<Expr.Fields> objects = new ArrayList<>();
        Walk.each(script.body(), expr -> {
            if (expr instanceof Expr.Fields fields) objects.add(fields);
        });
        List<String> extensions = DEFAULT;
        String basePath = "";
        String output = "";
        List<String> locales = List.of();
        boolean raw = false;
        boolean slashed = false;
        for (Expr.Fields object : objects) {
            List<String> named = texts(object.value("pageExtensions"));
            if (!named.isEmpty()) extensions = named;
            if (object.value("basePath") instanceof Expr.Text text && text.value().startsWith("/")) basePath = text.value();
            if (object.value("output") instanceof Expr.Text text && text.value().matches("export|standalone")) output = text.value();
            if (object.value("i18n") instanceof Expr.Fields i18n && i18n.value("locales") != null) {
                List<String> texts = texts(i18n.value("locales"));
                locales = texts.isEmpty() ? List.of(ANY_LOCALE) : texts;
            }
            for (String name : List.of("skipMiddlewareUrlNormalize", "skipProxyUrlNormalize")) raw |= isTrue(object.value(name));
            slashed |= isTrue(object.value("trailingSlash"));
        }
        return new NextConfig(extensions, basePath, locales, raw, slashed, output, path);
    }

    private static boolean isTrue(Expr expr) {
        return expr instanceof Expr.Scalar set && set.text().equals("true");
    }

    private static List<String> texts(Expr expr) {
        if (!(expr instanceof Expr.Items items)) return List.of();
        return items.elements().stream().filter(Expr.Text.class::isInstance).map(text -> ((Expr.Text) text).value()).toList();
    }
}
