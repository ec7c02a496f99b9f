package dev.xdsi.registry.update;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.submission.Consequences;
import dev.xdsi.registry.submission.Registered;
import dev.xdsi.registry.update.Operation.NewStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is Deprecated is to be Approved: a document of whose replacement chain no other is, or an Association between what is current, as if
 * it were new (ITI TF-2: 3.57.4.1.3.3.2, 3.57.4.1.3.3.5).
 */
final class Approval {
    private final Registered registered;
    private final Versions versions;
    private final Consequences consequences;
    private final Map<EntryUuid, AvailabilityStatus> wanted;
    /** Replacements that this request has Approved already: of several, each counts for the others. */
    private final List<RegisteredAssociation> restored = new ArrayList<>();

    /** @param wanted the statuses that the whole request asks for */
    Approval(
            Registered registered,
            Versions versions,
            Consequences consequences,
            Map<EntryUuid, AvailabilityStatus> wanted) {
        this.registered = registered;
        this.versions = versions;
        this.consequences = consequences;
        this.wanted = wanted;
    }

    /** Why it cannot be; empty where it can. */
    Optional<XdsError> fault(NewStatus update, KnownObject known) {
        return switch (known.kind()) {
            case DOCUMENT_ENTRY -> {
                Set<EntryUuid> others = chain(update.target());
                others.remove(update.target());
                yield secondAfter(others, update);
            }
            case ASSOCIATION ->
                links(update.target()).stream()
                        .flatMap(link -> fault(update, link).stream())
                        .findFirst();
            case FOLDER, SUBMISSION_SET -> Optional.empty();
        };
    }

    private List<RegisteredAssociation> links(EntryUuid association) {
        return registered.snapshot().associations(List.of(new EntryUuidIn(Set.of(association))), 1);
    }

    private Optional<XdsError> fault(NewStatus update, RegisteredAssociation link) {
        Map<EntryUuid, KnownObject> ends = versions.history(
                        new HashSet<>(List.of(link.sourceObject(), link.targetObject())))
                .objects();
        KnownObject source = ends.get(link.sourceObject());
        KnownObject target = ends.get(link.targetObject());
        if (source == null || target == null) {
            return refused(update, ErrorCode.UnresolvedReferenceException, "leads to what is not registered");
        }
        if (source.kind() == ObjectKind.SUBMISSION_SET) {
            return Optional.empty(); // what a submission brought or asked for does not depend on what became of it
        }
        if (!isHis(source) || !isHis(target)) {
            return refused(update, ErrorCode.XDSPatientIDReconciliationError, "leads to what is another patient's");
        }
        boolean replacing = ReplacementChain.REPLACING.contains(link.associationType());
        boolean current = isCurrent(link.sourceObject(), source)
                && (replacing
                        ? versions.isNewest(link.targetObject(), target)
                        : isCurrent(link.targetObject(), target));
        if (!current) {
            return refused(update, ErrorCode.XDSMetadataUpdateError, "both ends must be, and stay, current");
        }
        return replacing ? faultOfReplacement(update, link) : Optional.empty();
    }

    /** Its source is Approved, so nothing of what it then has replaced may be. */
    private Optional<XdsError> faultOfReplacement(NewStatus update, RegisteredAssociation link) {
        Optional<XdsError> fault = secondAfter(chain(link.targetObject()), update);
        restored.add(link);
        return fault;
    }

    private Set<EntryUuid> chain(EntryUuid document) {
        return new ReplacementChain(registered, versions, restored).of(document);
    }

    private Optional<XdsError> secondAfter(Set<EntryUuid> documents, NewStatus update) {
        boolean second = versions.history(documents).objects().entrySet().stream()
                .anyMatch(document -> willBeApproved(document.getKey(), document.getValue()));
        return second
                ? refused(
                        update,
                        ErrorCode.LocalPolicyRestrictionError,
                        "of a document and its replacement one is Approved, and it is the other")
                : Optional.empty();
    }

    private boolean isHis(KnownObject known) {
        return known.patientId().equals(registered.patientId());
    }

    private boolean isCurrent(EntryUuid object, KnownObject known) {
        return willBeApproved(object, known) && !consequences.deprecates(object) && versions.isNewest(object, known);
    }

    private boolean willBeApproved(EntryUuid object, KnownObject known) {
        return wanted.getOrDefault(object, known.availabilityStatus()) == AvailabilityStatus.APPROVED;
    }

    private static Optional<XdsError> refused(NewStatus update, ErrorCode code, String why) {
        return Optional.of(XdsError.of(code, why + ": " + update.target(), update.location()));
    }
}
