package dev.gatelint.stack.js.flow;

import java.util.HashMap;
import java.util.Map;

/** Which names are seen at a place, and which cell of the {@link State} each one is. Compared by identity. */
public final class Scope {
    private final Scope outer;
    private final Map<String, Integer> cells = new HashMap<>();
    private boolean varies;
    /** The file, for names that no scope has. */
    final String file;

    Scope(Scope outer, String file) {
        this.outer = outer;
        this.file = file;
    }

    void declare(String name, int cell) {
        cells.put(name, cell);
        varies |= cell > 0;
    }

    /** True when it sees cells of a run, and not only those that the top levels of files have set. */
    boolean varies() {
        for (Scope at = this; at != null; at = at.outer) if (at.varies) return true;
        return false;
    }

    /** The cell of a name, or 0. */
    int find(String name) {
        for (Scope at = this; at != null; at = at.outer) {
            Integer cell = at.cells.get(name);
            if (cell != null) return cell;
        }
        return 0;
    }

    boolean own(String name) {
        return cells.containsKey(name);
    }
}
