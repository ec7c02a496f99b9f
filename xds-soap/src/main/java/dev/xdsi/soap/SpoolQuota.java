package dev.xdsi.soap;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of attachments on their way the temporary directory holds, those of all messages of a process together: the disk is also that
 * of the audit trail, which must not end because senders are generous.
 */
public final class SpoolQuota {
    /** As much as one message may hold. */
    public static final long DEFAULT_BYTES = SoapLimits.DEFAULT.messageBytes();

    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    public SpoolQuota(long bytes) {
        this.bytes = bytes;
    }

    /** Takes so many bytes, or none and says so. */
    public boolean take(long more) {
        long before = taken.get();
        while (more <= bytes - before) {
            if (taken.compareAndSet(before, before + more)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    /** Whether {@link #take} would take them now. */
    public boolean hasRoom(long more) {
        return more <= bytes - taken.get();
    }

    /** Gives back what was taken. */
    public void giveBack(long fewer) {
        taken.addAndGet(-fewer);
    }

    /** Bytes that are taken now. */
    public long taken() {
        return taken.get();
    }
}
