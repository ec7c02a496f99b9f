package dev.xdsi.imaging.rad69;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.disclosure.DisclosedObjects;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DICOM Instances Transferred, as the Imaging Document Source records RAD-69 (RAD TF-2: 4.69.5.1): by what really left. */
public final class RetrieveImagingDocumentSetAudit
        implements StreamedAuditRecipe<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> {
    /** So many studies of which nothing left are named, so that nobody makes the record too large for those that did. */
    private static final int MOST_ASKED = 50;

    private final AuditContext context;
    private final URI endpoint;
    private final InstanceArchive archive;

    public RetrieveImagingDocumentSetAudit(AuditContext context, URI endpoint, InstanceArchive archive) {
        this.context = context;
        this.endpoint = endpoint;
        this.archive = archive;
    }

    @Override
    public AuditEvent describe(
            Outcome<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> outcome,
            Delivery.@Nullable Result delivered) {
        return AuditEvent.served(AuditedTransaction.RAD_69, outcome.caller(), context, endpoint)
                .outcome(outcome, RetrieveDocumentSetResponse::outcome)
                .delivered(delivered)
                .objects(objects(outcome, delivered))
                .build();
    }

    /** What left, and then what else was asked for, whatever the answer to that was. */
    private List<AuditedObject> objects(
            Outcome<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> outcome,
            Delivery.@Nullable Result delivered) {
        List<StoredInstance> promised = promised(outcome);
        Set<String> sent = delivered == null ? Set.of() : delivered.sent().keySet();
        List<AuditedObject> objects = new ArrayList<>(new DisclosedObjects(archive).of(promised.stream(), sent));
        Set<Oid> named =
                promised.stream().map(instance -> instance.uids().study()).collect(Collectors.toSet());
        studies(outcome.request())
                .filter(study -> !named.contains(study))
                .limit(MOST_ASKED)
                .map(study -> AuditedObject.study(study.value(), Map.of()))
                .forEach(objects::add);
        return objects;
    }

    private List<StoredInstance> promised(
            Outcome<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> outcome) {
        if (!(outcome
                instanceof Outcome.Answered<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> answered)) {
            return List.of();
        }
        Set<String> promised = answered.response().documents().stream()
                .map(document -> document.request().documentUniqueId())
                .collect(Collectors.toSet());
        return promised.isEmpty()
                ? List.of()
                : studies(answered.request())
                        .flatMap(study -> archive.kept(StudyPart.study(study)).stream())
                        .filter(instance ->
                                promised.contains(instance.uids().sopInstance().value()))
                        .toList();
    }

    private static Stream<Oid> studies(RetrieveImagingDocumentSetRequest request) {
        return request.studies().stream()
                .map(StudyRequest::studyInstanceUID)
                .filter(Oid::isValid)
                .distinct()
                .map(Oid::new);
    }
}
