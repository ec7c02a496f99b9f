package dev.xdsi.imaging.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * What images leave free on their disk, so that database and audit trail, which are on it too, go on. Asked before anything is written, and
 * again while much is.
 *
 * @param free bytes that are free now
 * @param bytes that must be
 */
public record Reserve(LongSupplier free, long bytes) {
    public static final Reserve NONE = new Reserve(() -> Long.MAX_VALUE, 0);

    private static final long STEP = 64L << 20;

    /** That of the disk of a folder, which is there once something is written. */
    public static Reserve on(Path folder, long bytes) {
        return new Reserve(() -> folder.toFile().getUsableSpace(), bytes);
    }

    /** Images would take what database and audit trail need. */
    public static final class Reached extends IOException {
        private static final long serialVersionUID = 1L;

        Reached(long bytes) {
            super("less than " + bytes + " bytes are free");
        }
    }

    /** Whether there is less than must be. */
    public boolean isReached() {
        return free.getAsLong() < bytes;
    }

    /** For one thing that is written. */
    public Watch watch() throws Reached {
        return new Watch(this);
    }

    /** Asks every 64 MiB. Not for several threads. */
    public static final class Watch {
        private final Reserve reserve;
        private long unasked;

        private Watch(Reserve reserve) throws Reached {
            this.reserve = reserve;
            ask();
        }

        private void ask() throws Reached {
            if (reserve.isReached()) {
                throw new Reached(reserve.bytes);
            }
        }

        /** Before so much is written. */
        public void writing(long count) throws Reached {
            unasked += count;
            if (unasked >= STEP) {
                unasked = 0;
                ask();
            }
        }
    }

    /** Writes there as long as enough is left. */
    public OutputStream guarding(OutputStream out) throws Reached {
        Watch watch = watch();
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                watch.writing(1);
                out.write(b);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                watch.writing(length);
                out.write(from, offset, length);
            }
        };
    }
}
