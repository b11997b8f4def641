package dev.gatelint.stack.deploy;

import java.util.List;

/**
 * What one file gives to the environment.
 *
 * @param kind      what sort of file it is
 * @param envFiles  paths (relative to the scanned root) of dotenv files that it loads
 * @param openEnded it also gives variables whose names cannot be seen
 * @param offers    names of the secrets and config maps of Kubernetes that it holds
 * @param takes     names of those that its containers take all variables of
 */
record DeployFacts(Kind kind, List<Provision> provisions, List<String> envFiles, boolean openEnded, List<String> offers,
    List<String> takes) {
    DeployFacts {
        provisions = List.copyOf(provisions);
        envFiles = List.copyOf(envFiles);
        offers = List.copyOf(offers);
        takes = List.copyOf(takes);
    }

    /** Facts of a file that knows nothing of Kubernetes. */
    static DeployFacts of(Kind kind, List<Provision> provisions, List<String> envFiles, boolean openEnded) {
        return new DeployFacts(kind, provisions, envFiles, openEnded, List.of(), List.of());
    }

    enum Kind {
        DOTENV, DOCKERFILE, COMPOSE, KUBERNETES, WORKFLOW, PLATFORM, SCRIPTS,
        /** Names variables in a language that is not read: whatever looks like one counts as given. */
        MENTIONS,
        /** {@code turbo.json}: which variables a build may see. */
        TURBO,
        /** A {@code .dockerignore} that leaves dotenv files out of the image; others leave no facts. */
        DOCKERIGNORE
    }
}
