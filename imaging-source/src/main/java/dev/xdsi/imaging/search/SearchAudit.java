package dev.xdsi.imaging.search;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.transaction.Outcome;
import java.net.URI;

/** Query, as who is asked records it (PS3.15 A.5.3.10): the question as it was written. It is on record before the first answer leaves. */
public final class SearchAudit implements AuditRecipe<Question, Matches> {
    private final AuditedTransaction transaction;
    private final AuditContext context;
    private final URI endpoint;

    public SearchAudit(AuditedTransaction transaction, AuditContext context, URI endpoint) {
        this.transaction = transaction;
        this.context = context;
        this.endpoint = endpoint;
    }

    @Override
    public AuditEvent describe(Outcome<Question, Matches> outcome) {
        Question question = outcome.request();
        AuditEvent.Builder event = AuditEvent.served(transaction, outcome.caller(), context, endpoint)
                .object(
                        question.transferSyntaxUID().isEmpty()
                                ? AuditedObject.query(
                                        transaction,
                                        question.form(),
                                        question.written().toByteArray())
                                : AuditedObject.dimseQuery(
                                        question.form(),
                                        question.transferSyntaxUID(),
                                        question.written().toByteArray()));
        if (outcome instanceof Outcome.Failed<Question, Matches> failed) {
            event.outcome(EventOutcome.failed(failed.failure()));
        }
        return event.build();
    }
}
