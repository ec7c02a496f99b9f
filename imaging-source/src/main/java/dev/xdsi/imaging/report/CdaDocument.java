package dev.xdsi.imaging.report;

import dev.xdsi.model.Code;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether something is a CDA R2 document, from its beginning to its end. No document type, no entities, bounded depth. A parser keeps
 * a tag, a comment and the name of everything in memory, however large: of those there is a most, while text may be as long as it likes.
 */
final class CdaDocument {
    private static final String HL7 = "urn:hl7-org:v3";
    private static final String WRAPPED = "/ClinicalDocument/component/nonXMLBody/text";
    private static final String PATIENT = "/ClinicalDocument/recordTarget/patientRole/id";
    private static final int DEEPEST = 200;
    private static final int LARGEST_PIECE = 4 << 20;
    /** Elements, attributes, and what is neither of them nor text. */
    private static final int MOST_PIECES = 500_000;

    private static final int MOST_PATIENT_IDS = 100;
    private static final int LONGEST_PATIENT_ID = 256;

    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, false);
    }

    private final Deque<String> open = new ArrayDeque<>();
    private final List<RecordTarget.Id> patient = new ArrayList<>();
    private final Portions document;
    private Code formatCode = ReportFormat.CDA;
    private int pieces;

    private CdaDocument(Portions document) {
        this.document = document;
    }

    /** The formatCode of the document, of which text in a wrapper is one of its own, and whom it is about. */
    static ReportCheck.Checked check(InputStream document) throws IOException, UnusableReportException {
        CdaDocument read = new CdaDocument(new Portions(document, LARGEST_PIECE));
        try {
            read.read(XML.createXMLStreamReader(read.document));
        } catch (XMLStreamException malformed) {
            throw reason(malformed);
        }
        return new ReportCheck.Checked(ReportKind.CDA, read.formatCode, new RecordTarget(read.patient));
    }

    /** A disk that cannot be read says nothing about the document. */
    private static UnusableReportException reason(XMLStreamException malformed) throws IOException {
        return switch (malformed.getNestedException()) {
            case Portions.TooLarge large -> new UnusableReportException("a tag or a comment of it is too large", large);
            case CharConversionException noText -> new UnusableReportException("it is not well-formed XML", noText);
            case UnsupportedEncodingException noText ->
                new UnusableReportException("its character encoding is not known", noText);
            case IOException failure -> throw failure;
            case null, default -> new UnusableReportException("it is not well-formed XML", malformed);
        };
    }

    private void read(XMLStreamReader xml) throws XMLStreamException, UnusableReportException {
        while (xml.hasNext()) {
            document.next();
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    count(1 + xml.getAttributeCount() + xml.getNamespaceCount());
                    begin(xml);
                }
                case XMLStreamReader.END_ELEMENT -> open.removeLast();
                case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE ->
                    throw new UnusableReportException("it has a document type or an entity");
                case XMLStreamReader.CHARACTERS, XMLStreamReader.SPACE -> {
                    // What it says is for people.
                }
                default -> count(1);
            }
        }
    }

    private void count(int more) throws UnusableReportException {
        pieces += more;
        if (pieces > MOST_PIECES) {
            throw new UnusableReportException("it has more than " + MOST_PIECES + " elements and attributes");
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
        if (open.size() == 4) {
            switch ("/" + String.join("/", open)) {
                case WRAPPED -> {
                    if ("text/plain".equals(xml.getAttributeValue(null, "mediaType"))) {
                        formatCode = ReportFormat.TEXT;
                    }
                }
                case PATIENT -> note(xml.getAttributeValue(null, "root"), xml.getAttributeValue(null, "extension"));
                default -> {
                    // Of the rest it is enough that it is XML.
                }
            }
        }
    }

    private void note(@Nullable String root, @Nullable String extension) throws UnusableReportException {
        if (root == null || extension == null || extension.isBlank()) {
            return;
        }
        if (patient.size() == MOST_PATIENT_IDS
                || root.length() > LONGEST_PATIENT_ID
                || extension.length() > LONGEST_PATIENT_ID) {
            throw new UnusableReportException("it has more than " + MOST_PATIENT_IDS
                    + " patient ids, or one of more than " + LONGEST_PATIENT_ID + " characters");
        }
        patient.add(new RecordTarget.Id(root.strip(), extension.strip()));
    }
}
