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

/** Collects a change together with all that follows from it for what is registered (ITI TF-2: 3.42.4.1.3.3). */
public final class Consequences {
    static final Set<AssociationType> BUILDING_ON = Set.of(AssociationType.APND, AssociationType.XFRM);
    private static final Set<AssociationType> MEMBERSHIP = Set.of(AssociationType.HAS_MEMBER);

    private final Registered registered;
    private final Supplier<EntryUuid> uuids;
    private final Instant now;
    private final List<NewObject> added = new ArrayList<>();
    private final Map<EntryUuid, AvailabilityStatus> statuses = new HashMap<>();
    private final Set<EntryUuid> containers = new HashSet<>();

    public Consequences(Registered registered, Supplier<EntryUuid> uuids, Instant now) {
        this.registered = registered;
        this.uuids = uuids;
        this.now = now;
    }

    public Consequences add(NewObject object) {
        added.add(object);
        return this;
    }

    /** An Association that the registry makes itself, under a UUID of its own. */
    public EntryUuid add(Association.Builder association) {
        return add(association, registered.patientId());
    }

    /** @param keptUnder the id with which what it takes the place of is kept */
    public EntryUuid add(Association.Builder association, PatientId keptUnder) {
        EntryUuid entryUUID = uuids.get();
        added.add(Kept.association(association.entryUUID(entryUUID).build(), registered.patientId())
                .under(keptUnder));
        return entryUUID;
    }

    public Consequences set(EntryUuid object, AvailabilityStatus status) {
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
     * replacement is wherever the replaced one was: in each Approved Folder.
     *
     * @param replacements by what they replace
     * @param memberships what the submission puts where itself
     */
    public Consequences replace(
            Map<EntryUuid, EntryUuid> replacements, EntryUuid submissionSet, Set<Membership> memberships) {
        replacements.keySet().forEach(replaced -> set(replaced, AvailabilityStatus.DEPRECATED));
        buildingOn(replacements.keySet()).forEach(dependent -> set(dependent, AvailabilityStatus.DEPRECATED));
        List<RegisteredAssociation> places =
                registered.approved(MEMBERSHIP, replacements.keySet(), TargetObjectIn::new);
        Set<EntryUuid> folders =
                registered
                        .approvedFolders(places.stream()
                                .map(RegisteredAssociation::sourceObject)
                                .toList())
                        .stream()
                        .map(RegisteredObject::entryUUID)
                        .collect(Collectors.toSet());
        Set<Membership> known = new HashSet<>(memberships);
        known.addAll(placesOf(replacements.values()));
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

    /** Where a replacement is already that was not submitted just now. */
    private Set<Membership> placesOf(Collection<EntryUuid> replacements) {
        Set<EntryUuid> before = new HashSet<>(replacements);
        added.forEach(object -> before.remove(object.entryUUID()));
        return registered.approved(MEMBERSHIP, before, TargetObjectIn::new).stream()
                .map(place -> new Membership(place.sourceObject(), place.targetObject()))
                .collect(Collectors.toSet());
    }

    /** Whether this comes of it: that the object is Deprecated. */
    public boolean deprecates(EntryUuid object) {
        return statuses.get(object) == AvailabilityStatus.DEPRECATED;
    }

    /** Addenda and transformations of Approved documents, those of addenda and transformations too. */
    private Set<EntryUuid> buildingOn(Set<EntryUuid> documents) {
        Set<EntryUuid> seen = new HashSet<>(documents);
        Set<EntryUuid> all = new HashSet<>();
        Set<EntryUuid> newest = documents;
        while (!newest.isEmpty()) {
            List<EntryUuid> sources = registered.approved(BUILDING_ON, newest, TargetObjectIn::new).stream()
                    .map(RegisteredAssociation::sourceObject)
                    .filter(seen::add)
                    .toList();
            newest = registered.approvedEntries(sources);
            all.addAll(newest);
        }
        return all;
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
        List<NewObject> rewritten = registered
                .texts(registered.approvedFolders(before).stream()
                        .filter(folder -> !statuses.containsKey(folder.entryUUID()))
                        .toList())
                .map(folder -> Kept.touched(folder, now))
                .toList();
        return Change.adding(added).withStatuses(statuses).withRewritten(rewritten);
    }
}
