package dev.xdsi.consumer.studies;

import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.util.Optional;

/** The Document Repositories that we know, by repositoryUniqueId. */
@FunctionalInterface
public interface Repositories {
    Optional<Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse>> repository(
            String repositoryUniqueId);
}
