/**
 * Where a deployed application gets its environment variables from: dotenv files, Dockerfiles, compose files, Kubernetes manifests, CI
 * workflows, hosting platforms, package scripts. Other stacks ask {@link dev.gatelint.stack.deploy.Environment}. No value is ever kept,
 * only what is known of it.
 */
package dev.gatelint.stack.deploy;
