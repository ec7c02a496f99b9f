package dev.xdsi.repository.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what a crash, a kill or a lost answer left, once a day in one process: deposits that nobody finishes, documents of which
 * nobody knows whether they were registered, contents without a document. It takes nothing younger than the time of grace, and
 * deletes contents only under the lock at which a new claim of the same bytes waits.
 */
final class OrphanCollection {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanCollection.class);
    /** A little less than a day, so that the hour does not wander. */
    private static final Duration EVERY = Duration.ofHours(23);

    private static final int AT_ONCE = 500;

    private final ContentStore contents;
    private final DocumentIndex index;
    private final OrphanIndex orphans;
    private final IndexBinding binding;

    OrphanCollection(ContentStore contents, DocumentIndex index) {
        this.contents = contents;
        this.index = index;
        this.orphans = new OrphanIndex(index);
        this.binding = new IndexBinding(contents, index);
    }

    /** Does it when it is time, and no other process has. */
    Collected collectInTurn(Registered registered, Duration grace, Instant now) throws IOException {
        return orphans.takeTurn(now, EVERY) ? collect(registered, now.minus(grace)) : Collected.NOTHING;
    }

    Collected collect(Registered registered, Instant before) throws IOException {
        // somebody may have given the contents to another index since we began
        binding.check();
        int deposits = deadDeposits(before);
        Settled settled = settleDoubts(registered, before);
        contents.sweep(before);
        int strays = unused() + strays(before);
        Collected collected = new Collected(deposits, settled.all(), strays, settled.kept());
        LOG.info("Looked for orphans among the documents: {}", collected);
        return collected;
    }

    private int deadDeposits(Instant before) throws IOException {
        int dead = 0;
        for (Map.Entry<UUID, Instant> deposit : contents.unfinished().entrySet()) {
            if (deposit.getValue().isBefore(before)) {
                index.release(deposit.getKey());
                contents.finish(deposit.getKey());
                dead++;
                LOG.info("took back deposit {}, which was never offered to a registry", deposit.getKey());
            }
        }
        return dead;
    }

    private record Settled(int all, int kept) {}

    private Settled settleDoubts(Registered registered, Instant before) throws IOException {
        int settled = 0;
        int kept = 0;
        for (Map.Entry<UUID, Set<String>> deposit : orphans.doubtful(before).entrySet()) {
            Set<String> missing = registered.missing(deposit.getValue());
            index.settle(deposit.getKey(), document -> !missing.contains(document));
            settled++;
            kept += missing.containsAll(deposit.getValue()) ? 0 : 1;
            LOG.info(
                    "of the documents {}, which were in doubt, the registry does not have {}",
                    deposit.getValue(),
                    missing);
        }
        return new Settled(settled, kept);
    }

    private int unused() throws IOException {
        List<ContentName> unused = orphans.unused();
        for (ContentName name : unused) {
            index.collect(name, contents);
        }
        return unused.size();
    }

    /**
     * Contents of which the index knows nothing: a backup of it that is older than they are, or an unlucky moment. Those from before there was
     * the index are not its to take away.
     */
    int strays(Instant before) throws IOException {
        Strays strays = new Strays(before, index.identity().since());
        contents.visit(strays);
        return strays.collected();
    }

    /** Takes what it is shown, many at a time. */
    private final class Strays implements ContentStore.Visitor {
        private final Instant before;
        private final Instant begin;
        private final Map<ContentName, Instant> batch = new HashMap<>();
        private int collected;
        private long elder;

        Strays(Instant before, Instant begin) {
            this.before = before;
            this.begin = begin;
        }

        @Override
        public boolean found(ContentName name, Instant since) throws IOException {
            if (since.isBefore(before)) {
                batch.merge(name, since, (one, other) -> one.isBefore(other) ? one : other);
            }
            if (batch.size() == AT_ONCE) {
                collect();
            }
            return true;
        }

        private void collect() throws IOException {
            for (ContentName name : orphans.unknown(batch.keySet())) {
                if (Objects.requireNonNull(batch.get(name)).isBefore(begin)) {
                    elder++;
                } else if (orphans.collectUnknown(name, contents)) {
                    collected++;
                    LOG.warn("deleted content {}, of which the index knows nothing", name);
                }
            }
            batch.clear();
        }

        int collected() throws IOException {
            collect();
            if (elder > 0) {
                LOG.warn(
                        "the index knows nothing of {} contents that came before it began at {}: they stay",
                        elder,
                        begin);
            }
            return collected;
        }
    }
}
