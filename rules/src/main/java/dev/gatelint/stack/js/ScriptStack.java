package dev.gatelint.stack.js;

import dev.gatelint.model.Model;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import dev.gatelint.stack.npm.Packages;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.ts.TsFile;
import dev.gatelint.syntax.ts.TypeScript;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Extracts a {@link Script} from every script and a {@link Layout} from what says where modules are, for the stacks that link them. */
public final class ScriptStack implements Stack {
    /** The name under which the facts are kept. */
    public static final String NAME = "js";
    private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?[jt]sx?");
    private static final Pattern LAYOUT = Pattern.compile("(.*/)?((package|[jt]sconfig(\\.[\\w.-]+)?)|.*tsconfig.*/\\w+|.*typescript.*/[\\w.-]+)\\.json");
    /** A test below {@code pages} is served like everything there. */
    private static final Pattern NOT_READ = Pattern.compile("(.*/)?.*\\.(d\\.[cm]?ts|min\\.[cm]?js)"
        + "|(?!(?:.*/)?pages/).*\\.(test|spec|stories|e2e|cy)\\.[cm]?[jt]sx?");

    @Override public String name() {
        return NAME;
    }

    @Override public boolean reads(String path) {
        return LAYOUT.matcher(path).matches() || SCRIPT.matcher(path).matches() && !NOT_READ.matcher(path).matches();
    }

    /**
     * Scripts count in repositories that hold a Next.js application: below the outermost package around each. The folder {@code public} of
     * an application, which is sent to browsers as it is, does not; one of that name below its routes does.
     */
    @Override public Predicate<String> scope(Project manifests) {
        Packages packages = Packages.of(manifests);
        List<String> applications = packages.dependingOn("next");
        List<String> roots = applications.stream().map(folder -> below(outermost(packages, folder))).distinct().toList();
        List<String> sent = applications.stream().map(folder -> below(folder) + "public/").toList();
        return path -> LAYOUT.matcher(path).matches() || roots.stream().anyMatch(path::startsWith)
            && sent.stream().noneMatch(path::startsWith);
    }

    private static String below(String folder) {
        return folder.isEmpty() ? "" : folder + "/";
    }

    private static String outermost(Packages packages, String folder) {
        String outermost = folder;
        for (String at = folder; !at.isEmpty(); ) {
            at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "";
            if (packages.in(at).isPresent()) outermost = at;
        }
        return outermost;
    }

    @Override public Optional<Record> extract(Unit unit) {
        if (LAYOUT.matcher(unit.path()).matches()) {
            Config config = unit.parsed(Config.class, source -> Config.read(source, Config.Format.JSON));
            return Optional.of((Record) Layout.read(config, unit.path().endsWith("package.json")));
        }
        TsFile file = unit.parsed(TsFile.class, TypeScript::parse);
        file.problems().forEach(unit::problem);
        return Optional.of(ScriptReader.read(file));
    }

    @Override public void link(Project project, Model.Builder model) {}
}
