package dev.xdsi.registry.submission;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.AssociationTypeIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** What is registered for one patient, as those ask it who must know what follows from a change. */
public record Registered(Snapshot snapshot, PatientId patientId) {
    static final Set<AssociationType> BUILDING_ON = Set.of(AssociationType.APND, AssociationType.XFRM);

    private static final int AT_ONCE = 1_000;
    private static final int MOST = 200_000;
    private static final StatusIn APPROVED = new StatusIn(Set.of(AvailabilityStatus.APPROVED));

    /**
     * The Approved Associations of these types that have one of the objects as an end; also those that came in a submission of another
     * patient, whom this one was merged with for a while.
     *
     * @param end which end: {@code TargetObjectIn::new} …
     */
    public List<RegisteredAssociation> approved(
            Set<AssociationType> types,
            Collection<EntryUuid> objects,
            Function<Set<EntryUuid>, Criterion.OfAssociation> end) {
        return inChunks(
                objects,
                chunk ->
                        snapshot.associations(List.of(APPROVED, new AssociationTypeIn(types), end.apply(chunk)), MOST));
    }

    /** The Association of this id, of whatever status. */
    public Optional<RegisteredAssociation> link(EntryUuid association) {
        return snapshot.associations(List.of(new EntryUuidIn(Set.of(association))), 1).stream()
                .findFirst();
    }

    /** Which of the objects are Approved DocumentEntries. */
    public Set<EntryUuid> approvedEntries(Collection<EntryUuid> objects) {
        return inChunks(
                        objects,
                        chunk -> snapshot.documentEntries(List.of(whose(), APPROVED, new EntryUuidIn(chunk)), MOST))
                .stream()
                .map(RegisteredEntry::entryUUID)
                .collect(Collectors.toSet());
    }

    /** Addenda and transformations of these documents that are Approved, those of addenda and transformations too. */
    Set<EntryUuid> buildingOn(Set<EntryUuid> documents) {
        Set<EntryUuid> seen = new HashSet<>(documents);
        Set<EntryUuid> all = new HashSet<>();
        Set<EntryUuid> newest = documents;
        while (!newest.isEmpty()) {
            List<EntryUuid> sources = approved(BUILDING_ON, newest, TargetObjectIn::new).stream()
                    .map(RegisteredAssociation::sourceObject)
                    .filter(seen::add)
                    .toList();
            newest = approvedEntries(sources);
            all.addAll(newest);
        }
        return all;
    }

    /** Which of the objects are Approved Folders, without their texts. */
    public List<RegisteredObject> approvedFolders(Collection<EntryUuid> objects) {
        return inChunks(objects, chunk -> snapshot.folders(List.of(whose(), APPROVED, new EntryUuidIn(chunk)), MOST));
    }

    /** The objects with their texts. */
    public Stream<RegisteredObject> texts(List<RegisteredObject> objects) {
        return new Texts(snapshot, objects).stream();
    }

    private PatientIn whose() {
        return PatientIn.only(patientId);
    }

    private static <T> List<T> inChunks(Collection<EntryUuid> objects, Function<Set<EntryUuid>, List<T>> question) {
        List<T> found = new ArrayList<>();
        objects.stream()
                .distinct()
                .gather(Gatherers.windowFixed(AT_ONCE))
                .forEach(chunk -> found.addAll(whole(question.apply(Set.copyOf(chunk)))));
        return found;
    }

    /** What follows from a change follows for all of it. */
    private static <T> List<T> whole(List<T> found) {
        if (found.size() >= MOST) {
            throw new IllegalStateException("more than " + MOST + " objects hang on one change");
        }
        return found;
    }
}
