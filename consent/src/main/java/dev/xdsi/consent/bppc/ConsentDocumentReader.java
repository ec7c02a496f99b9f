package dev.xdsi.consent.bppc;

import dev.xdsi.consent.bppc.ConsentDocument.Agreement;
import dev.xdsi.consent.bppc.ConsentDocument.Validity;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a consent document, to where its body begins: what stands in the body, a scanned paper perhaps, is for people. No
 * document type, no entities, bounded depth and length.
 */
public final class ConsentDocumentReader {
    private static final int DEEPEST = 40;
    private static final int MOST_ELEMENTS = 5_000;
    private static final int MOST_AGREEMENTS = 50;
    private static final int MOST_PATIENT_IDS = 20;

    private static final String PATIENT_ID = "/ClinicalDocument/recordTarget/patientRole/id";
    private static final String SERVICE_EVENT = "/ClinicalDocument/documentationOf/serviceEvent";
    private static final String BODY = "/ClinicalDocument/component";
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    private final Set<PatientId> patientIds = new LinkedHashSet<>();
    private final List<Agreement> agreements = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private @Nullable ServiceEvent event;

    private ConsentDocumentReader() {}

    /** @param beginning the document, or so much of it that its body has begun */
    public static ConsentDocument read(InputStream beginning) throws UnreadableConsentException {
        ConsentDocumentReader reader = new ConsentDocumentReader();
        try {
            reader.read(XML.createXMLStreamReader(beginning));
        } catch (XMLStreamException malformed) {
            throw new UnreadableConsentException("it is not well-formed XML, or its header is too long", malformed);
        }
        if (reader.patientIds.isEmpty()) {
            throw new UnreadableConsentException(
                    "it names no patient: recordTarget/patientRole/id with root and extension");
        }
        if (reader.agreements.isEmpty()) {
            throw new UnreadableConsentException(
                    "no serviceEvent with templateId " + ConsentDocument.SERVICE_EVENT_TEMPLATE + " names a policy");
        }
        return new ConsentDocument(reader.patientIds, reader.agreements);
    }

    private void read(XMLStreamReader xml) throws XMLStreamException, UnreadableConsentException {
        int elements = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
                        throw new UnreadableConsentException("its header is too large or too deep");
                    }
                    open.addLast(name(xml));
                    if (path().equals(BODY)) {
                        return;
                    }
                    element(xml, path());
                }
                case XMLStreamReader.END_ELEMENT -> {
                    if (path().equals(SERVICE_EVENT)) {
                        endOfServiceEvent();
                    }
                    open.removeLast();
                }
                case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE ->
                    throw new UnreadableConsentException("it has a document type or an entity");
                default -> {
                    // Text, comments and white space say nothing in the header of a consent.
                }
            }
        }
    }

    private String path() {
        return "/" + String.join("/", open);
    }

    private static String name(XMLStreamReader xml) {
        return ConsentDocument.CDA.equals(xml.getNamespaceURI()) ? xml.getLocalName() : "?" + xml.getLocalName();
    }

    private void element(XMLStreamReader xml, String path) throws UnreadableConsentException {
        if (open.size() == 1 && !path.equals("/ClinicalDocument")) {
            throw new UnreadableConsentException("it is not a ClinicalDocument of HL7 CDA R2");
        }
        if (path.equals(PATIENT_ID)) {
            patientId(xml);
        } else if (path.equals(SERVICE_EVENT)) {
            event = new ServiceEvent();
        } else if (event != null) {
            event.element(xml, path.substring(SERVICE_EVENT.length()));
        }
    }

    private void patientId(XMLStreamReader xml) throws UnreadableConsentException {
        String root = attribute(xml, "root");
        String extension = attribute(xml, "extension");
        if (Oid.isValid(root)) {
            PatientId.parse(extension + "^^^&" + root + "&ISO").ifPresent(patientIds::add);
        }
        if (patientIds.size() > MOST_PATIENT_IDS) {
            throw new UnreadableConsentException("it has too many patient ids");
        }
    }

    private void endOfServiceEvent() throws UnreadableConsentException {
        ServiceEvent ended = Objects.requireNonNull(event);
        event = null;
        if (ended.isConsent) {
            agreements.add(ended.agreement());
        }
        if (agreements.size() > MOST_AGREEMENTS) {
            throw new UnreadableConsentException("it names too many policies");
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return Objects.requireNonNullElse(xml.getAttributeValue(null, name), "");
    }

    /** One documentationOf/serviceEvent while it is read. */
    private static final class ServiceEvent {
        private boolean isConsent;
        private String policy = "";
        private String name = "";
        private @Nullable Instant from;
        private @Nullable Instant until;

        void element(XMLStreamReader xml, String path) throws UnreadableConsentException {
            switch (path) {
                case "/templateId" ->
                    isConsent |= attribute(xml, "root").equals(ConsentDocument.SERVICE_EVENT_TEMPLATE);
                case "/code" -> {
                    policy = attribute(xml, "code");
                    name = attribute(xml, "displayName");
                }
                case "/effectiveTime/low" -> from = CdaTime.parse(attribute(xml, "value"));
                case "/effectiveTime/high" -> until = CdaTime.parse(attribute(xml, "value"));
                default -> {
                    // Performers and the like do not change what was agreed to.
                }
            }
        }

        Agreement agreement() throws UnreadableConsentException {
            if (!Oid.isValid(policy)) {
                throw new UnreadableConsentException("a serviceEvent names no policy by its OID in code/@code");
            }
            return new Agreement(policy, name, new Validity(from, until));
        }
    }
}
