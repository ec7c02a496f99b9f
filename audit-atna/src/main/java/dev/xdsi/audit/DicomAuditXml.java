package dev.xdsi.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as AuditMessage in the schema of DICOM PS3.15 A.5.1, as IPF's audit library spells it. What others sent
 * us is written as it came, except that characters XML cannot hold become U+FFFD. Every transaction waits for its record, so there is
 * neither a tree nor a reflection between the event and its text.
 */
final class DicomAuditXml {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int TYPICAL = 4096;
    private static final int IP_ADDRESS = 2;
    private static final int MACHINE_NAME = 1;
    private static final int PERMANENT_ERASURE = 15;

    private final StringBuilder out = new StringBuilder(TYPICAL);

    private DicomAuditXml() {}

    static String write(AuditEvent event, AuditSource source, Instant time) {
        DicomAuditXml xml = new DicomAuditXml();
        xml.start("AuditMessage").open();
        xml.identification(event, time);
        event.participants().forEach(xml::participant);
        xml.source(source);
        event.objects().forEach(xml::object);
        return xml.end("AuditMessage").out.toString();
    }

    private void identification(AuditEvent event, Instant time) {
        start("EventIdentification")
                .attribute("EventActionCode", event.action().letter())
                .attribute("EventDateTime", time.toString())
                .attribute("EventOutcomeIndicator", event.outcome().indicator().number())
                .open();
        coded("EventID", event.eventId().code());
        event.types().forEach(type -> coded("EventTypeCode", type));
        String description = event.outcome().description();
        if (description != null) {
            start("EventOutcomeDescription")
                    .open()
                    .text(description.strip().replaceAll("\\s+", " "))
                    .end("EventOutcomeDescription");
        }
        event.purposesOfUse().forEach(use -> coded("PurposeOfUse", use));
        end("EventIdentification");
    }

    private void participant(Participant participant) {
        start("ActiveParticipant")
                .attribute("UserID", participant.userId())
                .attribute("AlternativeUserID", participant.alternativeUserId())
                .attribute("UserName", participant.userName())
                .attribute("UserIsRequestor", participant.requestor());
        if (participant.networkAccessPoint() != null) {
            attribute("NetworkAccessPointID", participant.networkAccessPoint())
                    .attribute("NetworkAccessPointTypeCode", participant.atIpAddress() ? IP_ADDRESS : MACHINE_NAME);
        }
        if (participant.roles().isEmpty()) {
            empty();
        } else {
            open();
            participant.roles().forEach(role -> coded("RoleIDCode", role));
            end("ActiveParticipant");
        }
    }

    private void source(AuditSource source) {
        start("AuditSourceIdentification")
                .attribute("AuditEnterpriseSiteID", source.enterpriseSiteId())
                .attribute("AuditSourceID", source.sourceId())
                .open();
        coded("AuditSourceTypeCode", source.type().code());
        end("AuditSourceIdentification");
    }

    private void object(AuditedObject object) {
        start("ParticipantObjectIdentification")
                .attribute("ParticipantObjectID", object.id())
                .attribute("ParticipantObjectTypeCode", object.kind().type())
                .attribute("ParticipantObjectTypeCodeRole", object.kind().role())
                .attribute(
                        "ParticipantObjectDataLifeCycle",
                        object.kind() == AuditedObject.Kind.REMOVED ? PERMANENT_ERASURE : null)
                .open();
        coded("ParticipantObjectIDTypeCode", object.idType());
        object.queryText()
                .ifPresent(query -> start("ParticipantObjectQuery")
                        .open()
                        .text(Base64.getEncoder().encodeToString(query))
                        .end("ParticipantObjectQuery"));
        object.details()
                .forEach(detail -> start("ParticipantObjectDetail")
                        .attribute("type", detail.type())
                        .attribute("value", base64(detail.value()))
                        .empty());
        if (!object.description().isEmpty()) {
            description(object.description());
        }
        end("ParticipantObjectIdentification");
    }

    private void description(AuditedObject.Description study) {
        start("ParticipantObjectDescription").open();
        if (study.mpps() != null) {
            start("MPPS").attribute("UID", study.mpps()).empty();
        }
        study.sopClasses()
                .forEach((uid, instances) -> start("SOPClass")
                        .attribute("NumberOfInstances", instances)
                        .attribute("UID", uid)
                        .empty());
        end("ParticipantObjectDescription");
    }

    private void coded(String element, AuditCode code) {
        start(element)
                .attribute("csd-code", code.code())
                .attribute("codeSystemName", code.codeSystemName())
                .attribute("originalText", code.originalText())
                .empty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private DicomAuditXml start(String element) {
        out.append('<').append(element);
        return this;
    }

    /** An attribute that is not there has no value. */
    private DicomAuditXml attribute(String name, @Nullable Object value) {
        if (value != null) {
            out.append(' ').append(name).append("=\"");
            text(value.toString());
            out.append('"');
        }
        return this;
    }

    private DicomAuditXml open() {
        out.append('>');
        return this;
    }

    private DicomAuditXml empty() {
        out.append(" />");
        return this;
    }

    private DicomAuditXml end(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /** Between tags as in an attribute, where blanks of other kinds would decay into spaces. */
    private DicomAuditXml text(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(isXml(c) ? c : REPLACEMENT);
            }
        }
        return this;
    }

    /** The characters of XML 1.0; a lone surrogate is a code point of its own and none of them. */
    private static boolean isXml(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
