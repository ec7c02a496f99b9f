package dev.xdsi.consumer.initiating;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import dev.xdsi.wsdl.xdsi.ImagingDocumentSourcePortType;
import dev.xdsi.wsdl.xdsi.RetrieveImagingDocumentSetRequestType;
import javax.xml.namespace.QName;

/** The web service of an Initiating Imaging Gateway: RAD-69 as an Imaging Document Source serves it. */
public final class InitiatingImagingGatewayEndpoint implements ImagingDocumentSourcePortType {
    private static final String XDSI_B = "urn:ihe:rad:xdsi-b:2009";

    /** For whoever publishes this endpoint. */
    public static final SoapContract<ImagingDocumentSourcePortType> CONTRACT = new SoapContract<>(
            ImagingDocumentSourcePortType.class,
            "wsdl/ImagingDocumentSource.wsdl",
            new QName(XDSI_B, "ImagingDocumentSource_Service"),
            new QName(XDSI_B, "ImagingDocumentSource_Port_Soap12"),
            true);

    private final InitiatingGateway gateway;

    public InitiatingImagingGatewayEndpoint(InitiatingGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public RetrieveDocumentSetResponseType imagingDocumentSourceRetrieveImagingDocumentSet(
            RetrieveImagingDocumentSetRequestType body) {
        SoapCall call = SoapCall.current();
        RetrieveDocumentSetResponse response =
                gateway.retrieveImagingDocumentSet().perform(DocumentRequestCodec.decode(body), call.caller());
        call.closeWithAnswer(response.delivery());
        return DocumentSetCodec.encode(response);
    }
}
