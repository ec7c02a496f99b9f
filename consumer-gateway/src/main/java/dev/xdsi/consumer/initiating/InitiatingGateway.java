package dev.xdsi.consumer.initiating;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.consolidation.DividedRetrieve;
import dev.xdsi.consumer.trail.ImagingRetrieveAudit;
import dev.xdsi.consumer.trail.RetrieveAudit;
import dev.xdsi.consumer.trail.Side;
import dev.xdsi.consumer.trail.StoredQueryAudit;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.soap.server.FailureBoundary;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * The Initiating Gateway of XCA and the Initiating Imaging Gateway of XCA-I (ITI TF-1: 18.1.1, RAD TF-1: 29.1): consumers of this
 * community ask it by Registry Stored Query [ITI-18], Retrieve Document Set [ITI-43] and Retrieve Imaging Document Set [RAD-69] as they
 * would ask their registry, repositories and imaging sources, and get what all communities have.
 */
public final class InitiatingGateway {
    private static final String US = "the initiating gateway";

    private final HomeCommunityId home;
    private final OtherCommunities others;
    private final Configuration configuration;
    private final Transaction<StoredQueryRequest, StoredQueryResponse> registryStoredQuery;
    private final Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieveDocumentSet;
    private final Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>
            retrieveImagingDocumentSet;

    /**
     * What an operator decides about an Initiating Gateway.
     *
     * @param endpoint of ITI-18 and ITI-43, as audit messages name it
     * @param imagingEndpoint of RAD-69
     * @param mostResults how many results of a query are taken from one community
     */
    public record Configuration(URI endpoint, URI imagingEndpoint, int mostResults) {}

    /** Whom it asks, by which ids it asks about patients, and what it passes on of the answers. */
    public record Communities(
            LocalCommunity local, OtherCommunities others, PatientIds patientIds, Disclosure disclosure) {}

    public InitiatingGateway(
            Configuration configuration, Communities communities, AuditTrail audit, Supplier<?> errorIds) {
        LocalCommunity local = communities.local();
        Disclosure disclosure = communities.disclosure();
        AuditContext us = audit.context();
        this.configuration = configuration;
        this.home = local.home();
        this.others = communities.others();
        FailureBoundary registry = new FailureBoundary(ErrorCode.XDSRegistryError, US, errorIds);
        FailureBoundary repository = new FailureBoundary(ErrorCode.XDSRepositoryError, US, errorIds);

        var query = new CrossCommunityQuery(local, others, communities.patientIds(), configuration.mostResults());
        registryStoredQuery = registry.around(
                audit.around(
                        disclosure.ofEntries(query),
                        new StoredQueryAudit(AuditedTransaction.ITI_18, Side.SERVING, us, configuration.endpoint())),
                error -> StoredQueryResponse.failure(List.of(error)));

        var retrieve = new DividedRetrieve<>(home, CommunityRoute.documents(local, others));
        retrieveDocumentSet = repository.around(
                audit.aroundStreamed(
                        disclosure.ofDocuments(retrieve, query),
                        new RetrieveAudit(AuditedTransaction.ITI_43, Side.SERVING, us, configuration.endpoint())),
                error -> new RetrieveDocumentSetResponse(List.of(), List.of(error)));

        var images = new DividedRetrieve<>(home, CommunityRoute.images(local, others));
        retrieveImagingDocumentSet = repository.around(
                audit.aroundStreamed(
                        disclosure.ofImages(images),
                        new ImagingRetrieveAudit(
                                AuditedTransaction.RAD_69, Side.SERVING, us, configuration.imagingEndpoint())),
                error -> new RetrieveDocumentSetResponse(List.of(), List.of(error)));
    }

    public HomeCommunityId home() {
        return home;
    }

    public OtherCommunities others() {
        return others;
    }

    public Configuration configuration() {
        return configuration;
    }

    /** ITI-18. */
    public Transaction<StoredQueryRequest, StoredQueryResponse> registryStoredQuery() {
        return registryStoredQuery;
    }

    /** ITI-43; whoever takes its answers must close their delivery. */
    public Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieveDocumentSet() {
        return retrieveDocumentSet;
    }

    /** RAD-69; whoever takes its answers must close their delivery. */
    public Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieveImagingDocumentSet() {
        return retrieveImagingDocumentSet;
    }
}
