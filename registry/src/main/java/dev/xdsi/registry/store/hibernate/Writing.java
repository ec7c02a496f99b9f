package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Association;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out a change: rows of a kind together, those of the index tables in one order for all. */
record Writing(Connection connection, History registered) {

    /** What must be known of what is registered. */
    static Identifiers needed(Change change) {
        Set<EntryUuid> entryUUIDs = new HashSet<>(change.entryUUIDs());
        change.added().stream().flatMap(Writing::ends).forEach(entryUUIDs::add);
        return new Identifiers(
                entryUUIDs,
                change.added().stream()
                        .flatMap(added -> added.uniqueId().stream())
                        .collect(Collectors.toSet()));
    }

    /** Does what must be done step by step, and gives the rest: statements of which none needs to know of another. */
    List<Sql> carryOut(Change change, Set<PatientId> patients) {
        change.check(patients, registered);
        if (!change.removed().isEmpty()) {
            new Removal(connection, registered).remove(change.removed());
        }
        List<Sql> statements = new ArrayList<>();
        change.rewritten()
                .forEach(object -> statements.add(ObjectRow.of(object).row().update()));
        add(change.added(), statements);
        setStatuses(change.statuses(), statements);
        return statements;
    }

    private void add(List<NewObject> added, List<Sql> statements) {
        NewRow.insert(added.stream()
                        .sorted(Comparator.comparing(NewObject::entryUUID))
                        .map(object -> new RegisteredIdRow(object).row())
                        .toList())
                .forEach(statements::add);
        addUniqueIds(added, statements);
        added.stream()
                .collect(Collectors.groupingBy(
                        object -> ObjectKind.of(object.object()),
                        TreeMap::new,
                        Collectors.mapping(object -> ObjectRow.of(object).row(), Collectors.toList())))
                .values()
                .forEach(rows -> NewRow.insert(rows).forEach(statements::add));
        Map<EntryUuid, PatientId> keptUnder = new HashMap<>();
        registered.objects().forEach((entryUUID, known) -> keptUnder.put(entryUUID, known.patientId()));
        added.forEach(object -> keptUnder.put(object.entryUUID(), object.keptUnder()));
        added.forEach(object -> addLinks(object, keptUnder, statements));
    }

    private void addUniqueIds(List<NewObject> added, List<Sql> statements) {
        Map<String, List<NewObject>> byUniqueId = added.stream()
                .filter(object -> object.uniqueId().isPresent())
                .collect(Collectors.groupingBy(
                        object -> object.uniqueId().orElseThrow(), TreeMap::new, Collectors.toList()));
        List<NewRow> fresh = new ArrayList<>();
        byUniqueId.forEach((uniqueId, sharing) -> registered
                .uniqueId(uniqueId)
                .ifPresentOrElse(
                        known -> share(known, new UniqueIdRow(uniqueId, sharing)),
                        () -> fresh.add(new UniqueIdRow(uniqueId, sharing).row())));
        NewRow.insert(fresh).forEach(statements::add);
    }

    /** As long as it is still what the judge has seen: another patient's document may have left in between. */
    private void share(KnownUniqueId known, UniqueIdRow more) {
        Object hash = known.hash() == null ? "" : known.hash().hex();
        Object size = known.size() == null ? -1L : known.size();
        boolean learnt = !known.tells() && more.known().tells();
        Sql sharing = Sql.of(
                "update registry.unique_id set entry_uuids = entry_uuids || ?, patient_ids = patient_ids || ?",
                more.entryUuids,
                more.patientIds);
        Sql content = learnt
                ? Sql.of(", hash = ?, size = ?", String.valueOf(more.hash), more.size == null ? -1L : more.size)
                : Sql.of("");
        Sql same = Sql.of(
                " where unique_id = ? and kind = ? and coalesce(hash, '') = ? and coalesce(size, -1) = ?",
                String.valueOf(more.uniqueId),
                known.kind().name(),
                hash,
                size);
        if (Sql.joined(List.of(sharing, content, same), "").execute(connection) == 0) {
            throw new Contention.OvertakenException("a uniqueId has changed its meaning", Set.of());
        }
    }

    /** An Association that ends at another patient's object is kept with its own patient; the object tells of it. */
    private static void addLinks(NewObject added, Map<EntryUuid, PatientId> keptUnder, List<Sql> statements) {
        ends(added)
                .filter(end -> !added.keptUnder().equals(keptUnder.getOrDefault(end, added.keptUnder())))
                .forEach(end -> statements.add(Sql.of(
                        "update registry.registered_id set linked_from = linked_from || ?"
                                + " where entry_uuid = ? and ? <> all (linked_from)",
                        new String[] {added.keptUnder().cx()},
                        end.uuid(),
                        added.keptUnder().cx())));
    }

    private static Stream<EntryUuid> ends(NewObject added) {
        return added.object() instanceof Association link
                ? Stream.of(link.sourceObject(), link.targetObject())
                : Stream.empty();
    }

    private void setStatuses(Map<EntryUuid, AvailabilityStatus> statuses, List<Sql> statements) {
        statuses.keySet().stream()
                .collect(Collectors.groupingBy(statuses::get, TreeMap::new, Collectors.toList()))
                .forEach((status, objects) -> byKind(objects, registered)
                        .forEach((kind, ofKind) -> statements.add(those(ofKind, registered)
                                .enclosed("update " + ObjectRow.table(kind) + " set availability_status = ? where ", "")
                                .after(status.name()))));
    }

    static Map<ObjectKind, List<EntryUuid>> byKind(Collection<EntryUuid> objects, History registered) {
        return objects.stream()
                .collect(Collectors.groupingBy(
                        object -> registered.object(object).orElseThrow().kind(), TreeMap::new, Collectors.toList()));
    }

    /** By their patients, so that no other partition is looked at. */
    static Sql those(List<EntryUuid> objects, History registered) {
        Set<PatientId> patients = objects.stream()
                .map(object -> registered.object(object).orElseThrow().patientId())
                .collect(Collectors.toSet());
        return Sql.and(List.of(
                Sql.in("patient_id", Conditions.cx(patients)),
                Conditions.anyOf("entry_uuid", Conditions.uuids(objects))));
    }
}
