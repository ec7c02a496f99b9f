package dev.xdsi.soap.server;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Reads the envelope to its end before anything is done with what stood in it. The stack stops after the first element
 * of the body, and so would act on half a message, or on one of two bodies.
 */
final class WholeEnvelope extends AbstractSoapInterceptor {
    WholeEnvelope() {
        super(Phase.PRE_LOGICAL);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        XMLStreamReader reader = message.getContent(XMLStreamReader.class);
        if (reader == null || isGET(message)) {
            return;
        }
        try {
            while (reader.hasNext()) {
                reader.next();
                if (!mayFollow(reader)) {
                    throw new SoapFault(
                            "a SOAP envelope ends with its body, which holds one element",
                            Soap12.getInstance().getSender());
                }
            }
        } catch (XMLStreamException e) {
            throw new SoapFault(
                    String.valueOf(e.getMessage()), e, Soap12.getInstance().getSender());
        }
    }

    private static boolean mayFollow(XMLStreamReader reader) {
        return switch (reader.getEventType()) {
            case XMLStreamConstants.END_ELEMENT,
                    XMLStreamConstants.END_DOCUMENT,
                    XMLStreamConstants.SPACE,
                    XMLStreamConstants.COMMENT -> true;
            case XMLStreamConstants.CHARACTERS -> reader.isWhiteSpace();
            default -> false;
        };
    }
}
