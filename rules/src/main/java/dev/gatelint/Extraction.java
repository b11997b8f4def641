package dev.gatelint;

import dev.gatelint.cache.FactsCache;
import dev.gatelint.filter.Suppressions;
import dev.gatelint.model.Suppression;
import dev.gatelint.report.Report;
import dev.gatelint.source.Decoded;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Workspace;
import dev.gatelint.stack.FileFacts;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns files into facts, one by one; each is read once and its tree dies with it. */
final class Extraction {
    private static final Pattern MANIFEST = Pattern.compile(
        "(.*/)?(package\\.json|pnpm-workspace\\.yaml|pom\\.xml|(build|settings)\\.gradle(\\.kts)?)");
    private static final int DATA_FACTOR = 16;
    /** How a file came to be read, or not: part of what its cached facts hold for. */
    private static final String AWAKE = "", ASLEEP = " asleep", WOKEN = " woken";
    private final Options options;
    private final List<Stack> stacks;
    private final Optional<FactsCache> cache;
    private final List<Problem> problems = new ArrayList<>();
    private final boolean prefilter;
    private Workspace.Entry readEntry;
    private byte[] readContent;
    private int files;
    private int parsed;
    private int cached;
    private long bytes;
    private boolean saved;

    /** {@code prefilter} false reads every file, to show that the prefilter loses nothing. */
    Extraction(Options options, List<Stack> stacks, boolean prefilter) {
        this.prefilter = prefilter;
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
        Map<String, List<Asleep>> asleep = new HashMap<>();
        Deque<FileFacts> fresh = new ArrayDeque<>();
        for (Workspace.Entry entry : entries) {
            String path = entry.path();
            if (!options.includeTests() && isTest(path)) continue;
            List<Stack> interested = wishes.stream().filter(wish -> wish.stack.reads(path) && wish.scope.test(path)).map(Wish::stack)
                .toList();
            if (interested.isEmpty()) continue;
            if (entry.bytes() > (isData(path) ? options.maxFileBytes() * DATA_FACTOR : options.maxFileBytes())) {
                problem(entry, "is larger than " + options.maxFileBytes()
                    + " bytes and was not read; raise gatelint.maxFileBytes or exclude it");
                continue;
            }
            List<Set<String>> markers = prefilter ? interested.stream().map(stack -> stack.markers(path)).toList() : List.of(Set.of());
            if (markers.stream().noneMatch(Set::isEmpty) && sleeps(entry, interested, markers)) {
                asleep.computeIfAbsent(simpleName(path), name -> new ArrayList<>()).add(new Asleep(entry, interested));
            } else {
                facts(entry, interested, AWAKE).ifPresent(fresh::add);
            }
        }
        Set<String> mentioned = new HashSet<>();
        while (!fresh.isEmpty()) {
            FileFacts facts = fresh.pop();
            into.put(facts.path(), facts);
            if (asleep.isEmpty()) continue;
            for (Stack stack : stacks) {
                Set<String> names = facts.of(stack.name(), Record.class).map(stack::mentions).orElse(Set.of());
                names.stream().filter(mentioned::add).map(asleep::remove).filter(Objects::nonNull).flatMap(List::stream)
                    .forEach(file -> facts(file.entry, file.interested, WOKEN).ifPresent(fresh::add));
            }
        }
    }

    /** A file without a marker, which is read when another mentions it. */
    private record Asleep(Workspace.Entry entry, List<Stack> interested) {}

    private boolean sleeps(Workspace.Entry entry, List<Stack> interested, List<Set<String>> markers) {
        String readers = readers(interested);
        if (cache.filter(from -> from.holds(entry, readers + AWAKE)).isPresent()) return false;
        // what was put there without facts is kept; what was woken is asked for again when it is woken again
        if (cache.flatMap(from -> from.unchanged(entry, readers + ASLEEP)).isPresent()) return true;
        if (cache.filter(from -> from.holds(entry, readers + WOKEN)).isPresent()) return true;
        byte[] content = content(entry);
        if (content == null) return false; // reading it again says why
        String latin = new String(content, StandardCharsets.ISO_8859_1);
        if (latin.indexOf('\0') >= 0 || markers.stream().flatMap(Set::stream).anyMatch(latin::contains)) return false;
        FileFacts none = new FileFacts(entry.path(), Lines.of(""), Map.of(), List.of(), List.of());
        cache.ifPresent(into -> into.put(entry, readers + ASLEEP, content, none));
        return true;
    }

    private static String simpleName(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.contains(".") ? file.substring(0, file.indexOf('.')) : file;
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
            saved = true;
        } catch (IOException e) {
            problems.add(new Problem("", 0, "the cache of facts could not be written (" + e.getClass().getSimpleName()
                + "); the next run will not be faster"));
        }
    }

    private static boolean isTest(String path) {
        return path.contains("src/test/") || path.contains("__tests__/") || path.contains("__mocks__/");
    }

    private static String readers(List<Stack> interested) {
        return interested.stream().map(Stack::name).collect(Collectors.joining(" "));
    }

    /** The bytes of a file, kept until the next one is asked for; null when it cannot be read. */
    private byte[] content(Workspace.Entry entry) {
        if (!entry.equals(readEntry)) {
            readEntry = entry;
            try {
                readContent = options.workspace().read(entry.path());
                bytes += readContent.length;
            } catch (IOException e) {
                readContent = null;
                problem(entry, "could not be read: " + e.getClass().getSimpleName() + "; check its permissions");
            }
        }
        return readContent;
    }

    private Optional<FileFacts> facts(Workspace.Entry entry, List<Stack> interested, String how) {
        String readers = readers(interested) + how;
        Optional<FileFacts> known = cache.flatMap(from -> from.unchanged(entry, readers));
        if (known.isPresent()) return counted(known);
        byte[] content = content(entry);
        if (content == null) return Optional.empty();
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
        Optional<Decoded> decoded = Decoded.of(entry.path(), content);
        if (decoded.isEmpty()) problem(entry, "is not UTF-8 text and was not read; convert it to UTF-8 or exclude it");
        return decoded.map(Decoded::text);
    }

    private FileFacts extract(SourceFile file, List<Stack> interested) {
        parsed++;
        Unit unit = new Unit(file);
        Map<String, Record> facts = new HashMap<>();
        for (Stack stack : interested) {
            Attempt.at(() -> stack.extract(unit), where -> unit.problem(0, "was not understood by the " + stack.name() + " stack (" + where
                + "); please report this file to gatelint")).flatMap(found -> found).ifPresent(fact -> facts.put(stack.name(), fact));
        }
        Lines lines = Lines.of(file.text());
        List<Suppression> suppressions = Attempt.at(() -> Suppressions.in(file, lines), where -> unit.problem(0,
            "its suppressions were not understood (" + where + "); please report this file to gatelint")).orElse(List.of());
        return new FileFacts(file.path(), lines, facts, suppressions, unit.problems());
    }

    private void problem(Workspace.Entry entry, String message) {
        problems.add(new Problem(entry.path(), 0, message));
    }

    /** True when facts were kept for the next run. */
    boolean isSaved() {
        return saved;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Report.Stats stats(long startNanos) {
        return new Report.Stats(files, bytes, parsed, cached, (System.nanoTime() - startNanos) / 1_000_000);
    }
}
