package dev.xdsi.consumer.iti38;

import dev.xdsi.consumer.partner.Partner;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.wsdl.xdsb.RespondingGatewayPortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** Cross Gateway Query [ITI-38] at the Responding Gateway of another community, over SOAP (ITI TF-2: 3.38.4.1). */
public final class CrossGatewayQueryClient implements Transaction<StoredQueryRequest, StoredQueryResponse> {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2007";
    private static final SoapContract<RespondingGatewayPortType> CONTRACT = new SoapContract<>(
            RespondingGatewayPortType.class,
            "wsdl/RespondingGateway.wsdl",
            new QName(NAMESPACE, "RespondingGateway_Service"),
            new QName(NAMESPACE, "RespondingGateway_Port_Soap12"),
            false);

    private final Partner gateway;
    private final RespondingGatewayPortType port;

    public CrossGatewayQueryClient(SoapClients clients, URI address) {
        this.gateway = new Partner("the responding gateway", address);
        this.port = clients.connect(CONTRACT, address);
    }

    @Override
    public StoredQueryResponse perform(StoredQueryRequest request, Caller caller) {
        return gateway.call(() -> StoredQueryCodec.decode(
                OnBehalf.of(caller, () -> port.respondingGatewayCrossGatewayQuery(StoredQueryCodec.encode(request)))));
    }
}
