package dev.xdsi.consumer.trail;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The audit message of RAD-69 and RAD-75 as a gateway records them (RAD TF-2: 4.69.5.1, 4.75.5.1): the studies, their community, and
 * how many of the instances asked for passed.
 */
public record ImagingRetrieveAudit(AuditedTransaction transaction, Side side, AuditContext context, URI endpoint)
        implements StreamedAuditRecipe<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> {

    @Override
    public AuditEvent describe(
            Outcome<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> outcome,
            Delivery.@Nullable Result delivered) {
        Set<String> passed = delivered == null ? Set.of() : delivered.sent().keySet();
        return side.event(transaction, outcome.caller(), context, endpoint)
                .outcome(outcome, RetrieveDocumentSetResponse::outcome)
                .delivered(delivered)
                .objects(outcome.request().studies().stream()
                        .map(study -> audited(study, passed))
                        .toList())
                .build();
    }

    private static AuditedObject audited(StudyRequest study, Set<String> passed) {
        List<DocumentRequest> asked = study.series().stream()
                .flatMap(series -> series.documents().stream())
                .toList();
        long arrived = asked.stream()
                .filter(document -> passed.contains(document.documentUniqueId()))
                .count();
        AuditedObject audited = AuditedObject.study(study.studyInstanceUID(), Map.of())
                .detail("Instances requested", Integer.toString(asked.size()))
                .detail("Instances passed", Long.toString(arrived));
        List<String> homes = asked.stream()
                .map(DocumentRequest::homeCommunityId)
                .filter(home -> home != null && !home.isEmpty())
                .distinct()
                .toList();
        for (String home : homes) {
            audited = audited.homeCommunityId(home);
        }
        return audited;
    }
}
