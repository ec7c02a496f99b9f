package dev.xdsi.imaging.rad69;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import dev.xdsi.wsdl.xdsi.ImagingDocumentSourcePortType;
import dev.xdsi.wsdl.xdsi.RetrieveImagingDocumentSetRequestType;
import javax.xml.namespace.QName;

/** The web service of an Imaging Document Source: RAD-69, in MTOM, instances streamed from the archive. */
public final class RetrieveImagingDocumentSetEndpoint implements ImagingDocumentSourcePortType {
    private static final String XDSI_B = "urn:ihe:rad:xdsi-b:2009";

    /** For whoever publishes this endpoint or calls another imaging source. */
    public static final SoapContract<ImagingDocumentSourcePortType> CONTRACT = new SoapContract<>(
            ImagingDocumentSourcePortType.class,
            "wsdl/ImagingDocumentSource.wsdl",
            new QName(XDSI_B, "ImagingDocumentSource_Service"),
            new QName(XDSI_B, "ImagingDocumentSource_Port_Soap12"),
            true);

    private final Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve;

    public RetrieveImagingDocumentSetEndpoint(
            Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve) {
        this.retrieve = retrieve;
    }

    @Override
    public RetrieveDocumentSetResponseType imagingDocumentSourceRetrieveImagingDocumentSet(
            RetrieveImagingDocumentSetRequestType body) {
        SoapCall call = SoapCall.current();
        RetrieveDocumentSetResponse response = retrieve.perform(DocumentRequestCodec.decode(body), call.caller());
        call.closeWithAnswer(response.delivery());
        return DocumentSetCodec.encode(response);
    }
}
