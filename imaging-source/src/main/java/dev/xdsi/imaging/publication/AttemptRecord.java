package dev.xdsi.imaging.publication;

import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes down how an attempt ended, in the transaction that holds the claim on the study. */
final class AttemptRecord {
    private static final int LONGEST_ERROR = 2000;

    private final Connection connection;
    private final Oid study;
    private final Instant attemptedAt;

    AttemptRecord(Connection connection, Oid study, Instant attemptedAt) {
        this.connection = connection;
        this.study = study;
        this.attemptedAt = attemptedAt;
    }

    void note(Attempt attempt) throws SQLException {
        switch (attempt) {
            case Attempt.Registered done -> {
                registered(done);
                published(done.manifest().coversChanges());
                reportsFollow();
            }
            case Attempt.Withdrawn done -> {
                new WithdrawalRows(connection).done(done.withdrawal(), done.at());
                published(done.withdrawal().coversChanges());
                reportsFollow();
            }
            case Attempt.NothingToShare nothing -> published(nothing.coversChanges());
            case Attempt.Unchanged unchanged -> published(unchanged.coversChanges());
            case Attempt.Withheld withheld -> {
                published(withheld.coversChanges());
                ruled(new Ruling(Ruling.Kind.WITHHELD, withheld.rule()));
            }
            case Attempt.Delayed delayed -> {
                publication(null, delayed.notBefore(), false, "0");
                ruled(new Ruling(Ruling.Kind.DELAYED, delayed.rule()));
            }
            case Attempt.Postponed later -> unfinished(later.error(), later.notBefore(), false);
            case Attempt.Rejected rejected -> {
                forgetPrepared();
                unfinished(rejected.error(), rejected.notBefore(), false);
            }
            case Attempt.Held held -> unfinished(held.reason(), attemptedAt, true);
        }
    }

    private void registered(Attempt.Registered done) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update manifest set registered_at = ? where document_unique_id = ?")) {
            statement.setObject(1, PostgresPublicationStore.at(done.at()));
            statement.setString(2, done.manifest().documentUniqueId().value());
            statement.executeUpdate();
        }
    }

    private void published(long coversChanges) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update study set published_changes = ? where study_uid = ?")) {
            statement.setLong(1, coversChanges);
            statement.setString(2, study.value());
            statement.executeUpdate();
        }
        publication(null, attemptedAt, false, "0");
    }

    /** What stands beside the manifest is looked at anew. */
    private void reportsFollow() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update publication set reports_due = true, reports_not_before = ? where study_uid = ?")) {
            statement.setObject(1, PostgresPublicationStore.at(attemptedAt));
            statement.setString(2, study.value());
            statement.executeUpdate();
        }
    }

    private void ruled(Ruling ruling) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update publication set ruling = ?, ruled_by = ? where study_uid = ?")) {
            statement.setString(1, ruling.kind().name());
            statement.setString(2, ruling.rule());
            statement.setString(3, study.value());
            statement.executeUpdate();
        }
    }

    private void forgetPrepared() throws SQLException {
        new WithdrawalRows(connection).forgetPrepared(study);
        try (PreparedStatement statement =
                connection.prepareStatement("delete from manifest where study_uid = ? and registered_at is null")) {
            statement.setString(1, study.value());
            statement.executeUpdate();
        }
    }

    private void unfinished(String error, Instant notBefore, boolean held) throws SQLException {
        publication(error.substring(0, Math.min(error.length(), LONGEST_ERROR)), notBefore, held, "failures + 1");
    }

    private void publication(@Nullable String error, Instant notBefore, boolean held, String failures)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update publication set ruling = null, ruled_by = null, attempted_at = ?, not_before = ?, held = ?, last_error = ?,"
                        + " failures = "
                        + failures + " where study_uid = ?")) {
            statement.setObject(1, PostgresPublicationStore.at(attemptedAt));
            statement.setObject(2, PostgresPublicationStore.at(notBefore));
            statement.setBoolean(3, held);
            statement.setString(4, error);
            statement.setString(5, study.value());
            statement.executeUpdate();
        }
    }
}
