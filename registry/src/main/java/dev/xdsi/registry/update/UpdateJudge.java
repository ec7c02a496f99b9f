package dev.xdsi.registry.update;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.ObjectTypeIn;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.submission.Consequences;
import dev.xdsi.registry.submission.Kept;
import dev.xdsi.registry.submission.Registered;
import dev.xdsi.registry.update.Operation.NewAssociation;
import dev.xdsi.registry.update.Operation.NewStatus;
import dev.xdsi.registry.update.Operation.NewVersion;
import dev.xdsi.registry.update.Versions.Version;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the operations of one request by what is registered, and collects what they do (ITI TF-2: 3.57.4.1.3.3). */
final class UpdateJudge {
    private static final Set<AssociationType> RELATIONSHIPS = Set.of(
            AssociationType.RPLC,
            AssociationType.XFRM_RPLC,
            AssociationType.APND,
            AssociationType.XFRM,
            AssociationType.SIGNS,
            AssociationType.IS_SNAPSHOT_OF);

    private final Registered registered;
    private final History history;
    private final Versions versions;
    private final Consequences consequences;
    private final Instant now;
    private final List<XdsError> faults = new ArrayList<>();
    private final Set<PatientId> versionsKeptUnder = new HashSet<>();
    private final Propagation propagation;
    /** What must be so when all is done; asked only where each operation by itself can be. */
    private final List<Runnable> expectations = new ArrayList<>();

    /**
     * Each operation is judged by what is registered after those before it.
     *
     * @param history what the request speaks of, as it was before
     */
    UpdateJudge(History history, Consequences consequences, Instant now) {
        this.registered = consequences.after();
        this.history = history;
        this.versions = new Versions(registered.snapshot());
        this.consequences = consequences;
        this.now = now;
        this.propagation = new Propagation(registered, consequences);
    }

    /**
     * What is wrong; where nothing is, the consequences are complete. Versions come first and take their Associations over; then statuses
     * change, and what is associated anew is associated with that. What follows may not undo any of it.
     */
    List<XdsError> perform(SubmissionDraft submission, List<Operation> operations) {
        EntryUuid submissionSet = submission
                .submissionSets()
                .findFirst()
                .map(RegistryObjectDraft::id)
                .map(EntryUuid::new)
                .orElseThrow();
        isNew(submission);
        those(operations, NewVersion.class).forEach(this::perform);
        propagation.carryOut();
        those(operations, NewStatus.class).forEach(this::perform);
        Map<EntryUuid, EntryUuid> replacements = new HashMap<>();
        those(operations, NewAssociation.class).forEach(association -> perform(association, replacements));
        if (faults.isEmpty()) {
            submission.objects().stream()
                    .filter(object ->
                            object.kind() == Kind.Association || object.id().equals(submissionSet.value()))
                    .forEach(object -> consequences.add(
                            Kept.first(object, registered.patientId(), now).under(keptUnder())));
            consequences.replace(replacements, submissionSet);
            expectations.forEach(Runnable::run);
        }
        return faults;
    }

