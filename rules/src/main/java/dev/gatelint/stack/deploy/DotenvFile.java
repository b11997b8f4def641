package dev.gatelint.stack.deploy;

import dev.gatelint.source.SourceFile;
import dev.gatelint.stack.deploy.Provision.Stage;
import dev.gatelint.stack.deploy.Value.Mangling;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/** Reads dotenv files: which variables, when Next.js reads the file, and what its syntax does to a value. */
final class DotenvFile {
    private DotenvFile() {}

    static DeployFacts read(SourceFile file) {
        List<Provision> found = new ArrayList<>();
        Stage stage = stage(file.path().substring(file.path().lastIndexOf('/') + 1));
        for (ConfigNode document : Config.read(file, Config.Format.DOTENV).documents()) {
            if (!(document instanceof ConfigNode.Mapping mapping)) continue;
            for (ConfigNode.Entry entry : mapping.entries()) {
                if (entry.value() instanceof ConfigNode.Scalar scalar) found.add(new Provision(entry.key(), entry.at(), stage,
                    value(file, scalar)));
            }
        }
        return DeployFacts.of(DeployFacts.Kind.DOTENV, found, List.of(), false);
    }

    /** As Next.js loads them: see "Environment variable load order" in its documentation; run on {@code @next/env} 16. */
    private static Stage stage(String name) {
        return switch (name) {
            case ".env", ".env.production" -> Stage.PRODUCTION;
            case ".env.local", ".env.production.local" -> Stage.LOCAL;
            case ".env.development", ".env.development.local" -> Stage.DEVELOPMENT;
            case ".env.test", ".env.test.local" -> Stage.TEST;
            default -> !name.startsWith(".env") ? Stage.UNREAD
                : name.matches(".*\\b(example|sample|template|dist|tpl|defaults?|docs?)\\b.*") ? Stage.DOCUMENTATION : Stage.UNREAD;
        };
    }

    private static Value value(SourceFile file, ConfigNode.Scalar scalar) {
        Value value = Value.of(scalar.text());
        int end = scalar.span().end();
        String written = file.text().substring(scalar.span().start(), end).strip();
        boolean quoted = !written.isEmpty() && "'\"`".indexOf(written.charAt(0)) >= 0;
        // "a #b" is a value and a comment behind it; "a#b" is a value that has lost its end
        boolean cut = !quoted && !written.isEmpty() && end < file.text().length() && file.text().charAt(end) == '#'
            && !Character.isWhitespace(file.text().charAt(end - 1));
        if (cut) return value.mangled(Mangling.CUT_AT_HASH);
        if (isReference(written)) return scalar.text().isEmpty() || scalar.kind() == ConfigNode.Kind.UNRESOLVED ? Value.REFERENCE : value;
        return written.matches("(?s).*(?<!\\\\)\\$\\{?\\w.*") ? value.mangled(Mangling.EXPANDED) : value;
    }

    /** Nothing but a reference: written so on purpose. */
    private static boolean isReference(String written) {
        return written.matches("[\"']?\\$(\\w+|\\{[^}]*})[\"']?");
    }
}
