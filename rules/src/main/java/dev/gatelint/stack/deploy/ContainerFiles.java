package dev.gatelint.stack.deploy;

import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import dev.gatelint.stack.Unit;
import dev.gatelint.stack.deploy.DeployFacts.Kind;
import dev.gatelint.stack.deploy.Provision.Stage;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import dev.gatelint.syntax.config.ConfigNode.Entry;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import dev.gatelint.syntax.config.ConfigNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads compose files, Kubernetes manifests and CI workflows. */
final class ContainerFiles {
    private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{\\w+:?-(.*)}", Pattern.DOTALL);
    private static final Pattern DEPLOYS = Pattern.compile("docker run|set-env-vars|set-secrets|update-env-vars|fly(ctl)? secrets|vercel env|wrangler secret|config:set|kubectl|>>?\\s*\\S*\\.env");
    private static final Pattern SETS = Pattern.compile("(?<![\\w$])([A-Z][A-Z0-9_]{2,})=");
    private static final Pattern TEMPLATE_NAME = Pattern.compile("(?m)\\bname:[ \\t]*\"?([A-Z][A-Z0-9_]{2,})\"?");

    private final String path;
    private final List<Provision> found = new ArrayList<>();
    private final List<String> envFiles = new ArrayList<>();
    private final List<String> offers = new ArrayList<>();
    private final List<String> takes = new ArrayList<>();
    private boolean openEnded;

    private ContainerFiles(String path) {
        this.path = path;
    }

    private static List<ConfigNode> documents(Unit unit) {
        Config config = unit.parsed(Config.class, source -> Config.read(source).orElseThrow());
        config.problems().forEach(unit::problem);
        return config.documents();
    }

    private DeployFacts facts(Kind kind) {
        return new DeployFacts(kind, found, envFiles, openEnded, offers, takes);
    }

    static DeployFacts compose(Unit unit) {
        ContainerFiles files = new ContainerFiles(unit.path());
        String name = unit.path().substring(unit.path().lastIndexOf('/') + 1);
        Stage stage = name.matches(".*\\b(dev|development|test|ci|e2e|local|override)\\b.*") ? Stage.DEVELOPMENT : Stage.PRODUCTION;
        for (ConfigNode document : documents(unit)) {
            for (Entry service : entries(document.at("services"))) {
                service.value().at("environment").ifPresent(env -> files.environment(env, stage));
                service.value().at("build", "args").ifPresent(args -> files.environment(args, Stage.BUILD));
                service.value().at("env_file").ifPresent(files::envFile);
            }
        }
        return files.facts(Kind.COMPOSE);
    }

    private void environment(ConfigNode node, Stage stage) {
        for (Entry entry : entries(Optional.of(node))) {
            if (entry.value() instanceof Scalar scalar) add(entry.key(), entry.at(), stage, composed(scalar));
        }
        if (!(node instanceof Sequence sequence)) return;
        for (ConfigNode item : sequence.items()) {
            if (!(item instanceof Scalar scalar)) continue;
            int equals = scalar.text().indexOf('=');
            String name = equals < 0 ? scalar.text() : scalar.text().substring(0, equals);
            add(name.strip(), scalar.span(), stage, equals < 0 ? Value.REFERENCE : filled(scalar.text().substring(equals + 1)));
        }
    }

    private void add(String name, Span at, Stage stage, Value value) {
        found.add(new Provision(name, at, stage, value));
    }

    /** A key without a value is passed on from the host. */
    private static Value composed(Scalar scalar) {
        return scalar.kind() == ConfigNode.Kind.NULL ? Value.REFERENCE : filled(scalar.text());
    }

    private static Value filled(String text) {
        Matcher otherwise = WITH_DEFAULT.matcher(text);
        if (otherwise.matches()) return otherwise.group(1).isEmpty()
            || otherwise.group(1).contains("$") ? Value.REFERENCE : Value.of(otherwise.group(1));
        return text.matches("(?s).*(?<!\\$)\\$\\{?\\w.*") || text.contains("{{") ? Value.REFERENCE : Value.of(text);
    }

    private void envFile(ConfigNode node) {
        if (node instanceof Scalar scalar) envFiles.add(resolved(scalar.text()));
        if (node instanceof Sequence sequence) for (ConfigNode item : sequence.items()) envFile(item);
        if (node instanceof Mapping mapping) mapping.text("path").ifPresent(file -> envFiles.add(resolved(file)));
    }

    /** The path of a file beside this one, relative to the scanned root. */
    private String resolved(String relative) {
        return resolved(path, relative);
    }

