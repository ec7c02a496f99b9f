package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.publication.ConfidentialityColumn;
import dev.xdsi.imaging.report.ReportCheck;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was given, on one connection. */
record GivenRows(Connection connection, GivenFiles files) {
    private static final String OF_STUDY = """
        select g.*, g.taken_back_at is null and not exists (
                   select 1 from given_report later
                    where later.study_uid = g.study_uid and later.name = g.name and later.number > g.number) as current
          from given_report g where study_uid = ? order by number\
        """;

    List<GivenReport.Kept> of(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_STUDY)) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                List<GivenReport.Kept> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new GivenReport.Kept(
                            rows.getLong("number"),
                            report(study, rows),
                            rows.getBoolean("current"),
                            rows.getObject("taken_back_at") != null));
                }
                return found;
            }
        }
    }

    private GivenReport report(Oid study, ResultSet row) throws SQLException {
        return new GivenReport(
                study,
                row.getString("name"),
                row.getString("title"),
                new ReportCheck.Checked(
                        ReportKind.valueOf(row.getString("kind")),
                        ConfidentialityColumn.read(row.getString("format_code")).getFirst()),
                files.of(row.getString("file"), row.getLong("length"), row.getString("sha256")),
                ReportRows.instant(row, "given_at"));
    }

    int add(GivenReport given) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into given_report (study_uid, name, title, kind, format_code, file, length, sha256, given_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)) {
            statement.setString(1, given.study().value());
            statement.setString(2, given.name());
            statement.setString(3, given.title());
            statement.setString(4, given.is().kind().name());
            statement.setString(
                    5, ConfidentialityColumn.write(List.of(given.is().formatCode())));
            statement.setString(6, given.file().name());
            statement.setLong(7, given.file().length());
            statement.setString(8, given.file().sha256());
            statement.setObject(9, ReportRows.at(given.at()));
            return statement.executeUpdate();
        }
    }

    int takeBack(Oid study, String name, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update given_report set taken_back_at = ? where study_uid = ? and name = ? and taken_back_at is null\
            """)) {
            statement.setObject(1, ReportRows.at(at));
            statement.setString(2, study.value());
            statement.setString(3, name);
            return statement.executeUpdate();
        }
    }
}
