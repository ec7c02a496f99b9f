package dev.xdsi.imaging.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way to its place, which takes as long as the disk does, while its contents are looked at and entered. Who began it waits for its
 * end, whatever else happens, before he does anything with the file.
 */
final class Placing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Placing.class);
    private static final int MOST_AT_ONCE = 64;
    private static final int KEPT_SECONDS = 30;

    /** Where all are busy, who began does it himself. */
    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("placing-", 0).daemon().factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());

    private final FutureTask<Void> task;

    private Placing(FutureTask<Void> task) {
        this.task = task;
    }

    /** Something that ends with the file in its place, durable, or throws. */
    interface Work {
        void place() throws IOException;
    }

    static Placing begin(Work work) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.place();
            return null;
        });
        THREADS.execute(task);
        return new Placing(task);
    }

    /**
     * Returns when the file is in its place.
     *
     * @throws UncheckedIOException when it is not
     */
    void await() {
        try {
            ended();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException failed
                    ? new UncheckedIOException(failed)
                    : new IllegalStateException(failure.getCause());
        }
    }

    private void ended() throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try {
            ended();
        } catch (ExecutionException failure) {
            LOG.debug("a file was not placed", failure);
        }
    }
}
