package dev.xdsi.audit;

import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.time.InstantSource;

/**
 * Records calls whose user was not proven: the assertion was refused, or was missing where one is required (ITI TF-2: 3.40.4.1.3). Of each
 * minute the first are recorded, the others counted, and the count stands in the next record.
 */
public final class AssertionFailures {
    private static final int RECORDED = 600;

    private final AuditTrail trail;
    private final FirstOfEachMinute recorded;

    public AssertionFailures(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.recorded = new FirstOfEachMinute(RECORDED, clock);
    }

    /** A call at this endpoint was refused; the reason names no secrets and no persons. */
    public void refused(Caller.Node node, URI endpoint, String reason) {
        recorded.next()
                .ifPresent(others -> trail.record(SystemEvents.assertionFailure(
                        trail.context(), node, endpoint, reason + FirstOfEachMinute.others(others))));
    }
}
