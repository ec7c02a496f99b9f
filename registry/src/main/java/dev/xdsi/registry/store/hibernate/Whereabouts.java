package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.ObjectKind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Which patients a question is about. One that does not name them names objects, and two tables tell whose these are; so every
 * question goes to the partitions of its patients alone.
 */
record Whereabouts(Connection connection, ObjectKind kind) {
    /** More values than this are not put into one statement. */
    static final int AT_ONCE = 1_000;

    /** An entryUUID and where it is kept. */
    record Kept(UUID entryUuid, String patientId) {}

    /** What the answer's rows must meet besides the criteria. */
    List<Sql> of(List<? extends Criterion> allOf) {
        for (Criterion criterion : allOf) {
            if (criterion instanceof Criterion.UniqueIdIn in) {
                return exactly(uniqueIds(in.anyOf()));
            }
        }
        if (allOf.stream().anyMatch(Criterion.PatientIn.class::isInstance)) {
            return List.of();
        }
        return allOf.stream()
                .flatMap(criterion -> patients(criterion).map(List::of).stream())
                .findFirst()
                .orElse(List.of());
    }

    private static List<Sql> exactly(List<Kept> kept) {
        return List.of(
                inPatients(kept.stream().map(Kept::patientId)),
                Conditions.anyOf(
                        "entry_uuid", kept.stream().map(Kept::entryUuid).toArray(UUID[]::new)));
    }

    private Optional<Sql> patients(Criterion criterion) {
        return switch (criterion) {
            case Criterion.EntryUuidIn in -> Optional.of(ofObjects(in.anyOf()));
            case Criterion.LogicalIdIn in -> Optional.of(ofVersions(in.anyOf()));
            case Criterion.SourceObjectIn in -> Optional.of(ofEnds(in.anyOf()));
            case Criterion.TargetObjectIn in -> Optional.of(ofEnds(in.anyOf()));
            case Criterion.EitherEndIn in -> Optional.of(ofEnds(in.anyOf()));
            default -> Optional.empty();
        };
    }

    private Sql ofObjects(Set<EntryUuid> objects) {
        return inPatients(chunks(List.of(Conditions.uuids(objects)))
                .flatMap(chunk -> Sql.in("entry_uuid", chunk)
                        .enclosed("select distinct patient_id from registry.registered_id where ", " and kind = ?")
                        .with(kind.name())
                        .list(connection, row -> row.getString(1))
                        .stream()));
    }

    /** An Association is kept with its submission, which may be another patient's than that of an end. */
    private Sql ofEnds(Set<EntryUuid> ends) {
        return inPatients(chunks(List.of(Conditions.uuids(ends)))
                .flatMap(chunk -> Sql.in("entry_uuid", chunk)
                        .enclosed("select unnest(linked_from || patient_id) from registry.registered_id where ", "")
                        .list(connection, row -> row.getString(1))
                        .stream()));
    }

    /** The first version has the logicalID as its entryUUID, and is not removed without the later ones. */
    private Sql ofVersions(Set<EntryUuid> logicalIds) {
        return inPatients(chunks(List.of(Conditions.uuids(logicalIds)))
                .flatMap(chunk -> Sql.in("entry_uuid", chunk)
                        .enclosed("select patient_id from registry.registered_id where ", "")
                        .list(connection, row -> row.getString(1))
                        .stream()));
    }

    private List<Kept> uniqueIds(Set<String> uniqueIds) {
        List<Kept> kept = new ArrayList<>();
        chunks(uniqueIds)
                .forEach(chunk -> Sql.in("unique_id", chunk)
                        .enclosed("select entry_uuids, patient_ids from registry.unique_id where ", "")
                        .list(connection, row -> kept.addAll(pairs(row.getArray(1), row.getArray(2)))));
        return kept;
    }

    private static List<Kept> pairs(Array entryUuids, Array patientIds) throws SQLException {
        UUID[] ids = (UUID[]) entryUuids.getArray();
        String[] patients = (String[]) patientIds.getArray();
        List<Kept> pairs = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            pairs.add(new Kept(ids[i], patients[i]));
        }
        return pairs;
    }

    private static Sql inPatients(Stream<String> patients) {
        return Sql.in("patient_id", patients.collect(Collectors.toCollection(TreeSet::new)));
    }

    static <T> Stream<List<T>> chunks(Collection<T> values) {
        return values.stream().gather(Gatherers.windowFixed(AT_ONCE));
    }
}
