package dev.gatelint.stack.js.flow;

import java.util.HashMap;
import java.util.Map;

/** Which names are seen at a place, and which cell of the {@link State} each one is. Compared by identity. */
public final class Scope {
    private final Scope outer;
    private final Map<String, Integer> cells = new HashMap<>();
    /** The file, for names that no scope has. */
    final String file;

    Scope(Scope outer, String file) {
        this.outer = outer;
        this.file = file;
    }

    void declare(String name, int cell) {
        cells.put(name, cell);
    }

    /** The cell of a name, or -1. */
    int find(String name) {
        for (Scope at = this; at != null; at = at.outer) {
            Integer cell = at.cells.get(name);
            if (cell != null) return cell;
        }
        return -1;
    }

    boolean own(String name) {
        return cells.containsKey(name);
    }
}
