package dev.xdsi.consumer.rad69;

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
import dev.xdsi.wsdl.xdsi.ImagingDocumentSourcePortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** Retrieve Imaging Document Set [RAD-69] at an Imaging Document Source, over SOAP with MTOM (RAD TF-2: 4.69.4.1). */
public final class RetrieveImagingDocumentSetClient
        implements Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> {
    private static final String NAMESPACE = "urn:ihe:rad:xdsi-b:2009";
    private static final SoapContract<ImagingDocumentSourcePortType> CONTRACT = new SoapContract<>(
            ImagingDocumentSourcePortType.class,
            "wsdl/ImagingDocumentSource.wsdl",
            new QName(NAMESPACE, "ImagingDocumentSource_Service"),
            new QName(NAMESPACE, "ImagingDocumentSource_Port_Soap12"),
            true);

    private final Partner source;
    private final ImagingDocumentSourcePortType port;

    public RetrieveImagingDocumentSetClient(SoapClients clients, URI address) {
        this.source = new Partner("the imaging source", address);
        this.port = clients.connectStreaming(CONTRACT, address);
    }

    @Override
    public RetrieveDocumentSetResponse perform(RetrieveImagingDocumentSetRequest request, Caller caller) {
        return source.call(() -> DocumentSetCodec.decode(OnBehalf.of(
                caller,
                () -> port.imagingDocumentSourceRetrieveImagingDocumentSet(DocumentRequestCodec.encode(request)))));
    }
}
