package dev.xdsi.audit;

import dev.xdsi.transaction.Caller;
import java.time.InstantSource;

/**
 * Records what users asked for who are known and may not do it (DICOM PS3.15 A.5.3.11, Use of Restricted Function). Of each minute the first
 * are recorded, the others counted, and the count stands in the next record.
 */
public final class DeniedRequests {
    private static final int RECORDED = 600;

    private final AuditTrail trail;
    private final FirstOfEachMinute recorded;

    public DeniedRequests(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.recorded = new FirstOfEachMinute(RECORDED, clock);
    }

    /**
     * A request of this user was refused; the reason names no persons.
     *
     * @param address without its query, of which the values may tell of patients
     */
    public void denied(Caller caller, String method, String address, String reason) {
        recorded.next()
                .ifPresent(others -> trail.record(SystemEvents.restrictedFunction(
                        trail.context(), caller, method, address, reason + FirstOfEachMinute.others(others))));
    }
}
