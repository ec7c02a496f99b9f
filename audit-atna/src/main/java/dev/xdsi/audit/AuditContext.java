package dev.xdsi.audit;

import java.net.URI;

/**
 * This process as its audit messages name it.
 *
 * @param processId the process id within the host, the AlternativeUserID of local participants
 * @param host the host name or IP address of this node
 */
public record AuditContext(AuditSource source, String processId, String host) {

    /** This process as the one that serves a transaction at this address. */
    public Participant serving(URI endpoint) {
        return serving(endpoint.toString());
    }

    /** This process as the one that serves, by the name under which it was called: facility and application in HL7 v2. */
    public Participant serving(String userId) {
        return Participant.node(userId, host).alternativeUserId(processId);
    }

    /** This process as the one that calls others: by its {@code wsa:ReplyTo}, its AE title or its name. */
    public Participant calling(String userId) {
        return Participant.node(userId, host).alternativeUserId(processId);
    }
}
