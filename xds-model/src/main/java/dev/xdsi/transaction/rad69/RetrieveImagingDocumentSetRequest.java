package dev.xdsi.transaction.rad69;

import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveRequest;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The instances asked for in one Retrieve Imaging Document Set (RAD TF-2: 4.69.4.1), as written by the caller.
 *
 * @param transferSyntaxUIDs the encodings the caller can read; an instance comes in one of them or not at all
 */
public record RetrieveImagingDocumentSetRequest(List<StudyRequest> studies, List<String> transferSyntaxUIDs)
        implements RetrieveRequest<RetrieveImagingDocumentSetRequest> {
    public RetrieveImagingDocumentSetRequest {
        studies = List.copyOf(studies);
        transferSyntaxUIDs = List.copyOf(transferSyntaxUIDs);
    }

    @Override
    public Stream<DocumentRequest> requested() {
        return studies.stream()
                .flatMap(study -> study.series().stream())
                .flatMap(series -> series.documents().stream());
    }

    /** Studies and series of which nothing is chosen are left out. */
    @Override
    public RetrieveImagingDocumentSetRequest only(Predicate<DocumentRequest> chosen) {
        return new RetrieveImagingDocumentSetRequest(
                studies.stream()
                        .map(study -> study.only(chosen))
                        .filter(study -> !study.series().isEmpty())
                        .toList(),
                transferSyntaxUIDs);
    }

    public record StudyRequest(String studyInstanceUID, List<SeriesRequest> series) {
        public StudyRequest {
            series = List.copyOf(series);
        }

        private StudyRequest only(Predicate<DocumentRequest> chosen) {
            return new StudyRequest(
                    studyInstanceUID,
                    series.stream()
                            .map(one -> new SeriesRequest(
                                    one.seriesInstanceUID(),
                                    one.documents().stream().filter(chosen).toList()))
                            .filter(one -> !one.documents().isEmpty())
                            .toList());
        }
    }

    public record SeriesRequest(String seriesInstanceUID, List<DocumentRequest> documents) {
        public SeriesRequest {
            documents = List.copyOf(documents);
        }
    }
}
