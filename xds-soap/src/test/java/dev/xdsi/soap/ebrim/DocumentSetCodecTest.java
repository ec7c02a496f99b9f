package dev.xdsi.soap.ebrim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.iti43.RetrievedDocument.NewIds;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentResponseType;
import dev.xdsi.wsdl.xdsb.DocumentType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentSetCodecTest {
    private static final SubmissionDraft METADATA = Submissions.ofOneManifest("a");
    private static final String ID = Submissions.uuid("a").value();
    private static final DocumentRequest NEAR = new DocumentRequest(null, "1.2.3", "1.2.3.4");
    private static final DocumentRequest FAR = new DocumentRequest("urn:oid:1.9", "1.2.5", "1.2.5.6");

    @Test
    void metadataAndDocumentsProvidedComeBackAsTheyWere() throws IOException {
        ProvideAndRegisterDocumentSetRequestType wire =
                DocumentSetCodec.encode(new ProvideAndRegisterDocumentSetRequest(
                        METADATA,
                        List.of(
                                new ProvidedDocument(ID, new Text("manifest")),
                                new ProvidedDocument("b", new Text("")))));

        ProvideAndRegisterDocumentSetRequest read = DocumentSetCodec.decode(wire);

        assertThat(read.submission()).isEqualTo(METADATA);
        assertThat(read.documents()).extracting(ProvidedDocument::id).containsExactly(ID, "b");
        assertThat(text(read.documents().getFirst().content())).isEqualTo("manifest");
        assertThat(wire.getDocument())
                .extracting(document -> document.getValue().getContentType())
                .containsExactly("application/dicom", "application/octet-stream");
    }

    @Test
    void anEmptyRequestIsAnEmptySubmissionForTheRulesToRefuse() {
        ProvideAndRegisterDocumentSetRequestType wire = new ProvideAndRegisterDocumentSetRequestType();
        wire.getDocument().add(new DocumentType());

        assertThat(DocumentSetCodec.decode(wire))
                .isEqualTo(new ProvideAndRegisterDocumentSetRequest(new SubmissionDraft(List.of()), List.of()));
    }

    @Test
    void documentsRetrievedComeBackWithTheirErrors() throws IOException {
        List<XdsError> errors = List.of(XdsError.of(ErrorCode.XDSDocumentUniqueIdError, "1.2.3.5"));

        RetrieveDocumentSetResponse read = DocumentSetCodec.decode(DocumentSetCodec.encode(response(errors)));

        assertThat(read.errors()).isEqualTo(errors);
        assertThat(read.documents()).extracting(RetrievedDocument::request).containsExactly(NEAR, FAR);
        assertThat(read.documents())
                .extracting(RetrievedDocument::mimeType)
                .containsExactly("application/dicom", "text/xml");
        assertThat(text(read.documents().get(1).content())).isEqualTo("two!");
    }

    @Test
    void aDeliveryCountsOnlyTheDocumentsThatReallyLeft() throws IOException {
        RetrieveDocumentSetResponse response = response(List.of());
        List<Delivery.Result> results = new ArrayList<>();
        response.delivery().whenClosed(results::add);

        RetrieveDocumentSetResponseType wire = DocumentSetCodec.encode(response);
        try (InputStream second =
                wire.getDocumentResponse().get(1).getDocument().getInputStream()) {
            second.readAllBytes();
        }
        response.delivery().fail(new IOException("hung up"));

        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(result.sent()).isEqualTo(Map.of("1.2.5.6", 4L)));
    }

    @Test
    void aResponseWithoutStatusOrBytesIsNoSuccess() {
        RetrieveDocumentSetResponseType wire = new RetrieveDocumentSetResponseType();
        wire.getDocumentResponse().add(new DocumentResponseType());
        RetrieveDocumentSetResponseType withStatus = new RetrieveDocumentSetResponseType();
        withStatus.setRegistryResponse(new RegistryResponseType());
        withStatus.getRegistryResponse().setStatus("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success");
        withStatus.getDocumentResponse().add(new DocumentResponseType());

        assertThat(DocumentSetCodec.decode(wire).errors()).hasSize(2);
        assertThat(DocumentSetCodec.decode(withStatus).errors())
                .extracting(XdsError::codeContext)
                .containsExactly("came without its bytes: ");
    }

    /** ITI TF-2: 3.43.4.2.2. */
    @Test
    void theNewIdsOfADocumentThatWasMadeTravelWithIt() {
        var kept = new RetrievedDocument(NEAR, "text/xml", new Text("one"), new NewIds("1.2.3", "2.25.7"));
        var made = new RetrievedDocument(FAR, "text/xml", new Text("two"), new NewIds(null, "2.25.8"));
        var held = new RetrievedDocument(FAR, "text/xml", new Text("three"));

        RetrieveDocumentSetResponse decoded = DocumentSetCodec.decode(
                DocumentSetCodec.encode(new RetrieveDocumentSetResponse(List.of(kept, made, held), List.of())));

        assertThat(decoded.documents())
                .extracting(RetrievedDocument::newIds)
                .containsExactly(kept.newIds(), made.newIds(), null);
    }

    private static RetrieveDocumentSetResponse response(List<XdsError> errors) {
        return new RetrieveDocumentSetResponse(
                List.of(
                        new RetrievedDocument(NEAR, "application/dicom", new Text("one")),
                        new RetrievedDocument(FAR, "text/xml", new Text("two!"))),
                errors);
    }

    private static String text(DocumentContent content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Text(String text) implements DocumentContent {
        @Override
        public long length() {
            return text.length();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
