package dev.gatelint.stack.deploy;

import dev.gatelint.model.Model;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import dev.gatelint.stack.deploy.DeployFacts.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what gives an application its environment. It adds nothing to the model; {@link Environment} is for the stacks that do. */
public final class Deploy implements Stack {
    static final String NAME = "deploy";
    private static final Pattern COMPOSE = Pattern.compile("(docker-)?(compose|stack)([.-][\\w.-]+)?\\.ya?ml");
    private static final Pattern MANIFESTS = Pattern.compile(
        "(^|.*/)(k8s|kube|kubernetes|manifests?|deploy|deployments?|helm|charts?|kustomize|infra|overlays|openshift|argocd|flux)/.*\\.ya?ml");

    @Override public String name() {
        return NAME;
    }

    @Override public boolean reads(String path) {
        return kind(path).isPresent();
    }

    static Optional<Kind> kind(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env")) return Optional.of(Kind.DOTENV);
        if (lower.equals("dockerfile") || lower.startsWith("dockerfile.") || lower.endsWith(".dockerfile")
            || lower.equals("containerfile")) {
            return Optional.of(Kind.DOCKERFILE);
        }
        if (COMPOSE.matcher(lower).matches()) return Optional.of(Kind.COMPOSE);
        if (path.contains(".github/workflows/") && lower.matches(".*\\.ya?ml")) return Optional.of(Kind.WORKFLOW);
        if (name.equals("package.json")) return Optional.of(Kind.SCRIPTS);
        if (lower.matches("ecosystem\\.config\\.[cm]?js|sst\\.config\\.[cm]?[jt]s|amplify\\.ya?ml|cloudbuild\\.ya?ml|procfile|.*\\.tf")) return Optional.of(Kind.MENTIONS);
        if (lower.matches("turbo\\.jsonc?")) return Optional.of(Kind.TURBO);
        if (lower.endsWith(".dockerignore")) return Optional.of(Kind.DOCKERIGNORE);
        if (lower.matches("\\.gitlab-ci\\.ya?ml|bitbucket-pipelines\\.ya?ml")) return Optional.of(Kind.WORKFLOW);
        return switch (lower) {
            case "vercel.json", "netlify.toml", "wrangler.json", "wrangler.jsonc", "serverless.yml", "serverless.yaml", "fly.toml",
                "wrangler.toml", "render.yaml", "app.yaml", "apphosting.yaml" -> Optional.of(Kind.PLATFORM);
            default -> MANIFESTS.matcher(path.toLowerCase(Locale.ROOT)).matches() ? Optional.of(Kind.KUBERNETES) : Optional.empty();
        };
    }

    @Override public Optional<Record> extract(Unit unit) {
        return kind(unit.path()).map(kind -> (Record) switch (kind) {
            case DOTENV -> DotenvFile.read(unit.file());
            case DOCKERFILE -> Dockerfile.read(unit.file());
            case SCRIPTS -> PlatformFiles.scripts(unit);
            case PLATFORM -> PlatformFiles.platform(unit);
            case MENTIONS -> PlatformFiles.mentions(unit.file());
            case TURBO -> PlatformFiles.turbo(unit);
            case DOCKERIGNORE -> Dockerfile.ignored(unit.file());
            case COMPOSE -> ContainerFiles.compose(unit);
            case WORKFLOW -> ContainerFiles.workflow(unit);
            case KUBERNETES -> ContainerFiles.kubernetes(unit);
        });
    }

    @Override public void link(Project project, Model.Builder model) {
        // the environment is a fact for other stacks
    }
}
