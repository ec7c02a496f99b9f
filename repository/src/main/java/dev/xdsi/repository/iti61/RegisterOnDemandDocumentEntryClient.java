package dev.xdsi.repository.iti61;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import java.net.URI;
import javax.xml.namespace.QName;

/** Register On-Demand Document Entry [ITI-61] over SOAP (ITI TF-2: 3.61.4.1). */
public final class RegisterOnDemandDocumentEntryClient
        implements Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";
    private static final SoapContract<DocumentRegistryPortType> CONTRACT = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/DocumentRegistry.wsdl",
            new QName(XDS_B, "DocumentRegistry_Service"),
            new QName(XDS_B, "DocumentRegistry_Port_Soap12"),
            false);

    private final DocumentRegistryPortType registry;

    public RegisterOnDemandDocumentEntryClient(SoapClients clients, URI address) {
        this.registry = clients.connect(CONTRACT, address);
    }

    @Override
    public RegistryResponse perform(RegisterOnDemandDocumentEntryRequest request, Caller caller) {
        return RegistryResponseCodec.decode(
                OnBehalf.of(
                        caller,
                        () -> registry.documentRegistryRegisterOnDemandDocumentEntry(
                                SubmissionCodec.encode(request.submission()))),
                ErrorCode.XDSRegistryError);
    }
}
