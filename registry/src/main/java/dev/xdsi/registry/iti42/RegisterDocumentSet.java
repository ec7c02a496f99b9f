package dev.xdsi.registry.iti42;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.rules.MetadataRules;
import dev.xdsi.model.rules.Side;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Verdict;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Register Document Set-b [ITI-42], the Document Registry's side (ITI TF-2: 3.42): a submission is registered as a whole, or
 * refused with everything that is wrong with it.
 */
public final class RegisterDocumentSet implements Transaction<RegisterDocumentSetRequest, RegistryResponse> {
    private final RegistryStore store;
    private final PatientDirectory patients;
    private final ConsentRule consents;
    private final Supplier<EntryUuid> uuids;
    private final InstantSource clock;

    public RegisterDocumentSet(
            RegistryStore store,
            PatientDirectory patients,
            PrivacyPolicies policies,
            Supplier<EntryUuid> uuids,
            InstantSource clock) {
        this.store = store;
        this.patients = patients;
        this.consents = new ConsentRule(policies);
        this.uuids = uuids;
        this.clock = clock;
    }

    @Override
    public RegistryResponse perform(RegisterDocumentSetRequest request, Caller caller) {
        SubmissionDraft submission = SymbolicIds.resolve(request.submission(), uuids);
        Incoming incoming = Incoming.of(submission);
        List<XdsError> faults = new ArrayList<>(MetadataRules.check(request.submission(), Side.REGISTRY));
        if (faults.isEmpty()) {
            faults.addAll(consents.check(submission));
        }
        faults.addAll(unknownPatient(incoming));
        if (!faults.isEmpty()) {
            faults.addAll(SubmissionRules.check(incoming, store.history(incoming.identifiers())));
            return RegistryResponse.ofSubmission(faults);
        }
        Change registration = new Registration(clock.instant()).of(submission, incoming);
        Scope scope = new Scope(incoming.patientId().stream().collect(Collectors.toSet()), incoming.identifiers());
        return RegistryResponse.ofSubmission(
                store.change(scope, registered -> judge(registration, incoming, registered)));
    }

    private static Verdict judge(Change registration, Incoming incoming, Snapshot registered) {
        List<XdsError> faults = SubmissionRules.check(incoming, registered.history(incoming.identifiers()));
        return faults.isEmpty() ? new Verdict.Accepted(registration, List.of()) : new Verdict.Refused(faults);
    }

    private List<XdsError> unknownPatient(Incoming incoming) {
        return incoming
                .patientId()
                .filter(patientId -> !patients.isKnown(patientId))
                .map(patientId -> XdsError.of(ErrorCode.XDSUnknownPatientId, patientId.cx()))
                .stream()
                .toList();
    }
}
