package dev.xdsi.audit.spool;

import dev.xdsi.audit.spool.Segment.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link AuditSpool} in append-only files. Threads that append at the same time share one fsync; a frame cut short by a
 * crash was never acknowledged and is cut off when the spool is opened again.
 */
public final class FileAuditSpool implements AuditSpool {
    private static final Logger LOG = LoggerFactory.getLogger(FileAuditSpool.class);
    private static final int READ_BYTES = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Limits limits;
    private final SpoolFolder folder;
    private final DeliveryCursor cursor;
    private final List<Segment> segments;
    private long written;
    private long durable;
    private long reserved;
    private boolean syncing;
    private @Nullable String refusal;
    private boolean closed;
    private Place place = new Place(0, 0, 0);

    /** How large a message, a file and all files together may become; a full spool refuses. */
    public record Limits(int messageBytes, long segmentBytes, long totalBytes) {
        public static final Limits DEFAULT = new Limits(8 << 20, 16L << 20, 1L << 30);

        public Limits {
            if (messageBytes < 1
                    || segmentBytes < messageBytes + (long) Segment.HEADER
                    || totalBytes < 2 * segmentBytes) {
                throw new IllegalArgumentException("a segment must hold a message, and the spool two segments: "
                        + messageBytes + ", " + segmentBytes + ", " + totalBytes);
            }
        }
    }

    /** The offset, in the segment of that first number, of the message after {@code after}. */
    private record Place(long after, long segment, long offset) {}

