package dev.gatelint;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread with a stack of one size, so that how deep a file may nest does not depend on who calls, nor on what is compiled so far. */
final class RoomyThread {
    /** The parser takes up to 750 KB, more where the compiler of the first tier is at work; only what is touched is taken. */
    private static final long STACK_BYTES = 32L << 20;

    private RoomyThread() {}

    /** Does the work there and waits for it. */
    static <T> T call(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "gatelint", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unread) throw unread;
            if (e.getCause() instanceof RuntimeException fault) throw fault;
            if (e.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(e.getCause());
        }
    }
}
