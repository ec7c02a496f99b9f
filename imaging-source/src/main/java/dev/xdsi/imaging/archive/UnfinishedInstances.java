package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.database.Database.DatabaseFailure;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Instances that were put where they stay, and of which the index does not know, or does not say whether it does. */
final class UnfinishedInstances {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedInstances.class);

    private final IncomingFolder incoming;
    private final InstanceHomes homes;
    private final InstanceIndex index;
    private final InstantSource clock;
    private final FilesInDoubt inDoubt = new FilesInDoubt();

    UnfinishedInstances(IncomingFolder incoming, InstanceHomes homes, InstanceIndex index, InstantSource clock) {
        this.incoming = incoming;
        this.homes = homes;
        this.index = index;
        this.clock = clock;
    }

    /** Ends what a crash left; returns how many of them there were that nobody knew. */
    int recover() throws IOException {
        int orphans = 0;
        for (String name : incoming.left()) {
            if (!settle(name)) {
                orphans++;
            }
        }
        return orphans;
    }

    /** Nobody wants it. Where it cannot be removed now, it is once it can be. */
    void discard(String name) {
        try {
            homes.ofNew().remove(name);
            incoming.forget(name);
        } catch (IOException later) {
            LOG.warn("{} is cleared away later: {}", name, later.getMessage());
            doubt(name);
        }
    }

    /**
     * The index failed, perhaps after it had committed. The file stays where it is: if it was entered it is needed, and if not the index says
     * so later, or at the next start, which finds it among the unfinished. The sender hears that it should try again, and its retry is answered
     * rightly in both cases.
     */
    void doubt(String name) {
        LOG.warn("kept {} until the index says whether it was entered", name);
        inDoubt.add(name, clock.instant());
        try {
            homes.ofNew().inDoubt(incoming.path(name));
        } catch (IOException full) {
            LOG.warn("{} takes room until then", name, full);
        }
    }

    /** Asks about those that were in doubt, by who has just seen that the index answers. */
    void settleDoubts() {
        for (String name : inDoubt.take(clock.instant())) {
            try {
                boolean stays = settle(name);
                LOG.info("{} was {}entered", name, stays ? "" : "not ");
            } catch (DatabaseFailure again) {
                inDoubt.add(name, clock.instant());
            } catch (IOException again) {
                LOG.warn("{} is cleared away later: {}", name, again.getMessage());
                inDoubt.add(name, clock.instant());
            }
        }
    }

    /** Ends what is unfinished; returns whether it stays. */
    private boolean settle(String name) throws IOException {
        boolean stays = index.isReferenced(name);
        if (!stays) {
            homes.removeEverywhere(name);
        }
        incoming.forget(name);
        return stays;
    }
}
