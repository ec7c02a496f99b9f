package dev.xdsi.registry.query;

import static dev.xdsi.registry.query.ParameterRule.alternative;
import static dev.xdsi.registry.query.ParameterRule.optional;
import static dev.xdsi.registry.query.ParameterRule.required;
import static dev.xdsi.registry.query.QueryParameters.query;

import java.util.List;

/** The queries of Registry Stored Query [ITI-18] with the parameters of each, as the standard tables them. */
final class OnePatientQueries {
    /** How a document is found by what it is; the multi-patient queries take the same. */
    static final List<ParameterRule> OF_DOCUMENTS = List.of(
            optional(Parameter.DE_CLASS_CODE).many(),
            optional(Parameter.DE_TYPE_CODE).many(),
            optional(Parameter.DE_PRACTICE_SETTING_CODE).many(),
            optional(Parameter.DE_CREATION_TIME_FROM),
            optional(Parameter.DE_CREATION_TIME_TO),
            optional(Parameter.DE_SERVICE_START_TIME_FROM),
            optional(Parameter.DE_SERVICE_START_TIME_TO),
            optional(Parameter.DE_SERVICE_STOP_TIME_FROM),
            optional(Parameter.DE_SERVICE_STOP_TIME_TO),
            optional(Parameter.DE_HEALTHCARE_FACILITY_TYPE_CODE).many(),
            optional(Parameter.DE_EVENT_CODE_LIST).many(),
            optional(Parameter.DE_CONFIDENTIALITY_CODE).many(),
            optional(Parameter.DE_AUTHOR_PERSON).many(),
            optional(Parameter.DE_FORMAT_CODE).many(),
            optional(Parameter.DE_TYPE).many());

    private static final List<ParameterRule> OF_CONTENTS = List.of(
            optional(Parameter.DE_FORMAT_CODE).many(),
            optional(Parameter.DE_CONFIDENTIALITY_CODE).many(),
            optional(Parameter.DE_TYPE).many());

