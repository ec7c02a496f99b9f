package dev.xdsi.consumer.rad75;

import dev.xdsi.consumer.partner.Partner;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.wsdl.xdsi.RespondingGatewayPortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** Cross Gateway Retrieve Imaging Document Set [RAD-75] at the Responding Imaging Gateway of another community, over SOAP with MTOM (RAD TF-2: 4.75.4.1). */
public final class CrossGatewayRetrieveImagingDocumentSetClient
        implements Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> {
    private static final String NAMESPACE = "urn:ihe:rad:xdsi-b:2009";
    private static final SoapContract<RespondingGatewayPortType> CONTRACT = new SoapContract<>(
            RespondingGatewayPortType.class,
            "wsdl/RespondingImagingGateway.wsdl",
            new QName(NAMESPACE, "RespondingGateway_Service"),
            new QName(NAMESPACE, "RespondingGateway_Port_Soap12"),
            true);

    private final Partner gateway;
    private final RespondingGatewayPortType port;

    public CrossGatewayRetrieveImagingDocumentSetClient(SoapClients clients, URI address) {
        this.gateway = new Partner("the responding imaging gateway", address);
        this.port = clients.connectStreaming(CONTRACT, address);
    }

    @Override
    public RetrieveDocumentSetResponse perform(RetrieveImagingDocumentSetRequest request, Caller caller) {
        return gateway.call(() -> DocumentSetCodec.decode(OnBehalf.of(
                caller,
                () -> port.respondingGatewayCrossGatewayRetrieveImagingDocumentSet(
                        DocumentRequestCodec.encode(request)))));
    }
}
