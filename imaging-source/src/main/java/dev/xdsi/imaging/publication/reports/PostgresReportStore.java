package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.publication.ManifestRows;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publications of reports in PostgreSQL. A claim is the same row lock on {@code publication} that a manifest's is: of a study either its
 * manifest is worked on or its reports, and reports follow a manifest that is at its end.
 */
public final class PostgresReportStore implements ReportStore {
    private static final int MOST_STUDIES = 20;
    private static final int LONGEST_ERROR = 2000;
    private static final String CLAIM = """
        select p.study_uid, p.reports_failures
          from publication p join study s using (study_uid)
         where p.reports_due and p.reports_not_before <= ? and s.changes <= s.published_changes
         order by p.reports_not_before, p.study_uid
         limit 1
           for no key update of p skip locked
        """;

    /** What failed is tried again some time, and until then it is not what it should be. */
    private static final String SETTLED = """
        select 1 from publication p
         where study_uid = ? and (not reports_due or reports_failures > 0
               or exists (select 1 from report_trouble t where t.study_uid = p.study_uid))\
        """;

    private final Database database;
    private final GivenFiles files;

    public PostgresReportStore(Database database, GivenFiles files) {
        this.database = database;
        this.files = files;
    }

    @Override
    public boolean workOnNext(Instant now, Work work) {
        return database.inTransaction(connection -> {
            Optional<DueReports> due = claim(connection, now);
            if (due.isPresent()) {
                note(connection, due.get().study(), work.attempt(due.get()), now);
            }
            return due.isPresent();
        });
    }

