package dev.xdsi.audit.spool;

import java.time.Duration;
import java.util.List;

/**
 * A first-in, first-out store of audit messages between the transaction that wrote one and the sender that delivers it
 * (ITI TF-2: 3.20). Many threads append; one reads. Nothing is ever dropped: a spool that cannot keep a message refuses it.
 */
public interface AuditSpool extends AutoCloseable {

    /**
     * Keeps a message; when this returns, the message survives the end of the process.
     *
     * @throws AuditSpoolException if it cannot be kept: the spool is full, closed, or its disk failed
     */
    void append(byte[] message);

    /** Refuses early, before any work is done, what {@link #append} of a message of this size would refuse now. */
    void requireRoomFor(int bytes);

    /** At most {@code limit} undelivered messages, in order, whose sequence numbers are greater than {@code after}. */
    List<Entry> read(long after, int limit);

    /** Waits until there is a message beyond {@code after}; false if there is none when the time has passed. */
    boolean await(long after, Duration timeout) throws InterruptedException;

    /** The sequence number up to which every message has been delivered; zero at first. */
    long delivered();

    /** Says that this message and all before it were delivered; they may be forgotten. */
    void markDelivered(long sequence);

    /** How many messages wait. */
    long backlog();

    @Override
    void close();

    /** A message and its place in the order; sequence numbers begin at 1 and have no gaps. */
    final class Entry {
        private final long sequence;
        private final byte[] message;

        Entry(long sequence, byte[] message) {
            this.sequence = sequence;
            this.message = message;
        }

        public long sequence() {
            return sequence;
        }

        public byte[] message() {
            return message.clone();
        }

        int length() {
            return message.length;
        }
    }
}
