package dev.xdsi.soap.ebrim;

import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti86.RemoveDocumentsRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import dev.xdsi.wsdl.rmd.RemoveDocumentsRequestType;
import dev.xdsi.wsdl.xdsb.DocumentRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsi.RetrieveImagingDocumentSetRequestType;
import dev.xdsi.wsdl.xdsi.SeriesRequestType;
import dev.xdsi.wsdl.xdsi.StudyRequestType;
import dev.xdsi.wsdl.xdsi.TransferSyntaxUIDListType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests of ITI-43, ITI-86 and RAD-69, which share their {@code DocumentRequest}. What is missing is decoded as empty. What is named
 * more than once is asked for once, where it is named first: otherwise a short request costs one large document any number of times.
 */
public final class DocumentRequestCodec {
    private DocumentRequestCodec() {}

    public static RetrieveDocumentSetRequestType encode(RetrieveDocumentSetRequest request) {
        RetrieveDocumentSetRequestType wire = new RetrieveDocumentSetRequestType();
        request.documents().forEach(document -> wire.getDocumentRequest().add(encode(document)));
        return wire;
    }

    public static RetrieveDocumentSetRequest decode(RetrieveDocumentSetRequestType wire) {
        return new RetrieveDocumentSetRequest(documents(wire.getDocumentRequest()));
    }

    public static RemoveDocumentsRequestType encode(RemoveDocumentsRequest request) {
        RemoveDocumentsRequestType wire = new RemoveDocumentsRequestType();
        request.documents().forEach(document -> wire.getDocumentRequest().add(encode(document)));
        return wire;
    }

    public static RemoveDocumentsRequest decode(RemoveDocumentsRequestType wire) {
        return new RemoveDocumentsRequest(documents(wire.getDocumentRequest()));
    }

    public static RetrieveImagingDocumentSetRequestType encode(RetrieveImagingDocumentSetRequest request) {
        RetrieveImagingDocumentSetRequestType wire = new RetrieveImagingDocumentSetRequestType();
        request.studies().forEach(study -> wire.getStudyRequest().add(encode(study)));
        TransferSyntaxUIDListType syntaxes = new TransferSyntaxUIDListType();
        syntaxes.getTransferSyntaxUID().addAll(request.transferSyntaxUIDs());
        wire.setTransferSyntaxUIDList(syntaxes);
        return wire;
    }

    public static RetrieveImagingDocumentSetRequest decode(RetrieveImagingDocumentSetRequestType wire) {
        Map<String, Map<String, Set<DocumentRequest>>> asked = new LinkedHashMap<>();
        for (StudyRequestType study : wire.getStudyRequest()) {
            Map<String, Set<DocumentRequest>> ofStudy =
                    asked.computeIfAbsent(identifier(study.getStudyInstanceUID()), uid -> new LinkedHashMap<>());
            for (SeriesRequestType series : study.getSeriesRequest()) {
                ofStudy.computeIfAbsent(identifier(series.getSeriesInstanceUID()), uid -> new LinkedHashSet<>())
                        .addAll(documents(series.getDocumentRequest()));
            }
        }
        return new RetrieveImagingDocumentSetRequest(
                studies(asked),
                wire.isSetTransferSyntaxUIDList()
                        ? wire.getTransferSyntaxUIDList().getTransferSyntaxUID().stream()
                                .map(String::strip)
                                .toList()
                        : List.of());
    }

    static DocumentRequestType encode(DocumentRequest document) {
        DocumentRequestType wire = new DocumentRequestType();
        wire.setHomeCommunityId(document.homeCommunityId());
        wire.setRepositoryUniqueId(document.repositoryUniqueId());
        wire.setDocumentUniqueId(document.documentUniqueId());
        return wire;
    }

    /** Identifiers hold no blanks, but pretty printers put some around them. */
    static String identifier(@Nullable String written) {
        return Objects.requireNonNullElse(written, "").strip();
    }

    private static StudyRequestType encode(StudyRequest study) {
        StudyRequestType wire = new StudyRequestType();
        wire.setStudyInstanceUID(study.studyInstanceUID());
        study.series().forEach(series -> wire.getSeriesRequest().add(encode(series)));
        return wire;
    }

    private static SeriesRequestType encode(SeriesRequest series) {
        SeriesRequestType wire = new SeriesRequestType();
        wire.setSeriesInstanceUID(series.seriesInstanceUID());
        series.documents().forEach(document -> wire.getDocumentRequest().add(encode(document)));
        return wire;
    }

    private static List<StudyRequest> studies(Map<String, Map<String, Set<DocumentRequest>>> asked) {
        return asked.entrySet().stream()
                .map(study -> new StudyRequest(
                        study.getKey(),
                        study.getValue().entrySet().stream()
                                .map(series -> new SeriesRequest(series.getKey(), List.copyOf(series.getValue())))
                                .toList()))
                .toList();
    }

    private static List<DocumentRequest> documents(List<DocumentRequestType> wire) {
        return wire.stream()
                .map(document -> new DocumentRequest(
                        document.isSetHomeCommunityId() ? identifier(document.getHomeCommunityId()) : null,
                        identifier(document.getRepositoryUniqueId()),
                        identifier(document.getDocumentUniqueId())))
                .distinct()
                .toList();
    }
}
