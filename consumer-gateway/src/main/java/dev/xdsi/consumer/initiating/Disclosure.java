package dev.xdsi.consumer.initiating;

import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;

/**
 * What of other communities' answers our consumers may see: each community gives out what its own consents allow, and ours are asked
 * again here.
 */
public interface Disclosure {
    /** For domains in which consent is no question. */
    Disclosure OF_EVERYTHING = new Disclosure() {
        @Override
        public Transaction<StoredQueryRequest, StoredQueryResponse> ofEntries(
                Transaction<StoredQueryRequest, StoredQueryResponse> query) {
            return query;
        }

        @Override
        public Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> ofDocuments(
                Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieve,
                Transaction<StoredQueryRequest, StoredQueryResponse> everything) {
            return retrieve;
        }
    };

    /** The query with answers of which only that is left. */
    Transaction<StoredQueryRequest, StoredQueryResponse> ofEntries(
            Transaction<StoredQueryRequest, StoredQueryResponse> query);

    /**
     * The retrieve that fetches only that.
     *
     * @param everything tells of the documents asked for what it is decided by
     */
    Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> ofDocuments(
            Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieve,
            Transaction<StoredQueryRequest, StoredQueryResponse> everything);
}
