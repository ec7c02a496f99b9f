package dev.xdsi.registry.submission;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.submission.Incoming.Document;
import dev.xdsi.registry.submission.Incoming.Tie;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of Register Document Set-b that look at what is registered already (ITI TF-2: 3.42.4.1.3), as a list. */
final class SubmissionRules {
    static final Set<AssociationType> REPLACING = Set.of(AssociationType.RPLC, AssociationType.XFRM_RPLC);
    private static final Set<AssociationType> TO_REGISTERED =
            Set.of(AssociationType.RPLC, AssociationType.XFRM_RPLC, AssociationType.IS_SNAPSHOT_OF);
    private static final Set<AssociationType> OF_METADATA_UPDATE =
            Set.of(AssociationType.UPDATE_AVAILABILITY_STATUS, AssociationType.SUBMIT_ASSOCIATION);

    static final List<Rule> ALL = List.of(
            new Rule("entryUUIDs are new", "ITI TF-2: 3.42.4.1.3", SubmissionRules::entryUuidsAreNew),
            new Rule("uniqueIds of packages are new", "ITI TF-2: 3.42.4.1.3.2", SubmissionRules::packagesAreNew),
            new Rule("no document takes a package's uniqueId", "ITI TF-3: 4.2.3.3.12", SubmissionRules::noPackageTwice),
            new Rule("same uniqueId, same hash", "ITI TF-2: 3.42.4.1.3.2", SubmissionRules::sameHash),
            new Rule("same uniqueId, same size", "ITI TF-2: 3.42.4.1.3.2", SubmissionRules::sameSize),
            new Rule("replaced once", "ITI TF-2: 3.42.4.1.3.3", SubmissionRules::replacedOnce),
            new Rule("nothing is added to what is replaced", "ITI TF-2: 3.42.4.1.3.3", SubmissionRules::addsToCurrent),
            ofTies("no metadata update", "ITI TF-2: 3.57.4.1", SubmissionRules::noMetadataUpdate),
            ofTies("both ends exist", "ITI TF-2: 3.42.4.1.3.3", SubmissionRules::endsExist),
            ofTies("members belong to packages", "ITI TF-3: 4.2.2.1", SubmissionRules::membersOfPackages),
            ofTies("members fit their packages", "ITI TF-3: 4.2.2.1", SubmissionRules::membersFit),
            ofTies("what is registered is a member by reference", "ITI TF-3: 4.2.2.2.1", SubmissionRules::byReference),
            ofTies("documents relate to documents", "ITI TF-3: 4.2.2.2", SubmissionRules::relatesToDocument),
            ofTies("registered ends are Approved", "ITI TF-2: 3.42.4.1.3.3", SubmissionRules::endsAreApproved),
            ofTies("registered ends are the patient's", "ITI TF-2: 3.42.4.1.3.3", SubmissionRules::samePatient));

    private SubmissionRules() {}

    /** A rule with its place in the standard. */
    record Rule(String name, String reference, Check check) {}

    /** Finds the faults of one kind. */
    interface Check {
        Stream<XdsError> faults(Incoming submission, History history);
    }

    private interface TieCheck {
        Stream<XdsError> faults(Tie tie, Incoming submission, History history);
    }

    static List<XdsError> check(Incoming submission, History history) {
        return ALL.stream()
                .flatMap(rule -> rule.check().faults(submission, history))
                .toList();
    }

    private static Rule ofTies(String name, String reference, TieCheck check) {
        return new Rule(
                name,
                reference,
                (submission, history) ->
                        submission.ties().stream().flatMap(tie -> check.faults(tie, submission, history)));
    }

    private static Stream<XdsError> entryUuidsAreNew(Incoming submission, History history) {
        return submission.entryUUIDs().stream()
                .filter(history.objects()::containsKey)
                .map(entryUUID -> XdsError.of(
                        ErrorCode.XDSRegistryMetadataError, "entryUUID is registered already: " + entryUUID));
    }

    private static Stream<XdsError> packagesAreNew(Incoming submission, History history) {
        return submission.packageUniqueIds().stream()
                .filter(history.uniqueIds()::containsKey)
                .map(uniqueId -> XdsError.of(ErrorCode.XDSDuplicateUniqueIdInRegistry, uniqueId));
    }

