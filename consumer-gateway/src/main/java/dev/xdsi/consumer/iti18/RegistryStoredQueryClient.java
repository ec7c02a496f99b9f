package dev.xdsi.consumer.iti18;

import dev.xdsi.consumer.partner.Partner;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** Registry Stored Query [ITI-18] at a Document Registry or Initiating Gateway, over SOAP (ITI TF-2: 3.18.4.1). */
public final class RegistryStoredQueryClient implements Transaction<StoredQueryRequest, StoredQueryResponse> {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2007";
    private static final SoapContract<DocumentRegistryPortType> CONTRACT = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/DocumentRegistry.wsdl",
            new QName(NAMESPACE, "DocumentRegistry_Service"),
            new QName(NAMESPACE, "DocumentRegistry_Port_Soap12"),
            false);

    private final Partner registry;
    private final DocumentRegistryPortType port;

    public RegistryStoredQueryClient(SoapClients clients, URI address) {
        this.registry = new Partner("the registry", address);
        this.port = clients.connect(CONTRACT, address);
    }

    @Override
    public StoredQueryResponse perform(StoredQueryRequest request, Caller caller) {
        return registry.call(() -> StoredQueryCodec.decode(
                OnBehalf.of(caller, () -> port.documentRegistryRegistryStoredQuery(StoredQueryCodec.encode(request)))));
    }
}
