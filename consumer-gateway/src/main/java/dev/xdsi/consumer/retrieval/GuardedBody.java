package dev.xdsi.consumer.retrieval;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A body that is broken off when nothing of it comes for a while, once or at most twice the time given. */
final class GuardedBody extends FilterInputStream {
    private final AtomicLong reads = new AtomicLong();
    private final Future<?> watch;
    private volatile boolean waiting;
    private volatile boolean stalled;
    private long readsSeen;

    GuardedBody(InputStream body, Duration patience, ScheduledExecutorService timer) {
        super(body);
        long millis = patience.toMillis();
        this.watch = timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Only a reader that waits is waited for: one who takes his time does not make the partner late. */
    private void look() {
        long now = reads.get();
        if (waiting && now == readsSeen) {
            stalled = true;
            try {
                super.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        readsSeen = now;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        reads.incrementAndGet();
        waiting = true;
        try {
            int read = super.read(into, from, length);
            if (!stalled) {
                return read;
            }
        } catch (IOException e) {
            if (!stalled) {
                throw e;
            }
        } finally {
            waiting = false;
        }
        throw new RetrievalException("The imaging source stopped sending in the middle of its answer.");
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        super.close();
    }
}
