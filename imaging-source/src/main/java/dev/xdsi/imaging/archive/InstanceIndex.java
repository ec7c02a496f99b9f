package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.imaging.metadata.MetadataJson;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the archive knows about its instances. An instance exists exactly when it is here. What rejection notes take out of use
 * (RAD TF-2: 4.66.4.1.3) is hidden here and nowhere else, so that no way to ask can forget it. Safe for use by many associations at once,
 * also where they bring the first objects of one study.
 */
public interface InstanceIndex {
    /**
     * Enters the instance with its series and study and marks the study as changed, all or nothing; with a rejection note, every study
     * of which it takes something away.
     */
    default Admission admit(NewInstance instance, Instant receivedAt) {
        return admit(instance, Arrival.sent(receivedAt), () -> {});
    }

    /**
     * The same, where something else must be done before the instance may exist.
     *
     * @param first done once the index would enter it and before it does; if it throws, nothing is entered
     */
    Admission admit(NewInstance instance, Arrival arrival, Runnable first);

    /** What may be shown: an instance that was rejected is as unknown as one that never came, and so is a rejection note. */
    Optional<StoredInstance> find(Oid sopInstanceUID);

    /** What may be shown, in the order it came; empty when there is nothing of the kind. */
    List<StoredInstance> instances(StudyPart part);

    /** All that is kept, what was rejected and what rejects included, in the order it came. Not to be shown to anybody. */
    List<StoredInstance> kept(StudyPart part);

    /** Those of them that are kept, whether they may be shown or not, in no order. Not to be shown to anybody. */
    List<StoredInstance> kept(Set<Oid> sopInstanceUIDs);

    /** Hands over the metadata of those of them that may be shown, in this order and one at a time; returns how many there were. */
    int metadata(List<InstanceUids> instances, MetadataReader reader) throws IOException;

    /** The same of those of them that are kept, whether they may be shown or not. Not to be shown to anybody. */
    int keptMetadata(List<InstanceUids> instances, MetadataReader reader) throws IOException;

    /** Where the frames of an instance lie; of one that is not known nothing. */
    FrameTable frames(Oid sopInstanceUID);

    /** Some of the instances of which it is not known where their frames lie, for they came before that was looked for. */
    List<StoredInstance> undescribed(int most);

    /**
     * Enters what an instance says, found anew.
     *
     * @param metadata null where those that are known stay
     */
    void describe(Oid sopInstanceUID, @Nullable MetadataJson metadata, FrameTable frames);

    /**
     * Enters anew what is said of an instance, who has it and where its file is; false where that is not the file of before any more: then all
     * stays as it is. Its study has changed where it says something else than before, or was gone.
     */
    boolean renew(NewInstance now, StoredFile before, Instant at);

    /** What a PACS has, or had, of a study. Not to be shown to anybody. */
    Borrowed borrowed(Oid study);

    /**
     * Takes over what the PACS has of a study: its instances that it has no more are hidden as if they had been rejected, and those that it has again
     * are shown. The study has changed by that.
     *
     * @return how many changed
     */
    int follow(Oid study, Set<Oid> there, Instant at);

    /** Whose study it is; empty when the study is not known. */
    Optional<PatientKey> patient(Oid studyInstanceUID);

    /**
     * The instance came again: if it was rejected for nothing but its age, it is wanted again, and its study marked as changed (RAD
     * TF-2: 4.66.4.1.3). Any other rejection stays.
     */
    void cameAgain(Oid sopInstanceUID, Instant at);

    /** Whether an instance lies in the file of that name. */
    boolean isReferenced(String fileName);

    /**
     * An instance whose file is in place.
     *
     * @param fromPacs whether the PACS behind sent it, or has it
     */
    record NewInstance(
            StoredInstance instance,
            PatientKey patient,
            Rejection rejection,
            MetadataJson metadata,
            FrameTable frames,
            boolean fromPacs) {
        /** One that does not come from a PACS. */
        public NewInstance(
                StoredInstance instance,
                PatientKey patient,
                Rejection rejection,
                MetadataJson metadata,
                FrameTable frames) {
            this(instance, patient, rejection, metadata, frames, false);
        }

        /** One of whose frames nothing is kept. */
        public NewInstance(StoredInstance instance, PatientKey patient, Rejection rejection, MetadataJson metadata) {
            this(instance, patient, rejection, metadata, FrameTable.NONE);
        }
    }

    /** Takes the metadata of one instance. */
    @FunctionalInterface
    interface MetadataReader {
        void read(InstanceMetadata metadata) throws IOException;
    }

    /** How the index answered. */
    sealed interface Admission {
        record Admitted() implements Admission {}

        /** The SOP Instance UID was there before, with the same content or with other. */
        record Occupied(StoredInstance by) implements Admission {}

        record OtherPatient(PatientKey of) implements Admission {}
    }
}
