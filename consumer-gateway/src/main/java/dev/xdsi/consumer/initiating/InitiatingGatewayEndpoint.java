package dev.xdsi.consumer.initiating;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.SoapContract.Packaging;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.ebrim.UnreadableRequestException;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.xdsb.InitiatingGatewayPortType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;

/** The web service of a Initiating Gateway: ITI-18 as SIMPLE SOAP and ITI-43 in MTOM, at one address. */
public final class InitiatingGatewayEndpoint implements InitiatingGatewayPortType {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";

    /** For whoever publishes this endpoint. */
    public static final SoapContract<InitiatingGatewayPortType> CONTRACT = new SoapContract<>(
            InitiatingGatewayPortType.class,
            "wsdl/InitiatingGateway.wsdl",
            new QName(XDS_B, "InitiatingGateway_Service"),
            new QName(XDS_B, "InitiatingGateway_Port_Soap12"),
            new Packaging(true, Set.of("InitiatingGateway_RegistryStoredQuery")));

    private final InitiatingGateway gateway;

    public InitiatingGatewayEndpoint(InitiatingGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public AdhocQueryResponse initiatingGatewayRegistryStoredQuery(AdhocQueryRequest body) {
        return StoredQueryCodec.encode(answer(body));
    }

    private StoredQueryResponse answer(AdhocQueryRequest body) {
        try {
            return gateway.registryStoredQuery()
                    .perform(StoredQueryCodec.decode(body), SoapCall.current().caller());
        } catch (UnreadableRequestException unreadable) {
            return StoredQueryResponse.failure(List.of(unreadable.error()));
        }
    }

    @Override
    public RetrieveDocumentSetResponseType initiatingGatewayRetrieveDocumentSet(RetrieveDocumentSetRequestType body) {
        SoapCall call = SoapCall.current();
        RetrieveDocumentSetResponse response =
                gateway.retrieveDocumentSet().perform(DocumentRequestCodec.decode(body), call.caller());
        call.closeWithAnswer(response.delivery());
        return DocumentSetCodec.encode(response);
    }
}
