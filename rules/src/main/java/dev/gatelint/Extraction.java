package dev.gatelint;

import dev.gatelint.cache.FactsCache;
import dev.gatelint.filter.Suppressions;
import dev.gatelint.report.Report;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Workspace;
import dev.gatelint.stack.FileFacts;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns files into facts, one by one; each is read once and its tree dies with it. */
final class Extraction {
    private static final Pattern MANIFEST = Pattern.compile("(.*/)?(package\\.json|pnpm-workspace\\.yaml|pom\\.xml|(build|settings)\\.gradle(\\.kts)?)");
    private static final int DATA_FACTOR = 16;
    private final Options options;
    private final List<Stack> stacks;
    private final Optional<FactsCache> cache;
    private final List<Problem> problems = new ArrayList<>();
    private int files;
    private int parsed;
    private int cached;
    private long bytes;

    Extraction(Options options, List<Stack> stacks) {
        this.options = options;
        this.stacks = stacks;
        this.cache = options.cacheFile().map(file -> FactsCache.open(file, Gatelint.build()));
    }

    TreeMap<String, FileFacts> of(List<Workspace.Entry> entries) {
        TreeMap<String, FileFacts> facts = new TreeMap<>();
        files = entries.size();
        Set<String> paths = entries.stream().map(Workspace.Entry::path).collect(Collectors.toUnmodifiableSet());
        extract(entries.stream().filter(entry -> isManifest(entry.path())).toList(), stacks.stream().map(Wish::of).toList(), facts);
        Project manifests = new Project(facts, paths, options.modules(), options.settings());
        List<Wish> wishes = stacks.stream().map(stack -> new Wish(stack, stack.scope(manifests))).toList();
        extract(entries.stream().filter(entry -> !isManifest(entry.path())).toList(), wishes, facts);
        cache.ifPresent(this::save);
        return facts;
    }

    /** A stack and the files that matter to it. */
    private record Wish(Stack stack, Predicate<String> scope) {
        static Wish of(Stack stack) {
            return new Wish(stack, path -> true);
        }
    }

    private void extract(List<Workspace.Entry> entries, List<Wish> wishes, TreeMap<String, FileFacts> into) {
        for (Workspace.Entry entry : entries) {
            String path = entry.path();
            if (!options.includeTests() && isTest(path)) continue;
            List<Stack> interested = wishes.stream().filter(wish -> wish.stack.reads(path) && wish.scope.test(path)).map(Wish::stack).toList();
            if (interested.isEmpty()) continue;
            if (entry.bytes() > (isData(path) ? options.maxFileBytes() * DATA_FACTOR : options.maxFileBytes())) {
                problem(entry, "is larger than " + options.maxFileBytes() + " bytes and was not read; raise gatelint.maxFileBytes or exclude it");
                continue;
            }
            facts(entry, interested).ifPresent(found -> into.put(path, found));
        }
    }

    private static boolean isManifest(String path) {
        return MANIFEST.matcher(path).matches();
    }

    /** Lockfiles are large and cheap to read. */
    private static boolean isData(String path) {
        return path.endsWith(".json") || path.endsWith(".yaml") || path.endsWith(".lock");
    }

    private void save(FactsCache written) {
        try {
            written.save();
        } catch (IOException e) {
            problems.add(new Problem("", 0, "the cache of facts could not be written (" + e.getClass().getSimpleName()
                + "); the next run will not be faster"));
        }
    }

    private static boolean isTest(String path) {
        return path.contains("src/test/") || path.contains("__tests__/") || path.contains("__mocks__/");
    }

    private Optional<FileFacts> facts(Workspace.Entry entry, List<Stack> interested) {
        String readers = interested.stream().map(Stack::name).collect(Collectors.joining(" "));
        Optional<FileFacts> known = cache.flatMap(from -> from.unchanged(entry, readers));
        if (known.isPresent()) return counted(known);
        byte[] content;
        try {
            content = options.workspace().read(entry.path());
        } catch (IOException e) {
            problem(entry, "could not be read: " + e.getClass().getSimpleName() + "; check its permissions");
            return Optional.empty();
        }
        bytes += content.length;
        known = cache.flatMap(from -> from.same(entry, readers, content));
        if (known.isPresent()) return counted(known);
        Optional<FileFacts> found = text(entry, content).map(text -> extract(new SourceFile(entry.path(), text), interested));
        found.ifPresent(facts -> cache.ifPresent(into -> into.put(entry, readers, content, facts)));
        return found;
    }

    private Optional<FileFacts> counted(Optional<FileFacts> known) {
        cached++;
        return known;
    }

    private Optional<String> text(Workspace.Entry entry, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(content)).toString();
            if (text.indexOf('\0') < 0) return Optional.of(text);
        } catch (CharacterCodingException e) {
            // java.util.Properties reads ISO-8859-1, and so may people write them
            if (entry.path().endsWith(".properties")) return Optional.of(new String(content, StandardCharsets.ISO_8859_1));
        }
        problem(entry, "is not UTF-8 text and was not read; convert it to UTF-8 or exclude it");
        return Optional.empty();
    }

    private FileFacts extract(SourceFile file, List<Stack> interested) {
        parsed++;
        Unit unit = new Unit(file);
        Map<String, Record> facts = new HashMap<>();
        for (Stack stack : interested) {
            try {
                stack.extract(unit).ifPresent(fact -> facts.put(stack.name(), fact));
            } catch (RuntimeException | StackOverflowError e) {
                unit.problem(0, "was not understood by the " + stack.name() + " stack (" + e.getClass().getSimpleName()
                    + "); please report this file to gatelint");
            }
        }
        Lines lines = Lines.of(file.text());
        return new FileFacts(file.path(), lines, facts, Suppressions.in(file, lines), unit.problems());
    }

    private void problem(Workspace.Entry entry, String message) {
        problems.add(new Problem(entry.path(), 0, message));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Report.Stats stats(long startNanos) {
        return new Report.Stats(files, bytes, parsed, cached, (System.nanoTime() - startNanos) / 1_000_000);
    }
}
