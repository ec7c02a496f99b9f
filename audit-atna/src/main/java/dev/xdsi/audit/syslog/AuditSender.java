package dev.xdsi.audit.syslog;

import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.AuditSpool.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the audit spool into an Audit Record Repository, at least once: messages go out as they come, and count as
 * delivered when the connection has been ended in order. Whatever happens before that, they are sent again.
 */
public final class AuditSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSender.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int BATCH = 64;

    /** Who writes into the spool does not wake the sender for each message; the first one of some is late by this at most. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private final AuditSpool spool;
    private final SyslogTarget target;
    private final Schedule schedule;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Thread thread = Thread.ofVirtual().name("audit-sender").unstarted(this::run);
    private volatile boolean stopping;
    private volatile boolean flushing;
    private volatile Progress progressed = new Progress(0, 0, null);
    private int failuresInARow;

    /**
     * How often delivery is confirmed, which costs a new connection, and how long to wait after a failure: doubling from the
     * first to the longest.
     */
    public record Schedule(Duration confirmAfter, int confirmEvery, Duration firstRetry, Duration longestRetry) {
        public static final Schedule DEFAULT =
                new Schedule(Duration.ofSeconds(2), 1000, Duration.ofMillis(200), Duration.ofSeconds(30));

        Duration retryAfter(int failures) {
            Duration delay = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
            return delay.compareTo(longestRetry) < 0 ? delay : longestRetry;
        }
    }

    /**
     * For health and metrics: messages that wait, were delivered since start, attempts that failed.
     *
     * @param failing why the last attempt failed
     * @param refusing why the spool takes no messages, and so no transaction is performed
     */
    public record Status(
            long backlog,
            long delivered,
            long failures,
            @Nullable String failing,
            @Nullable String refusing) {
        public boolean healthy() {
            return failing == null && refusing == null;
        }
    }

    private record Progress(
            long delivered, long failures, @Nullable String failing) {}

    public AuditSender(AuditSpool spool, SyslogTarget target, Schedule schedule, InstantSource clock) {
        this.spool = spool;
        this.target = target;
        this.schedule = schedule;
        this.clock = clock;
    }

    public AuditSender start() {
        thread.start();
        return this;
    }

    public Status status() {
        Progress now = progressed;
        return new Status(
                spool.backlog(),
                now.delivered(),
                now.failures(),
                now.failing(),
                spool.trouble().orElse(null));
    }

    /** Since when the message waits that is delivered next; empty when none waits. */
    public Optional<Instant> waitingSince() {
        return spool.read(spool.delivered(), 1).stream()
                .findFirst()
                .flatMap(entry -> SyslogMessage.timeOf(entry.message()));
    }

    private void run() {
        while (!stopping) {
            try {
                if (spool.await(spool.delivered(), POLL)) {
                    deliver();
                }
            } catch (InterruptedException stop) {
                // Only close() interrupts this thread, and it has set stopping.
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }
    }

    private void deliver() throws IOException, InterruptedException {
        try (SyslogConnection connection = SyslogConnection.open(target)) {
            long before = spool.delivered();
            long sent = send(connection, before);
            connection.finish();
            spool.markDelivered(sent);
            succeeded(sent - before);
        }
    }

    /** Sends what waits and what comes until it is time to confirm; returns the last sequence number. */
    private long send(SyslogConnection connection, long before) throws IOException, InterruptedException {
        Instant confirm = clock.instant().plus(schedule.confirmAfter());
        long sent = before;
        while (true) {
            if (!connection.alive()) {
                throw new IOException("the audit repository ended the connection");
            }
            List<Entry> batch = spool.read(sent, BATCH);
            for (Entry entry : batch) {
                connection.send(entry.message());
                sent = entry.sequence();
            }
            boolean due = sent - before >= schedule.confirmEvery()
                    || stopping
                    || !clock.instant().isBefore(confirm);
            if (due || (!spool.await(sent, POLL) && flushing)) {
                return sent;
            }
            if (batch.size() < BATCH && !flushing) {
                Thread.sleep(GATHER);
            }
        }
    }

    private void succeeded(long count) {
        failuresInARow = 0;
        Progress old = progressed;
        if (old.failing() != null) {
            LOG.info("The audit repository {}:{} takes messages again", target.host(), target.port());
        }
        progressed = new Progress(old.delivered() + count, old.failures(), null);
        signalProgress();
    }

    private void failed(Exception e) {
        failuresInARow++;
        Progress old = progressed;
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        progressed = new Progress(old.delivered(), old.failures() + 1, reason);
        Duration delay = schedule.retryAfter(failuresInARow);
        LOG.warn(
                "Audit messages do not reach {}:{} and will be sent again in {}: {}",
                target.host(),
                target.port(),
                delay,
                reason);
        pause(delay);
    }

    private void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void signalProgress() {
        lock.lock();
        try {
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything in the spool has been delivered; false if that has not happened in time. */
    public boolean flush(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        flushing = true;
        try {
            long nanos = timeout.toNanos();
            while (spool.backlog() > 0 && nanos > 0) {
                long slice = Math.min(nanos, TimeUnit.SECONDS.toNanos(1));
                nanos -= slice - Math.max(0, progress.awaitNanos(slice));
            }
            return spool.backlog() == 0;
        } finally {
            flushing = false;
            lock.unlock();
        }
    }

    /** Stops; what was not delivered stays in the spool for the next start. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
