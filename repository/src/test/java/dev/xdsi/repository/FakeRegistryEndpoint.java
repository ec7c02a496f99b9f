package dev.xdsi.repository;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import javax.xml.namespace.QName;

/** The web service of a registry that does what a test says. */
public final class FakeRegistryEndpoint implements DocumentRegistryPortType {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";
    private static final SoapContract<DocumentRegistryPortType> CONTRACT = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/DocumentRegistry.wsdl",
            new QName(XDS_B, "DocumentRegistry_Service"),
            new QName(XDS_B, "DocumentRegistry_Port_Soap12"),
            false);

    private final Transaction<RegisterDocumentSetRequest, RegistryResponse> registry;
    private final Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> onDemand;

    private FakeRegistryEndpoint(
            Transaction<RegisterDocumentSetRequest, RegistryResponse> registry,
            Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> onDemand) {
        this.registry = registry;
        this.onDemand = onDemand;
    }

    public static SoapEndpoint publish(
            Transaction<RegisterDocumentSetRequest, RegistryResponse> registry, SoapSettings settings) {
        return SoapEndpoint.publish(CONTRACT, new FakeRegistryEndpoint(registry, unexpected()), settings);
    }

    /** One that registers on-demand entries alone (ITI-61). */
    public static SoapEndpoint publishOnDemand(
            Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> onDemand, SoapSettings settings) {
        return SoapEndpoint.publish(CONTRACT, new FakeRegistryEndpoint(unexpected(), onDemand), settings);
    }

    private static <Q> Transaction<Q, RegistryResponse> unexpected() {
        return (request, caller) -> {
            throw new UnsupportedOperationException("not what this registry registers");
        };
    }

    @Override
    public AdhocQueryResponse documentRegistryMultiPatientStoredQuery(AdhocQueryRequest body) {
        throw new UnsupportedOperationException("only registers documents");
    }

    @Override
    public RegistryResponseType documentRegistryRegisterOnDemandDocumentEntry(SubmitObjectsRequest body) {
        return RegistryResponseCodec.encode(onDemand.perform(
                new RegisterOnDemandDocumentEntryRequest(SubmissionCodec.decode(body)),
                SoapCall.current().caller()));
    }

    @Override
    public RegistryResponseType documentRegistryRegisterDocumentSetB(SubmitObjectsRequest body) {
        return RegistryResponseCodec.encode(registry.perform(
                new RegisterDocumentSetRequest(SubmissionCodec.decode(body)),
                SoapCall.current().caller()));
    }

    @Override
    public AdhocQueryResponse documentRegistryRegistryStoredQuery(AdhocQueryRequest body) {
        throw new UnsupportedOperationException("only registers");
    }
}
