package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.model.Oid;
import java.io.IOException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from where they are the instances that somebody waits for, once for all who wait, and with them some of what follows in the series:
 * who asks for an image will ask for the next.
 */
final class SharedFetches {
    private static final Logger LOG = LoggerFactory.getLogger(SharedFetches.class);
    private static final int MOST_FETCHES = 4;
    private static final int MOST_AT_A_TIME = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Who could not be reached is not asked by everybody at once. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** After so long nobody comes who wanted what follows in the series: who looks at images asks for the next within it, or has gone. */
    private static final Duration UNCLAIMED = Duration.ofSeconds(10);

    private final Elsewhere elsewhere;
    private final InstanceIndex index;
    private final CachedFiles cache;
    private final NeedCounts counts;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Awaited> running = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_FETCHES, true);
    private volatile Instant awayUntil = Instant.MIN;

    /**
     * Where they are.
     *
     * @param name as a person calls it
     * @param origin of the instances that are there
     */
    record Elsewhere(String name, Origin origin, Fetching fetching) {}

    /** Brings instances of one series, in this order as far as it can, and says of each that it came, or why it is not taken. */
    @FunctionalInterface
    interface Fetching {
        /** @throws IOException in words for an operator, where it did not answer, did not agree or broke off */
        void fetch(List<StoredInstance> wanted, Ends ends) throws IOException;
    }

    /** What became of those that were wanted; of any other it is not heard. */
    interface Ends {
        /** @param now the instance as it is in the cache now */
        void came(Oid sopInstanceUID, StoredInstance now);

        void refused(Oid sopInstanceUID, Reason reason, String why);

        /** Whether anybody waits for what has not come yet; from when it says no, it need not come. */
        boolean wanted();
    }

    SharedFetches(Elsewhere elsewhere, InstanceIndex index, CachedFiles cache, NeedCounts counts, InstantSource clock) {
        this.elsewhere = elsewhere;
        this.index = index;
        this.cache = cache;
        this.counts = counts;
        this.clock = clock;
    }

    /** One instance that is being fetched, and who waits for it. */
    private record Awaited(StoredInstance instance, CompletableFuture<StoredInstance> waiting, Interest interest) {
        Awaited(StoredInstance instance, Interest interest) {
            this(instance, new CompletableFuture<>(), interest);
        }
    }

    /** Who waits for any of those that are fetched together. Nobody can tell that a client has gone until nothing more is asked for. */
    private final class Interest {
        private int waiting;
        private Instant last = clock.instant();
        private boolean givenUp;

        StoredInstance await(CompletableFuture<StoredInstance> fetch) {
            synchronized (this) {
                waiting++;
            }
            try {
                return joined(fetch);
            } finally {
                synchronized (this) {
                    waiting--;
                    last = clock.instant();
                }
            }
        }

        /** Once nobody waits it stays so: who comes then has it fetched anew. */
        synchronized boolean wanted() {
            givenUp |= waiting == 0 && clock.instant().isAfter(last.plus(UNCLAIMED));
            return !givenUp;
        }

        synchronized boolean isGivenUp() {
            return givenUp;
        }
    }

    /** It was not fetched, since nobody seemed to want it; whoever does has it fetched again. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The instance as it is in the cache now; it may have been corrected where it is. */
    StoredInstance fetch(StoredInstance instance) {
        while (true) {
            Awaited own = new Awaited(instance, new Interest());
            Awaited before = running.putIfAbsent(instance.file().name(), own);
            if (before == null) {
                Map<Oid, Awaited> all = new LinkedHashMap<>();
                all.put(instance.uids().sopInstance(), own);
                Thread.ofVirtual().name("fetch").start(() -> fetch(own, all));
            }
            Awaited awaited = before == null ? own : before;
            try {
                return awaited.interest().await(awaited.waiting());
            } catch (GivenUp again) {
                LOG.debug("{} is asked for after all", instance.uids().sopInstance());
            }
        }
    }

    private static StoredInstance joined(CompletableFuture<StoredInstance> fetch) {
        try {
            return fetch.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof InstanceUnavailable unavailable) {
                throw new InstanceUnavailable(
                        unavailable.kind(), String.valueOf(unavailable.getMessage()), unavailable);
            }
            if (failed.getCause() instanceof GivenUp) {
                throw new GivenUp();
            }
            throw failed;
        }
    }

    private void fetch(Awaited own, Map<Oid, Awaited> all) {
        StoredInstance first = own.instance();
        InstanceUnavailable end =
                new InstanceUnavailable(Kind.NOT_GIVEN, the("that had the image does not give it any more."));
        try {
            if (clock.instant().isBefore(awayUntil)) {
                end = new InstanceUnavailable(Kind.AWAY, the("that has the images does not answer."));
            } else {
                follow(own, all);
                fetchAll(all, own.interest());
            }
        } catch (IOException away) {
            LOG.warn(
                    "the {} does not give {}: {}",
                    elsewhere.name(),
                    first.uids().sopInstance(),
                    away.getMessage());
            if (away instanceof ConnectException) {
                awayUntil = clock.instant().plus(PAUSE);
            }
            end = new InstanceUnavailable(Kind.AWAY, the("that has the images does not answer, or broke off."), away);
        } catch (InstanceUnavailable unavailable) {
            end = unavailable;
        } catch (RuntimeException failure) {
            LOG.error("cannot fetch {}", first.uids().sopInstance(), failure);
            end = new InstanceUnavailable(Kind.NO_ROOM, "The imaging source cannot fetch the image now.", failure);
        } finally {
            for (Awaited left : all.values()) {
                if (own.interest().isGivenUp()) {
                    giveUp(left);
                } else {
                    fail(left, end);
                }
            }
        }
    }

    private String the(String end) {
        return "The " + elsewhere.name() + " " + end;
    }

    /** What comes after it in its series and is not here, while it is little of all that the cache may have. */
    private void follow(Awaited own, Map<Oid, Awaited> all) {
        StoredInstance first = own.instance();
        long room = cache.most() / 4 - first.file().length();
        List<StoredInstance> series = index.instances(
                StudyPart.series(first.uids().study(), first.uids().series()));
        for (StoredInstance next : series.subList(series.indexOf(first) + 1, series.size())) {
            room -= next.file().length();
            if (room < 0 || all.size() == MOST_AT_A_TIME) {
                return;
            }
            Awaited another = new Awaited(next, own.interest());
            if (next.file().origin() == elsewhere.origin()
                    && !cache.has(next.file().name())
                    && running.putIfAbsent(next.file().name(), another) == null) {
                all.put(next.uids().sopInstance(), another);
            }
        }
    }

    private void fetchAll(Map<Oid, Awaited> all, Interest interest) throws IOException {
        List<StoredInstance> wanted =
                all.values().stream().map(Awaited::instance).toList();
        enter();
        try {
            elsewhere.fetching().fetch(wanted, new Ends() {
                @Override
                public void came(Oid sopInstanceUID, StoredInstance now) {
                    Awaited awaited = all.get(sopInstanceUID);
                    if (awaited != null) {
                        succeed(awaited, now);
                    }
                }

                @Override
                public void refused(Oid sopInstanceUID, Reason reason, String why) {
                    Awaited awaited = all.get(sopInstanceUID);
                    if (awaited != null) {
                        refuse(awaited, reason, why);
                    }
                }

                @Override
                public boolean wanted() {
                    return interest.wanted();
                }
            });
        } finally {
            places.release();
        }
    }

    private void refuse(Awaited awaited, Reason reason, String why) {
        LOG.error(
                "what the {} gives for {} is not taken: {}",
                elsewhere.name(),
                awaited.instance().uids().sopInstance(),
                why);
        fail(
                awaited,
                reason == Reason.OUT_OF_RESOURCES
                        ? new InstanceUnavailable(Kind.NO_ROOM, "The imaging source has no room for the image now.")
                        : new InstanceUnavailable(Kind.NOT_GIVEN, the("gives something else than the image.")));
    }

    private void succeed(Awaited awaited, StoredInstance now) {
        if (forget(awaited)) {
            counts.fetched();
            awaited.waiting().complete(now);
        }
    }

    private void giveUp(Awaited awaited) {
        if (forget(awaited)) {
            awaited.waiting().completeExceptionally(new GivenUp());
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
        return running.remove(awaited.instance().file().name(), awaited);
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
                Kind.NO_ROOM, "Too many images are being fetched from the " + elsewhere.name() + "; try again later.");
    }
}