    private static Stream<XdsError> noPackageTwice(Incoming submission, History history) {
        return submission.documents().stream()
                .map(Document::uniqueId)
                .filter(uniqueId -> history.uniqueId(uniqueId)
                        .filter(known -> known.kind() != ObjectKind.DOCUMENT_ENTRY)
                        .isPresent())
                .map(uniqueId -> XdsError.of(
                        ErrorCode.XDSRegistryMetadataError,
                        "DocumentEntry.uniqueId is that of a registered SubmissionSet or Folder: " + uniqueId));
    }

    private static Stream<XdsError> sameHash(Incoming submission, History history) {
        return submission.documents().stream()
                .filter(document -> comparable(document, history)
                        .filter(known -> differ(document.hash(), known.hash()))
                        .isPresent())
                .map(document -> XdsError.of(ErrorCode.XDSNonIdenticalHash, document.uniqueId()));
    }

    private static Stream<XdsError> sameSize(Incoming submission, History history) {
        return submission.documents().stream()
                .filter(document -> comparable(document, history)
                        .filter(known -> differ(document.size(), known.size()))
                        .isPresent())
                .map(document -> XdsError.of(ErrorCode.XDSNonIdenticalSize, document.uniqueId()));
    }

    private static Optional<KnownUniqueId> comparable(Document document, History history) {
        return history.uniqueId(document.uniqueId())
                .filter(known -> known.kind() == ObjectKind.DOCUMENT_ENTRY)
                .filter(known -> !document.isDelayed()
                        && !new Document(document.uniqueId(), known.hash(), known.size()).isDelayed());
    }

    private static boolean differ(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && !Objects.equals(one, other);
    }

    /** Of two replacements of one document both would be current. */
    private static Stream<XdsError> replacedOnce(Incoming submission, History history) {
        Set<String> seen = new HashSet<>();
        return submission.ties().stream()
                .filter(tie -> REPLACING.contains(tie.type()))
                .map(tie -> tie.targetObject().map(EntryUuid::value).orElse(tie.target()))
                .filter(target -> !seen.add(target))
                .map(target -> XdsError.of(
                        ErrorCode.XDSRegistryMetadataError, "is replaced more than once: " + shown(target)));
    }

    /** What is replaced here is not current any more: an addendum to it would not be either, and a Folder would not have the replacement. */
    private static Stream<XdsError> addsToCurrent(Incoming submission, History history) {
        Set<EntryUuid> replaced = submission.replacements().keySet();
        return submission.ties().stream()
                .filter(submission::adds)
                .filter(tie -> tie.targetObject().filter(replaced::contains).isPresent())
                .map(tie -> XdsError.of(
                        ErrorCode.XDSRegistryDeprecatedDocumentError,
                        "is replaced by the same submission: " + shown(tie.target())));
    }

    private static Stream<XdsError> noMetadataUpdate(Tie tie, Incoming submission, History history) {
        return fault(
                OF_METADATA_UPDATE.contains(tie.type()),
                ErrorCode.XDSRegistryMetadataError,
                "belongs to metadata update, not to a submission: " + tie.type());
    }

    private static Stream<XdsError> endsExist(Tie tie, Incoming submission, History history) {
        Stream<XdsError> source = tie.type() == AssociationType.HAS_MEMBER
                ? unresolved(tie.sourceObject(), tie.source(), submission, history, true)
                : Stream.empty(); // that a relationship begins in the submission needs no history
        return Stream.concat(
                source,
                unresolved(tie.targetObject(), tie.target(), submission, history, !TO_REGISTERED.contains(tie.type())));
    }

    private static Stream<XdsError> unresolved(
            Optional<EntryUuid> end, String written, Incoming submission, History history, boolean maybeSubmitted) {
        boolean found = end.filter(uuid -> history.objects().containsKey(uuid)
                        || (maybeSubmitted && submission.entryUUIDs().contains(uuid)))
                .isPresent();
        return fault(!found, ErrorCode.UnresolvedReferenceException, "no such object: " + shown(written));
    }

    private static Stream<XdsError> membersOfPackages(Tie tie, Incoming submission, History history) {
        boolean wrong = tie.type() == AssociationType.HAS_MEMBER
                && known(tie.sourceObject(), history)
                        .filter(source -> source.kind() != ObjectKind.FOLDER)
                        .isPresent();
        return fault(
                wrong,
                ErrorCode.XDSRegistryMetadataError,
                "only a Folder takes members after it was registered: " + tie.source());
    }

