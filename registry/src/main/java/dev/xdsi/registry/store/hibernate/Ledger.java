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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One attempt at a change, inside its database transaction. */
record Ledger(Connection connection, HibernateRegistryStore.Options options) {
    private static final Sql COMMIT = Sql.of("commit");

    /** @param patients of whom the turn is taken; there may be more to it, which only a look at what is registered tells */
    List<XdsError> change(Scope scope, Set<PatientId> patients, Function<Snapshot, Verdict> judge) {
        Set<PatientId> merged = new HashSet<>();
        History history = new Past(connection).after(takingTurns(patients), looks(scope, merged), scope.identifiers());
        requireTurns(history, patients);
        ConnectionSnapshot registered = new ConnectionSnapshot(connection, scope.identifiers(), history, merged);
        return switch (judge.apply(registered)) {
            case Verdict.Refused(List<XdsError> errors) -> errors;
            case Verdict.Accepted(Change change, List<XdsError> warnings) -> {
                History touched = history(change, scope.identifiers(), registered);
                requireTurns(touched, patients);
                write(new Writing(connection, touched).carryOut(change, patients), change);
                yield warnings;
            }
        };
    }

    /**
     * Nobody else changes anything of these patients until this change is through. Their rows are locked in one order for all, and
     * also where the condition keeps them from being written. Whoever else holds one is not waited for for ever.
     */
    private List<Sql> takingTurns(Set<PatientId> patients) {
        Sql limits = Sql.of("set local lock_timeout = '" + options.patience().toMillis() + "ms'");
        return patients.isEmpty()
                ? List.of(limits)
                : List.of(
                        limits,
                        new Sql(
                                "insert into registry.patient_turn (patient_id) values "
                                        + String.join(", ", Collections.nCopies(patients.size(), "(?)"))
                                        + " on conflict (patient_id) do update set patient_id = excluded.patient_id where false",
                                List.copyOf(Conditions.cx(patients))));
    }

    /** Once it is the patients' turn, who of them is concerned by a merge. */
    private Map<Sql, Sql.Row<?>> looks(Scope scope, Set<PatientId> merged) {
        Map<Sql, Sql.Row<?>> looks = new LinkedHashMap<>();
        if (options.merges()) {
            scope.patients().forEach(patient -> looks.put(Conditions.merges(patient), row -> merged.add(patient)));
        }
        return looks;
    }

    /**
     * Commits with the last of what is written, which spares a round trip while others wait for the same patient. What failed before
     * is not followed by a commit; and whoever commits again finds nothing left to do.
     */
    private void write(List<Sql> rows, Change change) {
        List<Sql> statements = new ArrayList<>(rows);
        if (options.happenings()) {
            statements.addAll(PostgresHappenings.adding(change));
        }
        statements.add(COMMIT);
        Sql.execute(connection, statements);
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
