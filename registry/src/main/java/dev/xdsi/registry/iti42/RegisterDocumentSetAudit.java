package dev.xdsi.registry.iti42;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The audit message of Register Document Set-b [ITI-42], the Document Registry's side (ITI TF-2: 3.42.5.1.2). */
public final class RegisterDocumentSetAudit implements AuditRecipe<RegisterDocumentSetRequest, RegistryResponse> {
    private final AuditContext context;
    private final URI endpoint;

    public RegisterDocumentSetAudit(AuditContext context, URI endpoint) {
        this.context = context;
        this.endpoint = endpoint;
    }

    @Override
    public AuditEvent describe(Outcome<RegisterDocumentSetRequest, RegistryResponse> outcome) {
        List<RegistryObjectDraft> sets =
                outcome.request().submission().submissionSets().toList();
        return AuditEvent.served(AuditedTransaction.ITI_42, outcome.caller(), context, endpoint)
                .outcome(outcome, Function.identity())
                .objects(identifiers(sets, Identifier.SS_PATIENT_ID)
                        .map(AuditedObject::patient)
                        .toList())
                .objects(identifiers(sets, Identifier.SS_UNIQUE_ID)
                        .map(AuditedObject::submissionSet)
                        .toList())
                .build();
    }

    private static Stream<String> identifiers(List<RegistryObjectDraft> sets, String scheme) {
        return sets.stream()
                .flatMap(set -> set.externalIdentifier(scheme).stream())
                .distinct();
    }
}
