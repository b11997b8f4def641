package dev.gatelint;

import dev.gatelint.model.Nearest;
import dev.gatelint.model.Settings;
import dev.gatelint.rule.Rule;
import dev.gatelint.rules.Rules;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import dev.gatelint.syntax.config.ConfigNode.Entry;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import dev.gatelint.syntax.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code gatelint.yml}, strictly: what is not understood is a problem with line and column, and all else is kept. */
public final class SettingsFile {
    private static final Set<String> LEVELS = new TreeSet<>(Set.of("error", "warning", "note", "off"));
    private final SourceFile file;
    private final Lines lines;
    private final List<Problem> problems = new ArrayList<>();

    private SettingsFile(SourceFile file) {
        this.file = file;
        this.lines = Lines.of(file.text());
    }

    /** Settings as read, and what was wrong with their file. */
    public record Read(Settings settings, List<Problem> problems) {}

    /** Reads the settings of a project. Never throws for bad input. */
    public static Read read(SourceFile file) {
        SettingsFile reader = new SettingsFile(file);
        Config config = Config.read(file, Config.Format.YAML);
        reader.problems.addAll(config.problems());
        if (config.documents().size() > 1) {
            reader.problem(config.documents().get(1).span(), "a second document is not read; write all settings in the first");
        }
        Settings settings = config.documents().isEmpty() ? Settings.NONE : reader.settings(config.documents().get(0));
        return new Read(settings, List.copyOf(reader.problems));
    }

    private Settings settings(ConfigNode root) {
        List<Settings.Open> open = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        Map<String, String> rules = new TreeMap<>();
        List<String> exclude = new ArrayList<>();
        for (Entry entry : keys(root, "public", "protected", "guards", "secrets", "rules", "exclude")) {
            switch (entry.key()) {
                case "public" -> open(entry, open);
                case "protected" -> strings(entry, closed);
                case "guards" -> {
                    for (Entry of : keys(entry.value(), "calls", "annotations")) strings(of, of.key().equals("calls")
                        ? calls : annotations);
                }
                case "secrets" -> {
                    for (Entry of : keys(entry.value(), "provided")) strings(of, secrets);
                }
                case "rules" -> rules(entry, rules);
                default -> strings(entry, exclude);
            }
        }
        return new Settings(open, closed, calls, annotations, secrets, rules, exclude);
    }

    private void open(Entry entry, List<Settings.Open> into) {
        if (isNothing(entry.value())) return;
        if (!(entry.value() instanceof Sequence items)) {
            problem(entry.value().span(), "'public' is a list of { path: ..., reason: ... }");
            return;
        }
        for (ConfigNode item : items.items()) {
            if (!(item instanceof Mapping)) {
                problem(item.span(), "an entry of 'public' is { path: ..., reason: ... }; a reason is required");
                continue;
            }
            String path = "";
            String reason = "";
            for (Entry of : keys(item, "path", "reason")) {
                String text = of.value() instanceof Scalar scalar && scalar.kind() != Kind.NULL ? scalar.text().strip() : "";
                if (of.key().equals("path")) path = text;
                else reason = text;
            }
            if (path.isEmpty() || !path.substring(path.lastIndexOf(' ') + 1).startsWith("/")) {
                problem(item.span(), "an entry of 'public' needs a path such as POST /api/webhooks/**");
            } else if (reason.isEmpty()) {
                problem(item.span(), "an entry of 'public' needs a reason; this one does not count");
            } else {
                into.add(new Settings.Open(path, reason));
            }
        }
    }

    private void rules(Entry entry, Map<String, String> into) {
        if (isNothing(entry.value())) return;
        Set<String> names = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        for (Rule rule : Rules.ALL) {
            names.add(rule.name());
            ids.add(rule.id());
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            problem(entry.value().span(), "'rules' maps the names of rules to " + String.join(", ", LEVELS));
            return;
        }
        for (Entry rule : mapping.entries()) {
            String level = rule.value() instanceof Scalar scalar ? scalar.text() : "";
            if (!names.contains(rule.key()) && !ids.contains(rule.key())) {
                problem(rule.at(), "there is no rule '" + rule.key() + "'" + Nearest.hint(rule.key(), names));
            } else if (!LEVELS.contains(level)) {
                problem(rule.value().span(), "'" + rule.key() + "' is one of " + String.join(", ", LEVELS) + Nearest.hint(level, LEVELS));
            } else {
                into.put(rule.key(), level);
            }
        }
    }

    private void strings(Entry entry, List<String> into) {
        if (isNothing(entry.value())) return;
        if (!(entry.value() instanceof Sequence items)) {
            problem(entry.value().span(), "'" + entry.key() + "' is a list of texts, such as [\"...\"]");
            return;
        }
        for (ConfigNode item : items.items()) {
            if (item instanceof Scalar scalar && !scalar.text().isBlank()) into.add(scalar.text().strip());
            else problem(item.span(), "an entry of '" + entry.key() + "' is a text");
        }
    }

    /** The entries with known keys; the others are problems. */
    private List<Entry> keys(ConfigNode node, String... known) {
        if (isNothing(node)) return List.of();
        if (!(node instanceof Mapping mapping)) {
            problem(node.span(), "expected keys here: " + String.join(", ", known));
            return List.of();
        }
        Set<String> names = new TreeSet<>(List.of(known));
        Set<String> seen = new TreeSet<>();
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            if (!names.contains(entry.key())) {
                String hint = Nearest.hint(entry.key(), names);
                problem(entry.at(), "unknown key '" + entry.key() + "'" + (hint.isEmpty() ? "; known are " + String.join(", ", known)
                    : hint));
            } else if (!seen.add(entry.key())) {
                problem(entry.at(), "the key '" + entry.key() + "' stands twice; this one is not read");
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static boolean isNothing(ConfigNode node) {
        return node instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    private void problem(Span at, String message) {
        problems.add(new Problem(file.path(), lines.line(at.start()), message + " (column " + lines.column(at.start()) + ")"));
    }
}
