package dev.xdsi.registry.store.hibernate;

import java.io.Serial;
import java.sql.SQLException;

/** PostgreSQL did not do what it was asked to. */
final class DatabaseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** query_canceled: by {@code statement_timeout}, or by an operator. */
    private static final String CANCELED = "57014";

    DatabaseException(SQLException cause) {
        super(cause);
    }

    boolean isTimeout() {
        return getCause() instanceof SQLException cause && CANCELED.equals(cause.getSQLState());
    }
}
