package dev.gatelint.stack.js;

import java.util.List;
import java.util.Optional;

/**
 * The facts of one file.
 *
 * @param directives {@code use client}, {@code use server}
 * @param imports    one for each name; {@code import "x"} has the empty name
 * @param exports    one for each name
 * @param body       what runs when the module is loaded, exported declarations included; {@code export default e} declares
 *                   {@link #DEFAULT} when {@code e} has no name of its own
 */
public record Script(List<String> directives, List<Import> imports, List<Export> exports, List<Step> body) {
    /** The local name of a default export that has none. */
    public static final String DEFAULT = "*default*";

    /** True for a file that says {@code use client}. */
    public boolean client() {
        return directives.contains("use client");
    }

    /** True for a file whose exports are server actions. */
    public boolean actions() {
        return directives.contains("use server");
    }

    /** The import that gives the local name. */
    public Optional<Import> imported(String local) {
        return imports.stream().filter(i -> i.local.equals(local)).findFirst();
    }

    /** The export of this name that is written here; what {@code export *} brings is not looked at. */
    public Optional<Export> export(String name) {
        return exports.stream().filter(e -> e.name.equals(name)).findFirst();
    }

    /**
     * One name of an import.
     *
     * @param start       the name in the import; the source when there is none
     * @param local       the name here
     * @param name        the name there: {@code default}, {@code *} for all of it
     * @param source      as written
     * @param sourceStart of the string, with its quotes
     * @param typeOnly    leaves nothing at run time
     */
    public record Import(int start, int end, String local, String name, String source, int sourceStart, int sourceEnd, boolean typeOnly) {}

    /**
     * One name of an export.
     *
     * @param start  the exported name
     * @param name   the name outside; {@code *} for {@code export * from}
     * @param local  the name here; with a source the name there, {@code *} for all of it
     * @param source as written, empty when it is declared here
     */
    public record Export(int start, int end, String name, String local, String source, boolean typeOnly) {}
}
