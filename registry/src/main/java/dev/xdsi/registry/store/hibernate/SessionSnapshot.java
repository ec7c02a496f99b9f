package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Code;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.CodeAttribute;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** What is registered as one database transaction sees it. */
record SessionSnapshot(Session session) implements Snapshot {
    private static final int TIMEOUT_SECONDS = 30;

    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        List<FoundEntry> found = answer(Question.DOCUMENT_ENTRIES, allOf, Function.identity(), atMost);
        Map<UUID, Set<Code>> confidentiality = confidentiality(found);
        return found.stream()
                .map(entry -> entry.registered(
                        confidentiality.getOrDefault(entry.found().entryUuid(), Set.of())))
                .toList();
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return answer(Question.SUBMISSION_SETS, allOf, Found::registered, atMost);
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return answer(Question.FOLDERS, allOf, Found::registered, atMost);
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return answer(Question.ASSOCIATIONS, allOf, FoundAssociation::registered, atMost);
    }

    /** No answer comes without its texts. */
    @Override
    public Map<EntryUuid, String> written(List<RegisteredObject> found) {
        return found.stream()
                .collect(Collectors.toMap(
                        RegisteredObject::entryUUID, object -> Objects.requireNonNull(object.written())));
    }

    @Override
    public History history(Identifiers identifiers) {
        return new History(objects(uuids(identifiers.entryUUIDs())), uniqueIds(identifiers.uniqueIds()));
    }

    private <R extends ObjectRow, C extends Criterion, F, A> List<A> answer(
            Question<R, C, F> question, List<? extends C> allOf, Function<F, A> read, int atMost) {
        return session.createSelectionQuery(question.ask(session.getCriteriaBuilder(), allOf))
                .setMaxResults(atMost)
                .setTimeout(TIMEOUT_SECONDS)
                .getResultStream()
                .map(read)
                .toList();
    }

    private Map<UUID, Set<Code>> confidentiality(List<FoundEntry> found) {
        return session.createSelectionQuery(
                        "select r.key.entryUuid, c.coded from DocumentEntryRow r join r.codes c"
                                + " where r.key.entryUuid in :ids and c.attribute = :attribute",
                        Object[].class)
                .setParameterList(
                        "ids",
                        found.stream().map(entry -> entry.found().entryUuid()).toList())
                .setParameter("attribute", CodeAttribute.CONFIDENTIALITY_CODE)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> (UUID) row[0],
                        Collectors.mapping(row -> FoundEntry.code((String) row[1]), Collectors.toSet())));
    }

    private Map<EntryUuid, KnownObject> objects(Collection<UUID> entryUuids) {
        Map<EntryUuid, KnownObject> known = new HashMap<>();
        known.putAll(objects(ObjectKind.DOCUMENT_ENTRY, "DocumentEntryRow", entryUuids));
        known.putAll(objects(ObjectKind.SUBMISSION_SET, "SubmissionSetRow", entryUuids));
        known.putAll(objects(ObjectKind.FOLDER, "FolderRow", entryUuids));
        known.putAll(objects(ObjectKind.ASSOCIATION, "AssociationRow", entryUuids));
        return known;
    }

    private Map<EntryUuid, KnownObject> objects(ObjectKind kind, String rows, Collection<UUID> entryUuids) {
        return session.createSelectionQuery(
                        "select new Found(r.key.entryUuid, r.key.patientId, r.availabilityStatus, r.logicalId, r.version,"
                                + " '') from " + rows + " r where r.key.entryUuid in :ids",
                        Found.class)
                .setParameterList("ids", entryUuids)
                .getResultStream()
                .collect(Collectors.toMap(found -> EntryUuid.of(found.entryUuid()), found -> found.known(kind)));
    }

    private Map<String, KnownUniqueId> uniqueIds(Set<String> uniqueIds) {
        return session.createSelectionQuery("from UniqueIdRow where uniqueId in :ids", UniqueIdRow.class)
                .setParameterList("ids", uniqueIds)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> Objects.requireNonNull(row.uniqueId),
                        row -> new KnownUniqueId(
                                Objects.requireNonNull(row.kind),
                                row.hash == null ? null : new Hash(row.hash),
                                row.size)));
    }

    static List<UUID> uuids(Collection<EntryUuid> entryUUIDs) {
        return entryUUIDs.stream().sorted().map(EntryUuid::uuid).toList();
    }
}
