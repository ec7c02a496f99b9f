package dev.xdsi.audit.spool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /**
     * Keeps room for one message of about this size, before any work is done that it is to tell of.
     *
     * @throws AuditSpoolException if there is none: the spool is full, closed, or its disk failed or is full
     */
    Room roomFor(int bytes);

    /** Room for one message, which nothing else takes as long as this is open. */
    interface Room extends AutoCloseable {
        /** As {@link AuditSpool#append}, into the room; what is larger than that takes more, where there is more. */
        void append(byte[] message);

        /** Gives back what was not used. */
        @Override
        void close();
    }

    /** At most {@code limit} undelivered messages, in order, whose sequence numbers are greater than {@code after}. */
    List<Entry> read(long after, int limit);

    /**
     * Waits until there is a message beyond {@code after}; false if there is none when the time has passed, which a spool that refuses does
     * not shorten, or when the spool was closed.
     */
    boolean await(long after, Duration timeout) throws InterruptedException;

    /** The sequence number up to which every message has been delivered; zero at first. */
    long delivered();

    /** Says that this message and all before it were delivered; they may be forgotten. */
    void markDelivered(long sequence);

    /** How many messages wait. */
    long backlog();

    /** Why it takes nothing now; empty where it does. */
    Optional<String> trouble();

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
