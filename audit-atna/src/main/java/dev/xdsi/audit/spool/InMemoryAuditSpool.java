package dev.xdsi.audit.spool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An {@link AuditSpool} that forgets everything with its process; for tests. */
public final class InMemoryAuditSpool implements AuditSpool {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;
    private long reserved;
    private long last;
    private long delivered;
    private boolean closed;

    public InMemoryAuditSpool(long maxBytes) {
        this.maxBytes = maxBytes;
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
        entries.add(new Entry(++last, message.clone()));
        bytes += message.length;
        appended.signalAll();
    }

    @Override
    public Room roomFor(int size) {
        lock.lock();
        try {
            refuseUnlessRoomFor(size);
            reserved += size;
            return new Reserved(lock, this::keep, () -> reserved -= size);
        } finally {
            lock.unlock();
        }
    }

    private void refuseUnlessRoomFor(int size) {
        String refusal = refusal(size);
        if (refusal != null) {
            throw new AuditSpoolException(refusal);
        }
    }

    private @Nullable String refusal(int size) {
        if (closed) {
            return "the audit spool is closed";
        }
        return bytes + reserved + size > maxBytes
                ? "the audit spool is full: " + entries.size() + " messages wait"
                : null;
    }

    @Override
    public List<Entry> read(long after, int limit) {
        lock.lock();
        try {
            return entries.stream()
                    .filter(entry -> entry.sequence() > after)
                    .limit(limit)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean await(long after, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.toNanos();
            while (last <= after && nanos > 0 && !closed) {
                nanos = appended.awaitNanos(nanos);
            }
            return last > after;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long delivered() {
        lock.lock();
        try {
            return delivered;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void markDelivered(long sequence) {
        lock.lock();
        try {
            if (sequence > last) {
                throw new IllegalArgumentException("message " + sequence + " was never appended");
            }
            for (Entry head = entries.peek(); head != null && head.sequence() <= sequence; head = entries.peek()) {
                bytes -= head.length();
                entries.remove();
            }
            delivered = Math.max(delivered, sequence);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long backlog() {
        lock.lock();
        try {
            return last - delivered;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(refusal(0));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
