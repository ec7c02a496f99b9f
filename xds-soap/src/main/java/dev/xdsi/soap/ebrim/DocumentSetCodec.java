package dev.xdsi.soap.ebrim;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.soap.mtom.Attachments;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.iti43.RetrievedDocument.NewIds;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentResponseType;
import dev.xdsi.wsdl.xdsb.DocumentType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages that carry documents: the request of ITI-41 and RAD-68, the response of ITI-43 and RAD-69. Contents stay
 * streams; nothing is read here.
 */
public final class DocumentSetCodec {
    private static final String BYTES = "application/octet-stream";

    private DocumentSetCodec() {}

    public static ProvideAndRegisterDocumentSetRequestType encode(ProvideAndRegisterDocumentSetRequest request) {
        ProvideAndRegisterDocumentSetRequestType wire = new ProvideAndRegisterDocumentSetRequestType();
        wire.setSubmitObjectsRequest(SubmissionCodec.encode(request.submission()));
        for (ProvidedDocument provided : request.documents()) {
            DocumentType document = new DocumentType();
            document.setId(provided.id());
            document.setValue(Attachments.outgoing(mimeType(request, provided), provided.content()));
            wire.getDocument().add(document);
        }
        return wire;
    }

    /** As written: a document without id, or without metadata, is for the repository to refuse. */
    public static ProvideAndRegisterDocumentSetRequest decode(ProvideAndRegisterDocumentSetRequestType wire) {
        SubmitObjectsRequest metadata =
                wire.isSetSubmitObjectsRequest() ? wire.getSubmitObjectsRequest() : new SubmitObjectsRequest();
        List<ProvidedDocument> documents = new ArrayList<>();
        for (DocumentType document : wire.getDocument()) {
            // Without bytes there is no document; its metadata then say which one is missing.
            if (document.isSetValue()) {
                documents.add(new ProvidedDocument(
                        DocumentRequestCodec.identifier(document.getId()), Attachments.incoming(document.getValue())));
            }
        }
        return new ProvideAndRegisterDocumentSetRequest(SubmissionCodec.decode(metadata), documents);
    }

    /** The response whose documents tell its delivery as each of them has left. */
    public static RetrieveDocumentSetResponseType encode(RetrieveDocumentSetResponse response) {
        RetrieveDocumentSetResponseType wire = new RetrieveDocumentSetResponseType();
        wire.setRegistryResponse(RegistryResponseCodec.encode(response.outcome()));
        for (RetrievedDocument retrieved : response.documents()) {
            DocumentRequest request = retrieved.request();
            DocumentResponseType document = new DocumentResponseType();
            document.setHomeCommunityId(request.homeCommunityId());
            document.setRepositoryUniqueId(request.repositoryUniqueId());
            document.setDocumentUniqueId(request.documentUniqueId());
            NewIds newIds = retrieved.newIds();
            if (newIds != null) {
                document.setNewRepositoryUniqueId(newIds.repositoryUniqueId());
                document.setNewDocumentUniqueId(newIds.documentUniqueId());
            }
            document.setMimeType(retrieved.mimeType());
            document.setDocument(Attachments.outgoing(
                    request.documentUniqueId(), retrieved.mimeType(), retrieved.content(), response.delivery()));
            wire.getDocumentResponse().add(document);
        }
        return wire;
    }

    /**
     * A partner's response; a document that came without its bytes is an error, not an empty document. Its delivery gives back the
     * connection from which documents may still come.
     */
    public static RetrieveDocumentSetResponse decode(RetrieveDocumentSetResponseType wire) {
        RegistryResponseType status =
                wire.isSetRegistryResponse() ? wire.getRegistryResponse() : new RegistryResponseType();
        List<XdsError> errors = new ArrayList<>(RegistryResponseCodec.decode(status, ErrorCode.XDSRepositoryError)
                .errors());
        List<RetrievedDocument> documents = new ArrayList<>();
        Delivery delivery = new Delivery();
        for (DocumentResponseType document : wire.getDocumentResponse()) {
            DocumentRequest request = request(document);
            if (document.isSetDocument()) {
                if (documents.isEmpty()) {
                    Attachments.closeWith(delivery, document.getDocument());
                }
                documents.add(new RetrievedDocument(
                        request,
                        Objects.requireNonNullElse(document.getMimeType(), BYTES)
                                .strip(),
                        Attachments.incoming(document.getDocument()),
                        newIds(document)));
            } else {
                errors.add(XdsError.of(
                        ErrorCode.XDSRepositoryError, "came without its bytes: " + request.documentUniqueId()));
            }
        }
        return new RetrieveDocumentSetResponse(documents, errors, delivery);
    }

    private static @Nullable NewIds newIds(DocumentResponseType document) {
        return document.isSetNewDocumentUniqueId()
                ? new NewIds(
                        document.isSetNewRepositoryUniqueId()
                                ? DocumentRequestCodec.identifier(document.getNewRepositoryUniqueId())
                                : null,
                        DocumentRequestCodec.identifier(document.getNewDocumentUniqueId()))
                : null;
    }

    private static DocumentRequest request(DocumentResponseType document) {
        return new DocumentRequest(
                document.isSetHomeCommunityId() ? DocumentRequestCodec.identifier(document.getHomeCommunityId()) : null,
                DocumentRequestCodec.identifier(document.getRepositoryUniqueId()),
                DocumentRequestCodec.identifier(document.getDocumentUniqueId()));
    }

    private static String mimeType(ProvideAndRegisterDocumentSetRequest request, ProvidedDocument document) {
        return request.submission()
                .documentEntries()
                .filter(entry -> entry.id().equals(document.id()))
                .map(RegistryObjectDraft::header)
                .map(header -> Objects.requireNonNullElse(header.mimeType(), BYTES))
                .findFirst()
                .orElse(BYTES);
    }
}
