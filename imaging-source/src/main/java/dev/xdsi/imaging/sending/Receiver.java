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
import dev.xdsi.imaging.archive.HeldInstance;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.StoredInstance;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application entity while it gets instances: over one association, or one after the other where one cannot propose all. */
public final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final int MOST_CONTEXTS = 128;
    private static final Sent NO_CONTEXT = new Sent.Answered(Status.SOP_CLASS_NOT_SUPPORTED);

    /** Sent ahead of their answers, where the receiver lets us; it is to lose no more of them when it breaks off. */
    private static final int MOST_UNDER_WAY = 16;

    private final ApplicationEntity self;
    private final RemoteEntity destination;
    private final Encodings encodings;
    private final @Nullable MoveOriginator originator;
    private final List<StoredInstance> all;
    private final Queue<StoredInstance> waiting;
    /** The oldest first. */
    private final Map<StoreOperation, StoredInstance> underWay = new LinkedHashMap<>();

    private final Queue<Ended> ended = new ArrayDeque<>();
    private @Nullable Association association;
    private Set<Pair> proposed = Set.of();
    /** Of what was proposed together and none of which was accepted. */
    private final Set<Pair> unwanted = new HashSet<>();

    private @Nullable Sent lost;

    /**
     * As much of it as possible is proposed at a time.
     *
     * @param originator whose C-MOVE this is; null where it is nobody's
     * @param instances that it gets
     */
    public Receiver(
            ApplicationEntity self,
            RemoteEntity destination,
            Encodings encodings,
            @Nullable MoveOriginator originator,
            List<StoredInstance> instances) {
        this.self = self;
        this.destination = destination;
        this.encodings = encodings;
        this.originator = originator;
        this.all = List.copyOf(instances);
        this.waiting = new ArrayDeque<>(all);
    }

    /** An instance that is over, and what became of it. */
    public record Ended(StoredInstance instance, Sent sent) {}

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
     * Goes on with sending until one more instance is over; empty when all are. A destination that was lost once is not tried again: what is
     * left fails at once.
     */
    public Optional<Ended> next() {
        while (ended.isEmpty() && canBegin()) {
            begin(waiting.remove());
            takeArrived();
        }
        Association open = association;
        if (ended.isEmpty() && open != null && !underWay.isEmpty()) {
            take(() -> Optional.of(open.nextStored()));
        }
        Sent away = lost;
        if (ended.isEmpty() && away != null && !waiting.isEmpty()) {
            ended.add(new Ended(waiting.remove(), away));
        }
        return Optional.ofNullable(ended.poll());
    }

    /**
     * Sends no more than is under way.
     *
     * @return whether something is left out
     */
    public boolean stop() {
        boolean some = !waiting.isEmpty();
        waiting.clear();
        return some;
    }

    private boolean canBegin() {
        StoredInstance next = waiting.peek();
        Association open = association;
        return next != null
                && lost == null
                && (underWay.isEmpty() || (open != null && open.room() > 0 && proposed.containsAll(pairs(next))));
    }

    private void begin(StoredInstance instance) {
        if (unwanted.containsAll(pairs(instance))) {
            ended.add(new Ended(instance, NO_CONTEXT));
            return;
        }
        Association open;
        try {
            open = associationFor(instance);
        } catch (AssociationRejected refused) {
            if (refused.reject().isEmpty()) {
                unwanted.addAll(proposed);
                ended.add(new Ended(instance, NO_CONTEXT));
            } else {
                ended.add(new Ended(instance, lost(refused)));
            }
            return;
        } catch (IOException away) {
            ended.add(new Ended(instance, lost(away)));
            return;
        }
        if (Encodings.context(instance, open.contexts()).isEmpty()) {
            ended.add(new Ended(instance, NO_CONTEXT));
            return;
        }
        try (HeldInstance held = encodings.hold(instance)) {
            // A PACS may have compressed it since it was listed, or the other way round.
            Optional<PresentationContext> context = Encodings.context(held.instance(), open.contexts());
            if (context.isEmpty()) {
                ended.add(new Ended(instance, NO_CONTEXT));
                return;
            }
            StoreOperation store = encodings.store(held, context.get().transferSyntax());
            StoreOperation operation = originator == null ? store : store.askedForBy(originator);
            open.storeAhead(operation);
            underWay.put(operation, instance);
        } catch (InstanceUnavailable elsewhere) {
            ended.add(new Ended(instance, new Sent.NotHere(String.valueOf(elsewhere.getMessage()))));
        } catch (IOException broken) {
            brokenOff(broken, instance);
        }
    }

    /** Where an answer comes from. */
    @FunctionalInterface
    private interface Answers {
        Optional<Association.Stored> next() throws IOException;
    }

    /** An answer is not left to a connection that may break. */
    private void takeArrived() {
        Association open = association;
        if (open != null && !underWay.isEmpty()) {
            take(open::arrivedStored);
        }
    }

    private void take(Answers answers) {
        try {
            answers.next().ifPresent(stored -> {
                StoredInstance instance = Objects.requireNonNull(underWay.remove(stored.operation()));
                ended.add(new Ended(instance, new Sent.Answered(stored.status())));
            });
        } catch (IOException broken) {
            brokenOff(broken, null);
        }
    }

    /**
     * Receivers take what comes in its order: it was the oldest that is not answered, or the one that is being sent. The others may be there
     * or not.
     */
    private void brokenOff(IOException broken, @Nullable StoredInstance sending) {
        Sent away = lost(broken);
        Sent brokenOff = new Sent.BrokenOff(String.valueOf(broken.getMessage()));
        List<StoredInstance> unanswered = new ArrayList<>(underWay.values());
        underWay.clear();
        if (!unanswered.isEmpty()) {
            ended.add(new Ended(unanswered.removeFirst(), brokenOff));
        }
        if (sending != null) {
            ended.add(new Ended(sending, brokenOff));
        }
        unanswered.forEach(instance -> ended.add(new Ended(instance, away)));
    }

    private Sent lost(IOException cause) {
        String why = String.valueOf(cause.getMessage());
        LOG.warn("{} does not take what is sent to it: {}", destination, why);
        Sent away = new Sent.Away(why);
        lost = away;
        return away;
    }

    private Association associationFor(StoredInstance instance) throws IOException {
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
        Association opened = Association.open(
                self, destination, PresentationContextPlan.of(next).sendingAhead(MOST_UNDER_WAY));
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
