package dev.xdsi.registry.merges;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Allowance;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.NoMergeConcerns;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is registered, as belonging to those who survived merges (ITI TF-2: 3.18.4.1.3). */
class SurvivingObjects implements StoreQuestions {
    private final StoreQuestions store;
    private final Supplier<Survivors> asking;

    /** @param asking who survived whom, for one question */
    SurvivingObjects(StoreQuestions store, Supplier<Survivors> asking) {
        this.store = store;
        this.asking = asking;
    }

    @Override
    public final List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return this.<Criterion.OfDocumentEntry, RegisteredEntry>found(
                allOf,
                any -> any,
                asked -> store.documentEntries(asked, atMost),
                RegisteredEntry::object,
                SurvivingObjects::surviving);
    }

    @Override
    public final List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return this.<Criterion.OfSubmissionSet, RegisteredObject>found(
                allOf,
                any -> any,
                asked -> store.submissionSets(asked, atMost),
                object -> object,
                SurvivingObjects::surviving);
    }

    @Override
    public final List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return this.<Criterion.OfFolder, RegisteredObject>found(
                allOf,
                any -> any,
                asked -> store.folders(asked, atMost),
                object -> object,
                SurvivingObjects::surviving);
    }

    @Override
    public final List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return this.<Criterion.OfAssociation, RegisteredAssociation>found(
                allOf,
                any -> any,
                asked -> store.associations(asked, atMost),
                RegisteredAssociation::object,
                SurvivingObjects::surviving);
    }

    @Override
    public final boolean seesMerges() {
        return store.seesMerges();
    }

    /**
     * @param kind any criterion, as one that this kind of object can meet
     * @param object what is registered of what was found
     * @param surviving the same object as its patient's survivor's
     */
    private <C extends Criterion, T> List<T> found(
            List<? extends C> allOf,
            Function<Criterion.OfAny, C> kind,
            Function<List<C>, List<T>> question,
            Function<T, RegisteredObject> object,
            BiFunction<T, Survivors, T> surviving) {
        Survivors survivors = asking.get();
        List<T> found = ofUnmerged(allOf, survivors, kind, question)
                .or(() -> ofAll(allOf, survivors, kind).map(question))
                .orElse(List.of());
        survivors.look(found.stream().map(one -> object.apply(one).patientId()).collect(Collectors.toSet()));
        return found.stream().map(one -> surviving.apply(one, survivors)).toList();
    }

    /**
     * Of most patients there are no merges, which a store that sees them tells together with what it finds: one question instead of two.
     * Empty where it was not asked so, or found nothing, for whatever reason.
     */
    private <C extends Criterion, T> Optional<List<T>> ofUnmerged(
            List<? extends C> allOf,
            Survivors survivors,
            Function<Criterion.OfAny, C> kind,
            Function<List<C>, List<T>> question) {
        if (!store.seesMerges()) {
            return Optional.empty();
        }
        return allOf.stream()
                .flatMap(criterion -> onlyPatient(criterion).stream())
                .findFirst()
                .filter(patient -> !survivors.lookFirst(patient))
                .flatMap(patient -> {
                    List<C> asked = new ArrayList<>(allOf);
                    asked.add(kind.apply(new NoMergeConcerns(patient)));
                    List<T> found = question.apply(asked);
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    survivors.noMergeConcerns(patient);
                    return Optional.of(found);
                });
    }

    private static Optional<PatientId> onlyPatient(Criterion criterion) {
        return criterion instanceof PatientIn(Set<PatientId> patients) && patients.size() == 1
                ? Optional.of(patients.iterator().next())
                : Optional.empty();
    }

    /** Who survived whom is asked once, so that a merge too is in all of the answers or in none. */
    @Override
    public final <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        Survivors survivors = asking.get().ofOneMoment();
        return store.atOneMoment(moment -> questions.apply(new SurvivingObjects(moment, () -> survivors)));
    }

    @Override
    public final StoreQuestions within(Allowance allowance) {
        return new SurvivingObjects(store.within(allowance), asking);
    }

    /** Empty where nobody is asked about. */
    private static <C extends Criterion> Optional<List<C>> ofAll(
            List<? extends C> allOf, Survivors survivors, Function<Criterion.OfAny, C> kind) {
        List<C> asked = new ArrayList<>();
        for (C one : allOf) {
            if (one instanceof PatientIn(Set<PatientId> patients)) {
                Set<PatientId> ids = survivors.idsOf(patients);
                if (ids.isEmpty()) {
                    return Optional.empty();
                }
                asked.add(kind.apply(new PatientIn(ids)));
            } else {
                asked.add(one);
            }
        }
        return Optional.of(asked);
    }

    private static RegisteredEntry surviving(RegisteredEntry entry, Survivors survivors) {
        RegisteredObject object = surviving(entry.object(), survivors);
        if (object.equals(entry.object())) {
            return entry;
        }
        Resource resource = entry.resource();
        return new RegisteredEntry(
                object,
                new Resource(
                        object.patientId(),
                        resource.documentUniqueId(),
                        resource.classCode(),
                        resource.typeCode(),
                        resource.confidentialityCodes()));
    }

    private static RegisteredAssociation surviving(RegisteredAssociation link, Survivors survivors) {
        return new RegisteredAssociation(
                surviving(link.object(), survivors), link.associationType(), link.sourceObject(), link.targetObject());
    }

    private static RegisteredObject surviving(RegisteredObject object, Survivors survivors) {
        PatientId survivor = survivors.of(object.patientId());
        if (survivor.equals(object.patientId())) {
            return object;
        }
        @Nullable String written = object.written();
        return object.of(survivor, written == null ? null : WrittenPatientId.replaced(written, survivor));
    }

    /** They belong to whom they were found with, whatever was merged or taken apart since: an answer is of one moment. */
    @Override
    public final Map<EntryUuid, String> written(List<RegisteredObject> found) {
        Map<EntryUuid, String> texts = new HashMap<>(store.written(found));
        found.stream()
                .filter(object -> !object.keptUnder().equals(object.patientId()))
                .forEach(object -> texts.computeIfPresent(
                        object.entryUUID(), (uuid, text) -> WrittenPatientId.replaced(text, object.patientId())));
        return texts;
    }
}
