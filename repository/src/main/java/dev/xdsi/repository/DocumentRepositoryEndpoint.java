package dev.xdsi.repository;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import javax.xml.namespace.QName;

/** The web service of a Document Repository: ITI-41, and RAD-68 on the same wire, and ITI-43, in MTOM both ways. */
public final class DocumentRepositoryEndpoint implements DocumentRepositoryPortType {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";

    /** For whoever publishes this endpoint or calls another repository. */
    public static final SoapContract<DocumentRepositoryPortType> CONTRACT = new SoapContract<>(
            DocumentRepositoryPortType.class,
            "wsdl/DocumentRepository.wsdl",
            new QName(XDS_B, "DocumentRepository_Service"),
            new QName(XDS_B, "DocumentRepository_Port_Soap12"),
            true);

    private final Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegister;
    private final Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieve;

    public DocumentRepositoryEndpoint(DocumentRepository repository) {
        provideAndRegister = repository.provideAndRegisterDocumentSet();
        retrieve = repository.retrieveDocumentSet();
    }

    @Override
    public RegistryResponseType documentRepositoryProvideAndRegisterDocumentSetB(
            ProvideAndRegisterDocumentSetRequestType body) {
        return RegistryResponseCodec.encode(provideAndRegister.perform(
                DocumentSetCodec.decode(body), SoapCall.current().caller()));
    }

    @Override
    public RetrieveDocumentSetResponseType documentRepositoryRetrieveDocumentSet(RetrieveDocumentSetRequestType body) {
        SoapCall call = SoapCall.current();
        RetrieveDocumentSetResponse response = retrieve.perform(DocumentRequestCodec.decode(body), call.caller());
        call.closeWithAnswer(response.delivery());
        return DocumentSetCodec.encode(response);
    }
}
