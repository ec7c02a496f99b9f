package dev.xdsi.imaging.rad68;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.net.URI;
import java.util.Optional;

/** Export, as the Imaging Document Source records RAD-68 (RAD TF-2: 4.68.5.1). */
public final class ProvideAndRegisterImagingDocumentSetAudit
        implements AuditRecipe<ProvideAndRegisterDocumentSetRequest, RegistryResponse> {
    private final AuditContext context;
    private final URI repository;

    public ProvideAndRegisterImagingDocumentSetAudit(AuditContext context, URI repository) {
        this.context = context;
        this.repository = repository;
    }

    @Override
    public AuditEvent describe(Outcome<ProvideAndRegisterDocumentSetRequest, RegistryResponse> outcome) {
        AuditEvent.Builder event = AuditEvent.initiated(
                        AuditedTransaction.RAD_68, outcome.caller(), context, Caller.ANONYMOUS, repository)
                .outcome(outcome, response -> response);
        outcome.request().submission().submissionSets().forEach(set -> {
            identifier(set, Identifier.SS_PATIENT_ID)
                    .map(AuditedObject::patient)
                    .ifPresent(event::object);
            identifier(set, Identifier.SS_UNIQUE_ID)
                    .map(AuditedObject::submissionSet)
                    .ifPresent(event::object);
        });
        return event.build();
    }

    private static Optional<String> identifier(RegistryObjectDraft set, String scheme) {
        return set.externalIdentifier(scheme);
    }
}
