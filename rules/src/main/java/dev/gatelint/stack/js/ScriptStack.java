package dev.gatelint.stack.js;

import dev.gatelint.model.Model;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.ts.TsFile;
import dev.gatelint.syntax.ts.TypeScript;
import java.util.Optional;
import java.util.regex.Pattern;

/** Extracts a {@link Script} from every script and a {@link Layout} from what says where modules are, for the stacks that link them. */
public final class ScriptStack implements Stack {
    /** The name under which the facts are kept. */
    public static final String NAME = "js";
    private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?[jt]sx?");
    private static final Pattern LAYOUT = Pattern.compile("(.*/)?((package|[jt]sconfig(\\.[\\w.-]+)?)|.*tsconfig.*/\\w+|.*typescript.*/[\\w.-]+)\\.json");
    private static final Pattern NOT_READ = Pattern.compile("(.*/)?(.*\\.d\\.[cm]?ts|.*\\.min\\.[cm]?js|.*\\.(test|spec|stories|e2e|cy)\\.[cm]?[jt]sx?|public/.*)");

    @Override public String name() {
        return NAME;
    }

    @Override public boolean reads(String path) {
        return LAYOUT.matcher(path).matches() || SCRIPT.matcher(path).matches() && !NOT_READ.matcher(path).matches();
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
