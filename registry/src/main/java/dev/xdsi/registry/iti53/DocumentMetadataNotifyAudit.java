package dev.xdsi.registry.iti53;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.registry.dsub.Notification;
import dev.xdsi.registry.dsub.Notification.Content;
import dev.xdsi.registry.dsub.Notification.Reception;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import java.net.URI;

/** The audit message of Document Metadata Notify [ITI-53], the broker's side: metadata that leaves (ITI TF-2: 3.53.6). */
public final class DocumentMetadataNotifyAudit implements AuditRecipe<Notification, Reception> {
    private final AuditContext context;

    public DocumentMetadataNotifyAudit(AuditContext context) {
        this.context = context;
    }

    @Override
    public AuditEvent describe(Outcome<Notification, Reception> outcome) {
        Notification notification = outcome.request();
        URI recipient = notification.subscription().recipient();
        AuditEvent.Builder event = AuditEvent.initiated(
                        AuditedTransaction.ITI_53, outcome.caller(), context, Caller.ANONYMOUS, recipient)
                .outcome(outcome, Reception::response)
                .object(AuditedObject.patient(notification.patientId().cx()));
        if (notification.content() instanceof Content.Objects(var objects)) {
            objects.stream()
                    .filter(object -> object.hasNode(Vocabulary.SUBMISSION_SET_NODE))
                    .map(set -> set.externalIdentifier(Identifier.SS_UNIQUE_ID))
                    .flatMap(java.util.Optional::stream)
                    .map(AuditedObject::submissionSet)
                    .forEach(event::object);
        }
        return event.build();
    }
}
