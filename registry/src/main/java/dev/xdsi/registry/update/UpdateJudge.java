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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** What has had its turn in this request. */
    private final Set<EntryUuid> touched = new HashSet<>();
    /** The statuses that this request asks for, all of which hold together or not at all. */
    private final Map<EntryUuid, AvailabilityStatus> wanted = new HashMap<>();

    private final Set<PatientId> versionsKeptUnder = new HashSet<>();
    private final Propagation propagation;
    private final Approval approval;

    UpdateJudge(Registered registered, History history, Consequences consequences, Instant now) {
        this.registered = registered;
        this.history = history;
        this.versions = new Versions(registered.snapshot());
        this.consequences = consequences;
        this.now = now;
        this.propagation = new Propagation(registered, consequences);
        this.approval = new Approval(registered, versions, consequences, wanted);
    }

    /** What is wrong; where nothing is, the consequences are complete. */
    List<XdsError> perform(SubmissionDraft submission, List<Operation> operations) {
        EntryUuid submissionSet = submission
                .submissionSets()
                .findFirst()
                .map(RegistryObjectDraft::id)
                .map(EntryUuid::new)
                .orElseThrow();
        isNew(submission);
        operations.forEach(this::expect);
        for (Operation operation : inOrder(operations)) {
            switch (operation) {
                case NewVersion version -> perform(version);
                case NewStatus status -> perform(status);
                case NewAssociation association -> perform(association, submissionSet);
            }
        }
        if (faults.isEmpty()) {
            submission.objects().stream()
                    .filter(object ->
                            object.kind() == Kind.Association || object.id().equals(submissionSet.value()))
                    .forEach(object -> consequences.add(
                            Kept.first(object, registered.patientId(), now).under(keptUnder())));
            propagation.carryOut();
        }
        return faults;
    }

    /** What exists is settled before who is associated, and that before who is associated again. */
    private List<Operation> inOrder(List<Operation> operations) {
        return operations.stream().sorted(Comparator.comparingInt(this::turn)).toList();
    }

    private int turn(Operation operation) {
        return switch (operation) {
            case NewVersion version -> 0;
            case NewStatus status ->
                history.object(status.target())
                                .filter(known -> known.kind() == ObjectKind.ASSOCIATION)
                                .isPresent()
                        ? 2
                        : 0;
            case NewAssociation association -> 1;
        };
    }

    /** What brings versions is kept with them, if they are all in one place. */
    private PatientId keptUnder() {
        return versionsKeptUnder.size() == 1 ? versionsKeptUnder.iterator().next() : registered.patientId();
    }

    private void expect(Operation operation) {
        if (operation instanceof NewStatus status) {
            wanted.put(status.target(), status.wanted());
        }
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
        if (newest.known().availabilityStatus() != AvailabilityStatus.APPROVED || !touched.add(newest.entryUUID())) {
            fault(
                    update,
                    ErrorCode.XDSMetadataUpdateError,
                    "is Deprecated, or changed by this request in another way: " + newest.entryUUID());
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
        if (known.kind() == ObjectKind.SUBMISSION_SET || !touched.add(update.target())) {
            fault(
                    update,
                    ErrorCode.XDSMetadataUpdateError,
                    "is a SubmissionSet, whose status never changes, or is changed twice: " + update.target());
        } else if (!versions.isNewest(update.target(), known)) {
            fault(update, ErrorCode.XDSMetadataVersionError, "is not the newest version: " + update.target());
        } else if (known.availabilityStatus() != update.original()) {
            fault(update, ErrorCode.XDSMetadataUpdateError, "OriginalStatus is not that of " + update.target());
        } else {
            if (update.wanted() == AvailabilityStatus.APPROVED) {
                approval.fault(update, known).ifPresent(faults::add);
            }
            consequences.set(update.target(), update.wanted());
            if (known.kind() == ObjectKind.ASSOCIATION) {
                consequences.contentChanged(ends(update.target()).stream()
                        .map(RegisteredAssociation::sourceObject)
                        .toList());
            }
        }
    }

    private List<RegisteredAssociation> ends(EntryUuid association) {
        return registered.snapshot().associations(List.of(new EntryUuidIn(Set.of(association))), 1);
    }

    private void perform(NewAssociation update, EntryUuid submissionSet) {
        KnownObject source = known(update, update.source());
        KnownObject target = known(update, update.target());
        if (source == null || target == null) {
            return;
        }
        boolean membership = update.type() == AssociationType.HAS_MEMBER;
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
        } else if (!isCurrent(update.source(), source) || !isCurrent(update.target(), target)) {
            fault(update, ErrorCode.XDSMetadataUpdateError, "both ends must be, and stay, Approved");
        } else if (update.type() == AssociationType.IS_SNAPSHOT_OF && isStable(update.target())) {
            fault(update, ErrorCode.XDSObjectTypeError, "IsSnapshotOf needs an on-demand entry: " + update.target());
        } else if (membership) {
            consequences.contentChanged(List.of(update.source()));
        } else if (ReplacementChain.REPLACING.contains(update.type())) {
            touched.add(update.target());
            consequences.replace(Map.of(update.target(), update.source()), submissionSet, Set.of());
            if (consequences.deprecates(update.source())) {
                fault(
                        update,
                        ErrorCode.XDSMetadataUpdateError,
                        "builds on what it would replace, and would not stay Approved: " + update.source());
            }
        }
    }

    private boolean isStable(EntryUuid document) {
        return !registered
                .snapshot()
                .documentEntries(
                        List.of(new EntryUuidIn(Set.of(document)), new ObjectTypeIn(Set.of(DocumentEntryType.STABLE))),
                        1)
                .isEmpty();
    }

    /** Approved, and not about to become anything else by the same request. */
    private boolean isCurrent(EntryUuid object, KnownObject known) {
        return known.availabilityStatus() == AvailabilityStatus.APPROVED
                && wanted.getOrDefault(object, AvailabilityStatus.APPROVED) == AvailabilityStatus.APPROVED
                && !touched.contains(object);
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
