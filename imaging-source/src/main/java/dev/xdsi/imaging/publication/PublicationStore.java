package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where publications stand. */
public interface PublicationStore {
    /**
     * Lets {@code work} do one attempt at the study that has been due longest, and notes how it ended. Nobody else works on that study in
     * the meantime; who dies over it leaves it to the next at once.
     *
     * @return whether there was a study that is due
     */
    boolean workOnNext(Instant now, Duration quietPeriod, Work work);

    /** What to do with a study that is due. */
    @FunctionalInterface
    interface Work {
        Attempt attempt(DueStudy study);
    }

    /** Keeps a manifest for good, before anything of it leaves this house. */
    void prepare(Manifest manifest);

    /** Notes that the manifest may have been sent once more; returns only when that would survive a crash. */
    void aboutToSend(Oid documentUniqueId);

    /** Keeps the decision to withdraw a manifest for good, before anything of it leaves this house. */
    void prepare(Withdrawal withdrawal);

    /** Notes that the withdrawal may have been sent once more; returns only when that would survive a crash. */
    void aboutToSend(Withdrawal withdrawal);

    /** Names the affinity domain's patient of a study, which need not be there yet. */
    LinkResult link(Oid study, PatientId patientId, Instant at);

    /** How a link was taken. */
    enum LinkResult {
        LINKED,
        /** A manifest for another patient is, or may be, registered. */
        PUBLISHED_FOR_ANOTHER
    }

    /** Nothing more will come: publish without waiting. False when there is no such study. */
    boolean complete(Oid study, Instant at);

    /** Publishes studies without waiting once the instances that were announced of them are here. */
    void announce(Announcement announcement, Instant at);

    /** How many instances that were announced of the study are not here. */
    int awaited(Oid study);

    /** Marks studies as complete of which all is here that was announced. */
    void settleAnnouncements(Instant at);

    /** Those series of the study that are not to be published, since their modality said that they were a mistake (110514). */
    Set<Oid> heldSeries(Oid study);

    /** How much is not published yet, and what of it is in trouble. */
    PublicationBacklog backlog(Instant now, Duration quietPeriod);

    /** Empty when neither an instance nor a link is known. */
    Optional<PublicationStatus> status(Oid study);

    /** The manifest of the study that is registered now; empty where there was none, or the last was withdrawn. */
    Optional<Manifest> standing(Oid study);

    /**
     * Studies in the order of their UIDs, so that all can be had page by page.
     *
     * @param after the last one of the page before; null for the first page
     */
    List<Oid> studies(@Nullable Oid after, int most);

    /** The last of the manifests that were registered, whatever became of them, the newest first. */
    List<Withdrawal.Standing> registered(Oid study, int most);

    /** Notes that a manifest does not stand in the registry; false where it is not the last one, or something is under way. */
    boolean lost(Oid study, Loss loss, Instant at);

    /**
     * What the registry does not have any longer.
     *
     * @param manifest its first document
     * @param former that of an older one, which stands there instead; null where none does
     */
    record Loss(Oid manifest, @Nullable Oid former) {}

    /** Has it decided anew and without waiting what is published of a study; false when there is no such study. */
    boolean reconsider(Oid study, Instant at);
}
