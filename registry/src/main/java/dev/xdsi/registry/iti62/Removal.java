package dev.xdsi.registry.iti62;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.AssociationTypeIn;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Texts;
import dev.xdsi.registry.submission.Kept;
import dev.xdsi.registry.update.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Registered objects that are to be removed together, and what would be left of the registry (ITI TF-2: 3.62.4.1.3). */
final class Removal {
    private static final int AT_ONCE = 1_000;
    private static final int MOST = 200_000;

    private final Set<EntryUuid> objects;
    private final History history;
    private final Snapshot snapshot;

    Removal(Set<EntryUuid> objects, History history, Snapshot snapshot) {
        this.objects = objects;
        this.history = history;
        this.snapshot = snapshot;
    }

    List<XdsError> faults() {
        return Stream.of(stillReferenced(), halfHistories(), unreferenced())
                .flatMap(Function.identity())
                .toList();
    }

    /** No Association is left without one of its ends. */
    private Stream<XdsError> stillReferenced() {
        return associations(objects, List.of(), EitherEndIn::new).stream()
                .filter(link -> !objects.contains(link.object().entryUUID()))
                .map(link -> XdsError.of(
                        ErrorCode.ReferencesExistException,
                        (objects.contains(link.sourceObject()) ? link.sourceObject() : link.targetObject())
                                + " is still an end of the Association "
                                + link.object().entryUUID()));
    }

    /** An object goes with all of its versions: without the newest, an old one would be it. */
    private Stream<XdsError> halfHistories() {
        Versions versions = new Versions(snapshot);
        return history.objects().values().stream()
                .filter(known -> known.kind() == ObjectKind.DOCUMENT_ENTRY || known.kind() == ObjectKind.FOLDER)
                .collect(Collectors.groupingBy(known -> new Owner(known.kind(), known.patientId())))
                .entrySet()
                .stream()
                .flatMap(group -> versions
                        .all(
                                group.getValue().stream()
                                        .map(History.KnownObject::logicalID)
                                        .collect(Collectors.toSet()),
                                group.getKey().kind(),
                                group.getKey().patientId())
                        .stream())
                .filter(version -> !objects.contains(version))
                .map(version -> XdsError.of(
                        ErrorCode.ReferencesExistException, "is another version of the same object: " + version));
    }

    private record Owner(ObjectKind kind, PatientId patientId) {}

    /** Whatever stays is the member of a SubmissionSet still. */
    private Stream<XdsError> unreferenced() {
        List<RegisteredAssociation> removed = removedMemberships();
        Set<EntryUuid> sources =
                removed.stream().map(RegisteredAssociation::sourceObject).collect(Collectors.toSet());
        Set<EntryUuid> sets = submissionSets(sources);
        Set<EntryUuid> members = removed.stream()
                .filter(link -> sets.contains(link.sourceObject()))
                .map(RegisteredAssociation::targetObject)
                .filter(member -> !objects.contains(member))
                .collect(Collectors.toSet());
        List<RegisteredAssociation> left = memberships(members, TargetObjectIn::new).stream()
                .filter(link -> !objects.contains(link.object().entryUUID()))
                .toList();
        Set<EntryUuid> setsLeft = submissionSets(
                left.stream().map(RegisteredAssociation::sourceObject).collect(Collectors.toSet()));
        Set<EntryUuid> orphans = new HashSet<>(members);
        left.stream()
                .filter(link -> setsLeft.contains(link.sourceObject()))
                .map(RegisteredAssociation::targetObject)
                .forEach(orphans::remove);
        return orphans.stream()
                .map(orphan -> XdsError.of(
                        ErrorCode.XDSUnreferencedObjectException, "would belong to no SubmissionSet: " + orphan));
    }

    private List<RegisteredAssociation> removedMemberships() {
        return memberships(objects, EntryUuidIn::new);
    }

    private List<RegisteredAssociation> memberships(
            Set<EntryUuid> uuids, Function<Set<EntryUuid>, Criterion.OfAssociation> which) {
        return associations(uuids, List.of(new AssociationTypeIn(Set.of(AssociationType.HAS_MEMBER))), which);
    }

    /** Of whichever patient: a SubmissionSet may refer to another's document. */
    private List<RegisteredAssociation> associations(
            Set<EntryUuid> uuids,
            List<Criterion.OfAssociation> also,
            Function<Set<EntryUuid>, Criterion.OfAssociation> which) {
        List<RegisteredAssociation> found = new ArrayList<>();
        uuids.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(chunk -> {
            List<Criterion.OfAssociation> allOf = new ArrayList<>(also);
            allOf.add(which.apply(Set.copyOf(chunk)));
            found.addAll(snapshot.associations(allOf, MOST));
        });
        if (found.size() >= MOST) {
            throw new IllegalStateException("more than " + MOST + " Associations hang on one removal");
        }
        return found;
    }

    private Set<EntryUuid> submissionSets(Set<EntryUuid> uuids) {
        return snapshot.history(new Identifiers(uuids, Set.of())).objects().entrySet().stream()
                .filter(known -> known.getValue().kind() == ObjectKind.SUBMISSION_SET)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Folders that lose members were updated now. */
    Change change(Instant now) {
        Set<EntryUuid> containers = removedMemberships().stream()
                .map(RegisteredAssociation::sourceObject)
                .filter(container -> !objects.contains(container))
                .collect(Collectors.toSet());
        List<NewObject> touched = containers.isEmpty()
                ? List.of()
                : new Texts(snapshot, snapshot.folders(List.of(new EntryUuidIn(containers)), MOST))
                        .stream().map(folder -> Kept.touched(folder, now)).toList();
        return Change.NOTHING.withRemoved(objects).withRewritten(touched);
    }
}
