package dev.xdsi.soap.addressing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.headers.Header;
import org.apache.cxf.helpers.DOMUtils;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The message addressing properties of one request that matter to its answer (WS-Addressing 1.0 Core 3).
 *
 * @param messageId absent when the sender gave none; the answer then has no RelatesTo
 * @param replyTo as written; {@link #ANONYMOUS} when absent
 * @param faultTo where a fault goes: as written, {@code replyTo} when absent, and {@link #ANONYMOUS} also for none
 */
public record Addressing(String action, @Nullable String messageId, String replyTo, String faultTo) {
    public static final String NAMESPACE = "http://www.w3.org/2005/08/addressing";
    public static final String ANONYMOUS = NAMESPACE + "/anonymous";

    static final String NONE = NAMESPACE + "/none";
    static final String SOAP_FAULT_ACTION = NAMESPACE + "/soap/fault";

    private static final int MAX_VALUE = 4096;

    static QName name(String local) {
        return new QName(NAMESPACE, local);
    }

    /**
     * Reads the headers and refuses what this node cannot honour: no action, several, or an answer sent elsewhere.
     *
     * @param elsewhere whether answers to this caller may be sent to an address
     */
    static Addressing of(SoapMessage message, Predicate<String> elsewhere) {
        String action = single(message, "Action");
        if (action == null) {
            throw fault("MessageAddressingHeaderRequired", "the header wsa:Action is missing");
        }
        String replyTo = address(message, "ReplyTo", elsewhere);
        String faultTo = address(message, "FaultTo", elsewhere);
        String messageId = single(message, "MessageID");
        String back = Objects.requireNonNullElse(replyTo, ANONYMOUS);
        Addressing addressing = new Addressing(action, messageId, back, Objects.requireNonNullElse(faultTo, back));
        if (messageId == null && addressing.isAnsweredElsewhere()) {
            throw fault("MessageAddressingHeaderRequired", "an answer elsewhere needs a wsa:MessageID to relate to");
        }
        return addressing;
    }

    private boolean isAnsweredElsewhere() {
        return !replyTo.equals(ANONYMOUS) || !faultTo.equals(ANONYMOUS);
    }

    /** Where the answer, or the fault, is to be sent; nothing when it goes back on the connection of its request. */
    public Optional<String> elsewhere(boolean fault) {
        return Optional.of(fault ? faultTo : replyTo).filter(address -> !address.equals(ANONYMOUS));
    }

    static @Nullable String single(SoapMessage message, String local) {
        Element element = singleElement(message, local);
        return element == null ? null : value(element);
    }

    /** A Sender fault with a predefined subcode (WS-Addressing 1.0 SOAP Binding 6.4). */
    static SoapFault fault(String subcode, String reason) {
        SoapFault fault = new SoapFault(reason, Soap12.getInstance().getSender());
        fault.addSubCode(name(subcode));
        return fault;
    }

    /** A header block with text in it. A plain header: the stack would write a SoapHeader's mark as true instead of 1. */
    static Header header(String local, String text, boolean mustUnderstand) {
        Element element = element(local);
        element.setTextContent(text);
        if (mustUnderstand) {
            String soap = Soap12.getInstance().getNamespace();
            element.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:soap", soap);
            element.setAttributeNS(soap, "soap:mustUnderstand", "1");
        }
        return new Header(name(local), element);
    }

    /** A header block that is an endpoint reference. */
    static Header reference(String local, String address) {
        Element element = element(local);
        Element child = element.getOwnerDocument().createElementNS(NAMESPACE, "wsa:Address");
        child.setTextContent(address);
        element.appendChild(child);
        return new Header(name(local), element);
    }

    private static Element element(String local) {
        Element element = DOMUtils.createDocument().createElementNS(NAMESPACE, "wsa:" + local);
        element.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:wsa", NAMESPACE);
        return element;
    }

    /** Anywhere but the back channel, or where the operator agreed to, would let a stranger choose whom this node calls. */
    private static @Nullable String address(SoapMessage message, String local, Predicate<String> elsewhere) {
        Element reference = singleElement(message, local);
        if (reference == null) {
            return null;
        }
        Element address = DOMUtils.getFirstChildWithName(reference, NAMESPACE, "Address");
        if (address == null) {
            throw fault("InvalidAddressingHeader", "wsa:" + local + " has no address");
        }
        String value = value(address);
        if (local.equals("FaultTo") && value.equals(NONE)) {
            return ANONYMOUS;
        }
        if (!value.equals(ANONYMOUS) && !elsewhere.test(value)) {
            throw fault(
                    "OnlyAnonymousAddressSupported",
                    "wsa:" + local + " must be anonymous: answers leave on the connection of the request");
        }
        return value;
    }

    private static @Nullable Element singleElement(SoapMessage message, String local) {
        List<Header> headers = message.getHeaders().stream()
                .filter(header -> name(local).equals(header.getName()))
                .toList();
        if (headers.size() > 1) {
            throw fault("InvalidAddressingHeader", "the header wsa:" + local + " appears more than once");
        }
        return headers.isEmpty() || !(headers.getFirst().getObject() instanceof Element element) ? null : element;
    }

    private static String value(Element element) {
        String text = element.getTextContent().strip();
        if (text.length() > MAX_VALUE) {
            throw fault("InvalidAddressingHeader", "a WS-Addressing header is longer than " + MAX_VALUE);
        }
        return text;
    }
}
