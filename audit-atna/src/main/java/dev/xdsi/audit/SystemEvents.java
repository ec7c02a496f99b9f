package dev.xdsi.audit;

import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.util.List;

/** The events of a node that are no transaction (DICOM PS3.15 A.5.3.1, A.5.3.2 and A.5.3.12). */
public final class SystemEvents {
    private SystemEvents() {}

    public static AuditEvent applicationStart(AuditContext context) {
        return applicationActivity(context, EventType.APPLICATION_START);
    }

    public static AuditEvent applicationStop(AuditContext context) {
        return applicationActivity(context, EventType.APPLICATION_STOP);
    }

    private static AuditEvent applicationActivity(AuditContext context, EventType type) {
        return AuditEvent.of(EventId.APPLICATION_ACTIVITY, EventAction.EXECUTE)
                .type(type.code())
                .participant(context.calling(context.source().sourceId()).role(Participant.APPLICATION))
                .build();
    }

    /** Somebody read the audit log at this address. */
    public static AuditEvent auditLogUsed(Caller caller, String logUri) {
        return AuditEvent.of(EventId.AUDIT_LOG_USED, EventAction.READ)
                .participant(Participant.of(caller.node()).requestor(caller.user() == null))
                .onBehalfOf(caller.user())
                .object(AuditedObject.securityResource(logUri))
                .build();
    }

    /** Somebody looked at the demographics of patients (PS3.15 A.5.3.10), by their ids in CX form. */
    public static AuditEvent patientRecordsRead(Caller caller, List<String> patients) {
        return AuditEvent.of(EventId.PATIENT_RECORD, EventAction.READ)
                .participant(Participant.of(caller.node()).requestor(caller.user() == null))
                .onBehalfOf(caller.user())
                .objects(patients.stream().map(AuditedObject::patient).toList())
                .build();
    }

    /** A peer could not prove which node it is (ITI TF-2: 3.19); the reason names no secrets and no persons. */
    public static AuditEvent nodeAuthenticationFailure(AuditContext context, String peerAddress, String reason) {
        return AuditEvent.of(EventId.SECURITY_ALERT, EventAction.EXECUTE)
                .type(EventType.NODE_AUTHENTICATION.code())
                .outcome(new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, reason))
                .participant(context.calling(context.source().sourceId()).requestor(false))
                .participant(Participant.node(peerAddress, peerAddress).requestor(true))
                .build();
    }

    /** An answer that was to be sent to an address of the partner's own did not get there; the reason names no persons. */
    public static AuditEvent undeliveredAnswer(AuditContext context, String partner, URI address, String reason) {
        return AuditEvent.of(EventId.EXPORT, EventAction.READ)
                .outcome(new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, reason))
                .participant(context.calling(context.source().sourceId()).requestor(false))
                .participant(Participant.node(partner, address.getHost()).requestor(true))
                .object(AuditedObject.securityResource(address.toString()))
                .build();
    }

    /**
     * A user overrides the consents of a patient in an emergency (DICOM PS3.15 A.5.3.11): who, whose, why in his own words, and in which
     * transaction.
     */
    public static AuditEvent emergencyOverride(
            AuditContext context, Caller caller, String transaction, PatientId patient) {
        Caller.User user = caller.user();
        String reason = user == null ? null : user.intent().emergencyReason();
        return AuditEvent.of(EventId.SECURITY_ALERT, EventAction.EXECUTE)
                .type(EventType.EMERGENCY_OVERRIDE_STARTED.code())
                .participant(context.calling(context.source().sourceId()).requestor(false))
                .participant(Participant.of(caller.node()).requestor(user == null))
                .onBehalfOf(user)
                .object(AuditedObject.patient(patient.cx())
                        .detail(AuditedObject.EMERGENCY_REASON, reason == null ? "" : reason)
                        .detail(AuditedObject.TRANSACTION, transaction))
                .build();
    }

    /**
     * A user who was proven asked for what he may not do, or somebody did in his name (DICOM PS3.15 A.5.3.11); the reason names no persons.
     *
     * @param method of HTTP
     * @param address without its query
     */
    static AuditEvent restrictedFunction(
            AuditContext context, Caller caller, String method, String address, String reason) {
        return AuditEvent.of(EventId.SECURITY_ALERT, EventAction.EXECUTE)
                .type(EventType.USE_OF_RESTRICTED_FUNCTION.code())
                .outcome(new EventOutcome(EventOutcome.Indicator.MINOR_FAILURE, reason))
                .participant(context.calling(context.source().sourceId()).requestor(false))
                .participant(Participant.of(caller.node()).requestor(caller.user() == null))
                .onBehalfOf(caller.user())
                .object(AuditedObject.securityResource(address).detail("Method", method))
                .build();
    }

    /** A node called for a user who was not proven (ITI TF-2: 3.40.4.1.3); whom it named is not said, for nothing proves it. */
    static AuditEvent assertionFailure(AuditContext context, Caller.Node node, URI endpoint, String reason) {
        return AuditEvent.of(EventId.SECURITY_ALERT, EventAction.EXECUTE)
                .type(new AuditCode("ITI-40", AuditCode.IHE_TRANSACTIONS, "Provide X-User Assertion"))
                .outcome(new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, reason))
                .participant(Participant.of(node).requestor(true))
                .participant(context.serving(endpoint).requestor(false))
                .object(AuditedObject.securityResource(endpoint.toString()))
                .build();
    }
}
