package dev.xdsi.imaging.commitment;

import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.commitment.CommitmentRequest.Reference;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.model.Oid;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests in PostgreSQL. Who works on one holds the lock of its row for as long as its connection lives. */
public final class PostgresCommitmentStore implements CommitmentStore {
    private static final int MOST_OF_ONE = 1_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Database database;

    public PostgresCommitmentStore(Database database) {
        this.database = database;
    }

    @Override
    public Acceptance accept(CommitmentRequest request, Instant at) {
        return database.inTransaction(connection -> {
            if (count(connection, request.requester()) >= MOST_OF_ONE) {
                return Acceptance.TOO_MANY;
            }
            if (create(connection, request, at.atOffset(ZoneOffset.UTC))) {
                return Acceptance.ACCEPTED;
            }
            CommitmentRequest before = find(connection, request);
            return before == null || before.equals(request) ? Acceptance.ACCEPTED : Acceptance.DUPLICATE;
        });
    }

    private static long count(Connection connection, AeTitle requester) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from commitment_request where ae_title = ?")) {
            statement.setString(1, requester.value());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static boolean create(Connection connection, CommitmentRequest request, OffsetDateTime at)
            throws SQLException {
        List<String> uids = new ArrayList<>();
        for (Reference reference : request.requested()) {
            uids.add(reference.sopClassUID().value());
            uids.add(reference.sopInstanceUID().value());
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into commitment_request (ae_title, transaction_uid, requested, requested_at, not_before)
            values (?, ?, ?, ?, ?) on conflict do nothing\
            """)) {
            statement.setString(1, request.requester().value());
            statement.setString(2, request.transactionUID().value());
            statement.setArray(3, connection.createArrayOf("text", uids.toArray()));
            statement.setObject(4, at);
            statement.setObject(5, at);
            return statement.executeUpdate() == 1;
        }
    }

    private static @Nullable CommitmentRequest find(Connection connection, CommitmentRequest request)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select * from commitment_request where ae_title = ? and transaction_uid = ?")) {
            name(statement, 1, request);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? request(rows) : null;
            }
        }
    }

    @Override
    public boolean workOnNext(Instant now, Work work) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                select * from commitment_request where not_before <= ? order by not_before limit 1
                   for no key update skip locked\
                """)) {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return false;
                    }
                    CommitmentRequest due = request(rows);
                    Instant asked =
                            rows.getObject("requested_at", OffsetDateTime.class).toInstant();
                    note(
                            connection,
                            due,
                            work.attempt(due, rows.getInt("failures"), Duration.between(asked, now)),
                            now);
                    return true;
                }
            }
        });
    }

    private static void note(Connection connection, CommitmentRequest request, Attempt attempt, Instant now)
            throws SQLException {
        String key = " where ae_title = ? and transaction_uid = ?";
        switch (attempt) {
            case Attempt.Over() -> {
                try (PreparedStatement statement =
                        connection.prepareStatement("delete from commitment_request" + key)) {
                    name(statement, 1, request);
                    statement.executeUpdate();
                }
            }
            case Attempt.Postponed(Instant notBefore) -> {
                try (PreparedStatement statement = connection.prepareStatement(
                        "update commitment_request set failures = failures + 1, not_before = ?" + key)) {
                    statement.setObject(1, notBefore.atOffset(ZoneOffset.UTC));
                    name(statement, 2, request);
                    statement.executeUpdate();
                }
                letOthersPass(connection, request, notBefore.isBefore(now.plus(PAUSE)) ? notBefore : now.plus(PAUSE));
            }
        }
    }

    /** Whoever asked a hundred times and cannot be reached must not be tried a hundred times before others are. */
    private static void letOthersPass(Connection connection, CommitmentRequest failed, Instant notBefore)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update commitment_request set not_before = ?
             where (ae_title, transaction_uid) in (
                select ae_title, transaction_uid from commitment_request
                 where ae_title = ? and transaction_uid <> ? and not_before < ? for no key update skip locked)\
            """)) {
            statement.setObject(1, notBefore.atOffset(ZoneOffset.UTC));
            name(statement, 2, failed);
            statement.setObject(4, notBefore.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static void name(PreparedStatement statement, int index, CommitmentRequest request) throws SQLException {
        statement.setString(index, request.requester().value());
        statement.setString(index + 1, request.transactionUID().value());
    }

    private static CommitmentRequest request(ResultSet row) throws SQLException {
        Array array = row.getArray("requested");
        String[] uids = (String[]) array.getArray();
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i + 1 < uids.length; i += 2) {
            references.add(new Reference(new Oid(uids[i]), new Oid(uids[i + 1])));
        }
        return new CommitmentRequest(
                new AeTitle(row.getString("ae_title")), new Oid(row.getString("transaction_uid")), references);
    }
}
