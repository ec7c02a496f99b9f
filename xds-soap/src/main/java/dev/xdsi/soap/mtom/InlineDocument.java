package dev.xdsi.soap.mtom;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The text of a document that its sender inlined must be base64 (XML Schema Part 2: 3.2.16). The stack passes over what is not, and so would
 * make another document of it without a word.
 */
final class InlineDocument {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";
    private static final int GROUP = 4;

    private boolean inside;
    private int inGroup;
    private int padding;

    void read(int event, XMLStreamReader reader) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(reader);
            case XMLStreamConstants.END_ELEMENT -> end(reader);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (inside) {
                    text(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
            }
            default -> {}
        }
    }

    private void begin(XMLStreamReader reader) {
        if (isDocument(reader)) {
            inside = true;
            inGroup = 0;
            padding = 0;
        }
    }

    private void end(XMLStreamReader reader) throws XMLStreamException {
        if (inside && isDocument(reader)) {
            inside = false;
            if (inGroup != 0) {
                throw noBase64();
            }
        }
    }

    private static boolean isDocument(XMLStreamReader reader) {
        return reader.getLocalName().equals("Document") && XDS_B.equals(reader.getNamespaceURI());
    }

    private void text(char[] text, int start, int length) throws XMLStreamException {
        for (int i = start; i < start + length; i++) {
            char next = text[i];
            if (next == '=') {
                padding++;
                if (padding > 2) {
                    throw noBase64();
                }
                inGroup = (inGroup + 1) % GROUP;
            } else if (isLetter(next)) {
                if (padding > 0) {
                    throw noBase64();
                }
                inGroup = (inGroup + 1) % GROUP;
            } else if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                throw noBase64();
            }
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    private static XMLStreamException noBase64() {
        return new XMLStreamException("a document in the message is not base64");
    }
}