    private FileAuditSpool(SpoolFolder folder, Limits limits) throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.cursor = new DeliveryCursor(folder.cursor());
        this.segments = folder.openSegments(limits.messageBytes());
        long last = segments.isEmpty() ? 0 : segments.getLast().last();
        this.written = Math.max(last, cursor.value());
        this.durable = written;
        forgetDelivered();
    }

    public static FileAuditSpool open(Path folder, Limits limits) {
        try {
            return new FileAuditSpool(SpoolFolder.claim(folder), limits);
        } catch (IOException e) {
            throw new AuditSpoolException("cannot open the audit spool " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void append(byte[] message) {
        lock.lock();
        try {
            keep(message);
        } finally {
            lock.unlock();
        }
    }

    private void keep(byte[] message) {
        refuseUnlessRoomFor(message.length);
        write(message);
        awaitDurable(written);
    }

    /** The room is on the disk too: zeros in the newest file, which nothing else that fills the disk can take. */
    @Override
    public Room roomFor(int bytes) {
        lock.lock();
        try {
            refuseUnlessRoomFor(bytes);
            long frame = bytes + (long) Segment.HEADER;
            segmentFor(frame).allocate(reserved + frame);
            reserved += frame;
            return new Reserved(lock, this::keep, () -> reserved -= frame);
        } catch (IOException e) {
            throw new AuditSpoolException("cannot keep room in the audit spool: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void refuseUnlessRoomFor(int bytes) {
        if (refusal != null) {
            throw new AuditSpoolException(refusal);
        }
        if (bytes > limits.messageBytes()) {
            throw new AuditSpoolException("an audit message of " + bytes + " bytes is more than this spool takes");
        }
        if (isFullFor(bytes)) {
            throw new AuditSpoolException(full());
        }
    }

    private boolean isFullFor(int bytes) {
        return size() + reserved + bytes + Segment.HEADER > limits.totalBytes();
    }

    private String full() {
        return "the audit spool is full: " + (written - cursor.value()) + " messages wait";
    }

    /** Where the largest message finds no room, others soon will not. */
    @Override
    public Optional<String> trouble() {
        lock.lock();
        try {
            return refusal == null && isFullFor(limits.messageBytes())
                    ? Optional.of(full())
                    : Optional.ofNullable(refusal);
        } finally {
            lock.unlock();
        }
    }

    private long size() {
        return segments.stream().mapToLong(Segment::length).sum();
    }

    private void write(byte[] message) {
        try {
            segmentFor(message.length + (long) Segment.HEADER).append(written + 1, message);
            written++;
        } catch (IOException e) {
            throw new AuditSpoolException("cannot write the audit spool: " + e.getMessage(), e);
        }
    }

    private Segment segmentFor(long frame) throws IOException {
        if (segments.isEmpty()) {
            segments.add(folder.createSegment(written + 1));
            return segments.getLast();
        }
        Segment newest = segments.getLast();
        // After damage the last file may end before the cursor; numbers within a file have no gap.
        boolean goesOn = newest.last() == written;
        if (goesOn && newest.length() + frame <= limits.segmentBytes()) {
            return newest;
        }
        Segment fresh;
        try {
            fresh = fresh(frame);
        } catch (IOException e) {
            // On a full disk a file becomes longer than others rather than that the room in it is given up.
            if (goesOn && newest.hasRoomFor(frame)) {
                return newest;
            }
            throw e;
        }
        try {
            complete(newest);
        } catch (IOException e) {
            fresh.delete();
            throw e;
        }
        durable = written;
        changed.signalAll();
        segments.add(fresh);
        forgetDelivered();
        return fresh;
    }

    /** A file with the room that was promised in the one before it. */
    private Segment fresh(long frame) throws IOException {
        Segment fresh = folder.createSegment(written + 1);
        try {
            fresh.allocate(reserved + frame);
            return fresh;
        } catch (IOException e) {
            fresh.delete();
            throw e;
        }
    }

    /** Group commit: the first thread here syncs for all that wrote before it, the others wait for the outcome. */
    private void awaitDurable(long sequence) {
        while (durable < sequence) {
            if (refusal != null) {
                throw new AuditSpoolException(refusal);
            }
            if (syncing) {
                changed.awaitUninterruptibly();
            } else {
                sync();
            }
        }
    }

    private void sync() {
        Segment segment = segments.getLast();
        long upTo = written;
        syncing = true;
        lock.unlock();
        @Nullable IOException failure = null;
        try {
            segment.force();
        } catch (IOException e) {
            failure = e;
        } finally {
            lock.lock();
            syncing = false;
        }
        // A file that was completed, delivered and deleted meanwhile fails to sync, and need not.
        if (failure == null || durable >= upTo) {
            durable = Math.max(durable, upTo);
        } else {
            breakDown(failure);
        }
        changed.signalAll();
    }

    private void complete(Segment segment) throws IOException {
        try {
            segment.truncate();
            segment.force();
        } catch (IOException e) {
            breakDown(e);
            throw e;
        }
    }

    /** After a failed fsync nobody knows what is on the disk, and a second fsync would lie: only a new start can tell. */
    private void breakDown(IOException failure) {
        LOG.error("The audit spool failed to reach the disk; nothing is accepted until a restart", failure);
        refusal = "the audit spool failed to reach the disk (" + failure.getMessage()
                + "); restart the gateway once the disk works";
    }

    @Override
    public List<Entry> read(long after, int limit) {
        lock.lock();
        try {
            List<Entry> entries = new ArrayList<>();
            long from = Math.max(after, cursor.value());
            int bytes = 0;
            while (entries.size() < limit && bytes < READ_BYTES && from < durable) {
                Entry entry = next(from);
                entries.add(entry);
                bytes += entry.length();
                from = entry.sequence();
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the audit spool", e);
        } finally {
            lock.unlock();
        }
    }

    private Entry next(long after) throws IOException {
        Segment segment = segmentAfter(after);
        long wanted = Math.max(after + 1, segment.first());
        boolean known = place.after() == wanted - 1 && place.segment() == segment.first();
        long offset = known ? place.offset() : 0;
        long sequence = known ? wanted : segment.first();
        while (true) {
            Frame frame = segment.frame(offset, sequence, limits.messageBytes());
            if (frame == null) {
                throw new IOException("message " + sequence + " in " + segment.path() + " is damaged");
            }
            if (sequence == wanted) {
                place = new Place(sequence, segment.first(), frame.next());
                return frame.entry();
            }
            offset = frame.next();
            sequence++;
        }
    }

    private Segment segmentAfter(long after) {
        return segments.stream()
                .filter(segment -> segment.last() > after)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public boolean await(long after, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.toNanos();
            while (durable <= after && nanos > 0 && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
            return durable > after;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long delivered() {
        lock.lock();
        try {
            return cursor.value();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void markDelivered(long sequence) {
        lock.lock();
        try {
            if (sequence > durable) {
                throw new IllegalArgumentException("message " + sequence + " was never appended");
            }
            if (sequence > cursor.value()) {
                cursor.advance(sequence);
                forgetDelivered();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note what was delivered", e);
        } finally {
            lock.unlock();
        }
    }

    /** Deletes the files of which every message was delivered, except the one being written. */
    private void forgetDelivered() throws IOException {
        while (segments.size() > 1 && segments.getFirst().last() <= cursor.value()) {
            segments.removeFirst().delete();
        }
    }

    @Override
    public long backlog() {
        lock.lock();
        try {
            return written - cursor.value();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            refusal = "the audit spool is closed";
            changed.signalAll();
            while (syncing) {
                changed.awaitUninterruptibly();
            }
            for (Segment segment : segments) {
                segment.close();
            }
            cursor.close();
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the audit spool", e);
        } finally {
            lock.unlock();
        }
    }
}
