package dev.xdsi.consumer.studies;

import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who gives the documents out that entries tell of: the Document Repositories that we know, and a gateway to those of others. */
@FunctionalInterface
public interface Repositories {
    /** @param homeCommunityId of the entry, where it names one */
    Optional<Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse>> repository(
            @Nullable String homeCommunityId, String repositoryUniqueId);
}
