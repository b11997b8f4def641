package dev.gatelint.maven;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
            throw new MojoExecutionException("gatelint cannot go on: " + said(e) + ".");
        } catch (Exception | StackOverflowError e) {
            log.debug(e);
            throw new MojoExecutionException("gatelint stopped at a fault of its own (" + e.getClass().getSimpleName()
                + "); please report it with the output of mvn -X. Until then -Dgatelint.skip builds without it.");
        }
    }

    /** What is wrong with a file, for those who can put it right. */
    static String said(IOException e) {
        String message = e.getMessage() == null ? "a file cannot be read or written" : e.getMessage();
        if (!(e instanceof FileSystemException about) || about.getFile() == null) return message;
        if (e instanceof NoSuchFileException) return "there is no file " + about.getFile();
        if (e instanceof AccessDeniedException) return about.getFile() + " may not be read or written";
        if (e instanceof FileAlreadyExistsException) return about.getFile() + " is in the way, because it is not a folder";
        return about.getFile() + (about.getReason() == null ? " cannot be read or written" : ": " + about.getReason());
    }
}
