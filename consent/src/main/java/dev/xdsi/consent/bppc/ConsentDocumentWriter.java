package dev.xdsi.consent.bppc;

import dev.xdsi.consent.bppc.ConsentDocument.Agreement;
import dev.xdsi.model.PatientId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes a consent document without a scanned paper (BPPC, ITI TF-3: 5.1.2): header, and a body that says the same in words. */
public final class ConsentDocumentWriter {
    private static final String LOINC = "2.16.840.1.113883.6.1";

    private final XMLStreamWriter xml;

    private ConsentDocumentWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Who made the document, and when.
     *
     * @param uniqueId of the document, an OID
     * @param institution the author's and custodian's
     */
    public record Origin(String uniqueId, Instant time, String institution) {}

    /** @param consent names one patient */
    public static byte[] write(ConsentDocument consent, Origin origin) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            new ConsentDocumentWriter(xml).document(consent, origin);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("nothing can go wrong in memory", impossible);
        }
        return bytes.toByteArray();
    }

    private void document(ConsentDocument consent, Origin origin) throws XMLStreamException {
        xml.writeStartElement("ClinicalDocument");
        xml.writeDefaultNamespace(ConsentDocument.CDA);
        empty("typeId", Map.of("root", "2.16.840.1.113883.1.3", "extension", "POCD_HD000040"));
        empty("templateId", Map.of("root", "1.3.6.1.4.1.19376.1.5.3.1.1.1"));
        empty("templateId", Map.of("root", "1.3.6.1.4.1.19376.1.5.3.1.1.7"));
        empty("id", Map.of("root", origin.uniqueId()));
        empty(
                "code",
                Map.of(
                        "code",
                        "57016-8",
                        "codeSystem",
                        LOINC,
                        "displayName",
                        "Privacy Policy Acknowledgement Document"));
        text("title", "Privacy Policy Acknowledgement");
        empty("effectiveTime", Map.of("value", CdaTime.format(origin.time())));
        empty("confidentialityCode", Map.of("code", "N", "codeSystem", "2.16.840.1.113883.5.25"));
        empty("languageCode", Map.of("code", "en"));
        for (PatientId patient : consent.patientIds()) {
            recordTarget(patient);
        }
        author(origin);
        custodian(origin);
        for (Agreement agreement : consent.agreements()) {
            serviceEvent(agreement);
        }
        body(consent);
        xml.writeEndElement();
    }

    private void recordTarget(PatientId patient) throws XMLStreamException {
        start("recordTarget", "patientRole");
        empty("id", Map.of("root", patient.assigningAuthority().value(), "extension", patient.id()));
        start("patient");
        empty("name", Map.of("nullFlavor", "NI"));
        empty("administrativeGenderCode", Map.of("nullFlavor", "NI"));
        empty("birthTime", Map.of("nullFlavor", "NI"));
        end(3);
    }

    private void author(Origin origin) throws XMLStreamException {
        start("author");
        empty("time", Map.of("value", CdaTime.format(origin.time())));
        start("assignedAuthor");
        empty("id", Map.of("nullFlavor", "NI"));
        start("representedOrganization");
        text("name", origin.institution());
        end(3);
    }

    private void custodian(Origin origin) throws XMLStreamException {
        start("custodian", "assignedCustodian", "representedCustodianOrganization");
        empty("id", Map.of("nullFlavor", "NI"));
        text("name", origin.institution());
        end(3);
    }

    private void serviceEvent(Agreement agreement) throws XMLStreamException {
        xml.writeStartElement("documentationOf");
        xml.writeAttribute("typeCode", "DOC");
        xml.writeStartElement("serviceEvent");
        xml.writeAttribute("classCode", "ACT");
        xml.writeAttribute("moodCode", "EVN");
        empty("templateId", Map.of("root", ConsentDocument.SERVICE_EVENT_TEMPLATE));
        empty("id", Map.of("root", agreement.policy()));
        empty(
                "code",
                Map.of(
                        "code", agreement.policy(),
                        "codeSystem", ConsentSubmission.POLICY_SCHEME,
                        "displayName", agreement.name()));
        start("effectiveTime");
        time("low", agreement.validity().from());
        time("high", agreement.validity().until());
        end(3);
    }

    private void time(String name, @Nullable Instant time) throws XMLStreamException {
        empty(name, time == null ? Map.of("nullFlavor", "NI") : Map.of("value", CdaTime.format(time)));
    }

    private void body(ConsentDocument consent) throws XMLStreamException {
        start("component", "structuredBody", "component", "section");
        text("title", "Consent");
        start("text", "list");
        for (Agreement agreement : consent.agreements()) {
            text("item", agreement.name() + " (" + agreement.policy() + ")");
        }
        end(6);
    }

    private void start(String... names) throws XMLStreamException {
        for (String name : names) {
            xml.writeStartElement(name);
        }
    }

    private void end(int count) throws XMLStreamException {
        for (int i = 0; i < count; i++) {
            xml.writeEndElement();
        }
    }

    private void empty(String name, Map<String, String> attributes) throws XMLStreamException {
        xml.writeEmptyElement(name);
        for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            xml.writeAttribute(attribute.getKey(), attribute.getValue());
        }
    }

    private void text(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
