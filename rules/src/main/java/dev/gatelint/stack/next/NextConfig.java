package dev.gatelint.stack.next;

import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.js.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code next.config} says, as far as it is written down: through names, functions and wrappers such as {@code withMDX(config)}.
 *
 * @param extensions {@code pageExtensions}, in order
 * @param basePath   empty when there is none
 * @param locales    of {@code i18n}, empty without it; one that stands for any when they cannot be read
 * @param rawUrls    whether the middleware sees {@code /_next/data} addresses as they are sent, and not the page that they are of
 * @param slashed    whether addresses end with a slash
 * @param exported   whether all of it becomes files ({@code output: 'export'})
 * @param rewrites   rewrites to paths of the application, and redirects
 * @param unread     settings that are there and not written down as values, each with its place
 * @param file       where it stands, empty when there is none
 */
public record NextConfig(List<String> extensions, String basePath, List<String> locales, boolean rawUrls, boolean slashed,
    boolean exported, List<Rewrite> rewrites, Map<String, Span> unread, String file) {
    /** Stands for a locale that cannot be read. */
    static final String ANY_LOCALE = "{locale}";
    /** The names that Next looks for, in this order. */
    static final List<String> FILES = List.of("next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs", "next.config.mts");
    private static final List<String> DEFAULT = List.of("tsx", "ts", "jsx", "js");

    /** Whether {@code i18n} is set. */
    boolean localized() {
        return !locales.isEmpty();
    }

    /** The configuration of the application in {@code folder}; the default when there is no file. */
    static NextConfig of(String folder, Modules modules) {
        for (String name : FILES) {
            String path = folder.isEmpty() ? name : folder + "/" + name;
            Script script = modules.script(path);
            if (script != null) return new Reader(path, script).read();
        }
        return new NextConfig(DEFAULT, "", List.of(), false, false, false, List.of(), Map.of(), "");
    }

    /**
     * A setting.
     *
     * @param sure false when a condition decides whether it is there
     */
    private record Setting(Expr value, boolean sure) {}

    private record Reader(String path, Script script, Map<String, List<Setting>> settings, Map<String, Span> unread) {
        Reader(String path, Script script) {
            this(path, script, written(script), new LinkedHashMap<>());
        }

        NextConfig read() {
            List<String> extensions = DEFAULT;
            String basePath = "";
            List<String> locales = List.of();
            for (Setting setting : of("pageExtensions")) {
                List<String> texts = texts(setting.value);
                if (!texts.isEmpty()) extensions = texts;
                if (texts.isEmpty() || !setting.sure) unread("pageExtensions", setting);
            }
            for (Setting setting : of("basePath")) {
                boolean text = setting.value instanceof Expr.Text;
                if (text) basePath = ((Expr.Text) setting.value).value();
                if (!text || !setting.sure) unread("basePath", setting);
            }
            for (Setting setting : of("i18n")) {
                if (isNothing(setting.value)) continue;
                locales = setting.value instanceof Expr.Fields i18n ? texts(i18n.value("locales")) : List.of();
                if (locales.isEmpty()) unread("i18n", setting);
                if (locales.isEmpty()) locales = List.of(ANY_LOCALE);
            }
            boolean raw = isTrue("skipMiddlewareUrlNormalize") | isTrue("skipProxyUrlNormalize");
            boolean exported = of("output").stream().anyMatch(setting -> setting.sure && setting.value instanceof Expr.Text text
                && text.value().equals("export"));
            return new NextConfig(extensions, basePath, locales, raw, isTrue("trailingSlash"), exported, rewrites(),
                Collections.unmodifiableMap(unread), path);
        }

        private List<Rewrite> rewrites() {
            List<Rewrite> all = new ArrayList<>();
            for (Setting setting : of("redirects")) {
                all.addAll(RewriteReader.of(path, script, setting.value, Rewrite.Stage.REDIRECT).rewrites());
            }
            for (Setting setting : of("rewrites")) {
                RewriteReader.Read read = RewriteReader.of(path, script, setting.value, Rewrite.Stage.AFTER_FILES);
                all.addAll(read.rewrites());
                if (!read.complete()) unread("rewrites", setting);
            }
            return List.copyOf(all);
        }

        private List<Setting> of(String name) {
            return settings.getOrDefault(name, List.of());
        }

        private void unread(String name, Setting setting) {
            if (!isNothing(setting.value)) unread.putIfAbsent(name, new Span(path, setting.value.start(), setting.value.end()));
        }

        private boolean isTrue(String name) {
            boolean set = false;
            for (Setting setting : of(name)) {
                boolean written = setting.value instanceof Expr.Scalar;
                set |= written && ((Expr.Scalar) setting.value).text().equals("true");
                if (!written || !setting.sure) unread(name, setting);
            }
            return set;
        }
    }

    private static boolean isNothing(Expr value) {
        return value instanceof Expr.Name name && name.name().equals("undefined")
            || value instanceof Expr.Scalar scalar && scalar.text().equals("null");
    }

    /** Every property of an object that is not itself the value of a property, and what is assigned to a property of a name. */
    private static Map<String, List<Setting>> written(Script script) {
        Set<Expr> inner = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Expr> unsure = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<String, List<Setting>> settings = new LinkedHashMap<>();
        Walk.each(script.body(), expr -> {
            if (expr instanceof Expr.Choice || expr instanceof Expr.Binary) mark(expr, unsure);
            if (expr instanceof Expr.Assign assign && assign.target() instanceof Target.Place place
                && place.place() instanceof Expr.Member member && member.object() instanceof Expr.Name) {
                settings.computeIfAbsent(member.name(), key -> new ArrayList<>()).add(new Setting(assign.value(), false));
            }
            if (!(expr instanceof Expr.Fields fields)) return;
            for (Expr.Entry entry : fields.entries()) {
                if (entry.kind() == Expr.Entry.Kind.SPREAD) continue;
                if (!inner.contains(fields)) {
                    settings.computeIfAbsent(entry.name(), key -> new ArrayList<>())
                        .add(new Setting(entry.value(), !unsure.contains(fields)));
                }
                mark(entry.value(), inner);
            }
        });
        return settings;
    }

    private static void mark(Expr expr, Set<Expr> objects) {
        Walk.each(List.of(new Step.Run(expr)), part -> {
            if (part instanceof Expr.Fields) objects.add(part);
        });
    }

    private static List<String> texts(Expr expr) {
        if (!(expr instanceof Expr.Items items)) return List.of();
        return items.elements().stream().filter(Expr.Text.class::isInstance).map(text -> ((Expr.Text) text).value()).toList();
    }
}
