package dev.xdsi.registry.store;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Association;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.Matching.Kept;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A registry that lasts as long as its process: for tests and for trying things out. */
public final class InMemoryRegistryStore implements RegistryStore {
    private final Map<EntryUuid, Kept<?>> objects = new LinkedHashMap<>();
    private final Map<String, KnownUniqueId> uniqueIds = new HashMap<>();
    private final @Nullable InMemoryHappenings happenings;

    public InMemoryRegistryStore() {
        this(null);
    }

    /** @param happenings who is told what changes */
    public InMemoryRegistryStore(@Nullable InMemoryHappenings happenings) {
        this.happenings = happenings;
    }

    /** What a change adds, with the statuses that it sets, as the patients' whose it is for now. */
    static InMemoryRegistryStore adding(Change change) {
        InMemoryRegistryStore store = new InMemoryRegistryStore();
        for (NewObject added : change.added()) {
            store.add(added.under(added.patientId()));
        }
        change.statuses()
                .forEach((uuid, status) -> store.objects.computeIfPresent(uuid, (id, kept) -> kept.with(status)));
        return store;
    }

    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return kept(DocumentEntry.class, allOf, Matching::documentEntry, atMost).stream()
                .map(kept -> new RegisteredEntry(registered(kept), Resource.of(kept.object())))
                .toList();
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return find(SubmissionSet.class, allOf, Matching::submissionSet, atMost);
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return find(Folder.class, allOf, Matching::folder, atMost);
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return kept(Association.class, allOf, Matching::association, atMost).stream()
                .map(kept -> new RegisteredAssociation(
                        registered(kept),
                        kept.object().associationType(),
                        kept.object().sourceObject(),
                        kept.object().targetObject()))
                .toList();
    }

    /** From a copy, so that nobody waits for who is asked meanwhile. */
    @Override
    public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        return questions.apply(copy());
    }

    private synchronized InMemoryRegistryStore copy() {
        InMemoryRegistryStore copy = new InMemoryRegistryStore();
        copy.objects.putAll(objects);
        copy.uniqueIds.putAll(uniqueIds);
        return copy;
    }

    @Override
    public synchronized Map<EntryUuid, String> written(List<RegisteredObject> found) {
        return found.stream()
                .map(RegisteredObject::entryUUID)
                .filter(objects::containsKey)
                .collect(Collectors.toMap(
                        Function.identity(), uuid -> kept(uuid).as().written()));
    }

    @Override
    public synchronized History history(Identifiers identifiers) {
        Map<EntryUuid, KnownObject> known = identifiers.entryUUIDs().stream()
                .filter(objects::containsKey)
                .collect(Collectors.toMap(Function.identity(), uuid -> known(kept(uuid))));
        Map<String, KnownUniqueId> asked = new HashMap<>(uniqueIds);
        asked.keySet().retainAll(identifiers.uniqueIds());
        return new History(known, asked);
    }

    @Override
    public synchronized List<XdsError> change(Scope scope, Function<Snapshot, Verdict> judge) {
        return switch (judge.apply(this)) {
            case Verdict.Refused(List<XdsError> errors) -> errors;
            case Verdict.Accepted(Change change, List<XdsError> warnings) -> {
                History touched = history(new Identifiers(change.entryUUIDs(), Set.of()));
                change.check(patients(scope, touched), touched);
                carryOut(change);
                if (happenings != null) {
                    happenings.add(change.happened());
                }
                yield warnings;
            }
        };
    }

    private Set<PatientId> patients(Scope scope, History touched) {
        return Stream.concat(
                        scope.patients().stream(),
                        Stream.of(history(scope.identifiers()), touched)
                                .flatMap(known -> known.objects().values().stream())
                                .map(KnownObject::patientId))
                .collect(Collectors.toSet());
    }

    private void carryOut(Change change) {
        change.removed().forEach(this::remove);
        change.rewritten().forEach(object -> objects.put(object.entryUUID(), Kept.of(object)));
        change.added().forEach(this::add);
        change.statuses().forEach((uuid, status) -> objects.put(uuid, kept(uuid).with(status)));
    }

    private void add(NewObject added) {
        objects.put(added.entryUUID(), Kept.of(added));
        added.uniqueId().ifPresent(uniqueId -> uniqueIds.merge(uniqueId, added.known(), KnownUniqueId::and));
    }

    /** A uniqueId is free again when the last of its documents is gone. */
    private void remove(EntryUuid entryUUID) {
        Optional.ofNullable(objects.remove(entryUUID))
                .flatMap(kept -> kept.as().uniqueId())
                .filter(uniqueId -> objects.values().stream()
                        .noneMatch(kept ->
                                kept.as().uniqueId().filter(uniqueId::equals).isPresent()))
                .ifPresent(uniqueIds::remove);
    }

    private Kept<?> kept(EntryUuid entryUUID) {
        return Objects.requireNonNull(objects.get(entryUUID));
    }

    private static KnownObject known(Kept<?> kept) {
        return new KnownObject(
                ObjectKind.of(kept.object()),
                kept.patientId(),
                kept.availabilityStatus(),
                kept.as().logicalID(),
                kept.as().version());
    }

    private <T extends RegistryObject, C> List<RegisteredObject> find(
            Class<T> kind, List<? extends C> allOf, BiPredicate<Kept<T>, C> meets, int atMost) {
        return kept(kind, allOf, meets, atMost).stream()
                .map(InMemoryRegistryStore::registered)
                .toList();
    }

    private synchronized <T extends RegistryObject, C> List<Kept<T>> kept(
            Class<T> kind, List<? extends C> allOf, BiPredicate<Kept<T>, C> meets, int atMost) {
        return objects.values().stream()
                .filter(kept -> kind.isInstance(kept.object()))
                .map(kept -> new Kept<>(kind.cast(kept.object()), kept.as(), kept.availabilityStatus()))
                .filter(kept -> allOf.stream().allMatch(criterion -> meets.test(kept, criterion)))
                .limit(atMost)
                .toList();
    }

    private static RegisteredObject registered(Kept<?> kept) {
        return new RegisteredObject(
                ObjectKind.of(kept.object()),
                kept.object().entryUUID(),
                kept.patientId(),
                kept.availabilityStatus(),
                kept.as().written());
    }
}
