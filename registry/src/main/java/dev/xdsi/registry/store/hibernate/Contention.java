package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.PatientId;
import java.io.Serial;
import java.sql.SQLException;
import java.util.Set;

/** Whether a change failed only because of another one at the same time. */
enum Contention {
    /** No: something is broken. */
    NONE,
    /** The other one was faster; what it did can be seen now. */
    OVERTAKEN,
    /** The other one is not done, for longer than one should wait. */
    BLOCKED;

    /** What was locked is not all that was needed: another change came in just before. */
    static final class OvertakenException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient Set<PatientId> patients;

        /** @param patients whose turns are needed too */
        OvertakenException(String message, Set<PatientId> patients) {
            super(message);
            this.patients = Set.copyOf(patients);
        }
    }

    /** The patients whose turns were not taken although they were needed. */
    static Set<PatientId> patients(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OvertakenException overtaken) {
                return overtaken.patients;
            }
        }
        return Set.of();
    }

    /** The SQLSTATE tells, whatever the layers between wrapped it in. */
    static Contention of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OvertakenException) {
                return OVERTAKEN;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return switch (sql.getSQLState()) {
                    case "23505" /* unique_violation */, "40P01" /* deadlock */, "40001" /* serialization */ ->
                        OVERTAKEN;
                    case "55P03" /* lock_not_available */ -> BLOCKED;
                    default -> NONE;
                };
            }
        }
        return NONE;
    }
}
