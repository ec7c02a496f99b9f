package dev.xdsi.transaction.rad69;

import dev.xdsi.transaction.iti43.DocumentRequest;
import java.util.List;

/**
 * The instances asked for in one Retrieve Imaging Document Set (RAD TF-2: 4.69.4.1), as written by the caller.
 *
 * @param transferSyntaxUIDs the encodings the caller can read; an instance comes in one of them or not at all
 */
public record RetrieveImagingDocumentSetRequest(List<StudyRequest> studies, List<String> transferSyntaxUIDs) {
    public RetrieveImagingDocumentSetRequest {
        studies = List.copyOf(studies);
        transferSyntaxUIDs = List.copyOf(transferSyntaxUIDs);
    }

    public record StudyRequest(String studyInstanceUID, List<SeriesRequest> series) {
        public StudyRequest {
            series = List.copyOf(series);
        }
    }

    public record SeriesRequest(String seriesInstanceUID, List<DocumentRequest> documents) {
        public SeriesRequest {
            documents = List.copyOf(documents);
        }
    }
}
