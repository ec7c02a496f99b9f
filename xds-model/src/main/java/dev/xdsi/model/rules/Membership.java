package dev.xdsi.model.rules;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                .filter(object -> !members.contains(object.id()))
                .forEach(object -> findings.metadata(object, "no HasMember association from the SubmissionSet"));
    }

    static void memberStatus(SubmissionDraft submission, Findings findings) {
        Set<String> documents =
                submission.documentEntries().map(RegistryObjectDraft::id).collect(Collectors.toSet());
        submission
                .associations()
                .filter(association -> isMemberOfSubmissionSet(submission, association))
                .forEach(association -> {
                    Optional<String> status = association.slotValue(SlotName.SUBMISSION_SET_STATUS);
                    if (documents.contains(target(association)) && !status.equals(Optional.of("Original"))) {
                        findings.metadata(
                                association, "SubmissionSetStatus of a document submitted here must be Original");
                    }
                    if (!association
                            .classifications(Scheme.ASSOCIATION_DOCUMENTATION)
                            .isEmpty()) {
                        findings.metadata(association, "a HasMember association has no documentation");
                    }
                });
    }

    /** A new document relates itself to others; only an update relates two that are registered. */
    static void relationshipsBeginHere(SubmissionDraft submission, Findings findings) {
        if (findings.side() == Side.REGISTRY_UPDATE) {
            return;
        }
        Set<String> documents =
                submission.documentEntries().map(RegistryObjectDraft::id).collect(Collectors.toSet());
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

    private static boolean isMemberOfSubmissionSet(SubmissionDraft submission, RegistryObjectDraft association) {
        return type(association).equals(Optional.of(AssociationType.HAS_MEMBER))
                && submission.submissionSets().anyMatch(set -> set.id().equals(source(association)));
    }

    private static Optional<AssociationType> type(RegistryObjectDraft association) {
        return Optional.ofNullable(association.link())
                .map(Link::associationType)
                .flatMap(AssociationType::ofUrn);
    }

    private static String source(RegistryObjectDraft association) {
        return Optional.ofNullable(association.link()).map(Link::sourceObject).orElse("");
    }

    private static String target(RegistryObjectDraft association) {
        return Optional.ofNullable(association.link()).map(Link::targetObject).orElse("");
    }
}
