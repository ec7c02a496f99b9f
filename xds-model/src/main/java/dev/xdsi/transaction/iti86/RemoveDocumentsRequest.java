package dev.xdsi.transaction.iti86;

import dev.xdsi.transaction.iti43.DocumentRequest;
import java.util.List;

/** Which documents one Remove Documents is to remove (ITI TF-2: 3.86.4.1.2), as it was written. */
public record RemoveDocumentsRequest(List<DocumentRequest> documents) {
    public RemoveDocumentsRequest {
        documents = List.copyOf(documents);
    }
}
