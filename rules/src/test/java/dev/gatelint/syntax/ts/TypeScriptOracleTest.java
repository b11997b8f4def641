package dev.gatelint.syntax.ts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.source.SourceFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Our parser beside the TypeScript compiler's own and oxc, on the same files: what {@link Projection} says must be the same, word by word.
 *
 * <p>The compiler's parser lets some things pass that are no TypeScript and that its checker refuses later, and it takes a few liberties of
 * its own. So where we differ from it, oxc is asked: a difference stands when oxc says that the file is valid and sees it as we do, or says
 * that it is not valid at all. What we know to be of that kind:
 * <ul>
 * <li>{@code throw} before a line break, imports and exports inside a block, {@code static constructor()}: passed by the compiler's
 * parser;</li>
 * <li>a file that begins with {@code await} and is read a second time: the compiler lists statements twice (the projection counts them
 * once).</li>
 * <li>{@code let} before a line break as the body of a label or a loop: a declaration for the compiler and for us, a name for oxc. Only
 *     snippets that hold this may agree with the compiler against oxc.</li>
 * </ul>
 * The comments are compared with oxc's, because the compiler's tree has none.
 */
@Tag("oracle")
class TypeScriptOracleTest {
    private static final Pattern LET_AND_LINE_BREAK = Pattern.compile("\\blet\\b[ \\t]*(//[^\\n]*)?\\R");
    private static final Path ROOT = Path.of("target", "oracle", "typescript");
    /**
     * Classic scripts in which {@code a<!--b} is a comment. In a module it is a comparison, and the compiler, like us, always reads it so.
     */
    private static final List<String> COMMENT_OR_COMPARISON = List.of("40215319424a8227.js", "47094fe8a994b7de.js", "8c56cf12f007a392.js");
    private static final Pattern SOURCE = Pattern.compile(".*\\.[mc]?[jt]sx?");
    /** In other tools' tests: files that are wrong on purpose, and Flow. */
    private static final Pattern NOT_MEANT = Pattern.compile(".*/(_errors?_|error-recovery|errorRecovery|flow[^/]*)/.*");

    /** What another parser said of a file. */
    private record Answer(boolean ok, String hash) {}

