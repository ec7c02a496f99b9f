package dev.xdsi.imaging.iti57;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import java.net.URI;

/** Export, as the caller of Update Document Set records it (ITI TF-2: 3.57.5.1): whose it is, and which SubmissionSet. */
public record UpdateDocumentSetAudit(AuditContext context, URI registry)
        implements AuditRecipe<UpdateDocumentSetRequest, RegistryResponse> {
    @Override
    public AuditEvent describe(Outcome<UpdateDocumentSetRequest, RegistryResponse> outcome) {
        AuditEvent.Builder event = AuditEvent.initiated(
                        AuditedTransaction.ITI_57, outcome.caller(), context, Caller.ANONYMOUS, registry)
                .outcome(outcome, response -> response);
        outcome.request().submission().submissionSets().forEach(set -> {
            set.externalIdentifier(Identifier.SS_PATIENT_ID)
                    .map(AuditedObject::patient)
                    .ifPresent(event::object);
            set.externalIdentifier(Identifier.SS_UNIQUE_ID)
                    .map(AuditedObject::submissionSet)
                    .ifPresent(event::object);
        });
        return event.build();
    }
}
