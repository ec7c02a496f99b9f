package dev.xdsi.registry.dsub;

import dev.xdsi.registry.query.QueryTable;
import dev.xdsi.transaction.iti18.StoredQueryId;
import java.util.Set;

/** What kind of object a subscription is about: the stored query that would find it, and so what a filter may ask of it. */
enum Concern {
    DOCUMENT_ENTRY(StoredQueryId.FindDocuments, "$XDSDocumentEntryPatientId", "$XDSDocumentEntryStatus"),
    SUBMISSION_SET(StoredQueryId.FindSubmissionSets, "$XDSSubmissionSetPatientId", "$XDSSubmissionSetStatus"),
    FOLDER(StoredQueryId.FindFolders, "$XDSFolderPatientId", "$XDSFolderStatus");

    private static final String REFERENCE_ID_LIST = "$XDSDocumentEntryReferenceIdList";

    private final StoredQueryId query;
    private final String patientParameter;
    private final String statusParameter;

    Concern(StoredQueryId query, String patientParameter, String statusParameter) {
        this.query = query;
        this.patientParameter = patientParameter;
        this.statusParameter = statusParameter;
    }

    /** The id of the query that takes the parameters: FindDocuments or FindDocumentsByReferenceId, FindSubmissionSets, FindFolders. */
    String query(Set<String> parameters) {
        boolean byReferenceId = this == DOCUMENT_ENTRY && parameters.contains(REFERENCE_ID_LIST);
        return (byReferenceId ? StoredQueryId.FindDocumentsByReferenceId : query).urn();
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
