package dev.xdsi.imaging.sending;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationRejected;
import dev.xdsi.dicom.net.MoveOriginator;
import dev.xdsi.dicom.net.PresentationContext;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.StoredInstance;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application entity while it gets instances: over one association, or one after the other where one cannot propose all. */
public final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final int MOST_CONTEXTS = 128;
    private static final Sent NO_CONTEXT = new Sent.Answered(Status.SOP_CLASS_NOT_SUPPORTED);

    private final ApplicationEntity self;
    private final RemoteEntity destination;
    private final Encodings encodings;
    private final @Nullable MoveOriginator originator;
    private @Nullable Association association;
    private Set<Pair> proposed = Set.of();
    /** Of what was proposed together and none of which was accepted. */
    private final Set<Pair> unwanted = new HashSet<>();

    private @Nullable Sent lost;

    /** @param originator whose C-MOVE this is; null where it is nobody's */
    public Receiver(
            ApplicationEntity self,
            RemoteEntity destination,
            Encodings encodings,
            @Nullable MoveOriginator originator) {
        this.self = self;
        this.destination = destination;
        this.encodings = encodings;
        this.originator = originator;
    }

    /** What became of one instance. */
    public sealed interface Sent {
        /** The receiver said so: also that it takes no such instances. */
        record Answered(Status status) implements Sent {}

        /** It could not be sent, for it cannot be read here or had. */
        record NotHere(String why) implements Sent {}

        /** The receiver broke off while it got this instance. */
        record BrokenOff(String why) implements Sent {}

        /** The receiver is not there, or was lost before. */
        record Away(String why) implements Sent {}
    }

    /**
     * Sends one instance. A destination that was lost once is not tried again: what is left fails at once.
     *
     * @param all that will be sent, so that as much of it as possible is proposed at a time
     */
    public Sent send(StoredInstance instance, List<StoredInstance> all) {
        if (lost != null) {
            return lost;
        }
        if (unwanted.containsAll(pairs(instance))) {
            return NO_CONTEXT;
        }
        Association open;
        try {
            open = associationFor(instance, all);
        } catch (AssociationRejected refused) {
            if (refused.reject().isPresent()) {
                return lost(String.valueOf(refused.getMessage()));
            }
            unwanted.addAll(proposed);
            return NO_CONTEXT;
        } catch (IOException away) {
            return lost(String.valueOf(away.getMessage()));
        }
        Optional<PresentationContext> context = Encodings.context(instance, open.contexts());
        if (context.isEmpty()) {
            return NO_CONTEXT;
        }
        StoreOperation store;
        try {
            store = encodings.store(instance, context.get().transferSyntax());
        } catch (InstanceUnavailable elsewhere) {
            return new Sent.NotHere(String.valueOf(elsewhere.getMessage()));
        }
        try {
            return new Sent.Answered(open.store(originator == null ? store : store.askedForBy(originator)));
        } catch (IOException broken) {
            lost(String.valueOf(broken.getMessage()));
            return new Sent.BrokenOff(String.valueOf(broken.getMessage()));
        }
    }

    private Sent lost(String why) {
        LOG.warn("{} does not take what is sent to it: {}", destination, why);
        Sent away = new Sent.Away(why);
        lost = away;
        return away;
    }

    private Association associationFor(StoredInstance instance, List<StoredInstance> all) throws IOException {
        Association open = association;
        if (open != null && proposed.containsAll(pairs(instance))) {
            return open;
        }
        close();
        Set<Pair> next = new LinkedHashSet<>(pairs(instance));
        for (StoredInstance other : all) {
            Set<Pair> more = pairs(other);
            if (next.size() + more.size() <= MOST_CONTEXTS) {
                next.addAll(more);
            }
        }
        proposed = next;
        Association opened = Association.open(self, destination, PresentationContextPlan.of(next));
        association = opened;
        return opened;
    }

    private static Set<Pair> pairs(StoredInstance instance) {
        Set<Pair> pairs = new LinkedHashSet<>();
        Encodings.of(instance)
                .forEach(syntax -> pairs.add(new Pair(instance.sopClassUID().value(), syntax)));
        return pairs;
    }

    /** What was taken was taken, also where the peer does not say good-bye. */
    @Override
    public void close() {
        Association open = association;
        association = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException unreleased) {
            LOG.warn("{} did not release the association: {}", destination, unreleased.getMessage());
        }
    }
}
