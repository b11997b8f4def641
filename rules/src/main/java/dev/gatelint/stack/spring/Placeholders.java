package dev.gatelint.stack.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** <code>${name:default}</code> in a value, as Spring reads it. */
final class Placeholders {
    private static final int DEEPEST = 10;

    private Placeholders() {}

    /**
     * One reference.
     *
     * @param start    of the dollar sign in the text
     * @param end      behind the closing brace
     * @param fallback what stands behind the colon
     */
    record Reference(int start, int end, String name, Optional<String> fallback) {}

    /** The outermost references of a text, in order. */
    static List<Reference> in(String text) {
        List<Reference> found = new ArrayList<>();
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", start)) {
            int depth = 0;
            int end = -1;
            for (int i = start + 1; i < text.length() && end < 0; i++) {
                if (text.charAt(i) == '{') depth++;
                else if (text.charAt(i) == '}' && --depth == 0) end = i + 1;
            }
            if (end < 0) return found;
            String inner = text.substring(start + 2, end - 1);
            int colon = inner.startsWith("${") ? -1 : inner.indexOf(':');
            found.add(colon < 0 ? new Reference(start, end, inner, Optional.empty())
                : new Reference(start, end, inner.substring(0, colon), Optional.of(inner.substring(colon + 1))));
            start = end;
        }
        return found;
    }

    /** The text with every reference replaced; empty when one of them has no value. */
    static Optional<String> resolve(String text, Function<String, Optional<String>> values) {
        return resolve(text, values, 0);
    }

    private static Optional<String> resolve(String text, Function<String, Optional<String>> values, int depth) {
        List<Reference> references = in(text);
        if (references.isEmpty()) return Optional.of(text);
        if (depth > DEEPEST) return Optional.empty();
        StringBuilder out = new StringBuilder();
        int last = 0;
        for (Reference reference : references) {
            Optional<String> value = values.apply(reference.name).or(reference::fallback).flatMap(v -> resolve(v, values, depth + 1));
            if (value.isEmpty()) return Optional.empty();
            out.append(text, last, reference.start).append(value.get());
            last = reference.end;
        }
        return Optional.of(out.append(text.substring(last)).toString());
    }

    /** The references without their defaults; every other text becomes one star. */
    static String masked(String text) {
        StringBuilder out = new StringBuilder();
        int last = 0;
        for (Reference reference : in(text)) {
            if (reference.start > last) out.append('*');
            out.append("${").append(reference.name).append(reference.fallback.map(f -> f.isEmpty() ? ":" : ":*").orElse("")).append('}');
            last = reference.end;
        }
        return out.append(last < text.length() ? "*" : "").toString();
    }
}
