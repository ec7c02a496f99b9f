package dev.xdsi.consumer.initiating;

import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;

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

        @Override
        public Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> ofImages(
                Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve) {
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

    /** The retrieve that fetches only images of studies that may be seen, as earlier answers told of them. */
    Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> ofImages(
            Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve);
}
