package dev.xdsi.consumer.rad69;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The audit message of Retrieve Imaging Document Set [RAD-69], the Imaging Document Consumer's side (RAD TF-2: 4.69.5.1): the
 * studies, and how many of their instances were asked for and came. Naming each of thousands of instances would not fit a message.
 */
public record RetrieveImagingDocumentSetAudit(AuditContext context, URI source)
        implements StreamedAuditRecipe<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> {

    @Override
    public AuditEvent describe(
            Outcome<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> outcome,
            Delivery.@Nullable Result delivered) {
        Set<String> came = delivered == null ? Set.of() : delivered.sent().keySet();
        return AuditEvent.initiated(AuditedTransaction.RAD_69, outcome.caller(), context, Caller.ANONYMOUS, source)
                .outcome(outcome, RetrieveDocumentSetResponse::outcome)
                .delivered(delivered)
                .objects(outcome.request().studies().stream()
                        .map(study -> audited(study, came))
                        .toList())
                .build();
    }

    private static AuditedObject audited(StudyRequest study, Set<String> came) {
        Set<String> asked = study.series().stream()
                .flatMap(series -> series.documents().stream())
                .map(DocumentRequest::documentUniqueId)
                .collect(Collectors.toSet());
        long arrived = asked.stream().filter(came::contains).count();
        return AuditedObject.study(study.studyInstanceUID(), Map.of())
                .detail("Instances requested", Integer.toString(asked.size()))
                .detail("Instances received", Long.toString(arrived));
    }
}
