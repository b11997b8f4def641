package dev.gatelint.syntax.ts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What must hold for every tree, whatever the text. */
final class Trees {
    private Trees() {}

    static TsFile parse(String path, String text) {
        return TypeScript.parse(new SourceFile(path, text));
    }

    /**
     * No place ends before it begins; those that hold something lie in the place of the parent, in order and apart; the comments are in
     * order; the file is as long as its text.
     */
    static void check(TsFile file) {
        file.walk(node -> {
            int[] at = {node.start()};
            node.forEachChild(child -> {
                if (child.start() == child.end()) return;
                if (child.start() < at[0] || child.end() < child.start() || child.end() > node.end()) {
                    throw new AssertionError(describe(child) + " in " + describe(node) + " behind " + at[0]);
                }
                at[0] = child.end();
            });
            return true;
        });
        int last = 0;
        for (Comment comment : file.comments()) {
            assertThat(comment.start()).isGreaterThanOrEqualTo(last);
            last = comment.end();
        }
        assertThat(file.end()).isEqualTo(file.source().text().length()).isGreaterThanOrEqualTo(last);
    }

    /**
     * How many tokens are read to parse a text, those that are read again included. Nothing is read less deep here when the stack is full,
     * and how full it gets depends on what is compiled so far: a thread with plenty of it.
     */
    static long work(String path, String text) {
        Parser parser = new Parser(new SourceFile(path, text), false, TypeScript.MAX_DEPTH);
        FutureTask<Boolean> parse = new FutureTask<>(parser::parse, true);
        new Thread(null, parse, "parser", 32L << 20).start();
        try {
            parse.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        return parser.tokens.work;
    }

    /** How many tokens a text has, read without knowing what it means. */
    static long tokens(String text) {
        Tokens tokens = new Tokens(new SourceFile("a.ts", text), false);
        while (!tokens.atEnd()) tokens.next();
        return tokens.work;
    }

    private static String describe(Node node) {
        return node.getClass().getSimpleName() + " [" + node.start() + ", " + node.end() + ")";
    }

    /** The statements of a file, at any depth, blocks left out. */
    static List<Node> statements(TsFile file) {
        List<Node> all = new ArrayList<>();
        file.walk(node -> {
            boolean declaration = !(node instanceof FunctionNode function) || function.kind() == FunctionNode.Kind.DECLARATION;
            if (node instanceof Statement && !(node instanceof Statement.Block) && declaration
                && !(node instanceof ClassNode)) all.add(node);
            return true;
        });
        return all;
    }

    /** The only statement of a text that is valid. */
    static Statement one(String path, String text) {
        TsFile file = parse(path, text);
        check(file);
        assertThat(file.problems()).as(text).isEmpty();
        assertThat(file.statements()).as(text).hasSize(1);
        return file.statements().get(0);
    }

    /** The expression that is the only statement of a text that is valid. */
    static Expression expression(String path, String text) {
        return ((Statement.Run) one(path, text)).expression();
    }

    /** What a text holds, in the words of {@link Projection}, each with the text of its place in the place of the offsets. */
    static List<String> facts(String path, String text) {
        TsFile file = parse(path, text);
        check(file);
        assertThat(file.problems()).as(text).isEmpty();
        return Projection.of(file, true).stream().map(fact -> {
            String[] words = fact.split(" ", 4);
            String place = text.substring(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
            return words[2] + " «" + place + "»" + (words.length > 3 ? " " + words[3] : "");
        }).toList();
    }
}
