package dev.xdsi.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Documents kept together (ITI TF-3: 4.2.3.4), attributes spelled as there.
 */
public record Folder(
        AvailabilityStatus availabilityStatus,
        List<Code> codeList,
        @Nullable InternationalString comments,
        EntryUuid entryUUID,
        @Nullable String homeCommunityId,
        @Nullable Dtm lastUpdateTime,
        @Nullable EntryUuid logicalID,
        PatientId patientId,
        @Nullable InternationalString title,
        Oid uniqueId,
        @Nullable Integer version,
        List<Slot> extraMetadata)
        implements RegistryObject {

    public Folder {
        codeList = List.copyOf(codeList);
        extraMetadata = List.copyOf(extraMetadata);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .availabilityStatus(availabilityStatus)
                .codeList(codeList)
                .comments(comments)
                .entryUUID(entryUUID)
                .homeCommunityId(homeCommunityId)
                .lastUpdateTime(lastUpdateTime)
                .logicalID(logicalID)
                .patientId(patientId)
                .title(title)
                .uniqueId(uniqueId)
                .version(version)
                .extraMetadata(extraMetadata);
    }

    /** Collects the attributes; {@link #build} refuses an object that lacks a required one. */
    public static final class Builder {
        private AvailabilityStatus availabilityStatus = AvailabilityStatus.APPROVED;
        private List<Code> codeList = List.of();
        private @Nullable InternationalString comments;
        private @Nullable EntryUuid entryUUID;
        private @Nullable String homeCommunityId;
        private @Nullable Dtm lastUpdateTime;
        private @Nullable EntryUuid logicalID;
        private @Nullable PatientId patientId;
        private @Nullable InternationalString title;
        private @Nullable Oid uniqueId;
        private @Nullable Integer version;
        private List<Slot> extraMetadata = List.of();

        private Builder() {}

        public Builder availabilityStatus(AvailabilityStatus value) {
            availabilityStatus = value;
            return this;
        }

        public Builder codeList(List<Code> value) {
            codeList = value;
            return this;
        }

        public Builder comments(@Nullable InternationalString value) {
            comments = value;
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

        public Builder lastUpdateTime(@Nullable Dtm value) {
            lastUpdateTime = value;
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

        public Folder build() {
            return new Folder(
                    availabilityStatus,
                    codeList,
                    comments,
                    required(entryUUID, "entryUUID"),
                    homeCommunityId,
                    lastUpdateTime,
                    logicalID,
                    required(patientId, "patientId"),
                    title,
                    required(uniqueId, "uniqueId"),
                    version,
                    extraMetadata);
        }

        private static <T> T required(@Nullable T value, String attribute) {
            return Objects.requireNonNull(value, () -> "Folder." + attribute + " is required");
        }
    }
}
