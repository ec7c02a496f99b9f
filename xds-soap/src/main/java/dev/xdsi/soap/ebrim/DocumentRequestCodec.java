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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The requests of ITI-43, ITI-86 and RAD-69, which share their {@code DocumentRequest}. What is missing is decoded as empty. */
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
        return new RetrieveImagingDocumentSetRequest(
                wire.getStudyRequest().stream()
                        .map(DocumentRequestCodec::decode)
                        .toList(),
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

    private static StudyRequest decode(StudyRequestType wire) {
        return new StudyRequest(
                identifier(wire.getStudyInstanceUID()),
                wire.getSeriesRequest().stream()
                        .map(DocumentRequestCodec::decode)
                        .toList());
    }

    private static SeriesRequest decode(SeriesRequestType wire) {
        return new SeriesRequest(identifier(wire.getSeriesInstanceUID()), documents(wire.getDocumentRequest()));
    }

    private static List<DocumentRequest> documents(List<DocumentRequestType> wire) {
        return wire.stream()
                .map(document -> new DocumentRequest(
                        document.isSetHomeCommunityId() ? identifier(document.getHomeCommunityId()) : null,
                        identifier(document.getRepositoryUniqueId()),
                        identifier(document.getDocumentUniqueId())))
                .toList();
    }
}
