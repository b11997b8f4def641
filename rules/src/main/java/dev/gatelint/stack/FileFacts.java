package dev.gatelint.stack;

import dev.gatelint.model.Suppression;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is kept of one file.
 *
 * @param path   relative to the scanned root, with {@code /}
 * @param lines  where its lines begin
 * @param facts  by the name of the stack that extracted them
 */
public record FileFacts(String path, Lines lines, Map<String, Record> facts, List<Suppression> suppressions, List<Problem> problems) {
    public FileFacts {
        facts = Map.copyOf(facts);
        suppressions = List.copyOf(suppressions);
        problems = List.copyOf(problems);
    }

    /** What {@code stack} extracted as {@code type}; empty when it extracted nothing or something else. */
    public <T extends Record> Optional<T> of(String stack, Class<T> type) {
        return Optional.ofNullable(facts.get(stack)).filter(type::isInstance).map(type::cast);
    }
}
