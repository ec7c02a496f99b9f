package dev.xdsi.registry;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.iti57.UpdateDocumentSet;
import dev.xdsi.registry.iti62.RemoveMetadata;
import dev.xdsi.registry.iti62.RemoveMetadataAudit;
import dev.xdsi.registry.iti92.RestrictedUpdateDocumentSet;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.submission.AffinityDomain;
import dev.xdsi.registry.submission.SubmissionAudit;
import dev.xdsi.registry.update.MetadataUpdater;
import dev.xdsi.soap.server.FailureBoundary;
import dev.xdsi.transaction.Administrators;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import dev.xdsi.transaction.iti62.RemoveMetadataResponse;
import dev.xdsi.transaction.iti92.RestrictedUpdateDocumentSetRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What Document Administrators do to a registry (ITI TF-1: 10.1.1): metadata updated and removed, by those who may. */
public record Administration(
        Transaction<UpdateDocumentSetRequest, RegistryResponse> updateDocumentSet,
        Transaction<RestrictedUpdateDocumentSetRequest, RegistryResponse> restrictedUpdateDocumentSet,
        Transaction<RemoveMetadataRequest, RemoveMetadataResponse> removeMetadata) {

    record Place(
            AuditTrail audit, RegistryEndpoints endpoints, FailureBoundary boundary, Administrators administrators) {
        <Q> Transaction<Q, RegistryResponse> around(
                Transaction<Q, RegistryResponse> transaction, SubmissionAudit<Q> recipe) {
            return boundary.around(
                    audit.around(administrators.before(transaction, Function.identity()), recipe), Place::failed);
        }

        private static RegistryResponse failed(XdsError error) {
            return RegistryResponse.ofSubmission(List.of(error));
        }
    }

    static Administration of(
            RegistryStore store, AffinityDomain domain, DocumentRegistry.Surroundings surroundings, Place place) {
        MetadataUpdater updater = new MetadataUpdater(store, domain, surroundings.uuids(), surroundings.clock());
        return new Administration(
                place.around(
                        new UpdateDocumentSet(updater),
                        new SubmissionAudit<>(
                                AuditedTransaction.ITI_57,
                                UpdateDocumentSetRequest::submission,
                                place.audit().context(),
                                place.endpoints().metadataUpdate())),
                place.around(
                        new RestrictedUpdateDocumentSet(updater),
                        new SubmissionAudit<>(
                                AuditedTransaction.ITI_92,
                                RestrictedUpdateDocumentSetRequest::submission,
                                place.audit().context(),
                                place.endpoints().restrictedUpdate())),
                removal(new RemoveMetadata(store, surroundings.clock()), place));
    }

    private static Transaction<RemoveMetadataRequest, RemoveMetadataResponse> removal(
            RemoveMetadata removal, Place place) {
        return place.boundary()
                .around(
                        place.audit()
                                .around(
                                        place.administrators()
                                                .before(
                                                        removal,
                                                        outcome -> new RemoveMetadataResponse(outcome, Set.of())),
                                        new RemoveMetadataAudit(
                                                place.audit().context(),
                                                place.endpoints().metadataUpdate())),
                        error -> new RemoveMetadataResponse(Place.failed(error), Set.of()));
    }
}
