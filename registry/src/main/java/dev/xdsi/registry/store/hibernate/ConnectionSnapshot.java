package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Allowance;
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
    private final Allowance allowance;
    private final Set<PatientId> merged;
    private final Map<Identifiers, History> histories = new HashMap<>();

    ConnectionSnapshot(Connection connection) {
        this(connection, false, Allowance.ANY);
    }

    /** @param seesMerges whether the merges of patients are in the same database */
    ConnectionSnapshot(Connection connection, boolean seesMerges, Allowance allowance) {
        this.connection = connection;
        this.seesMerges = seesMerges;
        this.allowance = allowance;
        this.merged = Set.of();
    }

    /** Of which something has been read already. */
    ConnectionSnapshot(Connection connection, Identifiers identifiers, History history, Set<PatientId> merged) {
        this.connection = connection;
        this.seesMerges = false;
        this.allowance = Allowance.ANY;
        this.merged = Set.copyOf(merged);
        histories.put(identifiers, history);
    }

    @Override
    public Set<PatientId> merged() {
        return merged;
    }

    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return Question.DOCUMENT_ENTRIES.ask(connection, allOf, new Question.Length(atMost, allowance));
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return Question.SUBMISSION_SETS.ask(connection, allOf, new Question.Length(atMost, allowance));
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return Question.FOLDERS.ask(connection, allOf, new Question.Length(atMost, allowance));
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return Question.ASSOCIATIONS.ask(connection, allOf, new Question.Length(atMost, allowance));
    }

    @Override
    public boolean seesMerges() {
        return seesMerges;
    }

    @Override
    public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        return new Moment(connection).answer(() -> questions.apply(this));
    }

    @Override
    public StoreQuestions within(Allowance given) {
        return new ConnectionSnapshot(connection, seesMerges, given);
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
