package dev.xdsi.gateway;

import dev.xdsi.consent.community.ConsentedImages;
import dev.xdsi.consent.community.ConsentedQuery;
import dev.xdsi.consent.community.ConsentedRetrieve;
import dev.xdsi.consent.community.OurConsents;
import dev.xdsi.consumer.initiating.Disclosure;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;

/** Our patients' consents around what the Initiating Gateway passes on. */
record ConsentedCommunities(OurConsents consents) implements Disclosure {

    @Override
    public Transaction<StoredQueryRequest, StoredQueryResponse> ofEntries(
            Transaction<StoredQueryRequest, StoredQueryResponse> query) {
        return new ConsentedQuery(query, consents, "ITI-18");
    }

    @Override
    public Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> ofDocuments(
            Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieve,
            Transaction<StoredQueryRequest, StoredQueryResponse> everything) {
        return new ConsentedRetrieve(retrieve, everything, consents, "ITI-43");
    }

    @Override
    public Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> ofImages(
            Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve) {
        return new ConsentedImages(retrieve, consents, "RAD-69");
    }
}
