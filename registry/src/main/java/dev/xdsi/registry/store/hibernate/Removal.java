package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.ObjectKind;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Removes objects and all that leads to them. */
record Removal(Connection connection, History registered) {
    void remove(Set<EntryUuid> removed) {
        List<String> uniqueIds = new ArrayList<>();
        Writing.byKind(removed, registered).forEach((kind, objects) -> uniqueIds.addAll(delete(kind, objects)));
        Whereabouts.chunks(new TreeSet<>(removed))
                .forEach(chunk -> Sql.in("entry_uuid", List.of(Conditions.uuids(chunk)))
                        .enclosed("delete from registry.registered_id where ", "")
                        .execute(connection));
        Whereabouts.chunks(new TreeSet<>(uniqueIds)).forEach(chunk -> release(chunk, removed));
    }

    /** The uniqueIds that the objects had. */
    private List<String> delete(ObjectKind kind, List<EntryUuid> objects) {
        Sql those = Writing.those(objects, registered).enclosed("delete from " + ObjectRow.table(kind) + " where ", "");
        if (kind == ObjectKind.ASSOCIATION) {
            those.execute(connection);
            return List.of();
        }
        return those.enclosed("", " returning unique_id").list(connection, row -> row.getString(1));
    }

    /** A uniqueId is free again when the last of its documents is gone. */
    private void release(List<String> uniqueIds, Set<EntryUuid> removed) {
        Sql those = Sql.in("unique_id", uniqueIds);
        those.enclosed("""
                        update registry.unique_id set (entry_uuids, patient_ids) = (
                            select coalesce(array_agg(entry_uuid order by n), '{}'),
                                coalesce(array_agg(patient_id order by n), '{}')
                            from unnest(entry_uuids, patient_ids) with ordinality kept (entry_uuid, patient_id, n)
                            where entry_uuid <> all (?))
                        where\s""", "").after((Object) Conditions.uuids(removed)).execute(connection);
        those.enclosed("delete from registry.unique_id where ", " and entry_uuids = '{}'")
                .execute(connection);
    }
}
