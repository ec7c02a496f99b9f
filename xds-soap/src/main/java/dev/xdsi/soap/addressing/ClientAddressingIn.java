package dev.xdsi.soap.addressing;

import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Refuses an answer to another request. Partners that leave RelatesTo out are borne with: on one connection there is
 * only one request that can be answered.
 */
public final class ClientAddressingIn extends AbstractSoapInterceptor {
    private static final Set<QName> UNDERSTOOD = Set.of(
            Addressing.name("Action"),
            Addressing.name("MessageID"),
            Addressing.name("ReplyTo"),
            Addressing.name("FaultTo"),
            Addressing.name("From"),
            Addressing.name("To"),
            Addressing.name("RelatesTo"));

    public ClientAddressingIn() {
        super(Phase.PRE_PROTOCOL);
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return UNDERSTOOD;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        String relatesTo = Addressing.single(message, "RelatesTo");
        Object messageId = message.getExchange().get(ClientAddressingOut.MESSAGE_ID);
        if (relatesTo != null && !relatesTo.equals(messageId)) {
            throw new SoapFault(
                    "the answer relates to another request",
                    Soap12.getInstance().getSender());
        }
    }
}
