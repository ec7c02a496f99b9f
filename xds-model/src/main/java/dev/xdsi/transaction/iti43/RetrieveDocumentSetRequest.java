package dev.xdsi.transaction.iti43;

import java.util.List;

/** The documents asked for in one Retrieve Document Set (ITI TF-2: 3.43.4.1.2). */
public record RetrieveDocumentSetRequest(List<DocumentRequest> documents) {
    public RetrieveDocumentSetRequest {
        documents = List.copyOf(documents);
    }
}
