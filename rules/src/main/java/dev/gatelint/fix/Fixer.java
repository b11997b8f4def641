package dev.gatelint.fix;

import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Decoded;
import dev.gatelint.source.Edits;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Problem;
import dev.gatelint.source.TextEdit;
import dev.gatelint.source.UnifiedDiff;
import dev.gatelint.source.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Merges the fixes of findings as commits with one parent are merged. The first fix of a finding that may be applied is taken; of fixes
 * that exclude each other the first stays, and the others are conflicts: another run will find them again.
 */
public final class Fixer {
    private final Workspace workspace;
    private final Map<String, Source> sources = new TreeMap<>();
    private final Map<String, Edits> edits = new TreeMap<>();
    private final List<Applied> applied = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Fixer(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A fix that is in the result. */
    public record Applied(Finding finding, Fix fix) {}

    /** A fix that is not in the result because it changes what another one changes. */
    public record Conflict(Finding finding, Fix fix, TextEdit with) {}

    /** A file before and after. */
    public record Changed(byte[] before, byte[] after, String diff) {}

    /**
     * What fixing comes to.
     *
     * @param files    the files that change, by path
     * @param problems files that cannot be changed
     */
    public record Result(Map<String, Changed> files, List<Applied> applied, List<Conflict> conflicts, List<Problem> problems) {
        /** All changes as one patch for {@code git apply}. */
        public String patch() {
            StringBuilder out = new StringBuilder();
            files.values().forEach(file -> out.append(file.diff()));
            return out.toString();
        }

        /**
         * Writes the changed files; one that is no longer what was read, or is a link, is left alone and said.
         *
         * @param root the folder to which paths are relative
         * @return what could not be written
         * @throws IOException when the disk does not take a file
         */
        public List<Problem> write(Path root) throws IOException {
            List<Problem> left = new ArrayList<>();
            for (Map.Entry<String, Changed> file : files.entrySet()) {
                Path target = root.resolve(file.getKey()).normalize();
                boolean ours = target.startsWith(root.normalize()) && Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    && target.toRealPath().startsWith(root.toRealPath());
                if (ours && Arrays.equals(Files.readAllBytes(target), file.getValue().before())) Files.write(target, file.getValue()
                    .after());
                else left.add(new Problem(file.getKey(), 0, "was not changed, because it is not what was analysed; run again"));
            }
            return left;
        }
    }

    private record Source(byte[] bytes, Decoded decoded) {
        String text() {
            return decoded.text();
        }
    }

    /**
     * Computes what fixing comes to; nothing is written.
     *
     * @param verdicts of a run; those that count are fixed
     * @param review   also apply fixes whose result a person must look at
     */
    public static Result fix(Collection<Verdict> verdicts, boolean review, Workspace workspace) {
        Fixer fixer = new Fixer(workspace);
        for (Verdict verdict : verdicts) {
            if (verdict.state() != Verdict.State.NEW) continue;
            verdict.finding().fixes().stream()
                .filter(fix -> fix.safety() == Fix.Safety.SAFE || review && fix.safety() == Fix.Safety.REVIEW).findFirst()
                .ifPresent(fix -> fixer.merge(verdict.finding(), fix));
        }
        return fixer.result();
    }

    private void merge(Finding finding, Fix fix) {
        Map<String, Edits> alone = new TreeMap<>();
        for (TextEdit edit : fix.edits()) {
            String path = edit.at().file();
            Optional<Source> source = source(path);
            if (source.isEmpty()) return;
            Edits own = alone.computeIfAbsent(path, key -> new Edits(source.get().text()));
            if (!own.fits(edit)) {
                problems.add(new Problem(path, 0, "has changed since it was analysed; run again to fix it"));
                return;
            }
            Optional<TextEdit> other = own.conflict(edit).or(() -> Optional.ofNullable(edits.get(path)).flatMap(all -> all.conflict(edit)));
            if (other.isPresent()) {
                conflicts.add(new Conflict(finding, fix, other.get()));
                return;
            }
            own.add(edit);
        }
        for (TextEdit edit : fix.edits()) {
            edits.computeIfAbsent(edit.at().file(), path -> new Edits(sources.get(path).text())).add(edit);
        }
        applied.add(new Applied(finding, fix));
    }

    private Optional<Source> source(String path) {
        Source known = sources.get(path);
        if (known != null) return Optional.of(known);
        Optional<Source> read = read(path);
        if (read.isEmpty()) problems.add(new Problem(path, 0, "cannot be fixed, because it cannot be read as UTF-8 text"));
        read.ifPresent(source -> sources.put(path, source));
        return read;
    }

    private Optional<Source> read(String path) {
        try {
            byte[] bytes = workspace.read(path);
            return Decoded.of(path, bytes).map(decoded -> new Source(bytes, decoded));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Result result() {
        Map<String, Changed> files = new TreeMap<>();
        edits.forEach((path, all) -> {
            Source source = sources.get(path);
            String after = all.applied();
            if (!after.equals(source.text())) {
                files.put(path, new Changed(source.bytes, source.decoded.encode(after), UnifiedDiff.of(path, source.text(), after)));
            }
        });
        return new Result(files, List.copyOf(applied), List.copyOf(conflicts), problems.stream().distinct().sorted().toList());
    }
}
