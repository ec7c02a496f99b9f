package dev.xdsi.registry;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.RemovalCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import dev.xdsi.wsdl.lcm.RemoveObjectsRequest;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb2010.DocumentRegistryPortType;
import javax.xml.namespace.QName;

/** The Document Registry behind SOAP 1.2 as Document Administrators call it: ITI-57 and ITI-62 (ITI TF-2: 3.57, 3.62). */
public final class MetadataUpdateEndpoint implements DocumentRegistryPortType {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2010";

    public static final SoapContract<DocumentRegistryPortType> CONTRACT = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/MetadataUpdate.wsdl",
            new QName(NAMESPACE, "DocumentRegistry_Service"),
            new QName(NAMESPACE, "DocumentRegistry_Port_Soap12"),
            false);

    private final DocumentRegistry registry;

    public MetadataUpdateEndpoint(DocumentRegistry registry) {
        this.registry = registry;
    }

    @Override
    public RegistryResponseType documentRegistryUpdateDocumentSet(SubmitObjectsRequest body) {
        var request = new UpdateDocumentSetRequest(SubmissionCodec.decode(body));
        return RegistryResponseCodec.encode(registry.administration()
                .updateDocumentSet()
                .perform(request, SoapCall.current().caller()));
    }

    @Override
    public RegistryResponseType documentRegistryDeleteDocumentSet(RemoveObjectsRequest body) {
        return RegistryResponseCodec.encode(registry.administration()
                .removeMetadata()
                .perform(RemovalCodec.decode(body), SoapCall.current().caller())
                .outcome());
    }
}
