package dev.xdsi.registry.dsub;

import java.util.Set;

/** What kind of object a subscription is about: the stored query that would find it, and what a filter may ask of it. */
enum Concern {
    DOCUMENT_ENTRY(
            "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
            "$XDSDocumentEntryPatientId",
            "$XDSDocumentEntryStatus",
            Set.of(
                    "$XDSDocumentEntryClassCode",
                    "$XDSDocumentEntryTypeCode",
                    "$XDSDocumentEntryReferenceIdList",
                    "$XDSDocumentEntryPracticeSettingCode",
                    "$XDSDocumentEntryCreationTimeFrom",
                    "$XDSDocumentEntryCreationTimeTo",
                    "$XDSDocumentEntryServiceStartTimeFrom",
                    "$XDSDocumentEntryServiceStartTimeTo",
                    "$XDSDocumentEntryServiceStopTimeFrom",
                    "$XDSDocumentEntryServiceStopTimeTo",
                    "$XDSDocumentEntryHealthcareFacilityTypeCode",
                    "$XDSDocumentEntryEventCodeList",
                    "$XDSDocumentEntryConfidentialityCode",
                    "$XDSDocumentEntryAuthorPerson",
                    "$XDSDocumentEntryFormatCode",
                    "$XDSDocumentEntryType")),
    SUBMISSION_SET(
            "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9",
            "$XDSSubmissionSetPatientId",
            "$XDSSubmissionSetStatus",
            Set.of(
                    "$XDSSubmissionSetSourceId",
                    "$XDSSubmissionSetSubmissionTimeFrom",
                    "$XDSSubmissionSetSubmissionTimeTo",
                    "$XDSSubmissionSetAuthorPerson",
                    "$XDSSubmissionSetContentType")),
    FOLDER(
            "urn:uuid:958f3006-baad-4929-a4de-ff1114824431",
            "$XDSFolderPatientId",
            "$XDSFolderStatus",
            Set.of("$XDSFolderLastUpdateTimeFrom", "$XDSFolderLastUpdateTimeTo", "$XDSFolderCodeList"));

    private final String query;
    private final String patientParameter;
    private final String statusParameter;
    private final Set<String> parameters;

    Concern(String query, String patientParameter, String statusParameter, Set<String> parameters) {
        this.query = query;
        this.patientParameter = patientParameter;
        this.statusParameter = statusParameter;
        this.parameters = parameters;
    }

    /** The id of FindDocuments, FindSubmissionSets or FindFolders. */
    String query() {
        return query;
    }

    String patientParameter() {
        return patientParameter;
    }

    String statusParameter() {
        return statusParameter;
    }

    /** Whether a filter may have the parameter beside that of the patient. */
    boolean knows(String parameter) {
        return parameters.contains(parameter) || parameter.equals(statusParameter);
    }
}
