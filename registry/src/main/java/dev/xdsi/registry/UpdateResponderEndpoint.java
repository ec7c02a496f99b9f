package dev.xdsi.registry;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.iti92.RestrictedUpdateDocumentSetRequest;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.rmu.UpdateResponderPortType;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import javax.xml.namespace.QName;

/** The Document Registry behind SOAP 1.2 as an Update Responder: ITI-92 (ITI TF-2: 3.92). */
public final class UpdateResponderEndpoint implements UpdateResponderPortType {
    private static final String NAMESPACE = "urn:ihe:iti:rmu:2018";

    public static final SoapContract<UpdateResponderPortType> CONTRACT = new SoapContract<>(
            UpdateResponderPortType.class,
            "wsdl/UpdateResponder.wsdl",
            new QName(NAMESPACE, "UpdateResponder_Service"),
            new QName(NAMESPACE, "UpdateResponder_Port_Soap12"),
            false);

    private final DocumentRegistry registry;

    public UpdateResponderEndpoint(DocumentRegistry registry) {
        this.registry = registry;
    }

    @Override
    public RegistryResponseType updateResponderRestrictedUpdateDocumentSet(SubmitObjectsRequest body) {
        var request = new RestrictedUpdateDocumentSetRequest(SubmissionCodec.decode(body));
        return RegistryResponseCodec.encode(registry.administration()
                .restrictedUpdateDocumentSet()
                .perform(request, SoapCall.current().caller()));
    }
}
