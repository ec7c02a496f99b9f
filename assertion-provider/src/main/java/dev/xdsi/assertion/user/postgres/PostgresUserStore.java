package dev.xdsi.assertion.user.postgres;

import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.assertion.user.LockOut;
import dev.xdsi.assertion.user.LockOut.Tally;
import dev.xdsi.assertion.user.PasswordHash;
import dev.xdsi.assertion.user.UserStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A {@link UserStore} in the schema {@code assertion} of a PostgreSQL database. */
public final class PostgresUserStore implements UserStore {
    private static final String SCHEMA = "assertion";
    private static final String INSERT = """
        insert into assertion.account (id, name, organization, organization_id, provider_identifier, roles,
            purposes_of_use, break_glass, administrator, enabled, password)
        select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? where (select count(*) from assertion.account) < ?
        on conflict (id) do nothing\
        """;

    private final DataSource dataSource;

    private PostgresUserStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Brings the schema up to date and opens it. The data source stays the caller's to close. */
    public static PostgresUserStore open(DataSource dataSource) {
        Flyway.configure(PostgresUserStore.class.getClassLoader())
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .createSchemas(true)
                .locations("classpath:dev/xdsi/assertion/db")
                .load()
                .migrate();
        return new PostgresUserStore(dataSource);
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the users cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean add(LocalUser user, PasswordHash password) {
        return run(INSERT, row -> {
            AccountColumns.write(row.getConnection(), row, user, password);
            row.setInt(12, MOST);
            return row.executeUpdate() == 1;
        });
    }

    @Override
    public Optional<Account> find(String id) {
        return run("select * from assertion.account where id = ?", query -> {
            query.setString(1, id);
            return accounts(query).stream().findFirst();
        });
    }

    @Override
    public List<Account> all() {
        return run("select * from assertion.account order by id collate \"C\"", PostgresUserStore::accounts);
    }

    private static List<Account> accounts(PreparedStatement query) throws SQLException {
        List<Account> accounts = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                accounts.add(new Account(AccountColumns.user(rows), AccountColumns.lockedUntil(rows)));
            }
        }
        return accounts;
    }

    @Override
    public boolean enable(String id, boolean enabled) {
        return run("update assertion.account set enabled = ? where id = ?", update -> {
            update.setBoolean(1, enabled);
            update.setString(2, id);
            return update.executeUpdate() == 1;
        });
    }

    @Override
    public boolean changePassword(String id, PasswordHash password) {
        return run(
                "update assertion.account set password = ?, attempts = 0, locked_until = null where id = ?", update -> {
                    update.setString(1, password.encoded());
                    update.setString(2, id);
                    return update.executeUpdate() == 1;
                });
    }

    @Override
    public boolean unlock(String id) {
        return run("update assertion.account set attempts = 0, locked_until = null where id = ?", update -> {
            update.setString(1, id);
            return update.executeUpdate() == 1;
        });
    }

    @Override
    public Optional<Attempt> attempt(String id, Instant now, LockOut lockOut) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Attempt> attempt = counted(connection, id, now, lockOut);
                connection.commit();
                return attempt;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the users cannot be reached: " + e.getMessage(), e);
        }
    }

    /** The lock on the row lets attempts at one account pass one after the other. */
    private static Optional<Attempt> counted(Connection connection, String id, Instant now, LockOut lockOut)
            throws SQLException {
        Optional<Attempt> attempt = Optional.empty();
        Tally tally = Tally.NONE;
        try (PreparedStatement query =
                connection.prepareStatement("select * from assertion.account where id = ? for update")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    tally = AccountColumns.tally(row);
                    attempt = Optional.of(new Attempt(
                            AccountColumns.user(row), new PasswordHash(row.getString("password")), tally.locked(now)));
                }
            }
        }
        // Also for an id that nobody has: the way is the same.
        Tally counted = lockOut.counted(tally, now);
        try (PreparedStatement update = connection.prepareStatement(
                "update assertion.account set attempts = ?, locked_until = ? where id = ?")) {
            update.setInt(1, counted.attempts());
            update.setObject(2, AccountColumns.timestamp(counted.lockedUntil()));
            update.setString(3, id);
            update.executeUpdate();
        }
        return attempt;
    }
}
