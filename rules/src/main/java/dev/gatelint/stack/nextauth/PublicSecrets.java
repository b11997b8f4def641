package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Script;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that the code hands to the browser: {@code env} and {@code publicRuntimeConfig} of next.config, and variables named NEXT_PUBLIC_.
 */
final class PublicSecrets {
    /** Ends as a secret: what is behind it, a pattern or a length, speaks about one. */
    private static final Pattern SECRET = Pattern.compile(
        "(?i).*(secret|passwo?r?d|passphrase|private_?key)(_?(key|token|value|base64|hash|prod|production|dev|staging|test|\\d+))*");
    /** A site key or an id is meant to be public, whatever else its name says. */
    private static final Pattern MEANT = Pattern.compile(
        "(?i).*(site_?key|public_?key|publishable|enable|disable|require|allow|show|hide|reset|forgot).*");
    private static final Pattern PUBLIC = Pattern.compile("process\\.env\\.(NEXT_PUBLIC_\\w+)");
    private final Map<String, Script> scripts;
    private final Set<String> needed;
    private final Set<String> said = new HashSet<>();

    /**
     * @param needed the variables that hold the secret of the login
     * @param said   names that a dotenv file gives, where they are spoken of
     */
    PublicSecrets(Map<String, Script> scripts, Set<String> needed, Set<String> said) {
        this.scripts = scripts;
        this.needed = needed;
        this.said.addAll(said);
    }

    void add(Model.Builder model) {
        scripts.forEach((path, script) -> {
            boolean config = path.matches("(.*/)?next\\.config\\.[cm]?[jt]s");
            At.each(script, at -> {
                if (config && at.node() instanceof Expr.Entry entry && entry.value() instanceof Expr.Fields fields) {
                    if (entry.name().equals("env")) entries(path, fields,
                        "is written into every script that reads it, at build time: where browser code reads it, everyone can",
                        "take it out: code of the server reads process.env by itself", model);
                    if (entry.name().equals("publicRuntimeConfig")) entries(path, fields, "is sent to the browser with the pages",
                        "move it to serverRuntimeConfig, or read it from process.env", model);
                }
                if (!(at.node() instanceof Expr.Member member) || at.parent() instanceof Expr.Member outer
                    && outer.object() == member) return;
                Matcher name = PUBLIC.matcher(member.dotted());
                if (!name.matches() || !SECRET.matcher(name.group(1)).matches() || MEANT.matcher(name.group(1)).matches()
                    || !said.add(name.group(1))) return;
                model.add(need(path, member.start(), member.end(), name.group(1),
                    "has a name that Next puts into the scripts of the browser", "take NEXT_PUBLIC_ off, and read it on the server"));
            });
        });
    }

    private void entries(String path, Expr.Fields fields, String effect, String remedy, Model.Builder model) {
        for (Expr.Entry entry : fields.entries()) {
            SecretSource source = SecretSource.of(entry.value());
            boolean secret = needed.contains(entry.name()) || SECRET.matcher(entry.name()).matches()
                && !MEANT.matcher(entry.name()).matches();
            boolean filled = source.literal().isPresent() || !source.names().isEmpty();
            if (secret && filled) model.add(need(path, entry.start(), entry.end(), entry.name(), effect, remedy));
        }
    }

    private static SecretNeed need(String path, int start, int end, String name, String effect, String remedy) {
        return new SecretNeed(new Span(path, start, end), name, List.of(new Flaw<>(Kind.EXPOSED, effect, remedy, Certainty.LIKELY,
            List.of(), List.of())));
    }
}
