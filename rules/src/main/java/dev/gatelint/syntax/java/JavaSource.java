package dev.gatelint.syntax.java;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Position;
import com.github.javaparser.ast.CompilationUnit;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Java of any version. */
public final class JavaSource {
    /** No tree is deeper than this; what lies below is {@code Opaque}. */
    public static final int DEPTH = 400;
    /** Brackets nested deeper than this are not parsed: the parser looks ahead at each, and its stack is ours. */
    static final int BRACKETS = 200;
    private static final Pattern LEXICAL = Pattern.compile("Lexical error at line (\\d+), column (\\d+)");

    private JavaSource() {}

    /** Decides what is kept of string literals, so that secrets are not. */
    public interface Literals {
        /**
         * The value to keep.
         *
         * @param names where the literal goes, nearest first: the method or type, with {@code ()} behind it, whose argument it is; the
         * variable,
         * field, {@code @Annotation.attribute} or method that gets or returns it; the key that stands before it in a call, or what
         *              it is compared with; empty when it goes nowhere that has a name
         * @param value cooked
         */
        String keep(List<String> names, String value);
    }

    /** As {@link #parse(SourceFile, Literals)}; keeps every literal. */
    public static JavaFile parse(SourceFile file) {
        return parse(file, (names, value) -> value);
    }

    /** Never throws: what is not understood is a problem of the result, and the rest is there. */
    public static JavaFile parse(SourceFile file, Literals literals) {
        List<Problem> problems = new ArrayList<>();
        UnicodeEscapes escapes = UnicodeEscapes.of(file.text());
        int deep = Brackets.tooDeep(escapes.text(), BRACKETS);
        if (deep >= 0) {
            int line = dev.gatelint.source.Lines.of(file.text()).line(escapes.original(deep));
            problems.add(new Problem(file.path(), line, "has brackets nested deeper than " + BRACKETS + " and was not read; exclude it"));
            return empty(file, problems);
        }
        Places places = new Places(escapes, literals);
        try {
            ParseResult<CompilationUnit> result = new JavaParser(configuration()).parse(withoutMark(escapes.text()));
            result.getProblems().forEach(p -> problems.add(problem(file, places, p)));
            return result.getResult().map(unit -> Declarations.file(unit, file, places, problems)).orElseGet(() -> empty(file, problems));
        } catch (StackOverflowError e) {
            problems.add(new Problem(file.path(), 0, "is nested too deep and was not read; exclude it"));
        } catch (RuntimeException | AssertionError e) {
            problems.add(new Problem(file.path(), 0, "could not be parsed as Java (" + e.getClass().getSimpleName()
                + ") and was not read; does it compile?"));
        }
        return empty(file, problems);
    }

    /**
     * Without comments; tokens are kept because the parser takes places from them. The level makes {@code yield} a statement, which the
     * level RAW does not; without processors nothing is checked against it.
     */
    private static ParserConfiguration configuration() {
        ParserConfiguration configuration = new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_25).setAttributeComments(false)
            .setDetectOriginalLineSeparator(false).setTabSize(1);
        configuration.getProcessors().clear();
        return configuration;
    }

    /** A byte order mark takes no column, so that lines and columns stay right without it. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static JavaFile empty(SourceFile file, List<Problem> problems) {
        return new JavaFile(0, file.text().length(), "", List.of(), List.of(), problems);
    }

    private static Problem problem(SourceFile file, Places places, com.github.javaparser.Problem problem) {
        String what = problem.getMessage().lines().findFirst().orElse("").strip();
        int line = problem.getLocation().flatMap(range -> range.getBegin().getRange()).map(range -> range.begin).or(() -> lexical(what))
            .map(places::line).orElse(0);
        String said = what.startsWith("Parse error. Found") ? what.replaceFirst("Parse error. Found\\s+", "found ").replaceAll("\\s+", " ")
            : "syntax error";
        return new Problem(file.path(), line, "does not parse as Java: " + shortened(said)
            + "; the rest of the file was read as far as possible");
    }

    /** Where the scanner stopped, which the parser says in words only. */
    private static Optional<Position> lexical(String message) {
        Matcher at = LEXICAL.matcher(message);
        if (!at.find()) return Optional.empty();
        int line = Integer.parseInt(at.group(1));
        int column = Integer.parseInt(at.group(2));
        // column 0 is the line break that ended the line before
        return Optional.of(column == 0 && line > 1 ? new Position(line - 1, 1) : new Position(line, Math.max(1, column)));
    }

    /** Without the text of string literals, which may be secret. */
    private static String shortened(String said) {
        String safe = said.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"\\s*(?=<(?:STRING|TEXT))", "");
        int expected = safe.indexOf(", expected");
        return expected > 0 ? safe.substring(0, expected) : safe.length() > 80 ? safe.substring(0, 80) : safe;
    }
}