    @BeforeAll static void install() throws IOException, InterruptedException {
        Path from = Path.of("src", "test", "oracle", "typescript");
        Files.createDirectories(ROOT.resolve("corpus"));
        for (String name : List.of("package.json", "main.mjs", "text.mjs", "typescript.mjs", "oxc.mjs", "corpus/package.json")) {
            Files.write(ROOT.resolve(name), Files.readAllBytes(from.resolve(name)));
        }
        run(ROOT, null, null, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund");
        run(ROOT.resolve("corpus"), null, null, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps");
    }

    /** {@code -Dgatelint.oracle.corpus=folder} adds the files of a folder, or of several with commas between, to those of the packages. */
    private static List<Path> realFiles() throws IOException {
        List<Path> files = new ArrayList<>(sources(ROOT.resolve("corpus").resolve("node_modules")));
        String more = System.getProperty("gatelint.oracle.corpus", "");
        for (String folder : more.split(",")) if (!folder.isBlank()) files.addAll(sources(Path.of(folder)));
        assertThat(files).hasSizeGreaterThan(10_000);
        return files;
    }

    @Test void tenThousandRealFiles() throws IOException, InterruptedException {
        assertThat(differences("files", realFiles())).isEmpty();
    }

    /** One character more or less in each of some thousand files of ordinary size: what is outside the broken statement is still found. */
    @Test void recovery() throws IOException {
        Typing typing = new Typing(20261125);
        int changed = 0;
        List<Path> files = realFiles();
        for (int i = 0; i < files.size(); i += 7) {
            TsFile file = parse(files.get(i));
            if (file.end() == 0 || file.end() > 100_000 || !file.problems().isEmpty()) continue;
            typing.once(file);
            changed++;
        }
        System.out.printf("recovery: %d files, %d statements outside the broken one, %.2f percent found%n", changed, typing.statements(),
            typing.percent());
        assertThat(typing.percent()).isGreaterThan(95);
    }

    /** {@link FuzzTest} on real files, for {@code -Dgatelint.fuzz.seconds}. */
    @Test void fuzz() throws IOException {
        List<Path> files = realFiles();
        long tried = Fuzz.run(Long.getLong("gatelint.fuzz.seconds", 60), seed -> {
            TsFile file = parse(files.get((int) (seed * 7919 % files.size())));
            String text = file.source().text();
            return new Fuzz.Sample(file.source().path(), text.isEmpty() || text.length() > 100_000 ? "a;" : text);
        });
        System.out.println("fuzz: " + tried + " texts");
    }

    @Test void snippets() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(ROOT.resolve("snippets"));
        List<Path> files = new ArrayList<>();
        int count = Integer.getInteger("gatelint.oracle.snippets", 15_000);
        for (int seed = 0; seed < count; seed++) {
            Snippets.Language language = Snippets.Language.values()[seed % 3];
            files.add(Files.writeString(folder.resolve(seed + "." + language), Snippets.of(seed, language)));
        }
        assertThat(differences("snippets", files)).isEmpty();
    }

    /**
     * Every file of test262-parser-tests that must parse does, and says the same as its twin with all parentheses and semicolons written.
     */
    @Test void test262() throws IOException {
        Path root = ROOT.resolve("node_modules").resolve("test262-parser-tests");
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (Path pass : sources(root.resolve("pass"))) {
            count++;
            TsFile file = parse(pass);
            TsFile twin = parse(root.resolve("pass-explicit").resolve(pass.getFileName()));
            if (!file.problems().isEmpty()) wrong.add(pass + " " + file.problems());
            if (!twin.problems().isEmpty()) wrong.add("explicit " + pass + " " + twin.problems());
            if (COMMENT_OR_COMPARISON.contains(pass.getFileName().toString())) continue;
            if (!shape(file).equals(shape(twin))) wrong.add(pass + " " + shape(file) + " is not " + shape(twin));
        }
        assertThat(count).isGreaterThan(1900);
        assertThat(wrong).isEmpty();
    }

    /**
     * The kinds of nodes in order. Left out is what the twins write differently and means the same: empty statements, the kind and
     * spelling of keys, the spelling of names and literals, sequences in sequences.
     */
    private static List<String> shape(TsFile file) {
        List<String> shape = new ArrayList<>();
        file.walk(node -> {
            if (node instanceof Statement.Empty || node instanceof Expression.Sequence) return true;
            if (node instanceof ObjectMember.Property property && !property.computed() && !property.shorthand()) {
                shape.add("Property");
                property.value().walk(inner -> {
                    shape.addAll(kind(inner));
                    return true;
                });
                return false;
            }
            shape.addAll(kind(node));
            return true;
        });
        return shape;
    }

    private static List<String> kind(Node node) {
        if (node instanceof Statement.Empty || node instanceof Expression.Sequence) return List.of();
        boolean key = node instanceof Expression.Identifier || node instanceof Expression.StringLiteral
            || node instanceof Expression.NumberLiteral;
        return List.of(key ? "word" : node instanceof Expression.Binary binary ? binary.operator() : node.getClass().getSimpleName());
    }

    // ---- comparing

    private static List<String> differences(String name, List<Path> files) throws IOException, InterruptedException {
        Map<Path, Answer> compiler = ask("typescript", name, files);
        Map<Path, Answer> oxc = ask("oxc", name, files);
        List<String> wrong = new ArrayList<>();
        int same = 0;
        int invalid = 0;
        int excused = 0;
        for (Path path : files) {
            TsFile file = parse(path);
            Answer first = compiler.get(path);
            Answer second = oxc.get(path);
            boolean fine = file.problems().isEmpty();
            boolean asCompiler = fine && first.hash.equals(hash(Projection.of(file, false)));
            boolean asOxc = fine && second.hash.equals(hash(Projection.of(file, true)));
            if (!first.ok) invalid++;
            else if (asCompiler && (asOxc || !second.ok)) same++;
            else if (!asCompiler && (asOxc || !second.ok && !name.equals("files"))) excused++;
            else if (asCompiler && name.equals("snippets") && LET_AND_LINE_BREAK.matcher(Files.readString(path)).find()) excused++;
            else wrong.add(path + (fine ? " is seen differently " + (asCompiler ? "by oxc" : "by the compiler") : " " + file.problems()
                .get(0)));
        }
        System.out.printf("%s: %d, the same %d, not valid for the compiler %d, right as one of the two sees it %d, wrong %d%n", name,
            files.size(), same, invalid, excused,
                wrong.size());
        return wrong;
    }

    private static TsFile parse(Path path) {
        try {
            return TypeScript.parse(new SourceFile(path.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(List<String> facts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(String.join("\n", facts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Path, Answer> ask(String parser, String name, List<Path> files) throws IOException, InterruptedException {
        Path list = ROOT.resolve(name + ".txt");
        Path answers = ROOT.resolve(name + "." + parser + ".tsv");
        Files.write(list, files.stream().map(path -> path.toAbsolutePath().toString()).toList());
        run(ROOT, list, answers, "node", "--max-old-space-size=4000", "main.mjs", parser, "hash");
        Map<Path, Answer> found = new TreeMap<>();
        try (BufferedReader reader = Files.newBufferedReader(answers)) {
            int i = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] columns = line.split("\t");
                assertThat(columns[0]).isEqualTo(files.get(i).toAbsolutePath().toString());
                assertThat(columns[1]).as("%s on %s", parser, columns[0]).isIn("ok", "broken");
                found.put(files.get(i++), new Answer(columns[1].equals("ok"), columns[2]));
            }
        }
        assertThat(found).hasSameSizeAs(files);
        return found;
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(path -> SOURCE.matcher(path.toString()).matches() && !NOT_MEANT.matcher(path.toString()).matches()
                && Files.isRegularFile(path)).sorted().toList();
        }
    }

    private static void run(Path folder, Path in, Path out, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        if (in != null) builder.redirectInput(in.toFile());
        builder.redirectOutput(out != null ? out.toFile() : Files.createTempFile(folder, "run", ".log").toFile());
        Process process = builder.start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
