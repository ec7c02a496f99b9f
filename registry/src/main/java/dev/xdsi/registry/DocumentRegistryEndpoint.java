package dev.xdsi.registry;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.soap.ebrim.UnreadableRequestException;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import java.util.List;
import javax.xml.namespace.QName;

/** The Document Registry behind SOAP 1.2: ITI-42, ITI-61, ITI-18 and ITI-51 at one address (ITI TF-2: 3.18.8, 3.42.8, 3.51.8). */
public final class DocumentRegistryEndpoint implements DocumentRegistryPortType {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2007";

    public static final SoapContract<DocumentRegistryPortType> CONTRACT = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/DocumentRegistry.wsdl",
            new QName(NAMESPACE, "DocumentRegistry_Service"),
            new QName(NAMESPACE, "DocumentRegistry_Port_Soap12"),
            false);

    private final DocumentRegistry registry;

    public DocumentRegistryEndpoint(DocumentRegistry registry) {
        this.registry = registry;
    }

    @Override
    public RegistryResponseType documentRegistryRegisterOnDemandDocumentEntry(SubmitObjectsRequest body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RegistryResponseType documentRegistryRegisterDocumentSetB(SubmitObjectsRequest body) {
        var request = new RegisterDocumentSetRequest(SubmissionCodec.decode(body));
        var response = registry.registerDocumentSet()
                .perform(request, SoapCall.current().caller());
        return RegistryResponseCodec.encode(response);
    }

    @Override
    public AdhocQueryResponse documentRegistryRegistryStoredQuery(AdhocQueryRequest body) {
        return StoredQueryCodec.encode(answer(registry.registryStoredQuery(), body));
    }

    @Override
    public AdhocQueryResponse documentRegistryMultiPatientStoredQuery(AdhocQueryRequest body) {
        return StoredQueryCodec.encode(answer(registry.multiPatientStoredQuery(), body));
    }

    private static StoredQueryResponse answer(
            Transaction<StoredQueryRequest, StoredQueryResponse> query, AdhocQueryRequest body) {
        try {
            return query.perform(
                    StoredQueryCodec.decode(body), SoapCall.current().caller());
        } catch (UnreadableRequestException unreadable) {
            return StoredQueryResponse.failure(List.of(unreadable.error()));
        }
    }
}
