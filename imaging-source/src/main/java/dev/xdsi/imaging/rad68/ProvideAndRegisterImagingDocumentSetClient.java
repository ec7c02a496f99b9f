package dev.xdsi.imaging.rad68;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** RAD-68 at a Document Repository behind SOAP, on the wire of ITI-41 (RAD TF-2: 4.68.4.1). */
public final class ProvideAndRegisterImagingDocumentSetClient
        implements Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";
    private static final SoapContract<DocumentRepositoryPortType> CONTRACT = new SoapContract<>(
            DocumentRepositoryPortType.class,
            "wsdl/DocumentRepository.wsdl",
            new QName(XDS_B, "DocumentRepository_Service"),
            new QName(XDS_B, "DocumentRepository_Port_Soap12"),
            true);

    private final DocumentRepositoryPortType repository;

    public ProvideAndRegisterImagingDocumentSetClient(SoapClients clients, URI address) {
        this.repository = clients.connect(CONTRACT, address);
    }

    @Override
    public RegistryResponse perform(ProvideAndRegisterDocumentSetRequest request, Caller caller) {
        return RegistryResponseCodec.decode(
                OnBehalf.of(
                        caller,
                        () -> repository.documentRepositoryProvideAndRegisterDocumentSetB(
                                DocumentSetCodec.encode(request))),
                ErrorCode.XDSRepositoryError);
    }
}
