package dev.xdsi.gateway.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops what runs in good order when the process is asked to end. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private Shutdown() {}

    /**
     * Starts something that is stopped at the end of the process. Where that is asked for during the start, it waits until the start is
     * over: a database that was about to run would outlive the process, and stand in the way of the next start.
     */
    static <T extends AutoCloseable> T start(Callable<T> start) throws Exception {
        CompletableFuture<T> started = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "stop"));
        try {
            T running = start.call();
            started.complete(running);
            return running;
        } finally {
            // What did not start has stopped itself.
            started.cancel(false);
        }
    }

    private static void stop(CompletableFuture<? extends AutoCloseable> started) {
        try {
            started.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS).close();
        } catch (CancellationException notStarted) {
            LOG.debug("Nothing is to be stopped", notStarted);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            LOG.warn(
                    "The start did not end within {} s; what it has started may go on running",
                    LONGEST_START.toSeconds());
        } catch (Exception failed) {
            LOG.warn("Could not stop in good order", failed);
        }
    }
}
