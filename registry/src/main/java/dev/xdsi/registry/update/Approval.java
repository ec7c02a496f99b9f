package dev.xdsi.registry.update;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.submission.Registered;
import dev.xdsi.registry.update.Operation.NewStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is Deprecated is to be Approved: a document of whose replacement chain no other is, or an Association between what is current, as if
 * it were new (ITI TF-2: 3.57.4.1.3.3.2, 3.57.4.1.3.3.5).
 *
 * @param registered what there is when the whole request is carried out
 */
record Approval(Registered registered, Versions versions) {

    /** Why it cannot be; empty where it can. */
    Optional<XdsError> fault(NewStatus update, KnownObject known) {
        return switch (known.kind()) {
            case DOCUMENT_ENTRY -> {
                Set<EntryUuid> others = chain(update.target(), Set.of());
                others.remove(update.target());
                yield secondAfter(others, update);
            }
            case ASSOCIATION -> registered.link(update.target()).flatMap(link -> fault(update, link));
            case FOLDER, SUBMISSION_SET -> Optional.empty();
        };
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
        // its source is Approved, so nothing of what it then has replaced may be
        return replacing ? secondAfter(chain(link.targetObject(), Set.of(update.target())), update) : Optional.empty();
    }

    private Set<EntryUuid> chain(EntryUuid document, Set<EntryUuid> without) {
        return new ReplacementChain(registered, versions, without).of(document);
    }

    private Optional<XdsError> secondAfter(Set<EntryUuid> documents, NewStatus update) {
        boolean second = versions.history(documents).objects().values().stream().anyMatch(Approval::isApproved);
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
        return isApproved(known) && versions.isNewest(object, known);
    }

    private static boolean isApproved(KnownObject known) {
        return known.availabilityStatus() == AvailabilityStatus.APPROVED;
    }

    private static Optional<XdsError> refused(NewStatus update, ErrorCode code, String why) {
        return Optional.of(XdsError.of(code, why + ": " + update.target(), update.location()));
    }
}
