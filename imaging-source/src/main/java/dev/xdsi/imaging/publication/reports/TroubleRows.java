package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.publication.reports.DueReports.Trouble;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What went wrong with single reports, on one connection. */
record TroubleRows(Connection connection) {
    private static final int LONGEST_ERROR = 500;

    /** By the source of the report. */
    Map<String, Trouble> of(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select source, failures, not_before, error from report_trouble where study_uid = ?")) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Trouble> troubles = new HashMap<>();
                while (rows.next()) {
                    troubles.put(
                            rows.getString("source"),
                            new Trouble(
                                    rows.getInt("failures"),
                                    ReportRows.instant(rows, "not_before"),
                                    rows.getString("error")));
                }
                return troubles;
            }
        }
    }

    void add(Oid study, String source, String error, Instant notBefore) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into report_trouble as t (study_uid, source, error, not_before, failures) values (?, ?, ?, ?, 1)
                on conflict (study_uid, source) do update
               set error = excluded.error, not_before = excluded.not_before, failures = t.failures + 1\
            """)) {
            statement.setString(1, study.value());
            statement.setString(2, source);
            statement.setString(3, error.substring(0, Math.min(error.length(), LONGEST_ERROR)));
            statement.setObject(4, ReportRows.at(notBefore));
            statement.executeUpdate();
        }
    }

    void over(Oid study, String source) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from report_trouble where study_uid = ? and source = ?")) {
            statement.setString(1, study.value());
            statement.setString(2, source);
            statement.executeUpdate();
        }
    }

    void over(Oid study) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from report_trouble where study_uid = ?")) {
            statement.setString(1, study.value());
            statement.executeUpdate();
        }
    }
}
