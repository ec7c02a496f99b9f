package dev.xdsi.registry.store;

import dev.xdsi.model.Association;
import dev.xdsi.model.AvailabilityStatus;
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
import java.util.function.BiPredicate;
import java.util.function.Function;

/** A registry that lasts as long as its process: for tests and for trying things out. */
public final class InMemoryRegistryStore implements RegistryStore {
    private final Map<EntryUuid, Kept<?>> objects = new LinkedHashMap<>();
    private final Map<String, KnownUniqueId> uniqueIds = new HashMap<>();

    @Override
    public List<RegisteredObject> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return find(DocumentEntry.class, allOf, Matching::documentEntry, atMost);
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

    @Override
    public synchronized History history(Identifiers identifiers) {
        Map<EntryUuid, KnownObject> known = new HashMap<>();
        for (EntryUuid entryUUID : identifiers.entryUUIDs()) {
            Kept<?> kept = objects.get(entryUUID);
            if (kept != null) {
                known.put(
                        entryUUID,
                        new KnownObject(ObjectKind.of(kept.object()), kept.patientId(), kept.availabilityStatus()));
            }
        }
        Map<String, KnownUniqueId> knownUniqueIds = new HashMap<>(uniqueIds);
        knownUniqueIds.keySet().retainAll(identifiers.uniqueIds());
        return new History(known, knownUniqueIds);
    }

    @Override
    public synchronized List<XdsError> submit(Submission submission, Function<History, List<XdsError>> rules) {
        List<XdsError> errors = rules.apply(history(submission.identifiers()));
        if (errors.stream().noneMatch(error -> error.severity() == XdsError.Severity.ERROR)) {
            submission.objects().forEach(added -> keep(submission, added));
            submission
                    .deprecated()
                    .forEach(entryUUID -> objects.computeIfPresent(
                            entryUUID, (uuid, kept) -> kept.with(AvailabilityStatus.DEPRECATED)));
        }
        return errors;
    }

    private void keep(Submission submission, Submission.NewObject added) {
        RegistryObject object = added.object();
        PatientId patientId = switch (object) {
            case DocumentEntry entry -> entry.patientId();
            case SubmissionSet set -> set.patientId();
            case Folder folder -> folder.patientId();
            case Association association -> submission.patientId();
        };
        objects.put(object.entryUUID(), new Kept<>(object, patientId, object.availabilityStatus(), added.written()));
        switch (object) {
            case DocumentEntry entry ->
                uniqueIds.putIfAbsent(
                        entry.uniqueId(), new KnownUniqueId(ObjectKind.of(entry), entry.hash(), entry.size()));
            case SubmissionSet set -> uniqueIds.put(set.uniqueId().value(), bare(set));
            case Folder folder -> uniqueIds.put(folder.uniqueId().value(), bare(folder));
            case Association association -> {}
        }
    }

    private static KnownUniqueId bare(RegistryObject object) {
        return new KnownUniqueId(ObjectKind.of(object), null, null);
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
                .map(kept -> new Kept<>(
                        kind.cast(kept.object()), kept.patientId(), kept.availabilityStatus(), kept.written()))
                .filter(kept -> allOf.stream().allMatch(criterion -> meets.test(kept, criterion)))
                .limit(atMost)
                .toList();
    }

    private static RegisteredObject registered(Kept<?> kept) {
        return new RegisteredObject(
                kept.object().entryUUID(), kept.patientId(), kept.availabilityStatus(), kept.written());
    }
}
