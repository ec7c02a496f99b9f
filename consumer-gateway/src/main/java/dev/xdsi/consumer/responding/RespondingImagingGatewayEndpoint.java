package dev.xdsi.consumer.responding;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import dev.xdsi.wsdl.xdsi.RespondingGatewayPortType;
import dev.xdsi.wsdl.xdsi.RetrieveImagingDocumentSetRequestType;
import javax.xml.namespace.QName;

/** The web service of a Responding Imaging Gateway: RAD-75, in MTOM, instances streamed from their sources. */
public final class RespondingImagingGatewayEndpoint implements RespondingGatewayPortType {
    private static final String XDSI_B = "urn:ihe:rad:xdsi-b:2009";

    /** For whoever publishes this endpoint. */
    public static final SoapContract<RespondingGatewayPortType> CONTRACT = new SoapContract<>(
            RespondingGatewayPortType.class,
            "wsdl/RespondingImagingGateway.wsdl",
            new QName(XDSI_B, "RespondingGateway_Service"),
            new QName(XDSI_B, "RespondingGateway_Port_Soap12"),
            true);

    private final RespondingGateway gateway;

    public RespondingImagingGatewayEndpoint(RespondingGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public RetrieveDocumentSetResponseType respondingGatewayCrossGatewayRetrieveImagingDocumentSet(
            RetrieveImagingDocumentSetRequestType body) {
        SoapCall call = SoapCall.current();
        RetrieveDocumentSetResponse response = gateway.crossGatewayRetrieveImagingDocumentSet()
                .perform(DocumentRequestCodec.decode(body), call.caller());
        call.closeWithAnswer(response.delivery());
        return DocumentSetCodec.encode(response);
    }
}
