package dev.xdsi.registry.submission;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.rules.Side;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.ObjectTypeIn;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Verdict;
import dev.xdsi.registry.submission.Incoming.Membership;
import dev.xdsi.registry.submission.Incoming.Tie;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Registers new objects, as a whole or not at all (ITI TF-2: 3.42.4.1.3, 3.61.4.1.3). */
public final class Registrar {
    private final RegistryStore store;
    private final AffinityDomain domain;
    private final Supplier<EntryUuid> uuids;
    private final InstantSource clock;

    public Registrar(RegistryStore store, AffinityDomain domain, Supplier<EntryUuid> uuids, InstantSource clock) {
        this.store = store;
        this.domain = domain;
        this.uuids = uuids;
        this.clock = clock;
    }

    /** Everything that is wrong with the submission, or nothing, and it is registered. */
    public RegistryResponse register(SubmissionDraft written, Side side) {
        SubmissionDraft submission = SymbolicIds.resolve(written, uuids);
        Incoming incoming = Incoming.of(submission);
        List<XdsError> faults = new ArrayList<>(domain.check(written, side));
        PatientId patientId = incoming.patientId().orElse(null);
        if (!faults.isEmpty() || patientId == null) {
            faults.addAll(faults(incoming, store));
            if (patientId != null) {
                faults.addAll(addedToWhatIsReplaced(incoming, new Registered(store, patientId)));
            }
            return RegistryResponse.ofSubmission(faults);
        }
        Repetition again = Repetition.of(written);
        return RegistryResponse.ofSubmission(store.change(
                Scope.of(patientId, incoming.identifiers()),
                // By the time of its turn: what comes after another change of a Folder is later than that.
                snapshot -> judge(submission, incoming, again, new Registered(snapshot, patientId), clock.instant())));
    }

    private Verdict judge(
            SubmissionDraft submission, Incoming incoming, Repetition again, Registered registered, Instant now) {
        Snapshot snapshot = registered.snapshot();
        List<XdsError> faults = faults(incoming, snapshot);
        faults.addAll(addedToWhatIsReplaced(incoming, registered));
        if (!faults.isEmpty()) {
            return again.isOfWhatIs(snapshot.history(incoming.identifiers()), incoming)
                    ? new Verdict.Accepted(Change.NOTHING, List.of())
                    : new Verdict.Refused(faults);
        }
        Consequences consequences = new Consequences(registered, uuids, now);
        submission
                .objects()
                .forEach(object ->
                        consequences.add(again.remembered(Kept.first(object, registered.patientId(), now), object)));
        consequences.replace(incoming.replacements(), incoming.submissionSet().orElseThrow());
        consequences.contentChanged(
                incoming.memberships().stream().map(Membership::container).toList());
        return new Verdict.Accepted(consequences.change(), List.of());
    }

    private static List<XdsError> faults(Incoming incoming, Snapshot snapshot) {
        List<XdsError> faults =
                new ArrayList<>(SubmissionRules.check(incoming, snapshot.history(incoming.identifiers())));
        faults.addAll(snapshotsOfStable(incoming, snapshot));
        return faults;
    }

    /**
     * What builds on a replaced document is not current any more either: nothing is added to it by the submission that replaces the document
     * (ITI TF-2: 3.42.4.1.3.3).
     */
    private static List<XdsError> addedToWhatIsReplaced(Incoming incoming, Registered registered) {
        Set<EntryUuid> added = incoming.addedTo().collect(Collectors.toSet());
        Set<EntryUuid> replaced = incoming.replacements().keySet();
        if (added.isEmpty() || replaced.isEmpty()) {
            return List.of();
        }
        return registered.buildingOn(replaced).stream()
                .filter(added::contains)
                .map(entryUUID -> XdsError.of(
                        ErrorCode.XDSRegistryDeprecatedDocumentError,
                        "builds on what the same submission replaces: " + entryUUID))
                .toList();
    }

    /** A snapshot is one of a document that is made when it is asked for (ITI TF-3: 4.2.2.2.6). */
    private static List<XdsError> snapshotsOfStable(Incoming incoming, Snapshot snapshot) {
        Set<EntryUuid> targets = incoming.ties().stream()
                .filter(tie -> tie.type() == AssociationType.IS_SNAPSHOT_OF)
                .map(Tie::targetObject)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (targets.isEmpty()) {
            return List.of();
        }
        return snapshot
                .documentEntries(
                        List.of(new EntryUuidIn(targets), new ObjectTypeIn(Set.of(DocumentEntryType.STABLE))),
                        targets.size())
                .stream()
                .map(RegisteredEntry::entryUUID)
                .map(entryUUID -> XdsError.of(
                        ErrorCode.XDSRegistryMetadataError, "IsSnapshotOf needs an on-demand entry: " + entryUUID))
                .toList();
    }
}
