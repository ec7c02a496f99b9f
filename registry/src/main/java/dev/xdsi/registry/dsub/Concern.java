package dev.xdsi.registry.dsub;

import dev.xdsi.registry.query.QueryTable;
import java.util.Set;

/** What kind of object a subscription is about: the stored query that would find it, and so what a filter may ask of it. */
enum Concern {
    DOCUMENT_ENTRY(
            "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d", "$XDSDocumentEntryPatientId", "$XDSDocumentEntryStatus"),
    SUBMISSION_SET(
            "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9", "$XDSSubmissionSetPatientId", "$XDSSubmissionSetStatus"),
    FOLDER("urn:uuid:958f3006-baad-4929-a4de-ff1114824431", "$XDSFolderPatientId", "$XDSFolderStatus");

    private static final String REFERENCE_ID_LIST = "$XDSDocumentEntryReferenceIdList";
    private static final String BY_REFERENCE_ID = "urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492";

    private final String query;
    private final String patientParameter;
    private final String statusParameter;

    Concern(String query, String patientParameter, String statusParameter) {
        this.query = query;
        this.patientParameter = patientParameter;
        this.statusParameter = statusParameter;
    }

    /** The id of the query that takes the parameters: FindDocuments or FindDocumentsByReferenceId, FindSubmissionSets, FindFolders. */
    String query(Set<String> parameters) {
        return this == DOCUMENT_ENTRY && parameters.contains(REFERENCE_ID_LIST) ? BY_REFERENCE_ID : query;
    }

    String patientParameter() {
        return patientParameter;
    }

    String statusParameter() {
        return statusParameter;
    }

    /** Whether a filter may have the parameter: those of the stored query that it stands for (ITI TF-2: 3.52.5.1). */
    boolean knows(String parameter) {
        return QueryTable.REGISTRY_STORED_QUERY
                .parameters(query(Set.of(parameter)))
                .contains(parameter);
    }
}
