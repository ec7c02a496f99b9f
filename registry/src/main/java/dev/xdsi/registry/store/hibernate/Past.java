package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.ObjectKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads what is registered under identifiers: what is new costs one look into each index, whatever the size of the registry. */
record Past(Connection connection) {
    private record Kept(UUID entryUuid, ObjectKind kind, String patientId) {}

    History of(Identifiers identifiers) {
        return after(List.of(), Map.of(), identifiers);
    }

    /**
     * The same as soon as other statements are done; one round trip to the server for all.
     *
     * @param others what gives no rows
     * @param looks what does, and who reads them, in an order of theirs
     */
    History after(List<Sql> others, Map<Sql, Sql.Row<?>> looks, Identifiers identifiers) {
        List<Kept> kept = new ArrayList<>();
        Map<String, KnownUniqueId> uniqueIds = new HashMap<>();
        List<Sql> statements = new ArrayList<>(others);
        List<Sql.Row<?>> readers = new ArrayList<>();
        looks.forEach((look, reader) -> {
            statements.add(look);
            readers.add(reader);
        });
        Whereabouts.chunks(List.of(Conditions.uuids(identifiers.entryUUIDs()))).forEach(chunk -> {
            statements.add(Sql.in("entry_uuid", chunk)
                    .enclosed("select entry_uuid, kind, patient_id from registry.registered_id where ", ""));
            readers.add(row -> kept.add(kept(row)));
        });
        Whereabouts.chunks(identifiers.uniqueIds()).forEach(chunk -> {
            statements.add(Sql.in("unique_id", chunk)
                    .enclosed("select unique_id, kind, hash, size from registry.unique_id where ", ""));
            readers.add(row -> uniqueIds.put(row.getString(1), uniqueId(row)));
        });
        if (!statements.isEmpty()) {
            Sql.joined(statements, Sql.SEPARATOR).read(connection, readers);
        }
        return new History(objects(kept), uniqueIds);
    }

    private Map<EntryUuid, KnownObject> objects(List<Kept> kept) {
        Map<ObjectKind, List<Kept>> byKind =
                kept.stream().collect(Collectors.groupingBy(Kept::kind, TreeMap::new, Collectors.toList()));
        if (byKind.isEmpty()) {
            return Map.of();
        }
        List<Sql> ofEachKind = new ArrayList<>();
        byKind.forEach((kind, ofKind) -> ofEachKind.add(objects(kind, ofKind)));
        Map<EntryUuid, KnownObject> known = new HashMap<>();
        Sql.joined(ofEachKind, " union all ")
                .list(connection, row -> known.put(EntryUuid.of(row.getObject(2, UUID.class)), object(row)));
        return known;
    }

    private static Sql objects(ObjectKind kind, List<Kept> kept) {
        return Sql.and(List.of(
                        Sql.in(
                                "patient_id",
                                kept.stream().map(Kept::patientId).collect(Collectors.toCollection(TreeSet::new))),
                        Conditions.anyOf(
                                "entry_uuid", kept.stream().map(Kept::entryUuid).toArray(UUID[]::new))))
                .enclosed(
                        "select '" + kind.name() + "', entry_uuid, patient_id, availability_status, logical_id, version"
                                + " from " + ObjectRow.table(kind) + " where ",
                        "");
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getObject(1, UUID.class), ObjectKind.valueOf(row.getString(2)), row.getString(3));
    }

    private static KnownObject object(ResultSet row) throws SQLException {
        return new KnownObject(
                ObjectKind.valueOf(row.getString(1)),
                Recurring.parsed(row.getString(3)),
                AvailabilityStatus.valueOf(row.getString(4)),
                EntryUuid.of(row.getObject(5, UUID.class)),
                row.getInt(6));
    }

    private static KnownUniqueId uniqueId(ResultSet row) throws SQLException {
        String hash = row.getString(3);
        return new KnownUniqueId(
                ObjectKind.valueOf(row.getString(2)),
                hash == null ? null : new Hash(hash),
                row.getObject(4, Long.class));
    }
}