    static final List<QueryParameters> ALL = List.of(
            query(
                            "FindDocuments",
                            "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
                            "ITI TF-2: 3.18.4.1.2.3.7.1",
                            FindDocuments::of,
                            required(Parameter.DE_PATIENT_ID),
                            required(Parameter.DE_STATUS).many())
                    .and(OF_DOCUMENTS),
            query(
                    "FindSubmissionSets",
                    "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9",
                    "ITI TF-2: 3.18.4.1.2.3.7.2",
                    FindSubmissionSets::of,
                    required(Parameter.SS_PATIENT_ID),
                    required(Parameter.SS_STATUS).many(),
                    optional(Parameter.SS_SOURCE_ID).many(),
                    optional(Parameter.SS_SUBMISSION_TIME_FROM),
                    optional(Parameter.SS_SUBMISSION_TIME_TO),
                    optional(Parameter.SS_AUTHOR_PERSON),
                    optional(Parameter.SS_CONTENT_TYPE).many()),
            query(
                    "FindFolders",
                    "urn:uuid:958f3006-baad-4929-a4de-ff1114824431",
                    "ITI TF-2: 3.18.4.1.2.3.7.3",
                    FindFolders::of,
                    required(Parameter.FOLDER_PATIENT_ID),
                    required(Parameter.FOLDER_STATUS).many(),
                    optional(Parameter.FOLDER_LAST_UPDATE_TIME_FROM),
                    optional(Parameter.FOLDER_LAST_UPDATE_TIME_TO),
                    optional(Parameter.FOLDER_CODE_LIST).many()),
            query(
                            "GetAll",
                            "urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3",
                            "ITI TF-2: 3.18.4.1.2.3.7.4",
                            GetAll::of,
                            required(Parameter.PATIENT_ID),
                            required(Parameter.DE_STATUS).many(),
                            required(Parameter.SS_STATUS).many(),
                            required(Parameter.FOLDER_STATUS).many(),
                            optional(Parameter.ASSOCIATION_STATUS).many())
                    .and(OF_CONTENTS),
            query(
                    "GetDocuments",
                    "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4",
                    "ITI TF-2: 3.18.4.1.2.3.7.5",
                    GetDocuments::of,
                    alternative(Parameter.DE_ENTRY_UUID).many(),
                    alternative(Parameter.DE_UNIQUE_ID).many(),
                    alternative(Parameter.DE_LOGICAL_ID).many()),
            query(
                    "GetFolders",
                    "urn:uuid:5737b14c-8a1a-4539-b659-e03a34a5e1e4",
                    "ITI TF-2: 3.18.4.1.2.3.7.6",
                    GetFolders::of,
                    alternative(Parameter.FOLDER_ENTRY_UUID).many(),
                    alternative(Parameter.FOLDER_UNIQUE_ID).many(),
                    alternative(Parameter.FOLDER_LOGICAL_ID).many()),
            query(
                    "GetAssociations",
                    "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155",
                    "ITI TF-2: 3.18.4.1.2.3.7.7",
                    GetAssociations::of,
                    required(Parameter.UUID).many(),
                    optional(Parameter.ASSOCIATION_STATUS).many()),
            query(
                    "GetDocumentsAndAssociations",
                    "urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a",
                    "ITI TF-2: 3.18.4.1.2.3.7.8",
                    GetDocumentsAndAssociations::of,
                    alternative(Parameter.DE_ENTRY_UUID).many(),
                    alternative(Parameter.DE_UNIQUE_ID).many(),
                    optional(Parameter.ASSOCIATION_STATUS).many()),
            query(
                    "GetSubmissionSets",
                    "urn:uuid:51224314-5390-4169-9b91-b1980040715a",
                    "ITI TF-2: 3.18.4.1.2.3.7.9",
                    GetSubmissionSets::of,
                    required(Parameter.UUID).many()),
            query(
                            "GetSubmissionSetAndContents",
                            "urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83",
                            "ITI TF-2: 3.18.4.1.2.3.7.10",
                            GetSubmissionSetAndContents::of,
                            alternative(Parameter.SS_ENTRY_UUID),
                            alternative(Parameter.SS_UNIQUE_ID))
                    .and(OF_CONTENTS),
            query(
                            "GetFolderAndContents",
                            "urn:uuid:b909a503-523d-4517-8acf-8e5834dfc4c7",
                            "ITI TF-2: 3.18.4.1.2.3.7.11",
                            GetFolderAndContents::of,
                            alternative(Parameter.FOLDER_ENTRY_UUID),
                            alternative(Parameter.FOLDER_UNIQUE_ID),
                            optional(Parameter.ASSOCIATION_STATUS).many())
                    .and(OF_CONTENTS),
            query(
                    "GetFoldersForDocument",
                    "urn:uuid:10cae35a-c7f9-4cf5-b61e-fc3278ffb578",
                    "ITI TF-2: 3.18.4.1.2.3.7.12",
                    GetFoldersForDocument::of,
                    alternative(Parameter.DE_ENTRY_UUID),
                    alternative(Parameter.DE_UNIQUE_ID),
                    optional(Parameter.ASSOCIATION_STATUS).many()),
            query(
                    "GetRelatedDocuments",
                    "urn:uuid:d90e5407-b356-4d91-a89f-873917b4b0e6",
                    "ITI TF-2: 3.18.4.1.2.3.7.13",
                    GetRelatedDocuments::of,
                    alternative(Parameter.DE_ENTRY_UUID),
                    alternative(Parameter.DE_UNIQUE_ID),
                    required(Parameter.ASSOCIATION_TYPES).many(),
                    optional(Parameter.ASSOCIATION_STATUS).many(),
                    optional(Parameter.DE_TYPE).many()),
            query(
                            "FindDocumentsByReferenceId",
                            "urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492",
                            "ITI TF-2: 3.18.4.1.2.3.7.14",
                            FindDocuments::of,
                            required(Parameter.DE_PATIENT_ID),
                            required(Parameter.DE_STATUS).many(),
                            required(Parameter.DE_REFERENCE_ID_LIST).many())
                    .and(OF_DOCUMENTS));

    private OnePatientQueries() {}
}
