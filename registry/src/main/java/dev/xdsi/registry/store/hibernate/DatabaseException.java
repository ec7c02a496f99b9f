package dev.xdsi.registry.store.hibernate;

import java.io.Serial;
import java.sql.SQLException;

/** PostgreSQL did not do what it was asked to. */
final class DatabaseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    DatabaseException(SQLException cause) {
        super(cause);
    }
}
