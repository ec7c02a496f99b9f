package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the archive knows about its instances. An instance exists exactly when it is here. Safe for use by many
 * associations at once, also where they bring the first objects of one study.
 */
public interface InstanceIndex {
    /**
     * Enters the instance with its series and study and marks the study as changed, all or nothing; with a rejection note, every study
     * of which it takes something away.
     */
    Admission admit(NewInstance instance, Instant receivedAt);

    Optional<StoredInstance> find(Oid sopInstanceUID);

    /** In the order they came; empty when nothing of the kind is known. */
    List<StoredInstance> instances(StudyPart part);

    /** Hands over the metadata of each instance in the order they came, one at a time; returns how many there were. */
    int metadata(StudyPart part, MetadataReader reader) throws IOException;

    /** Whose study it is; empty when the study is not known. */
    Optional<PatientKey> patient(Oid studyInstanceUID);

    /** Those instances of the study that rejection notes take out of its manifests. */
    Set<Oid> rejected(Oid studyInstanceUID);

    /**
     * The instance came again: if it was rejected for nothing but its age, it is wanted again, and its study marked as changed (RAD
     * TF-2: 4.66.4.1.3). Any other rejection stays.
     */
    void cameAgain(Oid sopInstanceUID, Instant at);

    /** Whether an instance lies in the file of that name. */
    boolean isReferenced(String fileName);

    /** An instance whose file is in place. */
    record NewInstance(StoredInstance instance, PatientKey patient, Rejection rejection, InstanceMetadata metadata) {}

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
