package dev.xdsi.audit.repository;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an AuditMessage of DICOM PS3.15 A.5, forgivingly: what is missing stays unknown, and the older spelling of coded
 * values ({@code code}, RFC 3881) is understood. A document type declaration is refused, and with it every entity.
 */
final class AuditContentReader {
    private static final String PATIENT_NUMBER = "2";
    private static final String REPORT_NUMBER = "9";
    private static final String STUDY_INSTANCE_UID = "110180";
    private static final XMLInputFactory XML = factory();

    private final Set<String> users = new LinkedHashSet<>();
    private final Set<String> patients = new LinkedHashSet<>();
    private final Set<String> studies = new LinkedHashSet<>();
    private final Set<String> documents = new LinkedHashSet<>();
    private final Set<String> others = new LinkedHashSet<>();
    private final List<String> eventTypes = new ArrayList<>();
    private @Nullable Instant eventTime;
    private @Nullable String eventId;
    private @Nullable String action;
    private @Nullable String sourceId;
    private @Nullable String objectId;
    private @Nullable String objectType;
    private int outcome = -1;

    private AuditContentReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static AuditContent read(String xml) throws XMLStreamException {
        XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(xml));
        try {
            reader.nextTag();
            if (!reader.getLocalName().equals("AuditMessage")) {
                throw new XMLStreamException("the document is not an AuditMessage");
            }
            AuditContentReader content = new AuditContentReader();
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.DTD) {
                    throw new XMLStreamException("a document type declaration is not allowed");
                }
                if (event == XMLStreamReader.START_ELEMENT) {
                    content.element(reader);
                }
            }
            return content.content();
        } finally {
            reader.close();
        }
    }

    private void element(XMLStreamReader reader) {
        switch (reader.getLocalName()) {
            case "EventIdentification" -> event(reader);
            case "EventID" -> eventId = code(reader);
            case "EventTypeCode" -> add(eventTypes, code(reader));
            case "ActiveParticipant" -> add(users, reader.getAttributeValue(null, "UserID"));
            case "AuditSourceIdentification" -> sourceId = reader.getAttributeValue(null, "AuditSourceID");
            case "ParticipantObjectIdentification" -> {
                objectId = reader.getAttributeValue(null, "ParticipantObjectID");
                objectType = reader.getAttributeValue(null, "ParticipantObjectTypeCode");
            }
            case "ParticipantObjectIDTypeCode" -> object(code(reader));
            default -> {
                // The rest is not searched for; it is in the message as it was received.
            }
        }
    }

    private void event(XMLStreamReader reader) {
        action = reader.getAttributeValue(null, "EventActionCode");
        outcome = outcome(reader.getAttributeValue(null, "EventOutcomeIndicator"));
        eventTime = time(reader.getAttributeValue(null, "EventDateTime"));
    }

    private static int outcome(@Nullable String text) {
        return text != null && text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            // No event was in another year, and not every database has them all.
            return time.getYear() >= 1 && time.getYear() <= 9999 ? time.toInstant() : null;
        } catch (DateTimeException e) {
            // Without an offset it is no point in time; the message still has what was written.
            return null;
        }
    }

    private void object(@Nullable String idType) {
        boolean person = "1".equals(objectType);
        if (PATIENT_NUMBER.equals(idType) && person) {
            add(patients, objectId);
        } else if (STUDY_INSTANCE_UID.equals(idType)) {
            add(studies, objectId);
        } else if (REPORT_NUMBER.equals(idType)) {
            add(documents, objectId);
        } else {
            add(others, objectId);
        }
    }

    private static @Nullable String code(XMLStreamReader reader) {
        String code = reader.getAttributeValue(null, "csd-code");
        return code != null ? code : reader.getAttributeValue(null, "code");
    }

    private static void add(Collection<String> values, @Nullable String value) {
        if (value != null) {
            values.add(value);
        }
    }

    private AuditContent content() {
        var subjects = new AuditContent.Objects(
                List.copyOf(patients), List.copyOf(studies), List.copyOf(documents), List.copyOf(others));
        return new AuditContent(
                eventTime, eventId, eventTypes, action, outcome, sourceId, List.copyOf(users), subjects);
    }
}
