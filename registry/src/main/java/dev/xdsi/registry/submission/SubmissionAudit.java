package dev.xdsi.registry.submission;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The audit message of a transaction that brings a submission, the Document Registry's side (ITI TF-2: 3.42.5.1.2, 3.57.5.1, 3.61.5.1,
 * 3.92.5.1): whose it is, and which SubmissionSet.
 */
public record SubmissionAudit<Q>(
        AuditedTransaction transaction, Function<Q, SubmissionDraft> submission, AuditContext context, URI endpoint)
        implements AuditRecipe<Q, RegistryResponse> {
    @Override
    public AuditEvent describe(Outcome<Q, RegistryResponse> outcome) {
        List<RegistryObjectDraft> sets =
                submission.apply(outcome.request()).submissionSets().toList();
        return AuditEvent.served(transaction, outcome.caller(), context, endpoint)
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
