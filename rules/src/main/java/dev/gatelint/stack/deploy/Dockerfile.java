package dev.gatelint.stack.deploy;

import dev.gatelint.source.SourceFile;
import dev.gatelint.stack.deploy.Provision.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ENV} and {@code ARG} of a Dockerfile. Only the last stage and those it is built on are there at run time. */
final class Dockerfile {
    private static final Pattern INSTRUCTION = Pattern.compile("(?im)^[ \\t]*(FROM|ENV|ARG)[ \\t]+((?:[^\\n\\\\]|\\\\[^\\n]|\\\\[ \\t]*\\r?\\n)*)");
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_]\\w*)=(\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'|(?:[^\\s\\\\]|\\\\.)*+)",
        Pattern.DOTALL);
    private static final Pattern FROM = Pattern.compile("(?i)(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?.*", Pattern.DOTALL);

    private Dockerfile() {}

    private record BuildStage(String base, List<Provision> env) {}

    static DeployFacts read(SourceFile file) {
        List<Provision> found = new ArrayList<>();
        List<BuildStage> stages = new ArrayList<>();
        Map<String, BuildStage> named = new HashMap<>();
        Matcher instructions = INSTRUCTION.matcher(file.text());
        while (instructions.find()) {
            String what = instructions.group(1).toUpperCase(Locale.ROOT);
            if (what.equals("FROM")) {
                Matcher from = FROM.matcher(instructions.group(2).strip());
                if (!from.matches()) continue;
                BuildStage stage = new BuildStage(from.group(1).toLowerCase(Locale.ROOT), new ArrayList<>());
                stages.add(stage);
                if (from.group(2) != null) named.put(from.group(2).toLowerCase(Locale.ROOT), stage);
                named.put(Integer.toString(stages.size() - 1), stage);
            } else if (what.equals("ARG")) {
                found.addAll(pairs(file, instructions, Stage.BUILD));
            } else if (!stages.isEmpty()) {
                stages.get(stages.size() - 1).env.addAll(pairs(file, instructions, Stage.BUILD));
            }
        }
        BuildStage last = stages.isEmpty() ? null : stages.get(stages.size() - 1);
        List<BuildStage> running = new ArrayList<>();
        while (last != null && !running.contains(last)) {
            running.add(last);
            last = named.get(last.base);
        }
        for (BuildStage stage : stages) {
            for (Provision provision : stage.env) found.add(running.contains(stage) ? provision.at(Stage.PRODUCTION) : provision);
        }
        return DeployFacts.of(DeployFacts.Kind.DOCKERFILE, found, List.of(), false);
    }

    /** Whether a {@code .dockerignore} keeps {@code .env} out of the image. */
    static DeployFacts ignored(SourceFile file) {
        boolean out = false;
        for (String line : file.text().split("\\R")) {
            String pattern = line.strip();
            if (pattern.matches("(\\*\\*/|/|\\./)?\\.env(\\*|\\.\\*)?")) out |= !pattern.endsWith(".*");
            if (pattern.matches("!(\\*\\*/|/|\\./)?\\.env(\\*|\\.production.*)?")) out = false;
        }
        return DeployFacts.of(DeployFacts.Kind.DOCKERIGNORE, List.of(), List.of(), out);
    }

    private static List<Provision> pairs(SourceFile file, Matcher instruction, Stage stage) {
        List<Provision> found = new ArrayList<>();
        String text = instruction.group(2);
        int offset = instruction.start(2);
        Matcher pairs = PAIR.matcher(text);
        int end = 0;
        while (pairs.find()) {
            found.add(new Provision(pairs.group(1), file.span(offset + pairs.start(1), offset + pairs.end(1)), stage,
                value(pairs.group(2))));
            end = pairs.end();
        }
        if (end > 0) return found;
        // "ENV NAME value" of old, or "ARG NAME", which the builder passes in
        Matcher single = Pattern.compile("(\\w+)(\\s+(.+))?", Pattern.DOTALL).matcher(text.strip());
        if (single.matches()) {
            int start = offset + text.indexOf(single.group(1));
            Value value = single.group(3) == null ? Value.REFERENCE : value(single.group(3));
            found.add(new Provision(single.group(1), file.span(start, start + single.group(1).length()), stage, value));
        }
        return found;
    }

    private static Value value(String written) {
        boolean quoted = written.length() > 1 && (written.startsWith("\"") || written.startsWith("'"));
        String text = quoted ? written.substring(1, written.length() - 1) : written.strip();
        Matcher otherwise = Pattern.compile("\\$\\{\\w+:-(.*)}", Pattern.DOTALL).matcher(text);
        if (otherwise.matches()) return Value.of(otherwise.group(1));
        return text.matches("(?s).*(?<!\\\\)\\$\\{?\\w.*") ? Value.REFERENCE : Value.of(text);
    }
}
