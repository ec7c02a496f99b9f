package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** One change inside its database transaction. */
final class Ledger {
    private final Session session;
    private final SessionSnapshot registered;
    private final Duration patience;

    Ledger(Session session, Duration patience) {
        this.session = session;
        this.registered = new SessionSnapshot(session);
        this.patience = patience;
    }

    List<XdsError> change(Scope scope, Function<Snapshot, Verdict> judge) {
        boundWaiting();
        Set<PatientId> patients = new HashSet<>(scope.patients());
        patients.addAll(patientsOf(scope.identifiers()));
        takeTurns(patients);
        if (!patients.containsAll(patientsOf(scope.identifiers()))) {
            throw new Contention.OvertakenException("an object of another patient was registered in between");
        }
        return switch (judge.apply(registered)) {
            case Verdict.Refused(List<XdsError> errors) -> errors;
            case Verdict.Accepted(Change change, List<XdsError> warnings) -> {
                carryOut(change, patients);
                yield warnings;
            }
        };
    }

    /** Whoever else holds what this change needs, it does not wait for ever. */
    private void boundWaiting() {
        session.createNativeQuery(
                        "select set_config('lock_timeout', :lock, true) || set_config('statement_timeout', '30s',"
                                + " true)",
                        String.class)
                .setParameter("lock", patience.toMillis() + "ms")
                .getSingleResult();
    }

    private Set<PatientId> patientsOf(Identifiers identifiers) {
        return session.createSelectionQuery(
                        "select distinct patientId from RegisteredIdRow where entryUuid in :ids", String.class)
                .setParameterList("ids", SessionSnapshot.uuids(identifiers.entryUUIDs()))
                .getResultStream()
                .map(Found::patient)
                .collect(Collectors.toSet());
    }

    /** Nobody else changes anything of these patients until this change is through; locked in one order for all. */
    private void takeTurns(Set<PatientId> patients) {
        String[] sorted = patients.stream().map(PatientId::cx).sorted().toArray(String[]::new);
        session.createNativeMutationQuery("insert into registry.patient_turn select unnest(cast(:patients as text[]))"
                        + " on conflict do nothing")
                .setParameter("patients", sorted)
                .executeUpdate();
        session.createNativeQuery(
                        "select patient_id from registry.patient_turn where patient_id = any(cast(:patients as text[]))"
                                + " order by patient_id for update",
                        String.class)
                .setParameter("patients", sorted)
                .getResultList();
    }

    private void carryOut(Change change, Set<PatientId> patients) {
        Set<String> uniqueIds = change.added().stream()
                .flatMap(added -> added.uniqueId().stream())
                .collect(Collectors.toSet());
        History history = registered.history(new Identifiers(change.entryUUIDs(), uniqueIds));
        change.check(patients, history);
        remove(change.removed(), history);
        change.rewritten().forEach(object -> session.merge(ObjectRow.of(object)));
        change.added().forEach(object -> add(object, history));
        session.flush();
        change.statuses().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((status, objects) -> setStatus(status, objects, history));
    }

    private void add(NewObject added, History history) {
        ObjectRow row = ObjectRow.of(added);
        ObjectKind kind = ObjectKind.of(added.object());
        session.persist(new RegisteredIdRow(Objects.requireNonNull(row.key), kind));
        added.uniqueId()
                .filter(uniqueId -> history.uniqueId(uniqueId).isEmpty())
                .ifPresent(uniqueId -> session.persist(uniqueId(uniqueId, added)));
        session.persist(row);
    }

    private static UniqueIdRow uniqueId(String uniqueId, NewObject added) {
        if (added.object() instanceof DocumentEntry entry) {
            Hash hash = entry.hash();
            return new UniqueIdRow(uniqueId, ObjectKind.DOCUMENT_ENTRY, hash == null ? null : hash.hex(), entry.size());
        }
        return new UniqueIdRow(uniqueId, ObjectKind.of(added.object()), null, null);
    }

    private void remove(Set<EntryUuid> removed, History history) {
        if (removed.isEmpty()) {
            return;
        }
        for (EntryUuid entryUUID : new TreeSet<>(removed)) {
            KnownObject known = history.object(entryUUID).orElseThrow();
            ObjectRow row = session.find(
                    rows(known.kind()),
                    new ObjectKey(entryUUID.uuid(), known.patientId().cx()));
            session.remove(row);
            session.remove(session.find(RegisteredIdRow.class, entryUUID.uuid()));
        }
        session.flush();
        session.createNativeMutationQuery("delete from registry.unique_id u where"
                        + " not exists (select 1 from registry.document_entry where unique_id = u.unique_id)"
                        + " and not exists (select 1 from registry.submission_set where unique_id = u.unique_id)"
                        + " and not exists (select 1 from registry.folder where unique_id = u.unique_id)")
                .executeUpdate();
    }

    private void setStatus(AvailabilityStatus status, Collection<EntryUuid> objects, History history) {
        Map<ObjectKind, List<UUID>> byKind = objects.stream()
                .collect(Collectors.groupingBy(
                        object -> history.object(object).orElseThrow().kind(),
                        Collectors.mapping(EntryUuid::uuid, Collectors.toList())));
        byKind.forEach((kind, ids) -> session.createMutationQuery("update "
                        + rows(kind).getSimpleName() + " set availabilityStatus = :status where key.entryUuid in :ids")
                .setParameter("status", status)
                .setParameterList("ids", ids)
                .executeUpdate());
    }

    private static Class<? extends ObjectRow> rows(ObjectKind kind) {
        return switch (kind) {
            case DOCUMENT_ENTRY -> DocumentEntryRow.class;
            case SUBMISSION_SET -> SubmissionSetRow.class;
            case FOLDER -> FolderRow.class;
            case ASSOCIATION -> AssociationRow.class;
        };
    }
}
