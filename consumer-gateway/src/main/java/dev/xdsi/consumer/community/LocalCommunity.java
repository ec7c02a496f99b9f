package dev.xdsi.consumer.community;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.consumer.consolidation.DividedRetrieve.Destination;
import dev.xdsi.consumer.consolidation.DividedRetrieve.Nowhere;
import dev.xdsi.consumer.consolidation.DividedRetrieve.To;
import dev.xdsi.consumer.consolidation.Respondent;
import dev.xdsi.consumer.trail.ImagingRetrieveAudit;
import dev.xdsi.consumer.trail.RetrieveAudit;
import dev.xdsi.consumer.trail.Side;
import dev.xdsi.consumer.trail.StoredQueryAudit;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * This community as its gateways ask it: registry, repositories by repositoryUniqueId, and imaging sources by Retrieve Location UID. A
 * gateway takes the consumer's part towards them, and records so (ITI TF-2: 3.38.5.1, 3.39.5.1).
 */
public final class LocalCommunity {
    private final HomeCommunityId home;
    private final Duration budget;
    private final Respondent<StoredQueryRequest, StoredQueryResponse> registry;
    private final Map<String, Respondent<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse>> repositories;
    private final Map<String, Respondent<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>> sources;

    /** The actors of a community, before anybody records that they are asked. */
    public record Actors(
            Service<StoredQueryRequest, StoredQueryResponse> registry,
            Map<Oid, Service<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse>> repositories,
            Map<Oid, Service<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>> imagingSources) {
        public Actors {
            repositories = Map.copyOf(repositories);
            imagingSources = Map.copyOf(imagingSources);
        }
    }

    /** @param budget how long each of the actors may take until its answer begins */
    public LocalCommunity(HomeCommunityId home, Actors actors, Duration budget, AuditTrail audit) {
        this.home = home;
        this.budget = budget;
        AuditContext us = audit.context();
        this.registry = respondent(
                "the registry of this community",
                ErrorCode.XDSRegistryError,
                audit.around(
                        actors.registry().transaction(),
                        new StoredQueryAudit(
                                AuditedTransaction.ITI_18,
                                Side.CALLING,
                                us,
                                actors.registry().endpoint())));
        this.repositories = respondents(
                "the repository ",
                actors.repositories(),
                (repository, transaction) -> audit.aroundStreamed(
                        transaction,
                        new RetrieveAudit(AuditedTransaction.ITI_43, Side.CALLING, us, repository.endpoint())));
        this.sources = respondents(
                "the imaging source ",
                actors.imagingSources(),
                (source, transaction) -> audit.aroundStreamed(
                        transaction,
                        new ImagingRetrieveAudit(AuditedTransaction.RAD_69, Side.CALLING, us, source.endpoint())));
    }

    private <Q> Map<String, Respondent<Q, RetrieveDocumentSetResponse>> respondents(
            String kind,
            Map<Oid, Service<Q, RetrieveDocumentSetResponse>> services,
            BiFunction<
                            Service<Q, RetrieveDocumentSetResponse>,
                            Transaction<Q, RetrieveDocumentSetResponse>,
                            Transaction<Q, RetrieveDocumentSetResponse>>
                    audited) {
        Map<String, Respondent<Q, RetrieveDocumentSetResponse>> respondents = new HashMap<>();
        services.forEach((uid, service) -> respondents.put(
                uid.value(),
                respondent(kind + uid, ErrorCode.XDSRepositoryError, audited.apply(service, service.transaction()))));
        return respondents;
    }

    private <Q, R> Respondent<Q, R> respondent(String name, ErrorCode unavailable, Transaction<Q, R> transaction) {
        return new Respondent<>(new Respondent.Identity(name, home, unavailable), budget, transaction);
    }

    public HomeCommunityId home() {
        return home;
    }

    public Respondent<StoredQueryRequest, StoredQueryResponse> registry() {
        return registry;
    }

    public boolean hasRepository(String repositoryUniqueId) {
        return repositories.containsKey(repositoryUniqueId);
    }

    public boolean hasImagingSource(String retrieveLocationUID) {
        return sources.containsKey(retrieveLocationUID);
    }

    /** The repository of this community that holds a document. */
    public Destination<RetrieveDocumentSetRequest> repositoryOf(DocumentRequest document) {
        return destination(repositories.get(document.repositoryUniqueId()), document);
    }

    /** The imaging source of this community that holds an instance. */
    public Destination<RetrieveImagingDocumentSetRequest> imagingSourceOf(DocumentRequest document) {
        return destination(sources.get(document.repositoryUniqueId()), document);
    }

    private static <Q> Destination<Q> destination(
            @Nullable Respondent<Q, RetrieveDocumentSetResponse> found, DocumentRequest document) {
        return found != null
                ? new To<>(found)
                : new Nowhere<>(XdsError.of(
                        ErrorCode.XDSUnknownRepositoryId,
                        document.repositoryUniqueId() + ": this community has no such repository; "
                                + document.documentUniqueId()));
    }
}
