package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.StoreQuestions;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is registered, as one connection sees it. */
final class ConnectionSnapshot implements Snapshot {
    private final Connection connection;
    private final boolean seesMerges;
    private final Set<PatientId> merged;
    private final Map<Identifiers, History> histories = new HashMap<>();

    ConnectionSnapshot(Connection connection) {
        this(connection, false);
    }

    /** @param seesMerges whether the merges of patients are in the same database */
    ConnectionSnapshot(Connection connection, boolean seesMerges) {
        this.connection = connection;
        this.seesMerges = seesMerges;
        this.merged = Set.of();
    }

    /** Of which something has been read already. */
    ConnectionSnapshot(Connection connection, Identifiers identifiers, History history, Set<PatientId> merged) {
        this.connection = connection;
        this.seesMerges = false;
        this.merged = Set.copyOf(merged);
        histories.put(identifiers, history);
    }

    @Override
    public Set<PatientId> merged() {
        return merged;
    }

    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return Question.DOCUMENT_ENTRIES.ask(connection, allOf, atMost);
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return Question.SUBMISSION_SETS.ask(connection, allOf, atMost);
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return Question.FOLDERS.ask(connection, allOf, atMost);
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return Question.ASSOCIATIONS.ask(connection, allOf, atMost);
    }

    @Override
    public boolean seesMerges() {
        return seesMerges;
    }

    /** In a transaction it is one already. */
    @Override
    public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        return questions.apply(this);
    }

    @Override
    public Map<EntryUuid, String> written(List<RegisteredObject> found) {
        if (found.size() > TEXTS_AT_ONCE) {
            throw new IllegalArgumentException("more than " + TEXTS_AT_ONCE + " texts at once");
        }
        Sql those = Sql.and(List.of(
                Sql.in(
                        "patient_id",
                        Conditions.cx(found.stream()
                                .map(RegisteredObject::keptUnder)
                                .distinct()
                                .toList())),
                Conditions.anyOf(
                        "entry_uuid",
                        Conditions.uuids(
                                found.stream().map(RegisteredObject::entryUUID).toList()))));
        List<Sql> ofEveryKind = Stream.of(ObjectKind.values())
                .map(kind -> those.enclosed("select entry_uuid, written from " + ObjectRow.table(kind) + " where ", ""))
                .toList();
        return Sql.joined(ofEveryKind, " union all ")
                .list(connection, row -> Map.entry(EntryUuid.of(row.getObject(1, UUID.class)), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same during the whole of a change, until something is written. */
    @Override
    public History history(Identifiers identifiers) {
        return histories.computeIfAbsent(identifiers, new Past(connection)::of);
    }
}
