package dev.xdsi.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document as the registry knows it (ITI TF-3: 4.2.3.2), attributes spelled as there. Required here is what the standard requires of a
 * Document Source; hash, size and repositoryUniqueId come from the repository.
 */
public record DocumentEntry(
        List<Author> author,
        AvailabilityStatus availabilityStatus,
        Code classCode,
        @Nullable InternationalString comments,
        List<Code> confidentialityCode,
        @Nullable Dtm creationTime,
        EntryUuid entryUUID,
        List<Code> eventCodeList,
        Code formatCode,
        @Nullable Hash hash,
        Code healthcareFacilityTypeCode,
        @Nullable String homeCommunityId,
        String languageCode,
        @Nullable String legalAuthenticator,
        @Nullable EntryUuid logicalID,
        String mimeType,
        DocumentEntryType objectType,
        PatientId patientId,
        Code practiceSettingCode,
        List<ReferenceId> referenceIdList,
        @Nullable Oid repositoryUniqueId,
        @Nullable Dtm serviceStartTime,
        @Nullable Dtm serviceStopTime,
        @Nullable Long size,
        @Nullable String sourcePatientId,
        List<String> sourcePatientInfo,
        @Nullable InternationalString title,
        Code typeCode,
        String uniqueId,
        @Nullable String URI,
        @Nullable String documentAvailability,
        @Nullable Integer version,
        List<Slot> extraMetadata)
        implements RegistryObject {

    public DocumentEntry {
        author = List.copyOf(author);
        confidentialityCode = List.copyOf(confidentialityCode);
        eventCodeList = List.copyOf(eventCodeList);
        referenceIdList = List.copyOf(referenceIdList);
        sourcePatientInfo = List.copyOf(sourcePatientInfo);
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
                .classCode(classCode)
                .comments(comments)
                .confidentialityCode(confidentialityCode)
                .creationTime(creationTime)
                .entryUUID(entryUUID)
                .eventCodeList(eventCodeList)
                .formatCode(formatCode)
                .hash(hash)
                .healthcareFacilityTypeCode(healthcareFacilityTypeCode)
                .homeCommunityId(homeCommunityId)
                .languageCode(languageCode)
                .legalAuthenticator(legalAuthenticator)
                .logicalID(logicalID)
                .mimeType(mimeType)
                .objectType(objectType)
                .patientId(patientId)
                .practiceSettingCode(practiceSettingCode)
                .referenceIdList(referenceIdList)
                .repositoryUniqueId(repositoryUniqueId)
                .serviceStartTime(serviceStartTime)
                .serviceStopTime(serviceStopTime)
                .size(size)
                .sourcePatientId(sourcePatientId)
                .sourcePatientInfo(sourcePatientInfo)
                .title(title)
                .typeCode(typeCode)
                .uniqueId(uniqueId)
                .URI(URI)
                .documentAvailability(documentAvailability)
                .version(version)
                .extraMetadata(extraMetadata);
    }

    /** Collects the attributes; {@link #build} refuses an object that lacks a required one. */
    public static final class Builder {
        private List<Author> author = List.of();
        private AvailabilityStatus availabilityStatus = AvailabilityStatus.APPROVED;
        private @Nullable Code classCode;
        private @Nullable InternationalString comments;
        private List<Code> confidentialityCode = List.of();
        private @Nullable Dtm creationTime;
        private @Nullable EntryUuid entryUUID;
        private List<Code> eventCodeList = List.of();
        private @Nullable Code formatCode;
        private @Nullable Hash hash;
        private @Nullable Code healthcareFacilityTypeCode;
        private @Nullable String homeCommunityId;
        private @Nullable String languageCode;
        private @Nullable String legalAuthenticator;
        private @Nullable EntryUuid logicalID;
        private @Nullable String mimeType;
        private DocumentEntryType objectType = DocumentEntryType.STABLE;
        private @Nullable PatientId patientId;
        private @Nullable Code practiceSettingCode;
        private List<ReferenceId> referenceIdList = List.of();
        private @Nullable Oid repositoryUniqueId;
        private @Nullable Dtm serviceStartTime;
        private @Nullable Dtm serviceStopTime;
        private @Nullable Long size;
        private @Nullable String sourcePatientId;
        private List<String> sourcePatientInfo = List.of();
        private @Nullable InternationalString title;
        private @Nullable Code typeCode;
        private @Nullable String uniqueId;
        private @Nullable String URI;
        private @Nullable String documentAvailability;
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

        public Builder classCode(Code value) {
            classCode = value;
            return this;
        }

        public Builder comments(@Nullable InternationalString value) {
            comments = value;
            return this;
        }

        public Builder confidentialityCode(List<Code> value) {
            confidentialityCode = value;
            return this;
        }

        public Builder creationTime(@Nullable Dtm value) {
            creationTime = value;
            return this;
        }

        public Builder entryUUID(EntryUuid value) {
            entryUUID = value;
            return this;
        }

        public Builder eventCodeList(List<Code> value) {
            eventCodeList = value;
            return this;
        }

        public Builder formatCode(Code value) {
            formatCode = value;
            return this;
        }

        public Builder hash(@Nullable Hash value) {
            hash = value;
            return this;
        }

        public Builder healthcareFacilityTypeCode(Code value) {
            healthcareFacilityTypeCode = value;
            return this;
        }

        public Builder homeCommunityId(@Nullable String value) {
            homeCommunityId = value;
            return this;
        }

        public Builder languageCode(String value) {
            languageCode = value;
            return this;
        }

        public Builder legalAuthenticator(@Nullable String value) {
            legalAuthenticator = value;
            return this;
        }

        public Builder logicalID(@Nullable EntryUuid value) {
            logicalID = value;
            return this;
        }

        public Builder mimeType(String value) {
            mimeType = value;
            return this;
        }

        public Builder objectType(DocumentEntryType value) {
            objectType = value;
            return this;
        }

        public Builder patientId(PatientId value) {
            patientId = value;
            return this;
        }

        public Builder practiceSettingCode(Code value) {
            practiceSettingCode = value;
            return this;
        }

        public Builder referenceIdList(List<ReferenceId> value) {
            referenceIdList = value;
            return this;
        }

        public Builder repositoryUniqueId(@Nullable Oid value) {
            repositoryUniqueId = value;
            return this;
        }

        public Builder serviceStartTime(@Nullable Dtm value) {
            serviceStartTime = value;
            return this;
        }

        public Builder serviceStopTime(@Nullable Dtm value) {
            serviceStopTime = value;
            return this;
        }

        public Builder size(@Nullable Long value) {
            size = value;
            return this;
        }

        public Builder sourcePatientId(@Nullable String value) {
            sourcePatientId = value;
            return this;
        }

        public Builder sourcePatientInfo(List<String> value) {
            sourcePatientInfo = value;
            return this;
        }

        public Builder title(@Nullable InternationalString value) {
            title = value;
            return this;
        }

        public Builder typeCode(Code value) {
            typeCode = value;
            return this;
        }

        public Builder uniqueId(String value) {
            uniqueId = value;
            return this;
        }

        public Builder URI(@Nullable String value) {
            URI = value;
            return this;
        }

        public Builder documentAvailability(@Nullable String value) {
            documentAvailability = value;
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

        public DocumentEntry build() {
            return new DocumentEntry(
                    author,
                    availabilityStatus,
                    required(classCode, "classCode"),
                    comments,
                    confidentialityCode,
                    creationTime,
                    required(entryUUID, "entryUUID"),
                    eventCodeList,
                    required(formatCode, "formatCode"),
                    hash,
                    required(healthcareFacilityTypeCode, "healthcareFacilityTypeCode"),
                    homeCommunityId,
                    required(languageCode, "languageCode"),
                    legalAuthenticator,
                    logicalID,
                    required(mimeType, "mimeType"),
                    objectType,
                    required(patientId, "patientId"),
                    required(practiceSettingCode, "practiceSettingCode"),
                    referenceIdList,
                    repositoryUniqueId,
                    serviceStartTime,
                    serviceStopTime,
                    size,
                    sourcePatientId,
                    sourcePatientInfo,
                    title,
                    required(typeCode, "typeCode"),
                    required(uniqueId, "uniqueId"),
                    URI,
                    documentAvailability,
                    version,
                    extraMetadata);
        }

        private static <T> T required(@Nullable T value, String attribute) {
            return Objects.requireNonNull(value, () -> "DocumentEntry." + attribute + " is required");
        }
    }
}
