package dev.xdsi.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was submitted together, by whom and when (ITI TF-3: 4.2.3.3), attributes spelled as there.
 */
public record SubmissionSet(
        List<Author> author,
        AvailabilityStatus availabilityStatus,
        @Nullable InternationalString comments,
        Code contentTypeCode,
        EntryUuid entryUUID,
        @Nullable String homeCommunityId,
        List<String> intendedRecipient,
        @Nullable EntryUuid logicalID,
        PatientId patientId,
        Oid sourceId,
        Dtm submissionTime,
        @Nullable InternationalString title,
        Oid uniqueId,
        @Nullable Integer version,
        List<Slot> extraMetadata)
        implements RegistryObject {

    public SubmissionSet {
        author = List.copyOf(author);
        intendedRecipient = List.copyOf(intendedRecipient);
        extraMetadata = List.copyOf(extraMetadata);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .author(author)
                .availabilityStatus(availabilityStatus)
                .comments(comments)
                .contentTypeCode(contentTypeCode)
                .entryUUID(entryUUID)
                .homeCommunityId(homeCommunityId)
                .intendedRecipient(intendedRecipient)
                .logicalID(logicalID)
                .patientId(patientId)
                .sourceId(sourceId)
                .submissionTime(submissionTime)
                .title(title)
                .uniqueId(uniqueId)
                .version(version)
                .extraMetadata(extraMetadata);
    }

    /** Collects the attributes; {@link #build} refuses an object that lacks a required one. */
    public static final class Builder {
        private List<Author> author = List.of();
        private AvailabilityStatus availabilityStatus = AvailabilityStatus.APPROVED;
        private @Nullable InternationalString comments;
        private @Nullable Code contentTypeCode;
        private @Nullable EntryUuid entryUUID;
        private @Nullable String homeCommunityId;
        private List<String> intendedRecipient = List.of();
        private @Nullable EntryUuid logicalID;
        private @Nullable PatientId patientId;
        private @Nullable Oid sourceId;
        private @Nullable Dtm submissionTime;
        private @Nullable InternationalString title;
        private @Nullable Oid uniqueId;
        private @Nullable Integer version;
        private List<Slot> extraMetadata = List.of();

        private Builder() {}

        public Builder author(List<Author> value) {
            author = value;
            return this;
        }

        public Builder availabilityStatus(AvailabilityStatus value) {
            availabilityStatus = value;
            return this;
        }

        public Builder comments(@Nullable InternationalString value) {
            comments = value;
            return this;
        }

        public Builder contentTypeCode(Code value) {
            contentTypeCode = value;
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

        public Builder intendedRecipient(List<String> value) {
            intendedRecipient = value;
            return this;
        }

        public Builder logicalID(@Nullable EntryUuid value) {
            logicalID = value;
            return this;
        }

        public Builder patientId(PatientId value) {
            patientId = value;
            return this;
        }

        public Builder sourceId(Oid value) {
            sourceId = value;
            return this;
        }

        public Builder submissionTime(Dtm value) {
            submissionTime = value;
            return this;
        }

        public Builder title(@Nullable InternationalString value) {
            title = value;
            return this;
        }

        public Builder uniqueId(Oid value) {
            uniqueId = value;
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

        public SubmissionSet build() {
            return new SubmissionSet(
                    author,
                    availabilityStatus,
                    comments,
                    required(contentTypeCode, "contentTypeCode"),
                    required(entryUUID, "entryUUID"),
                    homeCommunityId,
                    intendedRecipient,
                    logicalID,
                    required(patientId, "patientId"),
                    required(sourceId, "sourceId"),
                    required(submissionTime, "submissionTime"),
                    title,
                    required(uniqueId, "uniqueId"),
                    version,
                    extraMetadata);
        }

        private static <T> T required(@Nullable T value, String attribute) {
            return Objects.requireNonNull(value, () -> "SubmissionSet." + attribute + " is required");
        }
    }
}
