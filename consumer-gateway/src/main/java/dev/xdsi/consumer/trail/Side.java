package dev.xdsi.consumer.trail;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.transaction.Caller;
import java.net.URI;

/** On which side of a transaction a gateway stands. */
public enum Side {
    /** It calls another's endpoint. */
    CALLING,
    /** It serves at its own. */
    SERVING;

    AuditEvent.Builder event(AuditedTransaction transaction, Caller caller, AuditContext context, URI endpoint) {
        return this == SERVING
                ? AuditEvent.served(transaction, caller, context, endpoint)
                : AuditEvent.initiated(transaction, caller, context, Caller.ANONYMOUS, endpoint);
    }
}
