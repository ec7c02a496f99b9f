package dev.xdsi.audit;

import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records calls whose user was not proven: the assertion was refused, or was missing where one is required (ITI TF-2: 3.40.4.1.3). Of each
 * minute the first are recorded and logged, the others counted, and the count stands in the next record.
 */
public final class AssertionFailures {
    private static final Logger LOG = LoggerFactory.getLogger(AssertionFailures.class);
    private static final int RECORDED = 600;

    private final AuditTrail trail;
    private final FirstOfEachMinute recorded;

    public AssertionFailures(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.recorded = new FirstOfEachMinute(RECORDED, clock);
    }

    /**
     * A call at this endpoint was refused.
     *
     * @param reason names no secrets and no persons
     * @param forTheLog what only the log is told beside
     */
    public void refused(Caller.Node node, URI endpoint, String reason, String forTheLog) {
        recorded.next().ifPresent(others -> {
            String why = reason + FirstOfEachMinute.others(others);
            LOG.warn("A call of {} from {} was refused: {}{}", endpoint, node.address(), why, forTheLog);
            trail.record(SystemEvents.assertionFailure(trail.context(), node, endpoint, why));
        });
    }
}
