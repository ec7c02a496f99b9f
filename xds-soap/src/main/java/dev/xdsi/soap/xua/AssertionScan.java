package dev.xdsi.soap.xua;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an assertion once from end to end before a tree of it is built. What costs too much, what is encrypted, and what different readers
 * take for different things (comments in a name, two elements of one ID) ends here.
 */
final class AssertionScan {
    private static final int MAX_CHARACTERS = 256 * 1024;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 4_000;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_TEXT = 64 * 1024;
    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";

    private final Set<String> ids = new HashSet<>();
    private int depth;
    private int elements;
    private int text;

    private AssertionScan() {}

    static void check(String xml) throws NotBelievedException {
        if (xml.length() > MAX_CHARACTERS) {
            throw new NotBelievedException(Refusal.TOO_LARGE);
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        AssertionScan scan = new AssertionScan();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                scan.event(reader.next(), reader);
            }
        } catch (XMLStreamException e) {
            throw new NotBelievedException(Refusal.MALFORMED, e);
        }
    }

    private void event(int event, XMLStreamReader reader) throws NotBelievedException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reader);
            case XMLStreamConstants.END_ELEMENT -> {
                depth--;
                text = 0;
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                text += reader.getTextLength();
                limit(text <= MAX_TEXT);
            }
            case XMLStreamConstants.END_DOCUMENT -> {}
            default -> throw new NotBelievedException(Refusal.MALFORMED);
        }
    }

    private void start(XMLStreamReader reader) throws NotBelievedException {
        depth++;
        elements++;
        text = 0;
        limit(depth <= MAX_DEPTH && elements <= MAX_ELEMENTS && reader.getAttributeCount() <= MAX_ATTRIBUTES);
        String name = reader.getLocalName();
        String namespace = reader.getNamespaceURI();
        if (XENC.equals(namespace) || name.startsWith("Encrypted")) {
            throw new NotBelievedException(Refusal.ENCRYPTED);
        }
        if ((depth == 1) != name.equals("Assertion")) {
            throw new NotBelievedException(depth == 1 ? Refusal.MALFORMED : Refusal.MISPLACED);
        }
        if (depth == 1 && !Grammar.SAML.equals(namespace)) {
            throw new NotBelievedException(Refusal.NOT_SAML_2);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            limit(reader.getAttributeValue(i).length() <= MAX_TEXT);
            if (reader.getAttributeLocalName(i).equalsIgnoreCase("id") && !ids.add(reader.getAttributeValue(i))) {
                throw new NotBelievedException(Refusal.SIGNATURE_FORM);
            }
        }
    }

    private static void limit(boolean kept) throws NotBelievedException {
        if (!kept) {
            throw new NotBelievedException(Refusal.TOO_LARGE);
        }
    }
}
