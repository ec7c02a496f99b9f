package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.consumer.retrieval.ImageFetch;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images on disk for a while, for the session that fetched them: a series of another community, or one image of ours, fetched once
 * however many ask for it. What is unused is deleted, and nothing is kept over a restart.
 */
final class InstanceCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceCache.class);
    private static final int MOST_AT_ONCE_FROM_ONE_COMMUNITY = 8;

    private final Path folder;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Map<Key, CachedFetch> fetches = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong names = new AtomicLong();
    // Each community has its own: a slow one must not keep the images of others waiting.
    private final Map<String, Semaphore> running = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor sweeper;
    private final Future<?> sweeping;

    /**
     * What the cache may take.
     *
     * @param bytes on disk, all images together
     * @param entries series and single images
     * @param unused after this time without use they are deleted
     */
    record Limits(long bytes, int entries, Duration unused) {
        static final Limits DEFAULT = new Limits(8L << 30, 20_000, Duration.ofMinutes(10));
    }

    /**
     * Whose images, and which of where: a user in an emergency does not get what he fetched otherwise, and a series that has grown, or of
     * which another community has another part, is not the one that came.
     */
    private record Key(Session session, Caller.@Nullable User user, Manifest part) {}

    InstanceCache(Path folder, Limits limits, LongSupplier nanoTime) {
        this.folder = folder;
        this.limits = limits;
        this.nanoTime = nanoTime;
        delete(folder);
        this.sweeper = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("image-cache").factory());
        // A session may end after the cache did.
        sweeper.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        this.sweeping = sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    /** The images of a part, which begin to come at once. */
    CachedFetch fetch(Session session, Caller caller, Manifest part, ImageFetch way) throws IOException {
        Key key = new Key(session, caller.user(), part);
        session.whenEnded(this, () -> sweeper.execute(this::sweep));
        makeRoom();
        CachedFetch fetch = fetches.compute(key, (same, known) -> usable(known, part));
        Semaphore turn = running.computeIfAbsent(
                Objects.requireNonNullElse(part.homeCommunityId(), ""),
                community -> new Semaphore(MOST_AT_ONCE_FROM_ONE_COMMUNITY));
        fetch.begin(() -> {
            turn.acquireUninterruptibly();
            try {
                way.fetch(part, caller, fetch);
            } finally {
                turn.release();
            }
        });
        return fetch;
    }

    private CachedFetch usable(@Nullable CachedFetch known, Manifest part) {
        if (known != null && known.isUsable()) {
            return known;
        }
        if (known != null) {
            discard(known);
        }
        return new CachedFetch(folder.resolve(Long.toString(names.incrementAndGet())), part, this::take, nanoTime);
    }

    private void discard(CachedFetch fetch) {
        bytes.addAndGet(-fetch.bytes());
        delete(fetch.folder());
    }

    private void take(long more) throws IOException {
        if (bytes.addAndGet(more) > limits.bytes()) {
            sweep();
            if (bytes.get() > limits.bytes()) {
                throw new IOException("there is no more room for images");
            }
        }
    }

    private void makeRoom() throws IOException {
        if (fetches.size() >= limits.entries()) {
            sweep();
            if (fetches.size() >= limits.entries()) {
                throw new IOException("there is no more room for images");
            }
        }
    }

    /** Deletes what was not used for long and what is of sessions that ended, and when there is little room what was used longest ago. */
    void sweep() {
        List<Map.Entry<Key, CachedFetch>> oldestFirst = fetches.entrySet().stream()
                .filter(entry -> entry.getValue().isOver())
                .sorted(Comparator.comparingLong(entry -> entry.getValue().lastUse()))
                .toList();
        for (Map.Entry<Key, CachedFetch> entry : oldestFirst) {
            boolean unused = nanoTime.getAsLong() - entry.getValue().lastUse()
                    > limits.unused().toNanos();
            boolean crowded = bytes.get() > limits.bytes() / 2 || fetches.size() > limits.entries() / 2;
            if ((unused
                            || crowded
                            || entry.getKey().session().isEnded()
                            || !entry.getValue().isUsable())
                    && fetches.remove(entry.getKey(), entry.getValue())) {
                discard(entry.getValue());
            }
        }
    }

    long bytes() {
        return bytes.get();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException busy) {
            LOG.warn("Images in {} could not be deleted", folder, busy);
        }
    }

    @Override
    public void close() {
        sweeping.cancel(false);
        sweeper.shutdown();
        fetches.clear();
        delete(folder);
    }
}
