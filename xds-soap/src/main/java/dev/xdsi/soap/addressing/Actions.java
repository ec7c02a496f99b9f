package dev.xdsi.soap.addressing;

import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.cxf.service.model.AbstractMessageContainer;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.ws.addressing.JAXWSAConstants;

/** The actions that the WSDL gives to the messages of an operation (WS-Addressing 1.0 Metadata 4.4.1). */
public final class Actions {
    private Actions() {}

    public static Optional<String> request(BindingOperationInfo operation) {
        return of(operation.getOperationInfo().getInput());
    }

    static Optional<String> response(BindingOperationInfo operation) {
        return of(operation.getOperationInfo().getOutput());
    }

    private static Optional<String> of(AbstractMessageContainer message) {
        Object action = message.getExtensionAttribute(JAXWSAConstants.WSAM_ACTION_QNAME);
        if (action == null) {
            action = message.getExtensionAttribute(JAXWSAConstants.WSAW_ACTION_QNAME);
        }
        return Optional.ofNullable(action)
                .map(value -> value instanceof QName name ? name.getLocalPart() : value.toString());
    }
}
