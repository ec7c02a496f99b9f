package dev.xdsi.registry.update;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.rules.Side;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Verdict;
import dev.xdsi.registry.submission.AffinityDomain;
import dev.xdsi.registry.submission.Consequences;
import dev.xdsi.registry.submission.Registered;
import dev.xdsi.registry.submission.SymbolicIds;
import dev.xdsi.registry.update.Operation.NewAssociation;
import dev.xdsi.registry.update.Operation.NewStatus;
import dev.xdsi.registry.update.Operation.NewVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Updates what is registered, as a whole or not at all (ITI TF-2: 3.57.4.1.3, 3.92.4.1.3). */
public final class MetadataUpdater {
    private static final Set<String> UNIQUE_IDS = Set.of(Identifier.SS_UNIQUE_ID, Identifier.DE_UNIQUE_ID);

    private final RegistryStore store;
    private final AffinityDomain domain;
    private final Supplier<EntryUuid> uuids;
    private final InstantSource clock;

    public MetadataUpdater(RegistryStore store, AffinityDomain domain, Supplier<EntryUuid> uuids, InstantSource clock) {
        this.store = store;
        this.domain = domain;
        this.uuids = uuids;
        this.clock = clock;
    }

    /** Everything that is wrong with the request, or nothing, and all of it is done. */
    public RegistryResponse update(SubmissionDraft written, Extent extent) {
        SubmissionDraft submission = SymbolicIds.resolve(written, uuids);
        Request request = Request.read(submission);
        List<XdsError> faults = new ArrayList<>(domain.check(written, Side.REGISTRY_UPDATE));
        faults.addAll(request.faults());
        request.operations().forEach(operation -> extent.fault(operation).ifPresent(faults::add));
        Optional<PatientId> patientId =
                identifier(submission, Identifier.SS_PATIENT_ID).flatMap(PatientId::parse);
        if (!faults.isEmpty() || patientId.isEmpty()) {
            return RegistryResponse.ofSubmission(faults);
        }
        Identifiers identifiers = identifiers(submission, request.operations());
        return RegistryResponse.ofSubmission(store.change(
                Scope.of(patientId.get(), identifiers),
                // By the time of its turn: what comes after another change of a Folder is later than that.
                snapshot -> judge(
                        submission,
                        request.operations(),
                        new Registered(snapshot, patientId.get()),
                        identifiers,
                        clock.instant())));
    }

    private Verdict judge(
            SubmissionDraft submission,
            List<Operation> operations,
            Registered registered,
            Identifiers identifiers,
            Instant now) {
        Snapshot snapshot = registered.snapshot();
        Consequences consequences = new Consequences(registered, uuids, now);
        UpdateJudge judge = new UpdateJudge(snapshot.history(identifiers), consequences, now);
        List<XdsError> faults = judge.perform(submission, operations);
        return faults.isEmpty() ? new Verdict.Accepted(consequences.change(), List.of()) : new Verdict.Refused(faults);
    }

    /** What the request brings, and what it speaks of. */
    private static Identifiers identifiers(SubmissionDraft submission, List<Operation> operations) {
        Stream<EntryUuid> brought =
                submission.objects().stream().map(RegistryObjectDraft::id).map(EntryUuid::new);
        Stream<EntryUuid> spokenOf = operations.stream().flatMap(operation -> switch (operation) {
            case NewVersion version -> Stream.of(version.logicalID());
            case NewStatus status -> Stream.of(status.target());
            case NewAssociation association -> Stream.of(association.source(), association.target());
        });
        return new Identifiers(
                Stream.concat(brought, spokenOf).collect(Collectors.toSet()),
                submission.objects().stream()
                        .flatMap(object ->
                                UNIQUE_IDS.stream().flatMap(scheme -> object.externalIdentifier(scheme).stream()))
                        .collect(Collectors.toSet()));
    }

    private static Optional<String> identifier(SubmissionDraft submission, String scheme) {
        return submission
                .submissionSets()
                .flatMap(set -> set.externalIdentifier(scheme).stream())
                .findFirst();
    }
}