    private static <O extends Operation> Stream<O> those(List<Operation> operations, Class<O> kind) {
        return operations.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** What brings versions is kept with them, if they are all in one place. */
    private PatientId keptUnder() {
        return versionsKeptUnder.size() == 1 ? versionsKeptUnder.iterator().next() : registered.patientId();
    }

    /** The ids under which objects come were never given, and the SubmissionSet was never submitted. */
    private void isNew(SubmissionDraft submission) {
        submission.objects().stream()
                .filter(object -> history.object(new EntryUuid(object.id())).isPresent())
                .forEach(object -> faults.add(XdsError.of(
                        ErrorCode.XDSMetadataIdentifierError, "entryUUID is registered already", object.id())));
        submission
                .submissionSets()
                .flatMap(set -> set.externalIdentifier(Identifier.SS_UNIQUE_ID).stream())
                .filter(uniqueId -> history.uniqueId(uniqueId).isPresent())
                .forEach(uniqueId -> faults.add(XdsError.of(
                        ErrorCode.XDSMetadataIdentifierError, "SubmissionSet.uniqueId is registered: " + uniqueId)));
    }

    private void perform(NewVersion update) {
        ObjectKind kind = Kept.isFolder(update.object()) ? ObjectKind.FOLDER : ObjectKind.DOCUMENT_ENTRY;
        KnownObject known = history.object(update.logicalID()).orElse(null);
        if (known == null || !known.logicalID().equals(update.logicalID())) {
            fault(update, ErrorCode.XDSMetadataIdentifierError, "no such logicalID: " + update.logicalID());
        } else if (known.kind() != kind) {
            fault(update, ErrorCode.XDSObjectTypeError, "is registered as a " + known.kind());
        } else if (!known.patientId().equals(registered.patientId())) {
            fault(update, ErrorCode.XDSPatientIDReconciliationError, "belongs to another patient");
        } else {
            versions.newest(known.logicalID(), kind, known.patientId())
                    .ifPresent(newest -> perform(update, kind, newest));
        }
    }

    private void perform(NewVersion update, ObjectKind kind, Version newest) {
        if (newest.known().version() != update.previousVersion()) {
            fault(
                    update,
                    ErrorCode.XDSMetadataVersionError,
                    "the newest version is " + newest.known().version() + ", not " + update.previousVersion());
            return;
        }
        if (newest.known().availabilityStatus() != AvailabilityStatus.APPROVED) {
            fault(update, ErrorCode.XDSMetadataUpdateError, "is Deprecated: " + newest.entryUUID());
            return;
        }
        RegisteredObject registeredBefore = whole(newest.entryUUID(), kind);
        RegistryObjectDraft before = RegistryObjectXml.read(registeredBefore.text());
        versionsKeptUnder.add(registeredBefore.keptUnder());
        faults.addAll(Unmodifiable.check(update.object(), before));
        if (DelayedAssembly.endsWith(update.object(), before)) {
            faults.addAll(DelayedAssembly.check(update.object(), history));
        }
        consequences.add(Kept.version(
                        update.object()
                                .with(header ->
                                        header.withLid(update.logicalID().value())),
                        registered.patientId(),
                        newest.known().version() + 1,
                        now)
                .under(registeredBefore.keptUnder()));
        consequences.set(newest.entryUUID(), AvailabilityStatus.DEPRECATED);
        propagation.follows(newest.entryUUID(), update.entryUUID(), update.propagated());
        expectations.add(() -> staysApproved(update, update.entryUUID()));
    }

    private RegisteredObject whole(EntryUuid entryUUID, ObjectKind kind) {
        List<EntryUuidIn> which = List.of(new EntryUuidIn(Set.of(entryUUID)));
        RegisteredObject object = kind == ObjectKind.FOLDER
                ? registered.snapshot().folders(which, 1).getFirst()
                : registered.snapshot().documentEntries(which, 1).getFirst().object();
        return registered.texts(List.of(object)).findFirst().orElseThrow();
    }

    private void perform(NewStatus update) {
        KnownObject known = known(update, update.target());
        if (known == null) {
            return;
        }
        if (known.kind() == ObjectKind.SUBMISSION_SET || consequences.sets(update.target())) {
            fault(
                    update,
                    ErrorCode.XDSMetadataUpdateError,
                    "is a SubmissionSet, whose status never changes, or is changed twice: " + update.target());
        } else if (!versions.isNewest(update.target(), known)) {
            fault(update, ErrorCode.XDSMetadataVersionError, "is not the newest version: " + update.target());
        } else if (known.availabilityStatus() != update.original()) {
            fault(update, ErrorCode.XDSMetadataUpdateError, "OriginalStatus is not that of " + update.target());
        } else {
            consequences.set(update.target(), update.wanted());
            if (known.kind() == ObjectKind.ASSOCIATION) {
                consequences.contentChanged(registered.link(update.target()).stream()
                        .map(RegisteredAssociation::sourceObject)
                        .toList());
            }
            if (update.wanted() == AvailabilityStatus.APPROVED) {
                expectations.add(() -> staysApproved(update, update.target()));
                expectations.add(() ->
                        new Approval(registered, versions).fault(update, known).ifPresent(faults::add));
            }
        }
    }

    private void perform(NewAssociation update, Map<EntryUuid, EntryUuid> replacements) {
        KnownObject source = known(update, update.source());
        KnownObject target = known(update, update.target());
        if (source == null || target == null) {
            return;
        }
        boolean membership = update.type() == AssociationType.HAS_MEMBER;
        boolean replacement = ReplacementChain.REPLACING.contains(update.type());
        ObjectKind from = membership ? ObjectKind.FOLDER : ObjectKind.DOCUMENT_ENTRY;
        if ((!membership && !RELATIONSHIPS.contains(update.type()))
                || source.kind() != from
                || target.kind() != ObjectKind.DOCUMENT_ENTRY) {
            fault(
                    update,
                    ErrorCode.XDSObjectTypeError,
                    "submitted are memberships of documents in Folders, and relationships of documents");
        } else if (update.source().equals(update.target())) {
            fault(update, ErrorCode.XDSMetadataUpdateError, "leads from a document to itself: " + update.source());
        } else if (!isCurrent(update.source()) || !isCurrent(update.target())) {
            fault(update, ErrorCode.XDSMetadataUpdateError, "both ends must be, and stay, Approved");
        } else if (update.type() == AssociationType.IS_SNAPSHOT_OF
                && (is(update.target(), DocumentEntryType.STABLE)
                        || is(update.source(), DocumentEntryType.ON_DEMAND))) {
            fault(
                    update,
                    ErrorCode.XDSObjectTypeError,
                    "IsSnapshotOf leads from a stable entry to an on-demand one: " + update.target());
        } else if (replacement && replacements.putIfAbsent(update.target(), update.source()) != null) {
            fault(update, ErrorCode.XDSMetadataUpdateError, "is replaced twice: " + update.target());
        } else {
            expectations.add(() -> staysApproved(update, update.source()));
            if (membership) {
                consequences.contentChanged(List.of(update.source()));
            }
            if (!replacement) {
                expectations.add(() -> staysApproved(update, update.target()));
            }
        }
    }

    private boolean is(EntryUuid document, DocumentEntryType type) {
        return !registered
                .snapshot()
                .documentEntries(List.of(new EntryUuidIn(Set.of(document)), new ObjectTypeIn(Set.of(type))), 1)
                .isEmpty();
    }

    /** Approved, and neither followed by a version in this request nor asked to have another status. */
    private boolean isCurrent(EntryUuid object) {
        return history.object(object)
                        .filter(known -> known.availabilityStatus() == AvailabilityStatus.APPROVED)
                        .isPresent()
                && !consequences.sets(object);
    }

    /** Not so where it builds on what the same request replaces, or is replaced itself. */
    private void staysApproved(Operation operation, EntryUuid object) {
        if (consequences.deprecates(object)) {
            fault(operation, ErrorCode.XDSMetadataUpdateError, "would be Deprecated by the same request: " + object);
        }
    }

    /** A registered object of the same patient; null after a fault. */
    private @Nullable KnownObject known(Operation operation, EntryUuid object) {
        KnownObject known = history.object(object).orElse(null);
        if (known == null) {
            fault(operation, ErrorCode.UnresolvedReferenceException, "no such object: " + object);
            return null;
        }
        if (!known.patientId().equals(registered.patientId())) {
            fault(operation, ErrorCode.XDSPatientIDReconciliationError, "belongs to another patient: " + object);
            return null;
        }
        return known;
    }

    private void fault(Operation operation, ErrorCode code, String codeContext) {
        faults.add(XdsError.of(code, codeContext, operation.location()));
    }
}
