package dev.xdsi.registry.submission;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.SnapshotAfter;
import dev.xdsi.registry.submission.Incoming.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects a change together with all that follows from it for what is registered (ITI TF-2: 3.42.4.1.3.3). */
public final class Consequences {
    private static final Set<AssociationType> MEMBERSHIP = Set.of(AssociationType.HAS_MEMBER);

    private final Registered after;
    private final Supplier<EntryUuid> uuids;
    private final Instant now;
    private final List<NewObject> added = new ArrayList<>();
    private final Map<EntryUuid, AvailabilityStatus> statuses = new HashMap<>();
    private final Set<EntryUuid> containers = new HashSet<>();
    /** The same until something comes to it. */
    private @Nullable Change soFar;

    public Consequences(Registered registered, Supplier<EntryUuid> uuids, Instant now) {
        this.after = new Registered(new SnapshotAfter(registered.snapshot(), this::soFar), registered.patientId());
        this.uuids = uuids;
        this.now = now;
    }

    public Consequences add(NewObject object) {
        soFar = null;
        added.add(object);
        return this;
    }

    /** An Association that the registry makes itself, under a UUID of its own. */
    public EntryUuid add(Association.Builder association) {
        return add(association, after.patientId());
    }

    /** @param keptUnder the id with which what it takes the place of is kept */
    public EntryUuid add(Association.Builder association, PatientId keptUnder) {
        EntryUuid entryUUID = uuids.get();
        add(Kept.association(association.entryUUID(entryUUID).build(), after.patientId())
                .under(keptUnder));
        return entryUUID;
    }

    public Consequences set(EntryUuid object, AvailabilityStatus status) {
        soFar = null;
        statuses.put(object, status);
        return this;
    }

    /** What is in these packages is no longer what was: Folders among them say when. */
    public Consequences contentChanged(Collection<EntryUuid> packages) {
        containers.addAll(packages);
        return this;
    }

    /**
     * DocumentEntries are replaced. They are Deprecated, and so is what builds on them, for it is about what is no longer current; the
     * replacement is wherever the replaced one is: in each Approved Folder. All that comes with the replacements is to be here already.
     *
     * @param replacements by what they replace
     */
    public Consequences replace(Map<EntryUuid, EntryUuid> replacements, EntryUuid submissionSet) {
        Set<EntryUuid> dependent = after.buildingOn(replacements.keySet());
        List<RegisteredAssociation> places = after.approved(MEMBERSHIP, replacements.keySet(), TargetObjectIn::new);
        Set<EntryUuid> folders =
                after
                        .approvedFolders(places.stream()
                                .map(RegisteredAssociation::sourceObject)
                                .toList())
                        .stream()
                        .map(RegisteredObject::entryUUID)
                        .collect(Collectors.toSet());
        Set<Membership> known = folders.isEmpty() ? new HashSet<>() : placesOf(replacements.values());
        replacements.keySet().forEach(replaced -> set(replaced, AvailabilityStatus.DEPRECATED));
        dependent.forEach(document -> set(document, AvailabilityStatus.DEPRECATED));
        for (RegisteredAssociation place : places) {
            EntryUuid replacement = replacements.get(place.targetObject());
            if (replacement != null
                    && folders.contains(place.sourceObject())
                    && known.add(new Membership(place.sourceObject(), replacement))) {
                EntryUuid membership = add(member(place.sourceObject(), replacement));
                add(member(submissionSet, membership));
            }
        }
        return contentChanged(folders);
    }

    /** Where a replacement is already. */
    private Set<Membership> placesOf(Collection<EntryUuid> replacements) {
        return after.approved(MEMBERSHIP, replacements, TargetObjectIn::new).stream()
                .map(place -> new Membership(place.sourceObject(), place.targetObject()))
                .collect(Collectors.toSet());
    }

    /** What will be registered with all that is here so far. */
    public Registered after() {
        return after;
    }

    /** Whether it has set the status of the object. */
    public boolean sets(EntryUuid object) {
        return statuses.containsKey(object);
    }

    /** Whether this comes of it: that the object is Deprecated. */
    public boolean deprecates(EntryUuid object) {
        return statuses.get(object) == AvailabilityStatus.DEPRECATED;
    }

    private static Association.Builder member(EntryUuid container, EntryUuid member) {
        return Association.builder()
                .associationType(AssociationType.HAS_MEMBER)
                .sourceObject(container)
                .targetObject(member);
    }

    public Change change() {
        // What comes with the change is not registered yet, and says itself when it was updated.
        Set<EntryUuid> before = new HashSet<>(containers);
        added.forEach(object -> before.remove(object.entryUUID()));
        List<NewObject> rewritten = after.texts(after.approvedFolders(before))
                .map(folder -> Kept.touched(folder, now))
                .toList();
        return soFar().withRewritten(rewritten);
    }

    private Change soFar() {
        Change known = soFar;
        if (known == null) {
            known = Change.adding(added).withStatuses(statuses);
            soFar = known;
        }
        return known;
    }
}
