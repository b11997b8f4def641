package dev.gatelint.stack.npm;

import dev.gatelint.model.Version;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A known vulnerability that opens guarded endpoints; all of them stand in {@code advisories.json}.
 *
 * @param name    the npm package
 * @param id      its CVE, or a name
 * @param range   the affected versions
 * @param fixed   the first good version of each line
 * @param applies what a project must use to be open: {@code middleware}, {@code middleware-app}, {@code middleware-app-turbopack},
 *                {@code middleware-app-single-locale}, {@code middleware-dynamic}, {@code middleware-pages-i18n}, {@code with-auth},
 *                {@code email-provider}, {@code email-normalizer}, {@code auth-call}
 * @param effect  what it does, as the end of a sentence whose subject is the package
 * @param source  an address
 */
public record Advisory(String name, String id, SemverRange range, List<Version> fixed, String applies, String effect, String source) {
    public Advisory {
        fixed = List.copyOf(fixed);
    }

    /** All that are known. */
    public static List<Advisory> all() {
        String text;
        try (InputStream in = Advisory.class.getResourceAsStream("advisories.json")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ConfigNode root = Config.read(new SourceFile("advisories.json", text), Config.Format.JSON).documents().get(0);
        return ((ConfigNode.Sequence) root.at("advisories").orElseThrow()).items().stream().map(Advisory::of).toList();
    }

    private static Advisory of(ConfigNode node) {
        List<Version> fixed = ((ConfigNode.Sequence) node.at("fixed").orElseThrow()).items().stream()
            .map(item -> Version.of(((ConfigNode.Scalar) item).text())).toList();
        return new Advisory(text(node, "package"), text(node, "id"), SemverRange.parse(text(node, "range")).orElseThrow(), fixed,
            text(node, "applies"), text(node, "effect"), text(node, "source"));
    }

    private static String text(ConfigNode node, String key) {
        return node.text(key).orElseThrow();
    }

    /** True when this version has the vulnerability; prereleases by their order. */
    public boolean affects(Version version) {
        return range.covers(version);
    }

    /** The smallest upgrade from {@code version}: the first fixed version behind it. */
    public Version upgrade(Version version) {
        return fixed.stream().filter(v -> v.compareTo(version) > 0).min(Version::compareTo).orElse(fixed.get(fixed.size() - 1));
    }
}
