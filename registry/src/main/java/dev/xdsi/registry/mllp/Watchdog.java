package dev.xdsi.registry.mllp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts connections whose time is up. A read time-out would begin anew with every byte, and a write has none at all; the TCP connection
 * under a blocked reader or writer can always be closed.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("mllp-watchdog").factory());

    Watchdog() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** While it is open, the time runs. */
    interface Watch extends AutoCloseable {
        boolean isExpired();

        @Override
        void close();
    }

    Watch over(Socket tcp, Duration time) {
        AtomicBoolean expired = new AtomicBoolean();
        ScheduledFuture<?> end = timer.schedule(
                () -> {
                    expired.set(true);
                    cut(tcp);
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
        return new Watch() {
            @Override
            public boolean isExpired() {
                return expired.get();
            }

            @Override
            public void close() {
                end.cancel(false);
            }
        };
    }

    static void cut(Socket tcp) {
        try {
            tcp.close();
        } catch (IOException failed) {
            LOG.debug("cannot close {}", tcp, failed);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