    static String resolved(String path, String relative) {
        Deque<String> parts = new ArrayDeque<>(List.of(path.split("/")));
        parts.removeLast();
        for (String part : relative.split("/")) {
            if (part.equals("..") && !parts.isEmpty()) parts.removeLast();
            else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) parts.addLast(part);
        }
        return String.join("/", parts);
    }

    /** {@code env} of the workflow, its jobs and their steps: there while CI runs. */
    static DeployFacts workflow(Unit unit) {
        ContainerFiles files = new ContainerFiles(unit.path());
        for (ConfigNode document : documents(unit)) files.walk(document, Stage.BUILD, 0);
        return files.facts(Kind.WORKFLOW);
    }

    static DeployFacts kubernetes(Unit unit) {
        ContainerFiles files = new ContainerFiles(unit.path());
        SourceFile file = unit.file();
        if (file.text().contains("{{")) {
            Matcher names = TEMPLATE_NAME.matcher(file.text());
            while (names.find()) files.add(names.group(1), file.span(names.start(1), names.end(1)), Stage.PRODUCTION, Value.REFERENCE);
            files.openEnded = file.text().contains("envFrom");
            return files.facts(Kind.KUBERNETES);
        }
        for (ConfigNode document : documents(unit)) {
            String kind = document.text("kind").orElse("");
            if (kind.matches("Secret|ConfigMap|SealedSecret")) document.text("metadata", "name").ifPresent(files.offers::add);
            document.at("secretGenerator").or(() -> document.at("configMapGenerator")).ifPresent(generator -> files.openEnded = true);
            if (kind.equals("Secret") || kind.equals("ConfigMap")) {
                document.at("data").ifPresent(data -> files.keys(data, kind.equals("Secret")));
                document.at("stringData").ifPresent(data -> files.keys(data, false));
            } else if (kind.equals("SealedSecret")) {
                document.at("spec", "encryptedData").ifPresent(data -> files.keys(data, true));
            } else if (kind.equals("ExternalSecret")) {
                for (ConfigNode item : items(document.at("spec", "data"))) {
                    item.at("secretKey").filter(Scalar.class::isInstance).map(Scalar.class::cast)
                        .ifPresent(key -> files.add(key.text(), key.span(), Stage.PRODUCTION, Value.REFERENCE));
                }
                files.openEnded |= document.at("spec", "dataFrom").isPresent();
            } else {
                files.walk(document, Stage.PRODUCTION, 0);
            }
        }
        return files.facts(Kind.KUBERNETES);
    }

    private void keys(ConfigNode data, boolean encoded) {
        for (Entry entry : entries(Optional.of(data))) {
            boolean hidden = encoded || !(entry.value() instanceof Scalar);
            add(entry.key(), entry.at(), Stage.PRODUCTION, hidden ? Value.REFERENCE : filled(((Scalar) entry.value()).text()));
        }
    }

    /** Everything below a key {@code env}: a mapping of CI, or the list of names and values of a container. */
    private void walk(ConfigNode node, Stage stage, int depth) {
        if (depth > 40) return;
        for (ConfigNode item : items(Optional.of(node))) walk(item, stage, depth + 1);
        for (Entry entry : entries(Optional.of(node))) {
            if (entry.key().equals("envFrom")) envFrom(entry.value());
            if (entry.value() instanceof Scalar run && entry.key().matches("run|script")) commands(run);
            if (!entry.key().equals("env")) {
                walk(entry.value(), stage, depth + 1);
                continue;
            }
            if (entry.value() instanceof Mapping) environment(entry.value(), stage);
            for (ConfigNode item : items(Optional.of(entry.value()))) {
                if (!(item.at("name").orElse(null) instanceof Scalar name)) continue;
                Value value = item.at("value").orElse(null) instanceof Scalar scalar ? filled(scalar.text()) : Value.REFERENCE;
                add(name.text(), name.span(), stage, value);
            }
        }
    }

    /** All variables of a secret or config map, which may stand in another file. */
    private void envFrom(ConfigNode list) {
        for (ConfigNode item : items(Optional.of(list))) {
            Optional<String> name = item.text("secretRef", "name").or(() -> item.text("configMapRef", "name"));
            if (name.isPresent()) takes.add(name.get());
            else openEnded = true;
        }
    }

    /** A deployment that hands variables on in its commands. */
    private void commands(Scalar run) {
        boolean deploys = DEPLOYS.matcher(run.text()).find();
        Matcher names = SETS.matcher(run.text());
        while (names.find()) add(names.group(1), run.span(), deploys ? Stage.PRODUCTION : Stage.BUILD, Value.REFERENCE);
    }

    private static List<Entry> entries(Optional<ConfigNode> node) {
        return node.orElse(null) instanceof Mapping mapping ? mapping.entries() : List.of();
    }

    private static List<ConfigNode> items(Optional<ConfigNode> node) {
        return node.orElse(null) instanceof Sequence sequence ? sequence.items() : List.of();
    }
}
