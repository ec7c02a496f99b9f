package dev.xdsi.audit.repository.postgres;

import dev.xdsi.audit.repository.AuditContent;
import dev.xdsi.audit.repository.AuditRecord;
import dev.xdsi.audit.repository.AuditRecord.Stored;
import dev.xdsi.audit.repository.AuditRecordStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** An {@link AuditRecordStore} in the schema {@code audit} of a PostgreSQL database. */
public final class PostgresAuditRecordStore implements AuditRecordStore {
    /** Any fixed number: held while records are added, so that they become visible in the order of their numbers. */
    private static final long ADDING = 0x4155444954L;

    private static final String INSERT = """
        insert into audit.record (digest, received_at, sender, event_time, event_id, event_types, action, outcome,
            source_id, users, patients, studies, documents, others, problem, message)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (digest) do nothing\
        """;

    private final DataSource dataSource;

    /** The schema must have been brought up to date by {@link #migrate}. */
    public PostgresAuditRecordStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Creates the schema or brings it up to date. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure(PostgresAuditRecordStore.class.getClassLoader())
                .dataSource(dataSource)
                .schemas("audit")
                .createSchemas(true)
                .locations("classpath:dev/xdsi/audit/db")
                .load()
                .migrate();
    }

    @Override
    public void add(List<AuditRecord> records) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                insertInOrder(connection, records);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store audit records: " + e.getMessage(), e);
        }
    }

    private static void insertInOrder(Connection connection, List<AuditRecord> records) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(" + ADDING + ")");
        }
        insertWhateverTheySay(connection, records);
    }

    /** What the database refuses of one record it would refuse for ever; the others do not wait for that. */
    private static void insertWhateverTheySay(Connection connection, List<AuditRecord> records) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            insert(connection, records);
        } catch (SQLException e) {
            if (!UnreadableRecord.isDueToItsContent(e)) {
                throw e;
            }
            connection.rollback(before);
            if (records.size() == 1) {
                insert(connection, List.of(UnreadableRecord.of(records.getFirst(), e)));
            } else {
                for (AuditRecord record : records) {
                    insertWhateverTheySay(connection, List.of(record));
                }
            }
        }
    }

    private static void insert(Connection connection, List<AuditRecord> records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (AuditRecord record : records) {
                AuditRecordColumns.write(connection, insert, record);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public List<Stored> newest(int limit) {
        return select("order by number desc limit ?", statement -> statement.setInt(1, limit));
    }

    @Override
    public List<Stored> after(long number, int limit) {
        return select("where number > ? order by number limit ?", statement -> {
            statement.setLong(1, number);
            statement.setInt(2, limit);
        });
    }

    @Override
    public List<Stored> ofPatient(String patientId, int limit) {
        return select("where patients @> array[?::text] order by number desc limit ?", statement -> {
            statement.setString(1, AuditContent.searchable(patientId));
            statement.setInt(2, limit);
        });
    }

    @Override
    public List<Stored> ofType(String eventType, int limit) {
        return select("where event_types @> array[?::text] order by number desc limit ?", statement -> {
            statement.setString(1, AuditContent.searchable(eventType));
            statement.setInt(2, limit);
        });
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private List<Stored> select(String condition, Parameters parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select * from audit.record " + condition)) {
            parameters.set(statement);
            List<Stored> records = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(AuditRecordColumns.read(rows));
                }
            }
            return records;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read audit records: " + e.getMessage(), e);
        }
    }
}
