package dev.xdsi.registry.merges;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Criterion;
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
import java.util.function.Function;
import java.util.function.Supplier;
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
        Survivors survivors = asking.get();
        return SurvivingObjects.<Criterion.OfDocumentEntry>ofAll(allOf, survivors, ids -> ids)
                .map(asked -> store.documentEntries(asked, atMost))
                .orElse(List.of())
                .stream()
                .map(entry -> surviving(entry, survivors))
                .toList();
    }

    @Override
    public final List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        Survivors survivors = asking.get();
        return SurvivingObjects.<Criterion.OfSubmissionSet>ofAll(allOf, survivors, ids -> ids)
                .map(asked -> store.submissionSets(asked, atMost))
                .orElse(List.of())
                .stream()
                .map(set -> surviving(set, survivors))
                .toList();
    }

    @Override
    public final List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        Survivors survivors = asking.get();
        return SurvivingObjects.<Criterion.OfFolder>ofAll(allOf, survivors, ids -> ids)
                .map(asked -> store.folders(asked, atMost))
                .orElse(List.of())
                .stream()
                .map(folder -> surviving(folder, survivors))
                .toList();
    }

    @Override
    public final List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        Survivors survivors = asking.get();
        return SurvivingObjects.<Criterion.OfAssociation>ofAll(allOf, survivors, ids -> ids)
                .map(asked -> store.associations(asked, atMost))
                .orElse(List.of())
                .stream()
                .map(link -> new RegisteredAssociation(
                        surviving(link.object(), survivors),
                        link.associationType(),
                        link.sourceObject(),
                        link.targetObject()))
                .toList();
    }

    /** Who survived whom is asked once, so that a merge too is in all of the answers or in none. */
    @Override
    public final <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        Survivors survivors = asking.get().ofOneMoment();
        return store.atOneMoment(moment -> questions.apply(new SurvivingObjects(moment, () -> survivors)));
    }

    /** Empty where nobody is asked about. */
    private static <C> Optional<List<C>> ofAll(
            List<? extends C> allOf, Survivors survivors, Function<PatientIn, C> criterion) {
        List<C> asked = new ArrayList<>();
        for (C one : allOf) {
            if (one instanceof PatientIn(Set<PatientId> patients)) {
                Set<PatientId> ids = survivors.idsOf(patients);
                if (ids.isEmpty()) {
                    return Optional.empty();
                }
                asked.add(criterion.apply(new PatientIn(ids)));
            } else {
                asked.add(one);
            }
        }
        return Optional.of(asked);
    }

    private static RegisteredEntry surviving(RegisteredEntry entry, Survivors survivors) {
        RegisteredObject object = surviving(entry.object(), survivors);
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
