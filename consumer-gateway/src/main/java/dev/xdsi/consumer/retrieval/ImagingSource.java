package dev.xdsi.consumer.retrieval;

import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;

/**
 * One Imaging Document Source that we may ask.
 *
 * @param wadoRs base of its DICOMweb services
 * @param wadoUri address of its WADO-URI service
 */
public record ImagingSource(
        Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieveImagingDocumentSet,
        URI wadoRs,
        URI wadoUri) {}
