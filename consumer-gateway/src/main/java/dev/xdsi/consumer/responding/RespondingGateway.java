package dev.xdsi.consumer.responding;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.consolidation.DividedRetrieve;
import dev.xdsi.consumer.iti38.CrossGatewayQuery;
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
 * The Responding Gateway of XCA and the Responding Imaging Gateway of XCA-I (ITI TF-1: 18.1.1, RAD TF-1: 29.1): answers other
 * communities by Cross Gateway Query [ITI-38], Cross Gateway Retrieve [ITI-39] and Cross Gateway Retrieve Imaging Document Set
 * [RAD-75] from registry, repositories and imaging sources of this one.
 */
public final class RespondingGateway {
    private static final String US = "the responding gateway";

    private final Transaction<StoredQueryRequest, StoredQueryResponse> crossGatewayQuery;
    private final Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> crossGatewayRetrieve;
    private final Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>
            crossGatewayRetrieveImagingDocumentSet;

    /**
     * Where the gateway serves, as audit messages name it.
     *
     * @param endpoint of ITI-38 and ITI-39
     * @param imagingEndpoint of RAD-75
     */
    public record Configuration(URI endpoint, URI imagingEndpoint) {}

    public RespondingGateway(
            Configuration configuration, LocalCommunity community, AuditTrail audit, Supplier<?> errorIds) {
        AuditContext us = audit.context();
        HomeCommunityId home = community.home();
        FailureBoundary registry = new FailureBoundary(ErrorCode.XDSRegistryError, US, errorIds);
        FailureBoundary repository = new FailureBoundary(ErrorCode.XDSRepositoryError, US, errorIds);

        var query = new CrossGatewayQuery(home, community.registry().transaction());
        crossGatewayQuery = registry.around(
                audit.around(
                        query,
                        new StoredQueryAudit(AuditedTransaction.ITI_38, Side.SERVING, us, configuration.endpoint())),
                error -> StoredQueryResponse.failure(List.of(error.at(home.urn()))));

        var retrieve = new DividedRetrieve<RetrieveDocumentSetRequest>(
                home, new OwnCommunityOnly<>(home, community::repositoryOf));
        crossGatewayRetrieve = repository.around(
                audit.aroundStreamed(
                        retrieve,
                        new RetrieveAudit(AuditedTransaction.ITI_39, Side.SERVING, us, configuration.endpoint())),
                error -> new RetrieveDocumentSetResponse(List.of(), List.of(error.at(home.urn()))));

        var images = new DividedRetrieve<RetrieveImagingDocumentSetRequest>(
                home, new OwnCommunityOnly<>(home, community::imagingSourceOf));
        crossGatewayRetrieveImagingDocumentSet = repository.around(
                audit.aroundStreamed(
                        images,
                        new ImagingRetrieveAudit(
                                AuditedTransaction.RAD_75, Side.SERVING, us, configuration.imagingEndpoint())),
                error -> new RetrieveDocumentSetResponse(List.of(), List.of(error.at(home.urn()))));
    }

    /** ITI-38. */
    public Transaction<StoredQueryRequest, StoredQueryResponse> crossGatewayQuery() {
        return crossGatewayQuery;
    }

    /** ITI-39; whoever takes its answers must close their delivery. */
    public Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> crossGatewayRetrieve() {
        return crossGatewayRetrieve;
    }

    /** RAD-75; whoever takes its answers must close their delivery. */
    public Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>
            crossGatewayRetrieveImagingDocumentSet() {
        return crossGatewayRetrieveImagingDocumentSet;
    }
}
