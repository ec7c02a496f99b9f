package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.imaging.manifest.Withdrawal.Standing;
import dev.xdsi.imaging.publication.DueStudy.PreparedWithdrawal;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The last registered manifest of a study, and whether it still stands, on one connection. */
record WithdrawalRows(Connection connection) {
    private static final String LAST_MANIFEST = """
        select m.document_unique_id, m.content, m.patient_id, w.submission_set_unique_id, w.covers_changes, w.decided_at,
               w.sends, w.withdrawn_at
          from manifest m left join withdrawal w using (document_unique_id)
         where m.study_uid = ? and m.registered_at is not null order by m.number desc limit 1\
        """;

    /** What is registered of a study, and what was begun about it. */
    record Last(@Nullable Standing standing, @Nullable PreparedWithdrawal unfinished) {}

    Last last(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST_MANIFEST)) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next() || rows.getObject("withdrawn_at") != null) {
                    return new Last(null, null);
                }
                Standing standing = new Standing(
                        PatientId.parse(rows.getString("patient_id")).orElseThrow(),
                        rows.getString("content"),
                        new ManifestRows(connection).standing(rows.getString("document_unique_id")));
                return new Last(standing, unfinished(standing, rows));
            }
        }
    }

    private static @Nullable PreparedWithdrawal unfinished(Standing manifest, ResultSet row) throws SQLException {
        String submissionSet = row.getString("submission_set_unique_id");
        return submissionSet == null
                ? null
                : new PreparedWithdrawal(
                        new Withdrawal(
                                manifest,
                                new Oid(submissionSet),
                                row.getLong("covers_changes"),
                                row.getObject("decided_at", OffsetDateTime.class)
                                        .toInstant()),
                        row.getInt("sends"));
    }

    int prepare(Withdrawal withdrawal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into withdrawal (document_unique_id, submission_set_unique_id, covers_changes, decided_at)
            values (?, ?, ?, ?)\
            """)) {
            statement.setString(1, withdrawal.manifest().documentUniqueId().value());
            statement.setString(2, withdrawal.submissionSetUniqueId().value());
            statement.setLong(3, withdrawal.coversChanges());
            statement.setObject(4, PostgresPublicationStore.at(withdrawal.decidedAt()));
            return statement.executeUpdate();
        }
    }

    int aboutToSend(Withdrawal withdrawal) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update withdrawal set sends = sends + 1 where document_unique_id = ?")) {
            statement.setString(1, withdrawal.manifest().documentUniqueId().value());
            return statement.executeUpdate();
        }
    }

    void done(Withdrawal withdrawal, Instant at) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update withdrawal set withdrawn_at = ? where document_unique_id = ?")) {
            statement.setObject(1, PostgresPublicationStore.at(at));
            statement.setString(2, withdrawal.manifest().documentUniqueId().value());
            statement.executeUpdate();
        }
    }

    /** As if it had been withdrawn, without anybody being told: there is nothing to be told. The one that stands instead is the last by that. */
    boolean lost(Oid study, PublicationStore.Loss loss, Instant at) throws SQLException {
        if (!isLast(study, loss.manifest())) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into withdrawal (document_unique_id, submission_set_unique_id, covers_changes, decided_at, withdrawn_at)
            values (?, '', 0, ?, ?)\
            """)) {
            statement.setString(1, loss.manifest().value());
            statement.setObject(2, PostgresPublicationStore.at(at));
            statement.setObject(3, PostgresPublicationStore.at(at));
            statement.executeUpdate();
        }
        Oid former = loss.former();
        if (former != null) {
            standsAgain(study, former);
        }
        return true;
    }

    private boolean isLast(Oid study, Oid manifest) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from publication where study_uid = ? for no key update")) {
            lock.setString(1, study.value());
            lock.execute();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            select 1 from manifest m
             where m.document_unique_id = ? and m.registered_at is not null
               and not exists (select 1 from manifest later where later.study_uid = m.study_uid and later.number > m.number)
               and not exists (select 1 from withdrawal w where w.document_unique_id = m.document_unique_id)\
            """)) {
            statement.setString(1, manifest.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void standsAgain(Oid study, Oid former) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from withdrawal where document_unique_id = ?")) {
            statement.setString(1, former.value());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            update manifest set number = 1 + (select max(number) from manifest where study_uid = ?)
             where document_unique_id = ?\
            """)) {
            statement.setString(1, study.value());
            statement.setString(2, former.value());
            statement.executeUpdate();
        }
    }

    void forgetPrepared(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            delete from withdrawal w using manifest m
             where m.document_unique_id = w.document_unique_id and m.study_uid = ? and w.withdrawn_at is null\
            """)) {
            statement.setString(1, study.value());
            statement.executeUpdate();
        }
    }
}
