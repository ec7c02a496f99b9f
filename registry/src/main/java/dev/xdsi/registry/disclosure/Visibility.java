package dev.xdsi.registry.disclosure;

import dev.xdsi.disclosure.ConsentDecisionPoint.View;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.AssociationTypeIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one call may see, found once for each object. A DocumentEntry by what it says; a SubmissionSet or Folder where the patient may
 * be asked about and one of its documents, if it has any, may be seen; an Association where both of its ends may.
 */
final class Visibility {
    /** An Association may be the end of another: a SubmissionSet has a folder's membership as its member. */
    private static final int DEPTH = 4;

    private static final int AT_ONCE = 1_000;
    private static final int MOST = 200_000;

    private final StoreQuestions store;
    private final View view;
    private final Map<EntryUuid, Boolean> known = new HashMap<>();

    Visibility(StoreQuestions store, View view) {
        this.store = store;
        this.view = view;
    }

    List<RegisteredEntry> ofDocumentEntries(List<RegisteredEntry> entries) {
        entries.forEach(entry -> known.computeIfAbsent(
                entry.entryUUID(), uuid -> view.maySee(entry.resource()).isPermitted()));
        return visible(entries, RegisteredEntry::entryUUID);
    }

    List<RegisteredObject> ofPackages(List<RegisteredObject> packages) {
        List<RegisteredObject> asked = packages.stream()
                .filter(it -> !known.containsKey(it.entryUUID()))
                .filter(it -> note(
                        it.entryUUID(),
                        view.mayAskAbout(Resource.ofPatient(it.patientId())).isPermitted()))
                .toList();
        Map<EntryUuid, Set<EntryUuid>> members = members(uuids(asked, RegisteredObject::entryUUID));
        Set<EntryUuid> targets = members.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        List<RegisteredEntry> documents = named(targets, store::documentEntries);
        Set<EntryUuid> existing = uuids(documents, RegisteredEntry::entryUUID);
        Set<EntryUuid> visible = uuids(ofDocumentEntries(documents), RegisteredEntry::entryUUID);
        asked.forEach(it -> {
            Set<EntryUuid> its = new HashSet<>(members.getOrDefault(it.entryUUID(), Set.of()));
            its.retainAll(existing);
            note(it.entryUUID(), its.isEmpty() || its.stream().anyMatch(visible::contains));
        });
        return visible(packages, RegisteredObject::entryUUID);
    }

    List<RegisteredAssociation> ofAssociations(List<RegisteredAssociation> associations) {
        return ofAssociations(associations, DEPTH);
    }

    private List<RegisteredAssociation> ofAssociations(List<RegisteredAssociation> associations, int depth) {
        findOut(
                associations.stream()
                        .flatMap(link -> Stream.of(link.sourceObject(), link.targetObject()))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                depth);
        associations.forEach(link ->
                note(link.object().entryUUID(), isVisible(link.sourceObject()) && isVisible(link.targetObject())));
        return visible(associations, link -> link.object().entryUUID());
    }

    /** Finds what kind of object each is and whether it may be seen; what is none, or lies too deep, may not. */
    private void findOut(Set<EntryUuid> ends, int depth) {
        Set<EntryUuid> open = new LinkedHashSet<>(ends);
        open.removeAll(known.keySet());
        ofDocumentEntries(named(open, store::documentEntries));
        open.removeAll(known.keySet());
        ofPackages(named(open, store::submissionSets));
        open.removeAll(known.keySet());
        ofPackages(named(open, store::folders));
        open.removeAll(known.keySet());
        if (depth > 0 && !open.isEmpty()) {
            ofAssociations(named(open, store::associations), depth - 1);
        }
    }

    /** What belongs to each package, of whatever kind. */
    private Map<EntryUuid, Set<EntryUuid>> members(Set<EntryUuid> packages) {
        Map<EntryUuid, Set<EntryUuid>> members = new HashMap<>();
        for (Set<EntryUuid> chunk : chunks(packages)) {
            List<Criterion.OfAssociation> memberships =
                    List.of(new SourceObjectIn(chunk), new AssociationTypeIn(Set.of(AssociationType.HAS_MEMBER)));
            whole(store.associations(memberships, MOST))
                    .forEach(link -> members.computeIfAbsent(link.sourceObject(), source -> new HashSet<>())
                            .add(link.targetObject()));
        }
        return members;
    }

    private interface ByUuid<T> {
        List<T> ask(List<EntryUuidIn> allOf, int atMost);
    }

    private static <T> List<T> named(Set<EntryUuid> uuids, ByUuid<T> question) {
        List<T> found = new ArrayList<>();
        for (Set<EntryUuid> chunk : chunks(uuids)) {
            found.addAll(whole(question.ask(List.of(new EntryUuidIn(chunk)), MOST)));
        }
        return found;
    }

    /** Half of what there is to know is no ground to decide on. */
    private static <T> List<T> whole(List<T> found) {
        if (found.size() >= MOST) {
            throw new IllegalStateException("more than " + MOST + " objects to decide on");
        }
        return found;
    }

    private static List<Set<EntryUuid>> chunks(Set<EntryUuid> uuids) {
        List<EntryUuid> all = List.copyOf(uuids);
        List<Set<EntryUuid>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            chunks.add(Set.copyOf(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
        }
        return chunks;
    }

    private boolean note(EntryUuid object, boolean visible) {
        known.put(object, visible);
        return visible;
    }

    private boolean isVisible(EntryUuid object) {
        return known.getOrDefault(object, false);
    }

    private <T> List<T> visible(List<T> found, Function<T, EntryUuid> uuid) {
        return found.stream().filter(it -> isVisible(uuid.apply(it))).toList();
    }

    private static <T> Set<EntryUuid> uuids(List<T> found, Function<T, EntryUuid> uuid) {
        return found.stream().map(uuid).collect(Collectors.toSet());
    }
}
