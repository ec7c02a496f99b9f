package dev.xdsi.consumer.iti43;

import dev.xdsi.consumer.partner.Partner;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** Retrieve Document Set [ITI-43] at a Document Repository, over SOAP with MTOM (ITI TF-2: 3.43.4.1). */
public final class RetrieveDocumentSetClient
        implements Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2007";
    private static final SoapContract<DocumentRepositoryPortType> CONTRACT = new SoapContract<>(
            DocumentRepositoryPortType.class,
            "wsdl/DocumentRepository.wsdl",
            new QName(NAMESPACE, "DocumentRepository_Service"),
            new QName(NAMESPACE, "DocumentRepository_Port_Soap12"),
            true);

    private final Partner repository;
    private final DocumentRepositoryPortType port;

    public RetrieveDocumentSetClient(SoapClients clients, URI address) {
        this.repository = new Partner("the repository", address);
        this.port = clients.connectStreaming(CONTRACT, address);
    }

    @Override
    public RetrieveDocumentSetResponse perform(RetrieveDocumentSetRequest request, Caller caller) {
        return repository.call(() -> DocumentSetCodec.decode(OnBehalf.of(
                caller, () -> port.documentRepositoryRetrieveDocumentSet(DocumentRequestCodec.encode(request)))));
    }
}
