package dev.xdsi.imaging.pacs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A body of which every read ends: nothing for so long, and it is closed under the reader. */
final class PatientBody extends FilterInputStream {
    private final Thread watch;
    private final Duration patience;
    private volatile boolean waiting;
    private final AtomicLong reads = new AtomicLong();
    private volatile boolean silent;

    PatientBody(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
        this.watch = Thread.ofVirtual().name("pacs-watchdog").start(this::watch);
    }

    private void watch() {
        try {
            long before = -1;
            while (true) {
                Thread.sleep(patience);
                if (waiting && reads.get() == before) {
                    silent = true;
                    super.close();
                    return;
                }
                before = reads.get();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (IOException unclosed) {
            silent = true;
        }
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
            if (silent) {
                throw new IOException("the PACS stopped in the middle of its answer");
            }
            return read;
        } finally {
            waiting = false;
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        super.close();
    }
}
