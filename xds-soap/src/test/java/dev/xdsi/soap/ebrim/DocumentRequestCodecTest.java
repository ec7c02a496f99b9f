package dev.xdsi.soap.ebrim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti86.RemoveDocumentsRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import dev.xdsi.wsdl.xdsb.DocumentRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsi.RetrieveImagingDocumentSetRequestType;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentRequestCodecTest {
    private static final DocumentRequest NEAR = new DocumentRequest(null, "1.2.3", "1.2.3.4");
    private static final DocumentRequest FAR = new DocumentRequest("urn:oid:1.9", "1.2.5", "1.2.5.6^x");

    @Test
    void documentsAskedForSurviveTheWire() {
        RetrieveDocumentSetRequest request = new RetrieveDocumentSetRequest(List.of(NEAR, FAR));

        assertThat(DocumentRequestCodec.decode(DocumentRequestCodec.encode(request)))
                .isEqualTo(request);
    }

    @Test
    void instancesAskedForSurviveTheWire() {
        RetrieveImagingDocumentSetRequest request = new RetrieveImagingDocumentSetRequest(
                List.of(
                        new StudyRequest("1.1", List.of(new SeriesRequest("1.1.1", List.of(NEAR, FAR)))),
                        new StudyRequest("1.2", List.of())),
                List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1"));

        assertThat(DocumentRequestCodec.decode(DocumentRequestCodec.encode(request)))
                .isEqualTo(request);
    }

    @Test
    void aDocumentThatIsNamedAgainIsAskedForOnce() {
        assertThat(DocumentRequestCodec.decode(DocumentRequestCodec.encode(
                                new RetrieveDocumentSetRequest(List.of(FAR, NEAR, FAR, FAR))))
                        .documents())
                .containsExactly(FAR, NEAR);
        assertThat(DocumentRequestCodec.decode(
                                DocumentRequestCodec.encode(new RemoveDocumentsRequest(List.of(NEAR, FAR, NEAR))))
                        .documents())
                .containsExactly(NEAR, FAR);
    }

    @Test
    void anInstanceThatIsNamedAgainIsAskedForOnceOfItsSeries() {
        SeriesRequest both = new SeriesRequest("1.1.1", List.of(FAR, NEAR, FAR));
        RetrieveImagingDocumentSetRequest request = new RetrieveImagingDocumentSetRequest(
                List.of(
                        new StudyRequest("1.1", List.of(both, new SeriesRequest("1.1.2", List.of(NEAR)), both)),
                        new StudyRequest("1.2", List.of(both)),
                        new StudyRequest("1.1", List.of(both))),
                List.of("1.2.840.10008.1.2"));

        SeriesRequest once = new SeriesRequest("1.1.1", List.of(FAR, NEAR));
        assertThat(DocumentRequestCodec.decode(DocumentRequestCodec.encode(request))
                        .studies())
                .containsExactly(
                        new StudyRequest("1.1", List.of(once, new SeriesRequest("1.1.2", List.of(NEAR)))),
                        new StudyRequest("1.2", List.of(once)));
    }

    @Test
    void whatIsMissingIsEmptyForTheTransactionToRefuse() {
        RetrieveDocumentSetRequestType wire = new RetrieveDocumentSetRequestType();
        wire.getDocumentRequest().add(new DocumentRequestType());

        assertThat(DocumentRequestCodec.decode(wire).documents()).containsExactly(new DocumentRequest(null, "", ""));
        assertThat(DocumentRequestCodec.decode(new RetrieveImagingDocumentSetRequestType()))
                .isEqualTo(new RetrieveImagingDocumentSetRequest(List.of(), List.of()));
    }

    @Test
    void blanksAroundIdentifiersAreThePrettyPrintersNotTheirs() {
        DocumentRequestType document = new DocumentRequestType();
        document.setRepositoryUniqueId("\n  1.2.3\n");
        document.setDocumentUniqueId(" 1.2.3.4 ");
        RetrieveDocumentSetRequestType wire = new RetrieveDocumentSetRequestType();
        wire.getDocumentRequest().add(document);

        assertThat(DocumentRequestCodec.decode(wire).documents()).containsExactly(NEAR);
    }
}
