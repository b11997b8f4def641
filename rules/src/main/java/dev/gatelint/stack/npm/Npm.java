package dev.gatelint.stack.npm;

import dev.gatelint.model.Model;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import dev.gatelint.syntax.config.Config;
import java.util.Map;
import java.util.Optional;

/** Reads what package managers write. It adds nothing to the model; {@link Packages} is for the stacks that do. */
public final class Npm implements Stack {
    static final String NAME = "npm";

    /**
     * What a {@code pnpm-workspace.yaml} or {@code .yarnrc.yml} says of versions.
     *
     * @param catalogs  name (empty for the unnamed one) to package to range
     * @param overrides as in {@link PackageJson}
     */
    record Catalogs(Map<String, Map<String, String>> catalogs, Map<String, String> overrides) {
        Catalogs {
            catalogs = Map.copyOf(catalogs);
            overrides = Map.copyOf(overrides);
        }
    }

    @Override public String name() {
        return NAME;
    }

    @Override public boolean reads(String path) {
        String file = fileName(path);
        return file.equals("package.json") || isCatalog(file) || Lockfile.is(file);
    }

    private static boolean isCatalog(String file) {
        return file.equals("pnpm-workspace.yaml") || file.equals(".yarnrc.yml");
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override public Optional<Record> extract(Unit unit) {
        String file = fileName(unit.path());
        if (Lockfile.is(file)) return Optional.of(Lockfile.read(unit.file(), file));
        Config config = unit.parsed(Config.class, source -> Config.read(source).orElseThrow());
        config.problems().forEach(unit::problem);
        if (file.equals("package.json")) return Optional.of(PackageJson.read(unit.file(), config));
        return config.documents().stream().findFirst()
            .map(root -> new Catalogs(PackageJson.catalogs(root), PackageJson.overrides(root)));
    }

    @Override public void link(Project project, Model.Builder model) {
        // the versions are facts for other stacks
    }
}
