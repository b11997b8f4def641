package dev.gatelint.stack.deploy;

import java.util.List;

/**
 * What one file gives to the environment.
 *
 * @param kind      what sort of file it is
 * @param envFiles  paths (relative to the scanned root) of dotenv files that it loads
 * @param openEnded it also gives variables whose names cannot be seen
 */
record DeployFacts(Kind kind, List<Provision> provisions, List<String> envFiles, boolean openEnded) {
    DeployFacts {
        provisions = List.copyOf(provisions);
        envFiles = List.copyOf(envFiles);
    }

    enum Kind { DOTENV, DOCKERFILE, COMPOSE, KUBERNETES, WORKFLOW, PLATFORM, SCRIPTS }
}
