package dev.gatelint.stack;

import dev.gatelint.model.Settings;
import dev.gatelint.source.Lines;
import dev.gatelint.source.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Projects in memory for tests of single stacks. */
public final class Projects {
    private Projects() {}

    /** The files as these stacks extract them. */
    public static Project of(Map<String, String> files, Stack... stacks) {
        TreeMap<String, FileFacts> all = new TreeMap<>();
        files.forEach((path, text) -> {
            Unit unit = new Unit(new SourceFile(path, text));
            Map<String, Record> facts = new HashMap<>();
            for (Stack stack : stacks) {
                if (stack.reads(path)) stack.extract(unit).ifPresent(fact -> facts.put(stack.name(), fact));
            }
            all.put(path, new FileFacts(path, Lines.of(text), facts, List.of(), unit.problems()));
        });
        return new Project(all, files.keySet(), List.of(), Settings.NONE);
    }
}
