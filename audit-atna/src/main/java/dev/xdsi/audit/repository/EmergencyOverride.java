package dev.xdsi.audit.repository;

import dev.xdsi.audit.AuditedObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A consent that was overridden in an emergency, as its Security Alert tells it to whoever reviews it (DICOM PS3.15 A.5.3.11).
 *
 * @param number of the record in the Audit Record Repository
 * @param user who did it, in the form of XUA
 * @param name the plain name of the user, where one is known
 */
public record EmergencyOverride(
        long number, String time, String user, @Nullable String name, List<String> purposesOfUse, Subject subject) {
    /** EventTypeCode Emergency Override Started, by which the store finds these records. */
    public static final String EVENT_TYPE = "110127";

    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** What was overridden: whose consent, for which transaction, and why. */
    public record Subject(String patientId, String transaction, String reason) {}

    /** Reads a record; empty when it is something else, or cannot be understood. */
    public static Optional<EmergencyOverride> of(AuditRecord.Stored stored) {
        AuditContent content = stored.record().content();
        if (stored.record().problem() != null || !content.eventTypes().contains(EVENT_TYPE)) {
            return Optional.empty();
        }
        try {
            Details details = Details.read(stored.record().message());
            return Optional.of(new EmergencyOverride(
                    stored.number(),
                    Objects.toString(content.eventTime(), ""),
                    Objects.toString(details.user, ""),
                    details.name,
                    List.copyOf(details.purposes),
                    new Subject(
                            String.join(", ", content.subjects().patients()), details.transaction, details.reason)));
        } catch (XMLStreamException unreadable) {
            return Optional.empty();
        }
    }

    private static final class Details {
        private final List<String> purposes = new ArrayList<>();
        private @Nullable String user;
        private @Nullable String name;
        private String reason = "";
        private String transaction = "";

        static Details read(String message) throws XMLStreamException {
            Details details = new Details();
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(message));
            try {
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamReader.START_ELEMENT) {
                        details.element(reader);
                    }
                }
            } finally {
                reader.close();
            }
            return details;
        }

        private void element(XMLStreamReader reader) {
            switch (reader.getLocalName()) {
                case "ActiveParticipant" -> participant(reader);
                case "PurposeOfUse" -> purposes.add(Objects.toString(reader.getAttributeValue(null, "csd-code"), ""));
                case "ParticipantObjectDetail" -> detail(reader);
                default -> {
                    // Nothing that a reviewer asks for.
                }
            }
        }

        private void participant(XMLStreamReader reader) {
            if ("true".equals(reader.getAttributeValue(null, "UserIsRequestor"))) {
                user = reader.getAttributeValue(null, "UserID");
                name = reader.getAttributeValue(null, "AlternativeUserID");
            }
        }

        private void detail(XMLStreamReader reader) {
            String value = decoded(reader.getAttributeValue(null, "value"));
            if (AuditedObject.EMERGENCY_REASON.equals(reader.getAttributeValue(null, "type"))) {
                reason = value;
            } else if (AuditedObject.TRANSACTION.equals(reader.getAttributeValue(null, "type"))) {
                transaction = value;
            }
        }

        private static String decoded(@Nullable String base64) {
            try {
                return new String(Base64.getDecoder().decode(Objects.toString(base64, "")), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }
    }
}
