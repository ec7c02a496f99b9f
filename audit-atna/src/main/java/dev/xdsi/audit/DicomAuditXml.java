package dev.xdsi.audit;

import java.time.Instant;
import org.openehealth.ipf.commons.audit.codes.EventActionCode;
import org.openehealth.ipf.commons.audit.codes.EventOutcomeIndicator;
import org.openehealth.ipf.commons.audit.codes.NetworkAccessPointTypeCode;
import org.openehealth.ipf.commons.audit.codes.ParticipantObjectDataLifeCycle;
import org.openehealth.ipf.commons.audit.codes.ParticipantObjectTypeCode;
import org.openehealth.ipf.commons.audit.codes.ParticipantObjectTypeCodeRole;
import org.openehealth.ipf.commons.audit.marshal.dicom.Current;
import org.openehealth.ipf.commons.audit.model.ActiveParticipantType;
import org.openehealth.ipf.commons.audit.model.AuditMessage;
import org.openehealth.ipf.commons.audit.model.AuditSourceIdentificationType;
import org.openehealth.ipf.commons.audit.model.DicomObjectDescriptionType;
import org.openehealth.ipf.commons.audit.model.DicomObjectDescriptionType.SOPClass;
import org.openehealth.ipf.commons.audit.model.EventIdentificationType;
import org.openehealth.ipf.commons.audit.model.ParticipantObjectIdentificationType;
import org.openehealth.ipf.commons.audit.model.TypeValuePairType;
import org.openehealth.ipf.commons.audit.types.ActiveParticipantRoleId;
import org.openehealth.ipf.commons.audit.types.CodedValueType;
import org.openehealth.ipf.commons.audit.types.EventType;
import org.openehealth.ipf.commons.audit.types.ParticipantObjectIdType;
import org.openehealth.ipf.commons.audit.types.PurposeOfUse;

/**
 * Writes an event as AuditMessage in the schema of DICOM PS3.15 A.5.1, as IPF's audit library spells it. What others sent
 * us is written as it came, except that characters XML cannot hold become U+FFFD.
 */
final class DicomAuditXml {
    private static final int REPLACEMENT = 0xFFFD;

    private DicomAuditXml() {}

    static String write(AuditEvent event, AuditSource source, Instant time) {
        AuditMessage message = new AuditMessage();
        message.setEventIdentification(identification(event, time));
        event.participants()
                .forEach(participant -> message.getActiveParticipants().add(participant(participant)));
        message.setAuditSourceIdentification(source(source));
        event.objects()
                .forEach(object -> message.getParticipantObjectIdentifications().add(object(object)));
        return Current.toString(message, false).strip();
    }

    private static EventIdentificationType identification(AuditEvent event, Instant time) {
        var identification = new EventIdentificationType(
                org.openehealth.ipf.commons.audit.types.EventId.of(
                        coded(event.eventId().code())),
                time,
                EventOutcomeIndicator.enumForCode(event.outcome().indicator().number()));
        identification.setEventActionCode(
                EventActionCode.enumForCode(event.action().letter()));
        String description = event.outcome().description();
        if (description != null) {
            identification.setEventOutcomeDescription(legal(description));
        }
        event.types().forEach(type -> identification.getEventTypeCode().add(EventType.of(coded(type))));
        event.purposesOfUse().forEach(use -> identification.getPurposesOfUse().add(PurposeOfUse.of(coded(use))));
        return identification;
    }

    private static ActiveParticipantType participant(Participant participant) {
        ActiveParticipantType active = new ActiveParticipantType(legal(participant.userId()), participant.requestor());
        if (participant.alternativeUserId() != null) {
            active.setAlternativeUserID(legal(participant.alternativeUserId()));
        }
        if (participant.userName() != null) {
            active.setUserName(legal(participant.userName()));
        }
        if (participant.networkAccessPoint() != null) {
            active.setNetworkAccessPointID(legal(participant.networkAccessPoint()));
            active.setNetworkAccessPointTypeCode(
                    participant.atIpAddress()
                            ? NetworkAccessPointTypeCode.IPAddress
                            : NetworkAccessPointTypeCode.MachineName);
        }
        participant.roles().forEach(role -> active.getRoleIDCodes().add(ActiveParticipantRoleId.of(coded(role))));
        return active;
    }

    private static AuditSourceIdentificationType source(AuditSource source) {
        AuditSourceIdentificationType identification = new AuditSourceIdentificationType(legal(source.sourceId()));
        identification.setAuditEnterpriseSiteID(legal(source.enterpriseSiteId()));
        identification
                .getAuditSourceType()
                .add(org.openehealth.ipf.commons.audit.types.AuditSource.of(
                        coded(source.type().code())));
        return identification;
    }

    private static ParticipantObjectIdentificationType object(AuditedObject object) {
        var identification = new ParticipantObjectIdentificationType(
                legal(object.id()), ParticipantObjectIdType.of(coded(object.idType())));
        identification.setParticipantObjectTypeCode(
                ParticipantObjectTypeCode.enumForCode((short) object.kind().type()));
        identification.setParticipantObjectTypeCodeRole(
                ParticipantObjectTypeCodeRole.enumForCode((short) object.kind().role()));
        if (object.kind() == AuditedObject.Kind.REMOVED) {
            identification.setParticipantObjectDataLifeCycle(ParticipantObjectDataLifeCycle.PermanentErasure);
        }
        object.queryText().ifPresent(identification::setParticipantObjectQuery);
        object.details()
                .forEach(detail -> identification
                        .getParticipantObjectDetails()
                        .add(new TypeValuePairType(legal(detail.type()), detail.value())));
        if (!object.sopClasses().isEmpty()) {
            identification.getParticipantObjectDescriptions().add(description(object));
        }
        return identification;
    }

    private static DicomObjectDescriptionType description(AuditedObject study) {
        DicomObjectDescriptionType description = new DicomObjectDescriptionType();
        study.sopClasses().forEach((uid, instances) -> {
            SOPClass sopClass = new SOPClass(instances);
            sopClass.setUid(legal(uid));
            description.getSOPClasses().add(sopClass);
        });
        return description;
    }

    private static CodedValueType coded(AuditCode code) {
        return CodedValueType.of(legal(code.code()), legal(code.codeSystemName()), legal(code.originalText()));
    }

    /** Only the characters of XML 1.0; a lone surrogate is a code point of its own and none of them. */
    private static String legal(String text) {
        if (text.codePoints().allMatch(DicomAuditXml::isXml)) {
            return text;
        }
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isXml(c) ? c : REPLACEMENT).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
