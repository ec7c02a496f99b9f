package dev.xdsi.model.rules;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules about associations, as far as the submission itself can tell. */
final class Membership {
    private static final Set<AssociationType> BETWEEN_DOCUMENTS = Set.of(
            AssociationType.RPLC,
            AssociationType.APND,
            AssociationType.XFRM,
            AssociationType.XFRM_RPLC,
            AssociationType.SIGNS,
            AssociationType.IS_SNAPSHOT_OF);

    private Membership() {}

    /** Every DocumentEntry and Folder hangs on the SubmissionSet by a HasMember of its own. */
    static void everythingIsAMember(SubmissionDraft submission, Findings findings) {
        Set<String> members = submission
                .associations()
                .filter(association -> isMemberOfSubmissionSet(submission, association))
                .map(Membership::target)
                .collect(Collectors.toSet());
        Stream.concat(submission.documentEntries(), submission.folders())
                .filter(object -> !members.contains(normal(object.id())))
                .forEach(object -> findings.metadata(object, "no HasMember association from the SubmissionSet"));
    }

    static void memberStatus(SubmissionDraft submission, Findings findings) {
        Set<String> documents =
                submission.documentEntries().map(entry -> normal(entry.id())).collect(Collectors.toSet());
        submission
                .associations()
                .filter(association -> isMemberOfSubmissionSet(submission, association))
                .forEach(association -> {
                    Optional<String> status = association.slotValue(SlotName.SUBMISSION_SET_STATUS);
                    if (documents.contains(target(association)) && !status.equals(Optional.of("Original"))) {
                        findings.metadata(
                                association, "SubmissionSetStatus of a document submitted here must be Original");
                    }
                });
    }

    /** Neither of a SubmissionSet's nor of a Folder's. */
    static void noDocumentation(RegistryObjectDraft object, Findings findings) {
        if (type(object).equals(Optional.of(AssociationType.HAS_MEMBER))
                && !object.classifications(Scheme.ASSOCIATION_DOCUMENTATION).isEmpty()) {
            findings.metadata(object, "a HasMember association has no documentation");
        }
    }

    /** A snapshot is there already; that of which it is one is made when it is asked for. */
    static void snapshotsAreStable(SubmissionDraft submission, Findings findings) {
        Set<String> onDemand = submission
                .documentEntries()
                .filter(entry ->
                        DocumentEntryType.ON_DEMAND.urn().equals(entry.header().objectType()))
                .map(entry -> normal(entry.id()))
                .collect(Collectors.toSet());
        submission
                .associations()
                .filter(association -> type(association).equals(Optional.of(AssociationType.IS_SNAPSHOT_OF))
                        && onDemand.contains(source(association)))
                .forEach(association -> findings.metadata(
                        association, "a snapshot is a stable DocumentEntry: " + Shown.of(source(association))));
    }

    /** A new document relates itself to others; only an update relates two that are registered. */
    static void relationshipsBeginHere(SubmissionDraft submission, Findings findings) {
        if (findings.side() == Side.REGISTRY_UPDATE) {
            return;
        }
        Set<String> documents =
                submission.documentEntries().map(entry -> normal(entry.id())).collect(Collectors.toSet());
        submission
                .associations()
                .filter(association ->
                        type(association).filter(BETWEEN_DOCUMENTS::contains).isPresent())
                .filter(association -> !documents.contains(source(association)))
                .forEach(association -> findings.add(
                        ErrorCode.UnresolvedReferenceException,
                        association,
                        "sourceObject is no DocumentEntry of this submission: " + Shown.of(source(association))));
    }

    /** What hangs on each other here: documents and Folders on the SubmissionSet, documents in Folders, documents on other documents. */
    static void endsFit(SubmissionDraft submission, Findings findings) {
        Map<String, RegistryObjectDraft> objects = submission.objects().stream()
                .collect(Collectors.toMap(object -> normal(object.id()), object -> object, (one, again) -> one));
        for (RegistryObjectDraft association : submission.associations().toList()) {
            Optional<AssociationType> type = type(association);
            RegistryObjectDraft target = objects.get(target(association));
            if (type.equals(Optional.of(AssociationType.HAS_MEMBER))) {
                RegistryObjectDraft source = objects.get(source(association));
                if (source != null && source.kind() != Kind.RegistryPackage) {
                    findings.metadata(association, "only a SubmissionSet or a Folder has members");
                } else if (target != null && !holds(source, target)) {
                    findings.metadata(
                            association, "cannot be a member of this package: " + Shown.of(target(association)));
                }
            } else if (type.filter(BETWEEN_DOCUMENTS::contains).isPresent()
                    && target != null
                    && (target.kind() != Kind.ExtrinsicObject
                            || target(association).equals(source(association)))) {
                findings.add(
                        ErrorCode.UnresolvedReferenceException,
                        association,
                        "targetObject is no other DocumentEntry: " + Shown.of(target(association)));
            }
        }
    }

    /** A Folder that is registered is not in the submission. */
    private static boolean holds(@Nullable RegistryObjectDraft container, RegistryObjectDraft member) {
        return (container != null && container.hasNode(Vocabulary.SUBMISSION_SET_NODE))
                ? !member.hasNode(Vocabulary.SUBMISSION_SET_NODE)
                : member.kind() == Kind.ExtrinsicObject;
    }

    private static boolean isMemberOfSubmissionSet(SubmissionDraft submission, RegistryObjectDraft association) {
        return type(association).equals(Optional.of(AssociationType.HAS_MEMBER))
                && submission.submissionSets().anyMatch(set -> normal(set.id()).equals(source(association)));
    }

    private static Optional<AssociationType> type(RegistryObjectDraft association) {
        return Optional.ofNullable(association.link())
                .map(Link::associationType)
                .flatMap(AssociationType::ofUrn);
    }

    private static String source(RegistryObjectDraft association) {
        return Optional.ofNullable(association.link())
                .map(Link::sourceObject)
                .map(Membership::normal)
                .orElse("");
    }

    private static String target(RegistryObjectDraft association) {
        return Optional.ofNullable(association.link())
                .map(Link::targetObject)
                .map(Membership::normal)
                .orElse("");
    }

    /** UUIDs are the same in whatever case. */
    private static String normal(String id) {
        return EntryUuid.isValid(id) ? new EntryUuid(id).value() : id;
    }
}
