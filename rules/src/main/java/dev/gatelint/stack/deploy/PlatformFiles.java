package dev.gatelint.stack.deploy;

import dev.gatelint.source.SourceFile;
import dev.gatelint.stack.Unit;
import dev.gatelint.stack.deploy.DeployFacts.Kind;
import dev.gatelint.stack.deploy.Provision.Stage;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import dev.gatelint.syntax.config.ConfigNode.Entry;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import dev.gatelint.syntax.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the files of hosting platforms, and variables that package scripts set. */
final class PlatformFiles {
    /** Tables of TOML that hold variables, and when those are there. */
    private static final List<Map.Entry<List<String>, Stage>> TABLES = List.of(
        Map.entry(List.of("build", "environment"), Stage.PRODUCTION),
        Map.entry(List.of("context", "production", "environment"), Stage.PRODUCTION),
        Map.entry(List.of("context", "deploy-preview", "environment"), Stage.BUILD),
        Map.entry(List.of("context", "dev", "environment"), Stage.DEVELOPMENT),
        Map.entry(List.of("env"), Stage.PRODUCTION), Map.entry(List.of("vars"), Stage.PRODUCTION),
        Map.entry(List.of("env", "production", "vars"), Stage.PRODUCTION));
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![\\w.$-])([A-Z][A-Z0-9_]{2,})=('[^']*'|\"[^\"]*\"|[^\\s\"'&|;]*)");

    private static final Pattern MENTION = Pattern.compile("(?<![\\w$])[A-Z][A-Z0-9]*_[A-Z0-9_]+(?!\\w)");
    private static final Pattern LOADS = Pattern.compile("(?:\\bdotenv(?:x run)?\\s+(?:-o\\s+)?-[ef]|\\benv-cmd\\s+(?:-f|--file)|--env-file(?:-if-exists)?[= ])\\s*([\\w./-]+)");

    private PlatformFiles() {}

    static DeployFacts platform(Unit unit) {
        List<Provision> found = new ArrayList<>();
        for (ConfigNode document : unit.parsed(Config.class, source -> Config.read(source).orElseThrow()).documents()) {
            if (unit.path().endsWith(".toml")) {
                TABLES.forEach(table -> mapping(document.at(table.getKey().toArray(String[]::new)), table.getValue(), found));
            } else {
                mapping(document.at("env"), Stage.PRODUCTION, found);
                mapping(document.at("build", "env"), Stage.BUILD, found);
                mapping(document.at("env_variables"), Stage.PRODUCTION, found);
                mapping(document.at("vars"), Stage.PRODUCTION, found);
                environments(document, found, 0);
                keyed(document, found, 0);
            }
        }
        return DeployFacts.of(Kind.PLATFORM, found, List.of(), false);
    }

    private static void mapping(Optional<ConfigNode> node, Stage stage, List<Provision> found) {
        if (!(node.orElse(null) instanceof Mapping mapping)) return;
        for (Entry entry : mapping.entries()) {
            if (!(entry.value() instanceof Scalar scalar)) continue;
            // "@name" is a secret of the platform
            found.add(new Provision(entry.key(), entry.at(), stage, scalar.text().startsWith("@") ? Value.REFERENCE
                : Value.of(scalar.text())));
        }
    }

    /** {@code envVars: [{key, value}]} of render.yaml, {@code env: [{variable, secret}]} of apphosting.yaml. */
    private static void keyed(ConfigNode node, List<Provision> found, int depth) {
        if (depth > 20) return;
        if (node instanceof Sequence sequence) for (ConfigNode item : sequence.items()) keyed(item, found, depth + 1);
        if (!(node instanceof Mapping mapping)) return;
        ConfigNode key = mapping.at("key").or(() -> mapping.at("variable")).orElse(null);
        if (key instanceof Scalar name && name.text().matches("[A-Za-z_]\\w*")) {
            Value value = mapping.at("value").orElse(null) instanceof Scalar scalar ? Value.of(scalar.text()) : Value.REFERENCE;
            found.add(new Provision(name.text(), name.span(), Stage.PRODUCTION, value));
        }
        for (Entry entry : mapping.entries()) keyed(entry.value(), found, depth + 1);
    }

    /** {@code environment} of serverless.yml, of the provider or of a function. */
    private static void environments(ConfigNode node, List<Provision> found, int depth) {
        if (depth > 20 || !(node instanceof Mapping mapping)) return;
        for (Entry entry : mapping.entries()) {
            if (entry.key().equals("environment") && entry.value() instanceof Mapping variables) {
                for (Entry variable : variables.entries()) {
                    boolean filled = !(variable.value() instanceof Scalar scalar) || scalar.text().contains("${");
                    found.add(new Provision(variable.key(), variable.at(), Stage.PRODUCTION, filled ? Value.REFERENCE
                        : Value.of(((Scalar) variable.value()).text())));
                }
            } else {
                environments(entry.value(), found, depth + 1);
            }
        }
    }

    /** Every word in capitals that is set, listed or quoted. */
    static DeployFacts mentions(SourceFile file) {
        List<Provision> found = new ArrayList<>();
        Matcher names = MENTION.matcher(file.text());
        while (names.find()) found.add(new Provision(names.group(), file.span(names.start(), names.end()), Stage.PRODUCTION,
            Value.REFERENCE));
        return DeployFacts.of(Kind.MENTIONS, found, List.of(), false);
    }

    /** What is listed is known to be there; that something else is not says nothing of the running application. */
    static DeployFacts turbo(Unit unit) {
        List<Provision> found = new ArrayList<>();
        for (ConfigNode document : unit.parsed(Config.class, source -> Config.read(source).orElseThrow()).documents()) listed(document,
            found, 0);
        return DeployFacts.of(Kind.TURBO, found, List.of(), false);
    }

    private static void listed(ConfigNode node, List<Provision> found, int depth) {
        if (depth > 20 || !(node instanceof Mapping mapping)) return;
        for (Entry entry : mapping.entries()) {
            if (!entry.key().matches("env|globalEnv|passThroughEnv|globalPassThroughEnv")
                || !(entry.value() instanceof Sequence sequence)) {
                listed(entry.value(), found, depth + 1);
                continue;
            }
            for (ConfigNode item : sequence.items()) {
                if (item instanceof Scalar name) found.add(new Provision(name.text(), name.span(), Stage.DOCUMENTATION, Value.REFERENCE));
            }
        }
    }

    /** {@code cross-env NAME=value next start} of a package script. */
    static DeployFacts scripts(Unit unit) {
        List<Provision> found = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (ConfigNode document : unit.parsed(Config.class, source -> Config.read(source).orElseThrow()).documents()) {
            if (!(document.at("scripts").orElse(null) instanceof Mapping scripts)) continue;
            for (Entry script : scripts.entries()) {
                if (!(script.value() instanceof Scalar scalar)) continue;
                Stage stage = script.key().matches(".*(start|serve|prod).*") ? Stage.PRODUCTION : script.key().contains("build")
                    ? Stage.BUILD
                    : script.key().contains("test") ? Stage.TEST : Stage.DEVELOPMENT;
                Matcher loads = LOADS.matcher(scalar.text());
                while (loads.find()) files.add(ContainerFiles.resolved(unit.path(), loads.group(1)));
                Matcher assignments = ASSIGNMENT.matcher(scalar.text());
                while (assignments.find()) {
                    String text = assignments.group(2).replaceAll("^[\"']|[\"']$", "");
                    found.add(new Provision(assignments.group(1), scalar.span(), stage, text.contains("$") ? Value.REFERENCE
                        : Value.of(text)));
                }
            }
        }
        return DeployFacts.of(Kind.SCRIPTS, found, files, false);
    }
}
