package dev.gatelint.maven;

import java.io.IOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** The last line before the user: whatever goes wrong becomes one message, and a stack trace is for {@code mvn -X} only. */
final class Guarded {
    private Guarded() {}

    /** A piece of work that may fail. */
    interface Work {
        void run() throws Exception;
    }

    static void run(Log log, Work work) throws MojoExecutionException, MojoFailureException {
        try {
            work.run();
        } catch (MojoFailureException | MojoExecutionException e) {
            throw e;
        } catch (IOException e) {
            log.debug(e);
            throw new MojoExecutionException("gatelint could not read or write " + said(e) + "; check that it exists and its permissions.");
        } catch (Exception | StackOverflowError e) {
            log.debug(e);
            throw new MojoExecutionException("gatelint stopped at a fault of its own (" + said(e)
                + "); please report it with the output of mvn -X. Until then -Dgatelint.skip builds without it.");
        }
    }

    private static String said(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
