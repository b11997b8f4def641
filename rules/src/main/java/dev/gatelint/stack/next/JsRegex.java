package dev.gatelint.stack.next;

/**
 * A JavaScript regular expression (ECMAScript without the {@code u} and {@code v} flags, with the web's legacy syntax), for patterns that
 * strangers wrote. It only says whether there is a match, never where; so it can be simulated as an automaton, and the time is linear in
 * the length of the input whatever the pattern is. {@code java.util.regex} is not used because it reads many patterns differently
 * ({@code $}, {@code .}, nested brackets, possessive quantifiers) and can backtrack for ever.
 */
public final class JsRegex {
    /** Longer patterns are not looked at; Next itself takes at most 4096 characters. */
    private static final int MAX_PATTERN = 20_000;
    private final RegexProgram program;

    private JsRegex(RegexProgram program) {
        this.program = program;
    }

    /** What became of a pattern. */
    public sealed interface Result {}

    /** It is understood. */
    public record Understood(JsRegex regex) implements Result {}

    /** JavaScript refuses it: {@code message} is what V8 says, such as {@code Nothing to repeat}. */
    public record Refused(String message) implements Result {}

    /** JavaScript may take it, but it cannot be judged here; {@code reason} is for a problem. */
    public record Beyond(String reason) implements Result {}

    /**
     * Reads a pattern as {@code new RegExp(pattern, ignoreCase ? "i" : "")} does.
     *
     * @return never null; no pattern makes it throw
     */
    public static Result compile(String pattern, boolean ignoreCase) {
        if (pattern.length() > MAX_PATTERN) return new Beyond("the pattern is longer than " + MAX_PATTERN + " characters");
        try {
            return new Understood(new JsRegex(RegexProgram.of(new RegexParser(pattern).parse(), ignoreCase)));
        } catch (RegexParser.Stop stop) {
            return stop.refused() ? new Refused(stop.getMessage()) : new Beyond(stop.getMessage());
        }
    }

    /** True when there is a match anywhere in {@code input}, as {@code regex.test(input)}. */
    public boolean test(String input) {
        return program.matches(input);
    }
}
