package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from the PACS what somebody waits for, once for all who wait, and with it some of what follows in the series: who asks for an
 * image will ask for the next.
 */
final class SharedFetches {
    private static final Logger LOG = LoggerFactory.getLogger(SharedFetches.class);
    private static final int MOST_FETCHES = 4;
    private static final int MOST_AT_A_TIME = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Who could not be reached is not asked by everybody at once. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final InstanceSource source;
    private final InstanceIndex index;
    private final CachedFiles cache;
    private final Taking taking;
    private final NeedCounts counts;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, CompletableFuture<StoredInstance>> running = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_FETCHES, true);
    private volatile Instant awayUntil = Instant.MIN;

    /** Takes what comes of what was wanted. */
    @FunctionalInterface
    interface Taking {
        Ingest take(WantedInstances wanted, AnnouncedInstance announced, InputStream dataSet) throws IOException;
    }

    SharedFetches(
            InstanceSource source,
            InstanceIndex index,
            CachedFiles cache,
            Taking taking,
            NeedCounts counts,
            InstantSource clock) {
        this.source = source;
        this.index = index;
        this.cache = cache;
        this.taking = taking;
        this.counts = counts;
        this.clock = clock;
    }

    /** One instance that is being fetched, and who waits for it. */
    private record Awaited(StoredInstance instance, CompletableFuture<StoredInstance> waiting) {}

    /** The instance as it is in the cache now; it may have been corrected at the PACS. */
    StoredInstance fetch(StoredInstance instance) {
        CompletableFuture<StoredInstance> own = new CompletableFuture<>();
        CompletableFuture<StoredInstance> before =
                running.putIfAbsent(instance.file().name(), own);
        if (before == null) {
            Map<Oid, Awaited> all = new LinkedHashMap<>();
            all.put(instance.uids().sopInstance(), new Awaited(instance, own));
            Thread.ofVirtual().name("pacs-fetch").start(() -> fetch(instance, all));
        }
        return joined(before == null ? own : before);
    }

    private static StoredInstance joined(CompletableFuture<StoredInstance> fetch) {
        try {
            return fetch.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof InstanceUnavailable unavailable) {
                throw new InstanceUnavailable(
                        unavailable.kind(), String.valueOf(unavailable.getMessage()), unavailable);
            }
            throw failed;
        }
    }

    private void fetch(StoredInstance first, Map<Oid, Awaited> all) {
        InstanceUnavailable end =
                new InstanceUnavailable(Kind.NOT_GIVEN, "The PACS that had the image does not give it any more.");
        try {
            if (clock.instant().isBefore(awayUntil)) {
                end = new InstanceUnavailable(Kind.AWAY, "The PACS that has the images does not answer.");
            } else {
                follow(first, all);
                fetchAll(first, all);
            }
        } catch (IOException away) {
            LOG.warn("the PACS does not give {}: {}", first.uids().sopInstance(), away.getMessage());
            if (away instanceof ConnectException) {
                awayUntil = clock.instant().plus(PAUSE);
            }
            end = new InstanceUnavailable(
                    Kind.AWAY, "The PACS that has the images does not answer, or broke off.", away);
        } catch (InstanceUnavailable unavailable) {
            end = unavailable;
        } catch (RuntimeException failure) {
            LOG.error("cannot fetch {}", first.uids().sopInstance(), failure);
            end = new InstanceUnavailable(Kind.NO_ROOM, "The imaging source cannot fetch the image now.", failure);
        } finally {
            for (Awaited left : all.values()) {
                fail(left, end);
            }
        }
    }

    /** What comes after it in its series and is not here, while it is little of all that the cache may have. */
    private void follow(StoredInstance first, Map<Oid, Awaited> all) {
        long room = cache.most() / 4 - first.file().length();
        List<StoredInstance> series = index.instances(
                StudyPart.series(first.uids().study(), first.uids().series()));
        for (StoredInstance next : series.subList(series.indexOf(first) + 1, series.size())) {
            room -= next.file().length();
            if (room < 0 || all.size() == MOST_AT_A_TIME) {
                return;
            }
            CompletableFuture<StoredInstance> own = new CompletableFuture<>();
            if (next.file().origin() == Origin.PACS
                    && !cache.has(next.file().name())
                    && running.putIfAbsent(next.file().name(), own) == null) {
                all.put(next.uids().sopInstance(), new Awaited(next, own));
            }
        }
    }

    private void fetchAll(StoredInstance first, Map<Oid, Awaited> all) throws IOException {
        PatientKey patient = index.patient(first.uids().study()).orElse(new PatientKey("", ""));
        WantedInstances wanted = new WantedInstances(
                patient.patientId(),
                first.uids().study(),
                first.uids().series(),
                all.values().stream()
                        .map(Awaited::instance)
                        .collect(Collectors.toMap(each -> each.uids().sopInstance(), StoredInstance::sopClassUID)));
        enter();
        try {
            source.fetch(wanted, (announced, dataSet) -> {
                Ingest taken = taking.take(wanted, announced, dataSet);
                if (Oid.isValid(announced.sopInstanceUID())) {
                    Awaited awaited = all.get(new Oid(announced.sopInstanceUID()));
                    if (awaited != null) {
                        end(awaited, taken);
                    }
                }
                return taken;
            });
        } finally {
            places.release();
        }
    }

    private void end(Awaited awaited, Ingest taken) {
        switch (taken) {
            case Ingest.AlreadyStored(StoredInstance now, PatientKey ignored) -> succeed(awaited, now);
            case Ingest.Stored(StoredInstance now, PatientKey ignored) -> succeed(awaited, now);
            case Ingest.Refused(Reason reason, String why) -> {
                LOG.error(
                        "what the PACS gives for {} is not taken: {}",
                        awaited.instance().uids().sopInstance(),
                        why);
                fail(
                        awaited,
                        reason == Reason.OUT_OF_RESOURCES
                                ? new InstanceUnavailable(
                                        Kind.NO_ROOM, "The imaging source has no room for the image now.")
                                : new InstanceUnavailable(
                                        Kind.NOT_GIVEN, "The PACS gives something else than the image."));
            }
        }
    }

    private void succeed(Awaited awaited, StoredInstance now) {
        if (forget(awaited)) {
            counts.fetched();
            awaited.waiting().complete(now);
        }
    }

    private void fail(Awaited awaited, InstanceUnavailable why) {
        if (forget(awaited)) {
            counts.failed(why.kind());
            awaited.waiting().completeExceptionally(why);
        }
    }

    /**
     * True for one who ends it. Forgotten and counted before it is over: who comes then looks into the cache, and who waited may look at
     * the counts.
     */
    private boolean forget(Awaited awaited) {
        return running.remove(awaited.instance().file().name(), awaited.waiting());
    }

    private void enter() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new InstanceUnavailable(
                Kind.NO_ROOM, "Too many images are being fetched from the PACS; try again later.");
    }
}
