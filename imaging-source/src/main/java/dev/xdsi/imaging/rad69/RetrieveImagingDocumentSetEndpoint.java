package dev.xdsi.imaging.rad69;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
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
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(RetrieveImagingDocumentSetEndpoint.class);

    private final Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve;
    private final Supplier<UUID> errorIds;

    public RetrieveImagingDocumentSetEndpoint(
            Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve,
            Supplier<UUID> errorIds) {
        this.retrieve = retrieve;
        this.errorIds = errorIds;
    }

    @Override
    public RetrieveDocumentSetResponseType imagingDocumentSourceRetrieveImagingDocumentSet(
            RetrieveImagingDocumentSetRequestType body) {
        SoapCall call = SoapCall.current();
        RetrieveDocumentSetResponse response = perform(DocumentRequestCodec.decode(body), call);
        call.closeWithAnswer(response.delivery());
        return DocumentSetCodec.encode(response);
    }

    /** Where the unexpected becomes an XDSRepositoryError: the partner gets an id to ask with, the log gets the stack. */
    private RetrieveDocumentSetResponse perform(RetrieveImagingDocumentSetRequest request, SoapCall call) {
        try {
            return retrieve.perform(request, call.caller());
        } catch (RuntimeException failure) {
            UUID errorId = errorIds.get();
            LOG.error("error {}", errorId, failure);
            return new RetrieveDocumentSetResponse(
                    List.of(),
                    List.of(XdsError.of(
                            ErrorCode.XDSRepositoryError,
                            "the imaging source failed; its operator finds the reason under error id " + errorId)));
        }
    }
}
