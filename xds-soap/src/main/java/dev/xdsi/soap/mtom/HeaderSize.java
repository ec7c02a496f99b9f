package dev.xdsi.soap.mtom;

import dev.xdsi.soap.xua.Refusal;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;

/**
 * Counts what stands outside the body of an envelope, as it is read, and ends the reading when it is too much: where that is within
 * {@code wsse:Security}, it is the assertion that is refused.
 */
final class HeaderSize {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ELEMENTS = 8_000;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_CHARACTERS = 512 * 1024;
    private static final int CHILD_OF_ENVELOPE = 2;
    private static final int BLOCK = 3;

    private static final Set<String> SOAP =
            Set.of(Soap11.getInstance().getNamespace(), Soap12.getInstance().getNamespace());

    private int depth;
    private int elements;
    private long characters;
    private boolean inBody;
    private boolean inSecurity;

    void count(int event, XMLStreamReader reader) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                inBody |= depth == CHILD_OF_ENVELOPE && isBody(reader);
                if (depth == BLOCK) {
                    inSecurity = !inBody && isSecurity(reader);
                }
                if (!inBody) {
                    start(reader);
                }
            }
            case XMLStreamConstants.END_ELEMENT -> {
                inBody &= depth != CHILD_OF_ENVELOPE;
                inSecurity &= depth != BLOCK;
                depth--;
            }
            case XMLStreamConstants.CHARACTERS,
                    XMLStreamConstants.CDATA,
                    XMLStreamConstants.SPACE,
                    XMLStreamConstants.COMMENT -> {
                if (!inBody) {
                    add(reader.getTextLength());
                }
            }
            default -> {}
        }
    }

    /** Of SOAP 1.1 too, whose senders are told so later; what only has its name is read like a header. */
    private static boolean isBody(XMLStreamReader reader) {
        return reader.getLocalName().equals("Body") && SOAP.contains(String.valueOf(reader.getNamespaceURI()));
    }

    boolean isPassed() {
        return inBody;
    }

    boolean isInSecurity() {
        return inSecurity;
    }

    private void start(XMLStreamReader reader) throws XMLStreamException {
        elements++;
        demand(depth <= MAX_DEPTH && elements <= MAX_ELEMENTS && reader.getAttributeCount() <= MAX_ATTRIBUTES);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            add(reader.getAttributeValue(i).length());
        }
    }

    private void add(int length) throws XMLStreamException {
        characters += length;
        demand(characters <= MAX_CHARACTERS);
    }

    private static boolean isSecurity(XMLStreamReader reader) {
        return reader.getLocalName().equals("Security")
                && Refusal.TOO_LARGE.code().getNamespaceURI().equals(reader.getNamespaceURI());
    }

    private void demand(boolean kept) throws XMLStreamException {
        if (!kept) {
            String exceeded = "the SOAP header exceeds a limit of size, depth or number of elements";
            throw inSecurity
                    ? new UnprovenEnvelopeException(Refusal.TOO_LARGE, exceeded)
                    : new XMLStreamException(exceeded);
        }
    }
}
