package dev.xdsi.registry.store;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.History.KnownObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What will be registered once a change is through, for who judges one part of it by what the others do: with what it adds and the statuses
 * that it sets. What it rewrites or removes is as it was before.
 */
public final class SnapshotAfter implements Snapshot {
    private final Snapshot before;
    private final Supplier<Change> soFar;
    private Change asked = Change.NOTHING;
    private InMemoryRegistryStore added = InMemoryRegistryStore.adding(asked);

    /** @param soFar the change, which may grow from one question to the next, and is the same object until it does */
    public SnapshotAfter(Snapshot before, Supplier<Change> soFar) {
        this.before = before;
        this.soFar = soFar;
    }

    /** How the store before is asked, and the same store of what is added. */
    private record Asking<C, T>(
            BiFunction<List<C>, Integer, List<T>> before, BiFunction<List<C>, Integer, List<T>> added, C changed) {}

    /** What is found, with the status that it has afterwards. */
    private record Found<T>(Function<T, RegisteredObject> object, BiFunction<T, RegisteredObject, T> with) {
        AvailabilityStatus status(T found) {
            return object.apply(found).availabilityStatus();
        }

        EntryUuid entryUUID(T found) {
            return object.apply(found).entryUUID();
        }

        T now(T found, AvailabilityStatus status) {
            return with.apply(found, object.apply(found).with(status));
        }
    }

    private static final Found<RegisteredObject> PACKAGE = new Found<>(Function.identity(), (found, now) -> now);
    private static final Found<RegisteredEntry> ENTRY =
            new Found<>(RegisteredEntry::object, (found, now) -> new RegisteredEntry(now, found.resource()));
    private static final Found<RegisteredAssociation> ASSOCIATION = new Found<>(
            RegisteredAssociation::object,
            (found, now) -> new RegisteredAssociation(
                    now, found.associationType(), found.sourceObject(), found.targetObject()));

    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        Change change = soFar.get();
        return ask(
                List.copyOf(allOf),
                atMost,
                change,
                new Asking<>(before::documentEntries, added(change)::documentEntries, changed(change)),
                ENTRY);
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        Change change = soFar.get();
        return ask(
                List.copyOf(allOf),
                atMost,
                change,
                new Asking<>(before::submissionSets, added(change)::submissionSets, changed(change)),
                PACKAGE);
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        Change change = soFar.get();
        return ask(
                List.copyOf(allOf),
                atMost,
                change,
                new Asking<>(before::folders, added(change)::folders, changed(change)),
                PACKAGE);
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        Change change = soFar.get();
        return ask(
                List.copyOf(allOf),
                atMost,
                change,
                new Asking<>(before::associations, added(change)::associations, changed(change)),
                ASSOCIATION);
    }

    /** What has another status now is looked for whatever its status was. */
    private static <C, T> List<T> ask(List<C> allOf, int atMost, Change change, Asking<C, T> asking, Found<T> found) {
        Map<EntryUuid, AvailabilityStatus> statuses = change.statuses();
        Stream<T> same = asking.before().apply(allOf, atMost + statuses.size()).stream()
                .filter(object -> !statuses.containsKey(found.entryUUID(object)));
        Stream<T> changed = Stream.empty();
        if (!statuses.isEmpty()) {
            List<C> otherwise = Stream.concat(
                            Stream.of(asking.changed()),
                            allOf.stream().filter(criterion -> !(criterion instanceof StatusIn)))
                    .toList();
            changed = asking.before().apply(otherwise, statuses.size()).stream()
                    .map(object ->
                            found.now(object, statuses.getOrDefault(found.entryUUID(object), found.status(object))))
                    .filter(object -> allOf.stream()
                            .allMatch(criterion -> !(criterion instanceof StatusIn status)
                                    || status.anyOf().contains(found.status(object))));
        }
        return Stream.of(same, changed, asking.added().apply(allOf, atMost).stream())
                .flatMap(Function.identity())
                .limit(atMost)
                .toList();
    }

    private static EntryUuidIn changed(Change change) {
        return new EntryUuidIn(change.statuses().keySet());
    }

    /** Many questions are asked of one change. */
    private InMemoryRegistryStore added(Change change) {
        if (!change.equals(asked)) {
            added = InMemoryRegistryStore.adding(change);
            asked = change;
        }
        return added;
    }

    @Override
    public History history(Identifiers identifiers) {
        Change change = soFar.get();
        History known = before.history(identifiers);
        History added = added(change).history(identifiers);
        Map<EntryUuid, KnownObject> objects = new HashMap<>(added.objects());
        known.objects()
                .forEach((uuid, object) -> objects.put(
                        uuid,
                        new KnownObject(
                                object.kind(),
                                object.patientId(),
                                change.statuses().getOrDefault(uuid, object.availabilityStatus()),
                                object.logicalID(),
                                object.version())));
        Map<String, History.KnownUniqueId> uniqueIds = new HashMap<>(known.uniqueIds());
        added.uniqueIds().forEach((uniqueId, more) -> uniqueIds.merge(uniqueId, more, History.KnownUniqueId::and));
        return new History(objects, uniqueIds);
    }

    @Override
    public Map<EntryUuid, String> written(List<RegisteredObject> found) {
        Map<EntryUuid, String> written = new HashMap<>(before.written(found));
        written.putAll(added(soFar.get()).written(found));
        return written;
    }

    /** It is of one moment already. */
    @Override
    public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        return questions.apply(this);
    }

    @Override
    public boolean seesMerges() {
        return before.seesMerges();
    }

    @Override
    public Set<PatientId> merged() {
        return before.merged();
    }
}
