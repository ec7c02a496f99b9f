package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.util.Optional;

/** The images of other communities: they come by RAD-69 through an Initiating Imaging Gateway (RAD TF-1: 29). */
@FunctionalInterface
public interface Abroad {
    /** For a consumer that knows no gateway: every image is looked for where its manifest says. */
    Abroad NOWHERE = homeCommunityId -> Optional.empty();

    /** The gateway to a community; empty where its images are fetched without one. */
    Optional<Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>> gatewayTo(
            String homeCommunityId);

    default Optional<Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>> gatewayTo(
            Manifest manifest) {
        return Optional.ofNullable(manifest.homeCommunityId()).flatMap(this::gatewayTo);
    }
}
