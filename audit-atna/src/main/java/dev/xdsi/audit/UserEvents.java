package dev.xdsi.audit;

import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import org.jspecify.annotations.Nullable;

/** Users who log in and out (DICOM PS3.15 A.5.3.13). */
public final class UserEvents {
    private UserEvents() {}

    /**
     * Where a user logs in.
     *
     * @param from the node the user sits at
     * @param at what he logs in at
     */
    public record Place(Caller.Node from, Participant at) {}

    /**
     * An attempt to log in, or to be vouched for again with other claims.
     *
     * @param user as he is known, or, where that failed, as he called himself
     * @param patient the only patient for whom he wants to act
     */
    public static AuditEvent login(Place place, Caller.User user, EventOutcome outcome, @Nullable PatientId patient) {
        AuditEvent.Builder event =
                authentication(EventType.LOGIN, place, user).outcome(outcome).exchange(Attempt.Exchange.LOG_IN);
        if (patient != null) {
            event.object(AuditedObject.patient(patient.cx()));
        }
        return event.build();
    }

    /** A user went away, or was sent away. */
    public static AuditEvent logout(Place place, Caller.User user) {
        return authentication(EventType.LOGOUT, place, user).build();
    }

    /**
     * An administrator changed what is known of a user, or whether he may log in (DICOM PS3.15 A.5.3.11).
     *
     * @param changed the user
     * @param how in a word
     */
    public static AuditEvent changed(
            Place place, Caller administrator, String changed, String how, EventOutcome outcome) {
        return AuditEvent.of(EventId.SECURITY_ALERT, EventAction.UPDATE)
                .type(EventType.USER_SECURITY_ATTRIBUTES_CHANGED.code())
                .outcome(outcome)
                .participant(Participant.of(place.from()).requestor(administrator.user() == null))
                .participant(place.at().requestor(false))
                .onBehalfOf(administrator.user())
                .object(AuditedObject.securityUser(changed).detail("change", how))
                .build();
    }

    private static AuditEvent.Builder authentication(EventType type, Place place, Caller.User user) {
        return AuditEvent.of(EventId.USER_AUTHENTICATION, EventAction.EXECUTE)
                .type(type.code())
                .participant(Participant.of(place.from()).requestor(false))
                .participant(place.at().requestor(false))
                .onBehalfOf(user);
    }
}
