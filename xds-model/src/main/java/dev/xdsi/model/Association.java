package dev.xdsi.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A typed link between two registered objects (ITI TF-3: 4.2.2), with what the slots of the different types may say.
 */
public record Association(
        AssociationType associationType,
        AvailabilityStatus availabilityStatus,
        @Nullable Code documentation,
        EntryUuid entryUUID,
        @Nullable String homeCommunityId,
        @Nullable EntryUuid logicalID,
        EntryUuid sourceObject,
        @Nullable SubmissionSetStatus submissionSetStatus,
        EntryUuid targetObject,
        @Nullable Integer version,
        List<Slot> extraMetadata)
        implements RegistryObject {

    public Association {
        extraMetadata = List.copyOf(extraMetadata);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .associationType(associationType)
                .availabilityStatus(availabilityStatus)
                .documentation(documentation)
                .entryUUID(entryUUID)
                .homeCommunityId(homeCommunityId)
                .logicalID(logicalID)
                .sourceObject(sourceObject)
                .submissionSetStatus(submissionSetStatus)
                .targetObject(targetObject)
                .version(version)
                .extraMetadata(extraMetadata);
    }

    /** Collects the attributes; {@link #build} refuses an object that lacks a required one. */
    public static final class Builder {
        private @Nullable AssociationType associationType;
        private AvailabilityStatus availabilityStatus = AvailabilityStatus.APPROVED;
        private @Nullable Code documentation;
        private @Nullable EntryUuid entryUUID;
        private @Nullable String homeCommunityId;
        private @Nullable EntryUuid logicalID;
        private @Nullable EntryUuid sourceObject;
        private @Nullable SubmissionSetStatus submissionSetStatus;
        private @Nullable EntryUuid targetObject;
        private @Nullable Integer version;
        private List<Slot> extraMetadata = List.of();

        private Builder() {}

        public Builder associationType(AssociationType value) {
            associationType = value;
            return this;
        }

        public Builder availabilityStatus(AvailabilityStatus value) {
            availabilityStatus = value;
            return this;
        }

        public Builder documentation(@Nullable Code value) {
            documentation = value;
            return this;
        }

        public Builder entryUUID(EntryUuid value) {
            entryUUID = value;
            return this;
        }

        public Builder homeCommunityId(@Nullable String value) {
            homeCommunityId = value;
            return this;
        }

        public Builder logicalID(@Nullable EntryUuid value) {
            logicalID = value;
            return this;
        }

        public Builder sourceObject(EntryUuid value) {
            sourceObject = value;
            return this;
        }

        public Builder submissionSetStatus(@Nullable SubmissionSetStatus value) {
            submissionSetStatus = value;
            return this;
        }

        public Builder targetObject(EntryUuid value) {
            targetObject = value;
            return this;
        }

        public Builder version(@Nullable Integer value) {
            version = value;
            return this;
        }

        public Builder extraMetadata(List<Slot> value) {
            extraMetadata = value;
            return this;
        }

        public Association build() {
            return new Association(
                    required(associationType, "associationType"),
                    availabilityStatus,
                    documentation,
                    required(entryUUID, "entryUUID"),
                    homeCommunityId,
                    logicalID,
                    required(sourceObject, "sourceObject"),
                    submissionSetStatus,
                    required(targetObject, "targetObject"),
                    version,
                    extraMetadata);
        }

        private static <T> T required(@Nullable T value, String attribute) {
            return Objects.requireNonNull(value, () -> "Association." + attribute + " is required");
        }
    }
}
