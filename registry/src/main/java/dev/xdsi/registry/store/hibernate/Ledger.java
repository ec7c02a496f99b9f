package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Verdict;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** One attempt at a change, inside its database transaction. */
record Ledger(StatelessSession session, Connection connection, HibernateRegistryStore.Options options) {

    /** @param patients of whom the turn is taken; there may be more to it, which only a look at what is registered tells */
    List<XdsError> change(Scope scope, Set<PatientId> patients, Function<Snapshot, Verdict> judge) {
        takeTurns(patients);
        ConnectionSnapshot registered = new ConnectionSnapshot(connection);
        requireTurns(registered.history(scope.identifiers()), patients);
        return switch (judge.apply(registered)) {
            case Verdict.Refused(List<XdsError> errors) -> errors;
            case Verdict.Accepted(Change change, List<XdsError> warnings) -> {
                History touched = history(change, scope.identifiers(), registered);
                requireTurns(touched, patients);
                new Writing(session, connection, touched).carryOut(change, patients);
                if (options.happenings()) {
                    PostgresHappenings.add(connection, change);
                }
                yield warnings;
            }
        };
    }

    /**
     * Nobody else changes anything of these patients until this change is through. Their rows are locked in one order for all, and
     * also where the condition keeps them from being written. Whoever else holds one is not waited for for ever.
     */
    private void takeTurns(Set<PatientId> patients) {
        String limits = "set local lock_timeout = '" + options.patience().toMillis()
                + "ms'; set local statement_timeout = '30s'";
        Sql turns = patients.isEmpty()
                ? Sql.of(limits)
                : new Sql(
                        limits + "; insert into registry.patient_turn (patient_id) values "
                                + String.join(", ", Collections.nCopies(patients.size(), "(?)"))
                                + " on conflict (patient_id) do update set patient_id = excluded.patient_id where false",
                        List.copyOf(Conditions.cx(patients)));
        turns.execute(connection);
    }

    private static void requireTurns(History history, Set<PatientId> patients) {
        Set<PatientId> concerned =
                history.objects().values().stream().map(KnownObject::patientId).collect(Collectors.toSet());
        if (!patients.containsAll(concerned)) {
            throw new Contention.OvertakenException("the turns of more patients are needed", concerned);
        }
    }

    /** What the judge was told covers the change as a rule, and then need not be read again. */
    private static History history(Change change, Identifiers judged, ConnectionSnapshot registered) {
        Identifiers needed = Writing.needed(change);
        boolean covered = judged.entryUUIDs().containsAll(needed.entryUUIDs())
                && judged.uniqueIds().containsAll(needed.uniqueIds());
        return registered.history(covered ? judged : needed);
    }
}
