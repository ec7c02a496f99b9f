package dev.xdsi.gateway;

import dev.xdsi.consent.community.ConsentedQuery;
import dev.xdsi.consent.community.ConsentedRetrieve;
import dev.xdsi.consent.community.ConsentedRetrieve.Decider;
import dev.xdsi.consent.community.OurPatients;
import dev.xdsi.consumer.initiating.Disclosure;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;

/** Our patients' consents around what the Initiating Gateway passes on. */
record ConsentedCommunities(ConsentDecisionPoint consent, OurPatients patients, HomeCommunityId own)
        implements Disclosure {

    @Override
    public Transaction<StoredQueryRequest, StoredQueryResponse> ofEntries(
            Transaction<StoredQueryRequest, StoredQueryResponse> query) {
        return new ConsentedQuery(query, consent, patients, "ITI-18");
    }

    @Override
    public Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> ofDocuments(
            Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieve,
            Transaction<StoredQueryRequest, StoredQueryResponse> everything) {
        return new ConsentedRetrieve(retrieve, everything, new Decider(consent, patients, own.urn()::equals, "ITI-43"));
    }
}