    private Optional<DueReports> claim(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, ReportRows.at(now));
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(reports(connection, new Oid(rows.getString(1)), rows.getInt(2)));
            }
        }
    }

    private DueReports reports(Connection connection, Oid study, int failures) throws SQLException {
        return new DueReports(
                study,
                new ManifestRows(connection).standing(study).orElse(null),
                new GivenRows(connection, files).of(study),
                new ReportRows(connection).known(study, new TroubleRows(connection).of(study)),
                failures);
    }

    @Override
    public Optional<DueReports> settled(Oid study) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SETTLED)) {
                statement.setString(1, study.value());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(reports(connection, study, 0)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean reconsider(Oid study, Instant at) {
        return database.inTransaction(connection -> {
            boolean isThere = lockAndMarkDue(connection, study, at);
            new TroubleRows(connection).over(study);
            return isThere;
        });
    }

    private static void note(Connection connection, Oid study, ReportAttempt attempt, Instant now) throws SQLException {
        ReportRows reports = new ReportRows(connection);
        TroubleRows troubles = new TroubleRows(connection);
        State goesOn = new State(true, now, false, null);
        State state = switch (attempt) {
            case ReportAttempt.Registered done -> {
                reports.registered(done.report(), done.at());
                troubles.over(study, done.report().source());
                yield goesOn;
            }
            case ReportAttempt.Withdrawn done -> {
                reports.withdrawn(done.withdrawal(), done.at());
                troubles.over(study, done.withdrawal().report().source());
                yield goesOn;
            }
            case ReportAttempt.Dropped dropped -> {
                reports.forget(dropped.documentUniqueId());
                troubles.over(study, dropped.source());
                yield goesOn;
            }
            case ReportAttempt.Done done -> {
                troubles.over(study);
                yield new State(
                        false, now, false, done.unusable().isEmpty() ? null : String.join("; ", done.unusable()));
            }
            case ReportAttempt.Postponed later -> new State(true, later.notBefore(), true, later.error());
            case ReportAttempt.Waiting later -> new State(true, later.notBefore(), false, later.error());
            case ReportAttempt.Unreachable away -> {
                troubles.add(study, away.source(), away.error(), away.notBefore());
                yield new State(true, away.notBefore(), true, away.error());
            }
            case ReportAttempt.Refused refused -> {
                reports.decideAnew(refused.prepared());
                troubles.add(study, refused.source(), refused.error(), refused.notBefore());
                yield new State(true, now, false, refused.error());
            }
        };
        publication(connection, study, state);
    }

    private record State(
            boolean due,
            Instant notBefore,
            boolean failed,
            @Nullable String error) {}

    private static void publication(Connection connection, Oid study, State state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update publication set reports_due = ?, reports_not_before = ?, reports_error = ?,
                   reports_failures = case when ? then reports_failures + 1 else 0 end
             where study_uid = ?\
            """)) {
            String error = state.error();
            statement.setBoolean(1, state.due());
            statement.setObject(2, ReportRows.at(state.notBefore()));
            statement.setString(3, error == null ? null : error.substring(0, Math.min(error.length(), LONGEST_ERROR)));
            statement.setBoolean(4, state.failed());
            statement.setString(5, study.value());
            statement.executeUpdate();
        }
    }

    @Override
    public void prepare(Report report) {
        database.inTransaction(connection -> new ReportRows(connection).prepare(report));
    }

    @Override
    public void aboutToSend(Report report) {
        database.inTransaction(connection ->
                new ReportRows(connection).countSend(report.identity().uniqueId(), "sends"));
    }

    @Override
    public void prepare(DueReports.Withdrawal withdrawal) {
        database.inTransaction(connection -> new ReportRows(connection).prepare(withdrawal));
    }

    @Override
    public void aboutToSend(DueReports.Withdrawal withdrawal) {
        database.inTransaction(connection ->
                new ReportRows(connection).countSend(withdrawal.report().documentUniqueId(), "withdrawal_sends"));
    }

    @Override
    public List<Oid> studies(String accessionNumber) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select study_uid from study where accession_number = ? order by study_uid limit ?")) {
                statement.setString(1, accessionNumber);
                statement.setInt(2, MOST_STUDIES);
                try (ResultSet rows = statement.executeQuery()) {
                    List<Oid> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new Oid(rows.getString(1)));
                    }
                    return found;
                }
            }
        });
    }

    /** Behind the lock on the study's publication, so that two of one name do not miss each other. */
    @Override
    public Given give(GivenReport given) {
        return database.inTransaction(connection -> {
            if (!lockAndMarkDue(connection, given.study(), given.at())) {
                return Given.NO_SUCH_STUDY;
            }
            GivenRows rows = new GivenRows(connection, files);
            boolean there = rows.of(given.study()).stream()
                    .filter(GivenReport.Kept::current)
                    .map(GivenReport.Kept::report)
                    .anyMatch(report -> report.name().equals(given.name())
                            && report.file().sha256().equals(given.file().sha256())
                            && Objects.equals(report.title(), given.title()));
            if (there) {
                return Given.UNCHANGED;
            }
            rows.add(given);
            return Given.TAKEN;
        });
    }

    private static boolean lockAndMarkDue(Connection connection, Oid study, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update publication set reports_due = true, reports_not_before = ? where study_uid = ?")) {
            statement.setObject(1, ReportRows.at(at));
            statement.setString(2, study.value());
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public boolean takeBack(Oid study, String name, Instant at) {
        return database.inTransaction(connection -> lockAndMarkDue(connection, study, at)
                && new GivenRows(connection, files).takeBack(study, name, at) > 0);
    }

    @Override
    public boolean isReferenced(String fileName) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select 1 from given_report where file = ?")) {
                statement.setString(1, fileName);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    @Override
    public long failing() {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                            select count(*) from publication p
                             where reports_due and (reports_failures > 0
                                   or exists (select 1 from report_trouble t where t.study_uid = p.study_uid))\
                            """);
                    ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    @Override
    public Told told(Oid study) {
        return database.inTransaction(connection -> {
            List<GivenReport.Kept> given = new GivenRows(connection, files).of(study);
            try (PreparedStatement statement = connection.prepareStatement("""
                select p.reports_due, p.reports_error, r.source, r.kind, r.document_unique_id, r.registered_at, r.ended_at
                  from publication p left join report r using (study_uid) where p.study_uid = ? order by r.prepared_at\
                """)) {
                statement.setString(1, study.value());
                try (ResultSet rows = statement.executeQuery()) {
                    return told(given, rows);
                }
            }
        });
    }

    private static Told told(List<GivenReport.Kept> given, ResultSet rows) throws SQLException {
        List<Shown> reports = new ArrayList<>();
        List<GivenReport.Kept> waiting = new ArrayList<>(given);
        waiting.removeIf(one -> !one.current());
        boolean due = false;
        String error = null;
        while (rows.next()) {
            due = rows.getBoolean("reports_due");
            error = rows.getString("reports_error");
            String source = rows.getString("source");
            if (source != null) {
                waiting.removeIf(one -> one.key().equals(source));
                reports.add(shown(given, rows, source));
            }
        }
        waiting.forEach(one ->
                reports.add(new Shown(one.report().name(), one.report().is().kind(), null, "waiting")));
        return new Told(reports, due, error);
    }

    private static Shown shown(List<GivenReport.Kept> given, ResultSet row, String source) throws SQLException {
        String name = given.stream()
                .filter(one -> one.key().equals(source))
                .map(one -> one.report().name())
                .findFirst()
                .orElse(source);
        String state = row.getObject("ended_at") != null
                ? "ended"
                : row.getObject("registered_at") != null ? "published" : "publishing";
        return new Shown(
                name, ReportKind.valueOf(row.getString("kind")), new Oid(row.getString("document_unique_id")), state);
    }
}
