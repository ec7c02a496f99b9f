package dev.xdsi.audit;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records nodes that could not prove who they are, whatever they wanted to speak (ITI TF-2: 3.19, 3.20). A stranger may fail as often as
 * he likes: of each minute the first failures are recorded and logged, the others counted, and the count stands in the next record.
 */
public final class NodeAuthenticationFailures {
    private static final Logger LOG = LoggerFactory.getLogger(NodeAuthenticationFailures.class);
    private static final int RECORDED = 60;
    private static final int MAX_REASON = 300;

    private final AuditTrail trail;
    private final FirstOfEachMinute recorded;

    public NodeAuthenticationFailures(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.recorded = new FirstOfEachMinute(RECORDED, clock);
    }

    /** A connection from this address was refused. */
    public void refused(String peerAddress, Throwable reason) {
        refused(peerAddress, why(reason));
    }

    /** The same, where no exception says why. */
    public void refused(String peerAddress, String reason) {
        recorded.next().ifPresent(others -> {
            String why = reason + FirstOfEachMinute.others(others);
            LOG.warn("The node at {} could not prove who it is: {}", peerAddress, why);
            trail.record(SystemEvents.nodeAuthenticationFailure(trail.context(), peerAddress, why));
        });
    }

    /** The innermost reason says what was wrong with the certificate; the outer ones only that the handshake failed. */
    private static String why(Throwable reason) {
        Throwable innermost = reason;
        for (int depth = 0; innermost.getCause() != null && depth < 10; depth++) {
            innermost = innermost.getCause();
        }
        String text = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) : text;
    }
}
