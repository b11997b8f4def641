package dev.gatelint.stack.deploy;

import dev.gatelint.stack.Project;
import dev.gatelint.stack.deploy.DeployFacts.Kind;
import dev.gatelint.stack.deploy.Provision.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment of one application: which of its variables are given where, as far as the files of the project say.
 *
 * @param given     everything that is given, in order of file and place
 * @param lookedAt  the paths of all files that were looked at, in order
 * @param platforms paths that say that a hosting platform, whose settings cannot be seen, may give more
 * @param openEnded paths that give variables whose names cannot be seen
 * @param sources   those of {@code lookedAt} that are there to give or to document variables, or to run the application
 * @param ignores   paths of {@code .dockerignore} files that leave dotenv files out of the image
 */
public record Environment(List<Provision> given, List<String> lookedAt, List<String> platforms, List<String> openEnded,
    List<String> sources, List<String> ignores) {
    private static final Pattern PLATFORM = Pattern.compile("(.*/)?(vercel\\.json|\\.vercel/.*|netlify\\.toml|fly\\.toml|render\\.ya?ml|app\\.ya?ml|app\\.json|"
        + "amplify\\.yml|wrangler\\.(toml|jsonc?)|railway\\.(json|toml)|Procfile|apphosting\\.yaml|sst\\.config\\.[tj]s|serverless\\.(ya?ml|ts)|nixpacks\\.toml|"
        + "cdk\\.json|ecosystem\\.config\\.[cm]?js|firebase\\.json|.*\\.tf|\\.do/.*|Chart\\.yaml|\\.platform/.*|\\.ebextensions/.*)");

    public Environment {
        given = List.copyOf(given);
        lookedAt = List.copyOf(lookedAt);
        platforms = List.copyOf(platforms);
        openEnded = List.copyOf(openEnded);
        sources = List.copyOf(sources);
        ignores = List.copyOf(ignores);
    }

    /**
     * The environment of the application in {@code folder}: of the files in it and below it, and of those in the folders above it.
     *
     * @param folder relative to the scanned root, empty for the root
     */
    public static Environment of(Project project, String folder) {
        SortedMap<String, DeployFacts> all = project.facts(Deploy.NAME, DeployFacts.class);
        SortedMap<String, DeployFacts> near = new TreeMap<>();
        all.forEach((path, facts) -> {
            if (related(path, folder)) near.put(path, facts);
        });
        List<Provision> given = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> looked = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<String> ignores = new ArrayList<>();
        Set<String> offered = new HashSet<>();
        all.values().forEach(facts -> offered.addAll(facts.offers()));
        for (Map.Entry<String, DeployFacts> entry : near.entrySet()) {
            String path = entry.getKey();
            DeployFacts facts = entry.getValue();
            if (facts.kind() == Kind.DOCKERIGNORE) {
                if (facts.openEnded() && (folderOf(path).equals(folder) || folderOf(path).isEmpty()
                    || folder.startsWith(folderOf(path) + "/"))) ignores.add(path);
                continue;
            }
            looked.add(path);
            if (facts.kind() != Kind.SCRIPTS && facts.kind() != Kind.WORKFLOW && facts.kind() != Kind.TURBO) sources.add(path);
            // a dotenv file elsewhere than in the application's own folder is read by nothing
            boolean stray = facts.kind() == Kind.DOTENV && !folderOf(path).equals(folder);
            for (Provision one : facts.provisions()) given.add(stray && one.stage() != Stage.DOCUMENTATION ? one.at(Stage.UNREAD) : one);
            if (facts.openEnded() || !offered.containsAll(facts.takes())) open.add(path);
            for (String file : facts.envFiles()) {
                DeployFacts loaded = all.get(file);
                if (loaded == null) open.add(path);
                else loaded.provisions().forEach(one -> given.add(one.at(Stage.PRODUCTION)));
            }
        }
        List<String> platforms = project.paths().stream().filter(path -> PLATFORM.matcher(path).matches() && related(path, folder)).sorted()
            .toList();
        return new Environment(given, looked, platforms, open.stream().distinct().toList(), sources, ignores);
    }

    private static boolean related(String path, String folder) {
        String own = folderOf(path);
        if (folder.isEmpty() || own.equals(folder) || own.startsWith(folder + "/")) return true;
        // infra/ beside the application, or above it: but not another application of the same project
        String top = own.contains("/") ? own.substring(0, own.indexOf('/')) : own;
        return own.isEmpty() || folder.startsWith(own + "/") || !top.equals(folder.substring(0, Math.max(0, folder.indexOf('/'))))
            && !List.of("apps", "packages", "services", "examples").contains(top);
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Everything that gives {@code name}. */
    public List<Provision> of(String name) {
        return given.stream().filter(one -> one.name().equals(name)).toList();
    }

    /** True when something gives {@code name} in one of these stages, even if only an empty or well-known value. */
    public boolean gives(String name, Stage... stages) {
        List<Stage> wanted = List.of(stages);
        return given.stream().anyMatch(one -> one.name().equals(name) && wanted.contains(one.stage()));
    }

    /** True when a platform or an unseen source may give more than can be seen. */
    public boolean mayHoldMore() {
        return !platforms.isEmpty() || !openEnded.isEmpty();
    }
}
