package dev.xdsi.transaction.iti43;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import java.util.List;

/** The answer to Retrieve Document Set and Retrieve Imaging Document Set: documents that stream, and errors. */
public record RetrieveDocumentSetResponse(List<RetrievedDocument> documents, List<XdsError> errors, Delivery delivery)
        implements Streamed {
    public RetrieveDocumentSetResponse {
        documents = List.copyOf(documents);
        errors = List.copyOf(errors);
    }

    public RetrieveDocumentSetResponse(List<RetrievedDocument> documents, List<XdsError> errors) {
        this(documents, errors, new Delivery());
    }

    /** Success, PartialSuccess where some documents came and some not, Failure where none came (ITI TF-3: 4.2.4.2). */
    public RegistryResponse outcome() {
        return RegistryResponse.of(errors, !documents.isEmpty());
    }
}
