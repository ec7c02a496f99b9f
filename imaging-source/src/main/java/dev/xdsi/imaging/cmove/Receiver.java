package dev.xdsi.imaging.cmove;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.MoveOriginator;
import dev.xdsi.dicom.net.PresentationContext;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.StoredInstance;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The destination of a C-MOVE while it gets its instances: over one association, or one after the other where one cannot propose all. */
final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final int MOST_CONTEXTS = 128;

    /** Unable to perform sub-operations (PS3.4 C.4.2.1.5). */
    static final Status UNREACHABLE = new Status(0xA702);

    private final ApplicationEntity self;
    private final RemoteEntity destination;
    private final Encodings encodings;
    private final MoveOriginator originator;
    private @Nullable Association association;
    private Set<Pair> proposed = Set.of();
    private boolean lost;

    Receiver(ApplicationEntity self, RemoteEntity destination, Encodings encodings, MoveOriginator originator) {
        this.self = self;
        this.destination = destination;
        this.encodings = encodings;
        this.originator = originator;
    }

    /**
     * Sends one instance. A destination that was lost once is not tried again: what is left fails at once.
     *
     * @param all that will be sent, so that as much of it as possible is proposed at a time
     */
    Status store(StoredInstance instance, List<StoredInstance> all) {
        if (lost) {
            return UNREACHABLE;
        }
        try {
            Association open = associationFor(instance, all);
            Optional<PresentationContext> context = Encodings.context(instance, open.contexts());
            return context.isEmpty()
                    ? Status.SOP_CLASS_NOT_SUPPORTED
                    : open.store(encodings
                            .store(instance, context.get().transferSyntax())
                            .askedForBy(originator));
        } catch (InstanceUnavailable elsewhere) {
            return UNREACHABLE;
        } catch (IOException broken) {
            LOG.warn("{} does not take what a C-MOVE sends: {}", destination, broken.getMessage());
            lost = true;
            return UNREACHABLE;
        }
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
        Association opened = Association.open(self, destination, PresentationContextPlan.of(next));
        association = opened;
        proposed = next;
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
