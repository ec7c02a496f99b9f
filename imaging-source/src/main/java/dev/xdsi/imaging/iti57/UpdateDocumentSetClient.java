package dev.xdsi.imaging.iti57;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import dev.xdsi.wsdl.xdsb2010.DocumentRegistryPortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** Update Document Set [ITI-57] at a Document Registry behind SOAP (ITI TF-2: 3.57.4.1). */
public final class UpdateDocumentSetClient implements Transaction<UpdateDocumentSetRequest, RegistryResponse> {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2010";
    private static final SoapContract<DocumentRegistryPortType> CONTRACT = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/MetadataUpdate.wsdl",
            new QName(NAMESPACE, "DocumentRegistry_Service"),
            new QName(NAMESPACE, "DocumentRegistry_Port_Soap12"),
            false);

    private final DocumentRegistryPortType registry;

    public UpdateDocumentSetClient(SoapClients clients, URI address) {
        this.registry = clients.connect(CONTRACT, address);
    }

    @Override
    public RegistryResponse perform(UpdateDocumentSetRequest request, Caller caller) {
        return RegistryResponseCodec.decode(
                OnBehalf.of(
                        caller,
                        () -> registry.documentRegistryUpdateDocumentSet(SubmissionCodec.encode(request.submission()))),
                ErrorCode.XDSRegistryError);
    }
}
