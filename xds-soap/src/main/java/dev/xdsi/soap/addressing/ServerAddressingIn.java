package dev.xdsi.soap.addressing;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.service.model.MessagePartInfo;

/**
 * Chooses the operation by what the body is, and refuses an action that says something else: what a caller may do is
 * judged by the body. The action of the HTTP headers is not looked at (ITI TF-2: Appendix V.3.2.2).
 */
public final class ServerAddressingIn extends AbstractSoapInterceptor {
    private static final Set<QName> UNDERSTOOD = Set.of(
            Addressing.name("Action"),
            Addressing.name("MessageID"),
            Addressing.name("ReplyTo"),
            Addressing.name("FaultTo"),
            Addressing.name("From"),
            Addressing.name("To"),
            Addressing.name("RelatesTo"));

    private final Predicate<String> elsewhere;

    /** @param elsewhere whether answers to the caller of the moment may be sent to an address */
    public ServerAddressingIn(Predicate<String> elsewhere) {
        super(Phase.POST_PROTOCOL);
        this.elsewhere = elsewhere;
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return UNDERSTOOD;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        if (isGET(message)) {
            return;
        }
        Exchange exchange = message.getExchange();
        String messageId = Addressing.single(message, "MessageID");
        if (messageId != null) {
            exchange.put(ServerAddressingOut.RELATES_TO, messageId);
        }
        Addressing addressing = Addressing.of(message, elsewhere);
        exchange.put(Addressing.class, addressing);
        QName body = bodyElement(message);
        List<BindingOperationInfo> candidates =
                exchange.getEndpoint().getBinding().getBindingInfo().getOperations().stream()
                        .filter(operation -> takes(operation, body))
                        .toList();
        if (candidates.isEmpty()) {
            throw new SoapFault(
                    "this service has no operation for a body of " + body,
                    Soap12.getInstance().getSender());
        }
        exchange.put(BindingOperationInfo.class, withAction(candidates, addressing.action()));
    }

    private static BindingOperationInfo withAction(List<BindingOperationInfo> candidates, String action) {
        for (BindingOperationInfo candidate : candidates) {
            if (Actions.request(candidate).filter(action::equals).isPresent()) {
                return candidate;
            }
        }
        throw Addressing.fault("ActionNotSupported", "wsa:Action does not belong to this body: " + action);
    }

    private static boolean takes(BindingOperationInfo operation, QName body) {
        return operation.getOperationInfo().getInput().getMessageParts().stream()
                .map(MessagePartInfo::getConcreteName)
                .anyMatch(body::equals);
    }

    private static QName bodyElement(SoapMessage message) {
        XMLStreamReader reader = message.getContent(XMLStreamReader.class);
        try {
            while (!reader.isStartElement() && !reader.isEndElement()) {
                reader.next();
            }
            if (reader.isEndElement()) {
                throw new SoapFault(
                        "the SOAP body is empty", Soap12.getInstance().getSender());
            }
            return reader.getName();
        } catch (XMLStreamException e) {
            throw new SoapFault(
                    "the SOAP body is malformed", e, Soap12.getInstance().getSender());
        }
    }
}
