package dev.xdsi.consumer.iti39;

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
import dev.xdsi.wsdl.xdsb.RespondingGatewayPortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** Cross Gateway Retrieve [ITI-39] at the Responding Gateway of another community, over SOAP with MTOM (ITI TF-2: 3.39.4.1). */
public final class CrossGatewayRetrieveClient
        implements Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2007";
    private static final SoapContract<RespondingGatewayPortType> CONTRACT = new SoapContract<>(
            RespondingGatewayPortType.class,
            "wsdl/RespondingGateway.wsdl",
            new QName(NAMESPACE, "RespondingGateway_Service"),
            new QName(NAMESPACE, "RespondingGateway_Port_Soap12"),
            true);

    private final Partner gateway;
    private final RespondingGatewayPortType port;

    public CrossGatewayRetrieveClient(SoapClients clients, URI address) {
        this.gateway = new Partner("the responding gateway", address);
        this.port = clients.connectStreaming(CONTRACT, address);
    }

    @Override
    public RetrieveDocumentSetResponse perform(RetrieveDocumentSetRequest request, Caller caller) {
        return gateway.call(() -> DocumentSetCodec.decode(OnBehalf.of(
                caller, () -> port.respondingGatewayCrossGatewayRetrieve(DocumentRequestCodec.encode(request)))));
    }
}
