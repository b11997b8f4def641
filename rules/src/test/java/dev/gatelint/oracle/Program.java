package dev.gatelint.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Programs that run beside the tests; each is ended by its handle, with all that it started. */
public final class Program {
    private Program() {}

    /**
     * Runs to the end.
     *
     * @throws IOException when it fails; the message has the end of what it said
     */
    public static void run(ProcessBuilder program, Path log) throws IOException {
        Process process = program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            if (process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(process);
        }
        String said = Files.readString(log);
        throw new IOException(String.join(" ", program.command()) + " failed: " + said.substring(Math.max(0, said.length() - 4000)));
    }

    /** Ends a process and all that it started, by their handles. */
    public static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle handle : all) {
            try {
                handle.onExit().get(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                handle.destroyForcibly();
            }
        }
    }
}
