package dev.xdsi.transaction.iti43;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The documents asked for in one Retrieve Document Set (ITI TF-2: 3.43.4.1.2). */
public record RetrieveDocumentSetRequest(List<DocumentRequest> documents)
        implements RetrieveRequest<RetrieveDocumentSetRequest> {
    public RetrieveDocumentSetRequest {
        documents = List.copyOf(documents);
    }

    @Override
    public Stream<DocumentRequest> requested() {
        return documents.stream();
    }

    @Override
    public RetrieveDocumentSetRequest only(Predicate<DocumentRequest> chosen) {
        return new RetrieveDocumentSetRequest(documents.stream().filter(chosen).toList());
    }
}
