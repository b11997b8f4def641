package dev.gatelint.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Findings that were there before, in a JSON file that a person can read and edit. No lines stand in it, so it lasts while code moves.
 *
 * @param known ordered by file, rule and fingerprint
 */
public record Baseline(List<Entry> known) {
    /** No finding is known. */
    public static final Baseline EMPTY = new Baseline(List.of());

    public Baseline {
        known = known.stream().sorted().distinct().toList();
    }

    /**
     * One known finding; everything but the fingerprint is for people.
     *
     * @param reason why it is accepted; empty when nobody has said
     */
    public record Entry(String fingerprint, String rule, String file, String endpoint, String reason) implements Comparable<Entry> {
        @Override public int compareTo(Entry other) {
            int byFile = file.compareTo(other.file);
            if (byFile != 0) return byFile;
            int byRule = rule.compareTo(other.rule);
            return byRule != 0 ? byRule : fingerprint.compareTo(other.fingerprint);
        }
    }

    /** A baseline as read, and what was wrong with its file; entries without fault are kept. */
    public record Read(Baseline baseline, List<Problem> problems) {}

    /** Reads what {@link #render} wrote. Never throws for bad input. */
    public static Read read(SourceFile file) {
        Config config = Config.read(file, Config.Format.JSON);
        List<Problem> problems = new ArrayList<>(config.problems());
        List<Entry> entries = new ArrayList<>();
        Optional<ConfigNode> findings = config.documents().stream().findFirst().flatMap(root -> root.at("findings"));
        if (findings.orElse(null) instanceof ConfigNode.Sequence sequence) {
            for (ConfigNode item : sequence.items()) {
                item.text("fingerprint").ifPresent(fingerprint -> entries.add(new Entry(fingerprint, item.text("rule").orElse(""),
                    item.text("file").orElse(""), item.text("endpoint").orElse(""), item.text("reason").orElse(""))));
            }
        } else if (problems.isEmpty()) {
            problems.add(new Problem(file.path(), 1, "is not a baseline of gatelint: it has no list of findings; make a new one"));
        }
        return new Read(new Baseline(entries), List.copyOf(problems));
    }

    /** The entry of a finding; empty when it was not known. */
    public Optional<Entry> of(String fingerprint) {
        return known.stream().filter(entry -> entry.fingerprint.equals(fingerprint)).findFirst();
    }

    /** The baseline that knows every finding of a run that is not suppressed; reasons given before are kept, what is gone is left out. */
    public Baseline updated(Collection<Verdict> verdicts) {
        Map<String, Entry> before = byFingerprint();
        return new Baseline(counted(verdicts).map(verdict -> before.getOrDefault(verdict.fingerprint(), new Entry(verdict.fingerprint(),
            verdict.finding().rule().id(), verdict.finding().at().file(), verdict.finding().endpoint(), ""))).toList());
    }

    /** The baseline without the entries that this run no longer finds; nothing is added. */
    public Baseline pruned(Collection<Verdict> verdicts) {
        Set<String> found = new HashSet<>();
        counted(verdicts).forEach(verdict -> found.add(verdict.fingerprint()));
        return new Baseline(known.stream().filter(entry -> found.contains(entry.fingerprint)).toList());
    }

    /** The file's content: equal baselines give equal bytes. */
    public String render() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            DefaultIndenter indent = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent));
            json.writeStartObject();
            json.writeNumberField("schema", 1);
            json.writeArrayFieldStart("findings");
            for (Entry entry : known) {
                json.writeStartObject();
                json.writeStringField("fingerprint", entry.fingerprint);
                json.writeStringField("rule", entry.rule);
                json.writeStringField("file", entry.file);
                json.writeStringField("endpoint", entry.endpoint);
                json.writeStringField("reason", entry.reason);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    Map<String, Entry> byFingerprint() {
        Map<String, Entry> entries = new TreeMap<>();
        known.forEach(entry -> entries.putIfAbsent(entry.fingerprint, entry));
        return entries;
    }

    private static Stream<Verdict> counted(Collection<Verdict> verdicts) {
        return verdicts.stream().filter(verdict -> verdict.state() != Verdict.State.SUPPRESSED);
    }
}
