package dev.xdsi.gateway.consent;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.net.URI;

/** Export, as the desk records its ITI-41 as a Document Source (ITI TF-2: 3.41.5.1). */
public record ConsentProvision(AuditContext context, URI repository)
        implements AuditRecipe<ProvideAndRegisterDocumentSetRequest, RegistryResponse> {

    @Override
    public AuditEvent describe(Outcome<ProvideAndRegisterDocumentSetRequest, RegistryResponse> outcome) {
        AuditEvent.Builder event = AuditEvent.initiated(
                        AuditedTransaction.ITI_41, outcome.caller(), context, Caller.ANONYMOUS, repository)
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
