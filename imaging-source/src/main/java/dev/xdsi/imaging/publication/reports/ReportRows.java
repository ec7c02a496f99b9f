package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.publication.ConfidentialityColumn;
import dev.xdsi.imaging.publication.ManifestRows;
import dev.xdsi.imaging.publication.reports.DueReports.PreparedReport;
import dev.xdsi.imaging.publication.reports.DueReports.PreparedWithdrawal;
import dev.xdsi.imaging.publication.reports.DueReports.Standing;
import dev.xdsi.imaging.publication.reports.DueReports.Unfinished;
import dev.xdsi.imaging.publication.reports.DueReports.Withdrawal;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports that are, or may be, registered, on one connection. */
record ReportRows(Connection connection) {
    private static final String OF_STUDY = """
        select r.*, m.patient_id, m.confidentiality from report r join manifest m on m.document_unique_id = r.manifest
         where r.study_uid = ? and r.ended_at is null order by r.prepared_at, r.document_unique_id\
        """;

    DueReports.Known known(Oid study, Map<String, DueReports.Trouble> troubles) throws SQLException {
        List<Standing> standing = new ArrayList<>();
        List<Unfinished> unfinished = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF_STUDY)) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    boolean isRegistered = rows.getObject("registered_at") != null;
                    if (isRegistered) {
                        standing.add(standing(rows));
                    }
                    if (rows.getString("withdrawal") != null) {
                        unfinished.add(withdrawal(rows, !isRegistered));
                    } else if (!isRegistered) {
                        unfinished.add(prepared(rows));
                    }
                }
            }
        }
        return new DueReports.Known(standing, unfinished, troubles);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getString("source"),
                new Oid(row.getString("document_unique_id")),
                EntryUuid.of(row.getObject("entry_uuid", UUID.class)),
                PatientId.parse(row.getString("patient_id")).orElseThrow(),
                row.getString("content"));
    }

    private static PreparedWithdrawal withdrawal(ResultSet row, boolean isDoubtful) throws SQLException {
        return new PreparedWithdrawal(
                new Withdrawal(
                        standing(row), new Oid(row.getString("withdrawal")), instant(row, "withdrawal_decided_at")),
                row.getInt("withdrawal_sends"),
                isDoubtful);
    }

    private PreparedReport prepared(ResultSet row) throws SQLException {
        Oid study = new Oid(row.getString("study_uid"));
        Manifest manifest = new ManifestRows(connection)
                .registered(study, new Oid(row.getString("manifest")))
                .orElseThrow();
        Report report = new Report(
                new Report.Identity(
                        new Oid(row.getString("document_unique_id")),
                        EntryUuid.of(row.getObject("entry_uuid", UUID.class)),
                        new Oid(row.getString("submission_set_unique_id"))),
                row.getString("source"),
                new Report.Beside(
                        study, manifest.documentUniqueId(), manifest.patientId(), manifest.confidentialityCode()),
                new Report.Description(
                        ReportKind.valueOf(row.getString("kind")),
                        ConfidentialityColumn.read(row.getString("format_code")).getFirst(),
                        row.getString("title"),
                        new Dtm(row.getString("creation_time")),
                        row.getString("author")),
                new Report.Body(new Hash(row.getString("sha1")), row.getLong("length")),
                row.getString("content"),
                instant(row, "prepared_at"),
                Arrays.stream((UUID[]) row.getArray("replaces").getArray())
                        .map(EntryUuid::of)
                        .toList());
        return new PreparedReport(report, manifest, row.getInt("sends"));
    }

    int prepare(Report report) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into report (document_unique_id, study_uid, source, manifest, entry_uuid, submission_set_unique_id, kind, format_code,
                                title, creation_time, author, sha1, length, content, prepared_at, replaces)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)) {
            Report.Description said = report.said();
            statement.setString(1, report.identity().uniqueId().value());
            statement.setString(2, report.beside().study().value());
            statement.setString(3, report.source());
            statement.setString(4, report.beside().manifest().value());
            statement.setObject(5, report.identity().entryUUID().uuid());
            statement.setString(6, report.identity().submissionSetUniqueId().value());
            statement.setString(7, said.kind().name());
            statement.setString(8, ConfidentialityColumn.write(List.of(said.formatCode())));
            statement.setString(9, said.title());
            statement.setString(10, said.creationTime().value());
            statement.setString(11, said.author());
            statement.setString(12, report.body().hash().hex());
            statement.setLong(13, report.body().length());
            statement.setString(14, report.content());
            statement.setObject(15, at(report.preparedAt()));
            statement.setArray(16, uuids(report.replaces()));
            return statement.executeUpdate();
        }
    }

    void registered(Report report, Instant at) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update report set registered_at = ? where document_unique_id = ?")) {
            statement.setObject(1, at(at));
            statement.setString(2, report.identity().uniqueId().value());
            statement.executeUpdate();
        }
        endReplaced(report.identity().uniqueId(), at);
    }

    private void endReplaced(Oid documentUniqueId, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update report r set ended_at = ? from report successor
             where successor.document_unique_id = ? and r.study_uid = successor.study_uid
               and r.entry_uuid = any(successor.replaces) and r.ended_at is null\
            """)) {
            statement.setObject(1, at(at));
            statement.setString(2, documentUniqueId.value());
            statement.executeUpdate();
        }
    }

    int prepare(Withdrawal withdrawal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update report set withdrawal = ?, withdrawal_decided_at = ?, withdrawal_sends = 0 where document_unique_id = ?\
            """)) {
            statement.setString(1, withdrawal.submissionSetUniqueId().value());
            statement.setObject(2, at(withdrawal.decidedAt()));
            statement.setString(3, withdrawal.report().documentUniqueId().value());
            return statement.executeUpdate();
        }
    }

    /** What could be withdrawn had been registered, and had replaced what it was to replace. */
    void withdrawn(Withdrawal withdrawal, Instant at) throws SQLException {
        Oid report = withdrawal.report().documentUniqueId();
        try (PreparedStatement statement = connection.prepareStatement("""
            update report set ended_at = ?, registered_at = coalesce(registered_at, withdrawal_decided_at) where document_unique_id = ?\
            """)) {
            statement.setObject(1, at(at));
            statement.setString(2, report.value());
            statement.executeUpdate();
        }
        endReplaced(report, at);
    }

    void forget(Oid documentUniqueId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "delete from report where document_unique_id = ? and registered_at is null")) {
            statement.setString(1, documentUniqueId.value());
            statement.executeUpdate();
        }
    }

    /** @param column which of the two counts */
    int countSend(Oid documentUniqueId, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update report set " + column + " = " + column + " + 1 where document_unique_id = ?")) {
            statement.setString(1, documentUniqueId.value());
            return statement.executeUpdate();
        }
    }

    /** What was refused before it came to anything: a report that was not registered, or a withdrawal. */
    void decideAnew(@Nullable Oid documentUniqueId) throws SQLException {
        if (documentUniqueId == null) {
            return;
        }
        forget(documentUniqueId);
        try (PreparedStatement statement = connection.prepareStatement(
                "update report set withdrawal = null, withdrawal_decided_at = null where document_unique_id = ?")) {
            statement.setString(1, documentUniqueId.value());
            statement.executeUpdate();
        }
    }

    private Array uuids(List<EntryUuid> entries) throws SQLException {
        return connection.createArrayOf(
                "uuid", entries.stream().map(EntryUuid::uuid).toArray());
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
