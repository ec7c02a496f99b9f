package dev.xdsi.repository.store.file;

import dev.xdsi.model.Hash;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables that make files documents. Every deposit claims its documents, so that of two sources that provide the same bytes
 * at once the one that fails does not take them from the one that succeeds.
 */
class DocumentIndex {
    private static final String COLUMNS = "document_unique_id, hash, size, mime_type, file_name, deposit";
    private static final String HOLD = "insert into repository.document as held (" + COLUMNS
            + ", registered, received_at) values (?, ?, ?, ?, ?, ?, false, ?)"
            + " on conflict (document_unique_id) do update set document_unique_id = held.document_unique_id"
            + " where held.hash = excluded.hash and held.size = excluded.size returning file_name";
    private static final String CLAIM = "insert into repository.claim (deposit, document_unique_id) values (?, ?)";
    private static final String FIND = "select " + COLUMNS + " from repository.document where document_unique_id = ?";
    private static final String LOCK_CLAIMED =
            "select " + COLUMNS + " from repository.document where document_unique_id in (select document_unique_id"
                    + " from repository.claim where deposit = ?) order by document_unique_id for update";
    private static final String DELETE = "delete from repository.document held where document_unique_id = ?"
            + " and not registered and not exists (select 1 from repository.claim"
            + " where claim.document_unique_id = held.document_unique_id and claim.deposit <> ?)";
    private static final String UNCLAIM = "delete from repository.claim where deposit = ?";
    private static final String CONFIRM =
            "update repository.document set registered = true where document_unique_id = ?";

    private final DataSource database;
    private final InstantSource clock;

    DocumentIndex(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Brings the schema up to date. */
    static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("repository")
                .locations("classpath:dev/xdsi/repository/db")
                .load()
                .migrate();
    }

    /**
     * What a claim came to.
     *
     * @param refused the uniqueIds held with other bytes; when there are any, nothing was claimed
     * @param held names of the files that hold the documents: those of this deposit, or of an earlier one with the same bytes
     */
    record Claim(Set<String> refused, Set<UUID> held) {}

    /** Claims all documents for their deposit in one transaction, or none. */
    Claim claim(Collection<IndexedDocument> documents) throws IOException {
        return inTransaction(connection -> {
            Set<String> refused = new TreeSet<>();
            Set<UUID> held = new HashSet<>();
            // in one order, lest two submissions of the same documents wait for each other
            for (IndexedDocument document : inOrder(documents)) {
                hold(connection, document).ifPresentOrElse(held::add, () -> refused.add(document.documentUniqueId()));
            }
            if (refused.isEmpty()) {
                for (IndexedDocument document : documents) {
                    update(connection, CLAIM, document.file().deposit(), document.documentUniqueId());
                }
            } else {
                connection.rollback();
            }
            return new Claim(refused, held);
        });
    }

    /** The registry accepted the documents of the deposit. */
    void confirm(UUID deposit) throws IOException {
        inTransaction(connection -> {
            for (IndexedDocument document : lockClaimed(connection, deposit)) {
                update(connection, CONFIRM, document.documentUniqueId());
            }
            return update(connection, UNCLAIM, deposit);
        });
    }

    /**
     * Gives up the claims of a deposit, and with the last claim on a document that no registry accepted the document. Its file has
     * moved back to {@code incoming} before the row is gone.
     */
    void release(UUID deposit, DocumentFolder folder) throws IOException {
        inTransaction(connection -> {
            for (IndexedDocument document : lockClaimed(connection, deposit)) {
                if (update(connection, DELETE, document.documentUniqueId(), deposit) == 1) {
                    folder.withdraw(document.file(), deposit);
                } else {
                    folder.publish(document.file());
                }
            }
            return update(connection, UNCLAIM, deposit);
        });
    }

    Optional<IndexedDocument> find(String documentUniqueId) throws IOException {
        return inTransaction(connection ->
                select(connection, FIND, documentUniqueId).stream().findFirst());
    }

    private Optional<UUID> hold(Connection connection, IndexedDocument document) throws SQLException {
        try (PreparedStatement insert = prepare(
                connection,
                HOLD,
                document.documentUniqueId(),
                document.hash().hex(),
                document.size(),
                document.mimeType(),
                document.file().name(),
                document.file().deposit(),
                clock.instant().atOffset(ZoneOffset.UTC))) {
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    private static List<IndexedDocument> lockClaimed(Connection connection, UUID deposit) throws SQLException {
        return select(connection, LOCK_CLAIMED, deposit);
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static List<IndexedDocument> select(Connection connection, String sql, Object value) throws SQLException {
        try (PreparedStatement select = prepare(connection, sql, value);
                ResultSet row = select.executeQuery()) {
            List<IndexedDocument> documents = new ArrayList<>();
            while (row.next()) {
                documents.add(read(row));
            }
            return documents;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static IndexedDocument read(ResultSet row) throws SQLException {
        return new IndexedDocument(
                row.getString("document_unique_id"),
                new Hash(row.getString("hash")),
                row.getLong("size"),
                row.getString("mime_type"),
                new DocumentFile(row.getObject("file_name", UUID.class), row.getObject("deposit", UUID.class)));
    }

    private static List<IndexedDocument> inOrder(Collection<IndexedDocument> documents) {
        return documents.stream()
                .sorted(Comparator.comparing(IndexedDocument::documentUniqueId))
                .toList();
    }

    private <T> T inTransaction(Work<T> work) throws IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException("the index of documents cannot be used: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }
}
