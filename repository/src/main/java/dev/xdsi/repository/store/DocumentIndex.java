package dev.xdsi.repository.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that make contents documents. Every deposit claims its documents, so that of two sources that provide the same bytes
 * at once the one that fails does not take them from the one that succeeds. All lock documents first, in the order of their
 * uniqueIds, and contents after them, in the order of their names: nobody waits for who waits for him.
 */
public class DocumentIndex {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentIndex.class);
    private static final String CONTENT_OF_ITS_OWN = " where hash = ? and size = ?";
    private static final String HOLD = "insert into repository.document as held"
            + " (document_unique_id, hash, size, mime_type, registered, received_at) values (?, ?, ?, ?, false, ?)"
            + " on conflict (document_unique_id) do update set document_unique_id = held.document_unique_id"
            + " where held.hash = excluded.hash and held.size = excluded.size";
    private static final String HOLD_CONTENT = "insert into repository.content as held (hash, size, checksums, sealed)"
            + " values (?, ?, ?, ?) on conflict (hash, size) do update set checksums = excluded.checksums, unused = false"
            + " where held.checksums in (excluded.checksums, '') returning sealed";
    private static final String CLAIM = "insert into repository.claim (deposit, document_unique_id, claimed_at)"
            + " values (?, ?, ?) on conflict do nothing";
    private static final String FIND = "select document_unique_id, mime_type, hash, size, checksums, sealed"
            + " from repository.document join repository.content using (hash, size) where document_unique_id = ?";
    private static final String LOCK_CLAIMED = "select document_unique_id from repository.document"
            + " where document_unique_id in (select document_unique_id from repository.claim where deposit = ?)"
            + " order by document_unique_id for update";
    private static final String RELEASE = "delete from repository.document held where document_unique_id = ?"
            + " and not registered and not exists (select 1 from repository.claim"
            + " where claim.document_unique_id = held.document_unique_id and claim.deposit <> ?) returning hash, size";
    private static final String UNCLAIM = "delete from repository.claim where deposit = ?";
    private static final String CONFIRM =
            "update repository.document set registered = true where document_unique_id = ?";
    private static final String LOCK =
            "select document_unique_id from repository.document where document_unique_id = ? for update";
    private static final String UNDER_WAY = "select distinct document_unique_id from repository.claim"
            + " where document_unique_id = ? and claimed_at > ?";
    private static final String REMOVE =
            "delete from repository.document where document_unique_id = ? returning hash, size";
    private static final String MARK = "update repository.content set unused = true" + CONTENT_OF_ITS_OWN;
    private static final String UNUSED = "select hash, size from repository.content where unused order by hash, size";
    private static final String LOCK_CONTENT =
            "select hash, size from repository.content" + CONTENT_OF_ITS_OWN + " for update";
    private static final String UNMARK = "update repository.content set unused = false" + CONTENT_OF_ITS_OWN
            + " and exists (select 1 from repository.document held"
            + " where held.hash = content.hash and held.size = content.size)";
    private static final String STORED = "select count(*), coalesce(sum(size), 0) from repository.content";
    private static final String IDENTITY = "select id, created_at from repository.identity";
    private static final String FORMER = "select exists (select 1 from repository.former_file)";
    private static final String FORGET = "delete from repository.content" + CONTENT_OF_ITS_OWN;

    /** Deadlock, and serialization failure. */
    private static final Set<String> GIVEN_UP = Set.of("40P01", "40001");

    private static final int ATTEMPTS = 5;

    /** No submission takes longer from its claim to its answer. */
    private static final Duration LONGEST_SUBMISSION = Duration.ofHours(1);

    private final DataSource database;
    private final InstantSource clock;

    public DocumentIndex(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Brings the schema up to date. */
    public static void migrate(DataSource database) {
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
     * @param refused the uniqueIds held with other bytes, and those whose bytes only pretend to be bytes that are held; when there are
     *     any, nothing was claimed
     * @param plain contents of which encrypted bytes were brought and plain ones may be held
     */
    record Claim(Set<String> refused, Set<ContentName> plain) {}

    /** Claims all documents for their deposit in one transaction, or none. */
    Claim claim(UUID deposit, Collection<IndexedDocument> documents) throws IOException {
        return inTransaction(connection -> {
            Set<String> refused = new TreeSet<>();
            Set<ContentName> plain = new TreeSet<>();
            for (IndexedDocument document : by(IndexedDocument::documentUniqueId, documents)) {
                if (!hold(connection, deposit, document)) {
                    refused.add(document.documentUniqueId());
                }
            }
            for (IndexedDocument document : by(IndexedDocument::content, documents)) {
                List<Boolean> sealed = holdContent(connection, document);
                if (sealed.isEmpty()) {
                    refused.add(document.documentUniqueId());
                } else if (sealed.getFirst() && !document.sealed()) {
                    throw new NoKeyException(
                            "content " + document.content() + " is encrypted, and there is no key to it");
                } else if (document.sealed() && !sealed.getFirst()) {
                    plain.add(document.content());
                }
            }
            if (!refused.isEmpty()) {
                connection.rollback();
            }
            return new Claim(refused, plain);
        });
    }

    /** The registry accepted the documents of the deposit. */
    void confirm(UUID deposit) throws IOException {
        settle(deposit, document -> true);
    }

    /**
     * Gives up the claims of a deposit, and with the last claim on a document that no registry accepted the document.
     *
     * @return contents that perhaps no document has any more
     */
    Set<ContentName> release(UUID deposit) throws IOException {
        return settle(deposit, document -> false);
    }

    /** Ends the claims of a deposit, some of whose documents the registry accepted. */
    Set<ContentName> settle(UUID deposit, Predicate<String> accepted) throws IOException {
        return inTransaction(connection -> {
            Set<ContentName> left = new TreeSet<>();
            for (String document : IndexRows.texts(connection, LOCK_CLAIMED, deposit)) {
                if (accepted.test(document)) {
                    IndexRows.update(connection, CONFIRM, document);
                } else {
                    left.addAll(IndexRows.contents(connection, RELEASE, document, deposit));
                }
            }
            IndexRows.update(connection, UNCLAIM, deposit);
            return marked(connection, left);
        });
    }

    /**
     * What the removal of documents came to.
     *
     * @param contents contents that perhaps no document has any more
     */
    record Removal(Unremoved unremoved, Set<ContentName> contents) {}

    /**
     * Removes documents in one transaction, or none. A claim does not tell whether its submission still lives; where it may, the document is
     * left alone.
     */
    Removal remove(Set<String> documentUniqueIds) throws IOException {
        return inTransaction(connection -> {
            Set<String> ordered = new TreeSet<>(documentUniqueIds);
            Set<String> unknown = new TreeSet<>(ordered);
            Set<String> underWay = new TreeSet<>();
            Object since = clock.instant().minus(LONGEST_SUBMISSION).atOffset(ZoneOffset.UTC);
            for (String document : ordered) {
                unknown.removeAll(IndexRows.texts(connection, LOCK, document));
                underWay.addAll(IndexRows.texts(connection, UNDER_WAY, document, since));
            }
            Unremoved unremoved = new Unremoved(unknown, underWay);
            Set<ContentName> left = new TreeSet<>();
            if (unremoved.isNone()) {
                for (String document : ordered) {
                    left.addAll(IndexRows.contents(connection, REMOVE, document));
                }
            }
            return new Removal(unremoved, marked(connection, left));
        });
    }

    Optional<IndexedDocument> find(String documentUniqueId) throws IOException {
        return inTransaction(connection -> IndexRows.document(connection, FIND, documentUniqueId));
    }

    /** Who this index is. */
    IndexIdentity identity() throws IOException {
        return inTransaction(connection -> IndexRows.identity(connection, IDENTITY));
    }

    /** Whether it knows of files that do not yet have the name of their content. */
    boolean hasFormerFiles() throws IOException {
        return inTransaction(connection -> IndexRows.flags(connection, FORMER).getFirst());
    }

    /** How much is kept. */
    Stored stored() throws IOException {
        return inTransaction(connection -> IndexRows.stored(connection, STORED));
    }

    /** The contents that perhaps no document has any more. */
    Collection<ContentName> unused() throws IOException {
        return inTransaction(connection -> IndexRows.contents(connection, UNUSED));
    }

    /** Deletes the bytes of a content that no document has any more; who brings them anew waits until they are gone. */
    void collect(ContentName name, ContentStore contents) throws IOException {
        inTransaction(connection -> {
            Object hash = name.hash().hex();
            if (IndexRows.contents(connection, LOCK_CONTENT, hash, name.size()).isEmpty()
                    || IndexRows.update(connection, UNMARK, hash, name.size()) == 1) {
                return 0;
            }
            contents.delete(name);
            return IndexRows.update(connection, FORGET, hash, name.size());
        });
    }

    /** What is done to bytes while nobody else deletes them, or encrypts them. */
    @FunctionalInterface
    interface Holding {
        void act() throws IOException;
    }

    /** Does something to the bytes of a content under the lock at which who deletes or encrypts them waits. */
    void holding(ContentName name, Holding holding) throws IOException {
        inTransaction(connection -> {
            Collection<ContentName> held =
                    IndexRows.contents(connection, LOCK_CONTENT, name.hash().hex(), name.size());
            holding.act();
            return held;
        });
    }

    private boolean hold(Connection connection, UUID deposit, IndexedDocument document) throws SQLException {
        Object now = clock.instant().atOffset(ZoneOffset.UTC);
        ContentName content = document.content();
        return IndexRows.update(
                                connection,
                                HOLD,
                                document.documentUniqueId(),
                                content.hash().hex(),
                                content.size(),
                                document.mimeType(),
                                now)
                        == 1
                && IndexRows.update(connection, CLAIM, deposit, document.documentUniqueId(), now) <= 1;
    }

    /** Whether its bytes are encrypted; nothing when bytes of another checksum are held. */
    private static List<Boolean> holdContent(Connection connection, IndexedDocument document) throws SQLException {
        ContentName content = document.content();
        byte[] checksums = document.measured().checksums().bytes();
        return IndexRows.flags(
                connection, HOLD_CONTENT, content.hash().hex(), content.size(), checksums, document.sealed());
    }

    private static Set<ContentName> marked(Connection connection, Set<ContentName> contents) throws SQLException {
        for (ContentName name : contents) {
            IndexRows.update(connection, MARK, name.hash().hex(), name.size());
        }
        return contents;
    }

    private static <T extends Comparable<T>> List<IndexedDocument> by(
            Function<IndexedDocument, T> key, Collection<IndexedDocument> documents) {
        return documents.stream().sorted(Comparator.comparing(key)).toList();
    }

    /** Does the work and commits it; again where the database gave it up for another's sake, for then nothing of it was done. */
    <T> T inTransaction(Work<T> work) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.getConnection()) {
                return committed(work, connection);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isGivenUp(e)) {
                    throw new IOException("the index of documents cannot be used: " + e.getMessage(), e);
                }
                LOG.info("once more, for the database gave it up: {}", e.getMessage());
            }
        }
    }

    private static boolean isGivenUp(SQLException e) {
        return e.getSQLState() != null && GIVEN_UP.contains(e.getSQLState());
    }

    private static <T> T committed(Work<T> work, Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | IOException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /** What went wrong before counts; a connection that is gone has rolled back by itself. */
    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }
}
