package dev.xdsi.registry.query;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.LikePattern;

/**
 * A query parameter by its name in the standard (ITI TF-2: 3.18.4.1.2.3.7).
 *
 * @param andOr whether the Slot may be repeated, all of the Slots being required and one value of each (3.18.4.1.2.3.5)
 */
record Parameter<T>(String name, Coding<T> coding, boolean andOr) {
    static final Parameter<PatientId> DE_PATIENT_ID = of("$XDSDocumentEntryPatientId", Coding.PATIENT_ID);
    static final Parameter<AvailabilityStatus> DE_STATUS = of("$XDSDocumentEntryStatus", Coding.STATUS);
    static final Parameter<Code> DE_CLASS_CODE = of("$XDSDocumentEntryClassCode", Coding.CODE);
    static final Parameter<Code> DE_TYPE_CODE = of("$XDSDocumentEntryTypeCode", Coding.CODE);
    static final Parameter<Code> DE_PRACTICE_SETTING_CODE = of("$XDSDocumentEntryPracticeSettingCode", Coding.CODE);
    static final Parameter<Dtm> DE_CREATION_TIME_FROM = of("$XDSDocumentEntryCreationTimeFrom", Coding.TIME);
    static final Parameter<Dtm> DE_CREATION_TIME_TO = of("$XDSDocumentEntryCreationTimeTo", Coding.TIME);
    static final Parameter<Dtm> DE_SERVICE_START_TIME_FROM = of("$XDSDocumentEntryServiceStartTimeFrom", Coding.TIME);
    static final Parameter<Dtm> DE_SERVICE_START_TIME_TO = of("$XDSDocumentEntryServiceStartTimeTo", Coding.TIME);
    static final Parameter<Dtm> DE_SERVICE_STOP_TIME_FROM = of("$XDSDocumentEntryServiceStopTimeFrom", Coding.TIME);
    static final Parameter<Dtm> DE_SERVICE_STOP_TIME_TO = of("$XDSDocumentEntryServiceStopTimeTo", Coding.TIME);
    static final Parameter<Code> DE_HEALTHCARE_FACILITY_TYPE_CODE =
            of("$XDSDocumentEntryHealthcareFacilityTypeCode", Coding.CODE);
    static final Parameter<Code> DE_EVENT_CODE_LIST = andOr("$XDSDocumentEntryEventCodeList", Coding.CODE);
    static final Parameter<Code> DE_CONFIDENTIALITY_CODE = andOr("$XDSDocumentEntryConfidentialityCode", Coding.CODE);
    static final Parameter<LikePattern> DE_AUTHOR_PERSON = of("$XDSDocumentEntryAuthorPerson", Coding.LIKE);
    static final Parameter<Code> DE_FORMAT_CODE = of("$XDSDocumentEntryFormatCode", Coding.CODE);
    static final Parameter<DocumentEntryType> DE_TYPE = of("$XDSDocumentEntryType", Coding.TYPE);
    static final Parameter<EntryUuid> DE_ENTRY_UUID = of("$XDSDocumentEntryEntryUUID", Coding.ENTRY_UUID);
    static final Parameter<String> DE_UNIQUE_ID = of("$XDSDocumentEntryUniqueId", Coding.TEXT);

    static final Parameter<EntryUuid> DE_LOGICAL_ID = of("$XDSDocumentEntryLogicalID", Coding.ENTRY_UUID);
    static final Parameter<LikePattern> DE_REFERENCE_ID_LIST = andOr("$XDSDocumentEntryReferenceIdList", Coding.LIKE);

    static final Parameter<PatientId> SS_PATIENT_ID = of("$XDSSubmissionSetPatientId", Coding.PATIENT_ID);
    static final Parameter<AvailabilityStatus> SS_STATUS = of("$XDSSubmissionSetStatus", Coding.STATUS);
    static final Parameter<Oid> SS_SOURCE_ID = of("$XDSSubmissionSetSourceId", Coding.OID);
    static final Parameter<Dtm> SS_SUBMISSION_TIME_FROM = of("$XDSSubmissionSetSubmissionTimeFrom", Coding.TIME);
    static final Parameter<Dtm> SS_SUBMISSION_TIME_TO = of("$XDSSubmissionSetSubmissionTimeTo", Coding.TIME);
    static final Parameter<LikePattern> SS_AUTHOR_PERSON = of("$XDSSubmissionSetAuthorPerson", Coding.LIKE);
    static final Parameter<Code> SS_CONTENT_TYPE = of("$XDSSubmissionSetContentType", Coding.CODE);
    static final Parameter<EntryUuid> SS_ENTRY_UUID = of("$XDSSubmissionSetEntryUUID", Coding.ENTRY_UUID);
    static final Parameter<String> SS_UNIQUE_ID = of("$XDSSubmissionSetUniqueId", Coding.TEXT);

    static final Parameter<PatientId> FOLDER_PATIENT_ID = of("$XDSFolderPatientId", Coding.PATIENT_ID);
    static final Parameter<AvailabilityStatus> FOLDER_STATUS = of("$XDSFolderStatus", Coding.STATUS);
    static final Parameter<Dtm> FOLDER_LAST_UPDATE_TIME_FROM = of("$XDSFolderLastUpdateTimeFrom", Coding.TIME);
    static final Parameter<Dtm> FOLDER_LAST_UPDATE_TIME_TO = of("$XDSFolderLastUpdateTimeTo", Coding.TIME);
    static final Parameter<Code> FOLDER_CODE_LIST = andOr("$XDSFolderCodeList", Coding.CODE);
    static final Parameter<EntryUuid> FOLDER_ENTRY_UUID = of("$XDSFolderEntryUUID", Coding.ENTRY_UUID);
    static final Parameter<String> FOLDER_UNIQUE_ID = of("$XDSFolderUniqueId", Coding.TEXT);
    static final Parameter<EntryUuid> FOLDER_LOGICAL_ID = of("$XDSFolderLogicalID", Coding.ENTRY_UUID);

    static final Parameter<PatientId> PATIENT_ID = of("$patientId", Coding.PATIENT_ID);
    static final Parameter<AssociationType> ASSOCIATION_TYPES = of("$AssociationTypes", Coding.ASSOCIATION);
    static final Parameter<AvailabilityStatus> ASSOCIATION_STATUS = of("$XDSAssociationStatus", Coding.STATUS);
    static final Parameter<EntryUuid> UUID = of("$uuid", Coding.ENTRY_UUID);

    private static <T> Parameter<T> of(String name, Coding<T> coding) {
        return new Parameter<>(name, coding, false);
    }

    private static <T> Parameter<T> andOr(String name, Coding<T> coding) {
        return new Parameter<>(name, coding, true);
    }
}
