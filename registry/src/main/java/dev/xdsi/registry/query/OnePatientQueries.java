package dev.xdsi.registry.query;

import static dev.xdsi.registry.query.ParameterRule.alternative;
import static dev.xdsi.registry.query.ParameterRule.optional;
import static dev.xdsi.registry.query.ParameterRule.required;
import static dev.xdsi.registry.query.QueryParameters.query;

import dev.xdsi.transaction.iti18.StoredQueryId;
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
                            StoredQueryId.FindDocuments,
                            "ITI TF-2: 3.18.4.1.2.3.7.1",
                            FindDocuments::of,
                            required(Parameter.DE_PATIENT_ID),
                            required(Parameter.DE_STATUS).many())
                    .and(OF_DOCUMENTS),
            query(
                    StoredQueryId.FindSubmissionSets,
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
                    StoredQueryId.FindFolders,
                    "ITI TF-2: 3.18.4.1.2.3.7.3",
                    FindFolders::of,
                    required(Parameter.FOLDER_PATIENT_ID),
                    required(Parameter.FOLDER_STATUS).many(),
                    optional(Parameter.FOLDER_LAST_UPDATE_TIME_FROM),
                    optional(Parameter.FOLDER_LAST_UPDATE_TIME_TO),
                    optional(Parameter.FOLDER_CODE_LIST).many()),
            query(
                            StoredQueryId.GetAll,
                            "ITI TF-2: 3.18.4.1.2.3.7.4",
                            GetAll::of,
                            required(Parameter.PATIENT_ID),
                            required(Parameter.DE_STATUS).many(),
                            required(Parameter.SS_STATUS).many(),
                            required(Parameter.FOLDER_STATUS).many(),
                            optional(Parameter.ASSOCIATION_STATUS).many())
                    .and(OF_CONTENTS),
            query(
                    StoredQueryId.GetDocuments,
                    "ITI TF-2: 3.18.4.1.2.3.7.5",
                    GetDocuments::of,
                    alternative(Parameter.DE_ENTRY_UUID).many(),
                    alternative(Parameter.DE_UNIQUE_ID).many(),
                    alternative(Parameter.DE_LOGICAL_ID).many()),
            query(
                    StoredQueryId.GetFolders,
                    "ITI TF-2: 3.18.4.1.2.3.7.6",
                    GetFolders::of,
                    alternative(Parameter.FOLDER_ENTRY_UUID).many(),
                    alternative(Parameter.FOLDER_UNIQUE_ID).many(),
                    alternative(Parameter.FOLDER_LOGICAL_ID).many()),
            query(
                    StoredQueryId.GetAssociations,
                    "ITI TF-2: 3.18.4.1.2.3.7.7",
                    GetAssociations::of,
                    required(Parameter.UUID).many(),
                    optional(Parameter.ASSOCIATION_STATUS).many()),
            query(
                    StoredQueryId.GetDocumentsAndAssociations,
                    "ITI TF-2: 3.18.4.1.2.3.7.8",
                    GetDocumentsAndAssociations::of,
                    alternative(Parameter.DE_ENTRY_UUID).many(),
                    alternative(Parameter.DE_UNIQUE_ID).many(),
                    optional(Parameter.ASSOCIATION_STATUS).many()),
            query(
                    StoredQueryId.GetSubmissionSets,
                    "ITI TF-2: 3.18.4.1.2.3.7.9",
                    GetSubmissionSets::of,
                    required(Parameter.UUID).many()),
            query(
                            StoredQueryId.GetSubmissionSetAndContents,
                            "ITI TF-2: 3.18.4.1.2.3.7.10",
                            GetSubmissionSetAndContents::of,
                            alternative(Parameter.SS_ENTRY_UUID),
                            alternative(Parameter.SS_UNIQUE_ID))
                    .and(OF_CONTENTS),
            query(
                            StoredQueryId.GetFolderAndContents,
                            "ITI TF-2: 3.18.4.1.2.3.7.11",
                            GetFolderAndContents::of,
                            alternative(Parameter.FOLDER_ENTRY_UUID),
                            alternative(Parameter.FOLDER_UNIQUE_ID),
                            optional(Parameter.ASSOCIATION_STATUS).many())
                    .and(OF_CONTENTS),
            query(
                    StoredQueryId.GetFoldersForDocument,
                    "ITI TF-2: 3.18.4.1.2.3.7.12",
                    GetFoldersForDocument::of,
                    alternative(Parameter.DE_ENTRY_UUID),
                    alternative(Parameter.DE_UNIQUE_ID),
                    optional(Parameter.ASSOCIATION_STATUS).many()),
            query(
                    StoredQueryId.GetRelatedDocuments,
                    "ITI TF-2: 3.18.4.1.2.3.7.13",
                    GetRelatedDocuments::of,
                    alternative(Parameter.DE_ENTRY_UUID),
                    alternative(Parameter.DE_UNIQUE_ID),
                    required(Parameter.ASSOCIATION_TYPES).many(),
                    optional(Parameter.ASSOCIATION_STATUS).many(),
                    optional(Parameter.DE_TYPE).many()),
            query(
                            StoredQueryId.FindDocumentsByReferenceId,
                            "ITI TF-2: 3.18.4.1.2.3.7.14",
                            FindDocuments::of,
                            required(Parameter.DE_PATIENT_ID),
                            required(Parameter.DE_STATUS).many(),
                            required(Parameter.DE_REFERENCE_ID_LIST).many())
                    .and(OF_DOCUMENTS));

    private OnePatientQueries() {}
}
