package dev.xdsi.registry.merges;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.registry.store.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The store as it is for those who know of merged patients: what is asked about a survivor finds what is kept under all ids that were merged
 * into his, and says that it is his; under a subsumed id there is nothing (ITI TF-2: 3.18.4.1.3). Nothing is moved: what is kept stays under the
 * id under which it came, and so do its later versions.
 */
public final class SurvivingPatients extends SurvivingSnapshot implements RegistryStore {
    private static final Verdict TURNS_OF_OTHERS = new Verdict.Refused(
            List.of(XdsError.of(ErrorCode.XDSRegistryBusy, "the turns of those who were merged are needed too")));

    private final RegistryStore store;
    private final PatientDirectory patients;

    public SurvivingPatients(RegistryStore store, PatientDirectory patients) {
        super(store, () -> new Survivors(patients, false));
        this.store = store;
        this.patients = patients;
    }

    /**
     * For who decides what may be disclosed: asked about a subsumed id, he is told of the survivor, whose consents count for whatever
     * still bears that id elsewhere.
     */
    public StoreQuestions forDecisions() {
        return new SurvivingSnapshot(store, () -> new Survivors(patients, true));
    }

    /**
     * What one call asks, which knows of each patient's merges what they were when it first asked about him.
     *
     * @param forDecisions by what consents it is decided what the caller may see
     */
    public record Call(StoreQuestions store, StoreQuestions forDecisions) {}

    /** To be asked during one call and no longer. */
    public Call call() {
        Survivors survivors = new Survivors(patients, false).ofOneMoment();
        return new Call(new SurvivingObjects(store, () -> survivors), new SurvivingObjects(store, survivors::leading));
    }

    /** What is judged is judged by one state of the merges. */
    @Override
    public List<XdsError> change(Scope scope, Function<Snapshot, Verdict> judge) {
        if (!store.seesMerges()) {
            return changeOfMerged(scope, judge);
        }
        AtomicBoolean merged = new AtomicBoolean();
        List<XdsError> errors = store.change(scope, registered -> {
            merged.set(!registered.merged().isEmpty());
            return merged.get() ? TURNS_OF_OTHERS : judged(judge, registered, unmerged(scope));
        });
        return merged.get() ? changeOfMerged(scope, judge) : errors;
    }

    private Survivors unmerged(Scope scope) {
        Survivors survivors = new Survivors(patients, false).ofOneMoment();
        scope.patients().forEach(survivors::noMergeConcerns);
        return survivors;
    }

    /** By the merges as they are before the turns are taken, or anew when it is judged again. */
    private List<XdsError> changeOfMerged(Scope scope, Function<Snapshot, Verdict> judge) {
        Survivors before = survivors(scope);
        Set<PatientId> ids = new HashSet<>(scope.patients());
        scope.patients().forEach(patient -> ids.addAll(before.merged(patient)));
        Deque<Survivors> atFirst = new ArrayDeque<>(List.of(before));
        return store.change(
                new Scope(ids, scope.identifiers()),
                registered -> judged(judge, registered, atFirst.isEmpty() ? survivors(scope) : atFirst.pop()));
    }

    private static Verdict judged(Function<Snapshot, Verdict> judge, Snapshot registered, Survivors survivors) {
        return kept(judge.apply(new SurvivingSnapshot(registered, () -> survivors)));
    }

    private Survivors survivors(Scope scope) {
        Survivors survivors = new Survivors(patients, false).ofOneMoment();
        scope.patients().forEach(survivors::remember);
        return survivors;
    }

    private static Verdict kept(Verdict verdict) {
        return verdict instanceof Verdict.Accepted(Change change, List<XdsError> warnings)
                ? new Verdict.Accepted(
                        new Change(kept(change.added()), change.statuses(), kept(change.rewritten()), change.removed()),
                        warnings)
                : verdict;
    }

    /** What is kept under another id than that of the survivor, beside what it belongs to, says that id. */
    private static List<NewObject> kept(List<NewObject> objects) {
        return objects.stream()
                .map(object -> object.keptUnder().equals(object.patientId()) ? object : kept(object))
                .toList();
    }

    private static NewObject kept(NewObject object) {
        return new NewObject(
                WrittenPatientId.replaced(object.object(), object.keptUnder()),
                object.patientId(),
                object.keptUnder(),
                WrittenPatientId.replaced(object.written(), object.keptUnder()),
                object.submission());
    }
}