    /** What is registered goes into a Folder if it is a document, and into a SubmissionSet unless it is one itself. */
    private static Stream<XdsError> membersFit(Tie tie, Incoming submission, History history) {
        boolean wrong = tie.type() == AssociationType.HAS_MEMBER
                && known(tie.targetObject(), history)
                        .filter(target -> tie.sourceObject().equals(submission.submissionSet())
                                ? target.kind() == ObjectKind.SUBMISSION_SET
                                : target.kind() != ObjectKind.DOCUMENT_ENTRY)
                        .isPresent();
        return fault(wrong, ErrorCode.XDSRegistryMetadataError, "cannot be a member of this package: " + tie.target());
    }

    private static Stream<XdsError> byReference(Tie tie, Incoming submission, History history) {
        boolean wrong = tie.type() == AssociationType.HAS_MEMBER
                && !tie.reference()
                && tie.sourceObject().equals(submission.submissionSet())
                && tie.targetObject()
                        .filter(target -> !submission.entryUUIDs().contains(target))
                        .isPresent()
                && known(tie.targetObject(), history)
                        .filter(target -> target.kind() == ObjectKind.DOCUMENT_ENTRY)
                        .isPresent();
        return fault(
                wrong,
                ErrorCode.XDSRegistryMetadataError,
                "SubmissionSetStatus of a document that was submitted before must be Reference: " + tie.target());
    }

    private static Stream<XdsError> relatesToDocument(Tie tie, Incoming submission, History history) {
        boolean wrong = tie.type() != AssociationType.HAS_MEMBER
                && known(tie.targetObject(), history)
                        .filter(target -> target.kind() != ObjectKind.DOCUMENT_ENTRY)
                        .isPresent();
        return fault(
                wrong,
                ErrorCode.UnresolvedReferenceException,
                tie.type() + " needs a DocumentEntry as target: " + tie.target());
    }

    /** Of a folder and its documents, and of documents that others replace or build on; not of what is only referred to. */
    private static Stream<XdsError> endsAreApproved(Tie tie, Incoming submission, History history) {
        if (isReference(tie, submission, history)) {
            return Stream.empty();
        }
        Stream<Optional<EntryUuid>> ends = tie.type() == AssociationType.HAS_MEMBER
                ? Stream.of(tie.sourceObject(), tie.targetObject())
                : Stream.of(tie.targetObject());
        return ends.flatMap(Optional::stream)
                .filter(end -> known(Optional.of(end), history)
                        .filter(object -> object.availabilityStatus() != AvailabilityStatus.APPROVED)
                        .isPresent())
                .map(end -> XdsError.of(ErrorCode.XDSRegistryDeprecatedDocumentError, end.value()));
    }

    private static Stream<XdsError> samePatient(Tie tie, Incoming submission, History history) {
        if (isReference(tie, submission, history)) {
            return Stream.empty();
        }
        return Stream.of(tie.sourceObject(), tie.targetObject())
                .flatMap(Optional::stream)
                .filter(end -> known(Optional.of(end), history)
                        .filter(object -> submission
                                .patientId()
                                .filter(patient -> !patient.equals(object.patientId()))
                                .isPresent())
                        .isPresent())
                .map(end ->
                        XdsError.of(ErrorCode.XDSPatientIdDoesNotMatch, "belongs to another patient: " + end.value()));
    }

    /**
     * A SubmissionSet may refer to documents, be they old or another patient's, a child's to its mother's (ITI TF-3: 4.2.2.1.1). Of Folders,
     * and of a Folder's own members, there is no such thing.
     */
    private static boolean isReference(Tie tie, Incoming submission, History history) {
        return tie.type() == AssociationType.HAS_MEMBER
                && tie.reference()
                && tie.sourceObject().equals(submission.submissionSet())
                && known(tie.targetObject(), history)
                        .filter(target -> target.kind() == ObjectKind.DOCUMENT_ENTRY)
                        .isPresent();
    }

    private static Optional<KnownObject> known(Optional<EntryUuid> end, History history) {
        return end.flatMap(history::object);
    }

    private static Stream<XdsError> fault(boolean wrong, ErrorCode code, String codeContext) {
        return wrong ? Stream.of(XdsError.of(code, codeContext)) : Stream.empty();
    }

    private static String shown(String written) {
        return written.length() <= 80 ? written : written.substring(0, 80) + "…";
    }
}
