package dev.xdsi.imaging.report;

import dev.xdsi.model.Code;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Looks whether something is a CDA R2 document, from its beginning to its end. No document type, no entities, bounded depth. */
final class CdaDocument {
    private static final String HL7 = "urn:hl7-org:v3";
    private static final String WRAPPED = "/ClinicalDocument/component/nonXMLBody/text";
    private static final int DEEPEST = 200;
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, false);
    }

    private final Deque<String> open = new ArrayDeque<>();
    private Code formatCode = ReportFormat.CDA;

    private CdaDocument() {}

    /** The formatCode of the document, of which text in a wrapper is one of its own. */
    static Code formatCode(InputStream document) throws UnusableReportException {
        CdaDocument read = new CdaDocument();
        try {
            read.read(XML.createXMLStreamReader(document));
        } catch (XMLStreamException malformed) {
            throw new UnusableReportException("it is not well-formed XML", malformed);
        }
        return read.formatCode;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException, UnusableReportException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> begin(xml);
                case XMLStreamReader.END_ELEMENT -> open.removeLast();
                case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE ->
                    throw new UnusableReportException("it has a document type or an entity");
                default -> {
                    // What it says is for people.
                }
            }
        }
    }

    private void begin(XMLStreamReader xml) throws UnusableReportException {
        if (open.size() >= DEEPEST) {
            throw new UnusableReportException("it is too deep");
        }
        if (open.isEmpty() && !(xml.getLocalName().equals("ClinicalDocument") && HL7.equals(xml.getNamespaceURI()))) {
            throw new UnusableReportException("it is XML, but no ClinicalDocument of CDA R2");
        }
        open.addLast(xml.getLocalName());
        if (open.size() == 4
                && ("/" + String.join("/", open)).equals(WRAPPED)
                && "text/plain".equals(xml.getAttributeValue(null, "mediaType"))) {
            formatCode = ReportFormat.TEXT;
        }
    }
}
