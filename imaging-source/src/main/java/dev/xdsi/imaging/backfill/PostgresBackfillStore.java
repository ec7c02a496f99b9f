package dev.xdsi.imaging.backfill;

import dev.xdsi.imaging.backfill.BackfillReport.State;
import dev.xdsi.imaging.backfill.BackfillReport.StudyState;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.pacs.StudyQuestion;
import dev.xdsi.model.Oid;
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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The work of backfills in PostgreSQL. Who works on a piece holds the lock of its row for as long as its connection lives. */
public final class PostgresBackfillStore implements BackfillStore {
    /** Questions about one study, which nobody looks up: the PACS told of it. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final Supplier<UUID> ids;

    public PostgresBackfillStore(Database database, Supplier<UUID> ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public UUID ask(StudyQuestion question, String by, Instant at) {
        UUID id = ids.get();
        return database.inTransaction(connection -> {
            // Two who ask the same at once: one waits here, and finds what the other entered.
            execute(connection, "select pg_advisory_xact_lock(hashtextextended('imaging_source.backfill', 0))");
            forgetBefore(connection, at.minus(KEPT));
            Optional<UUID> before = unfinished(connection, question);
            if (before.isPresent()) {
                return before.get();
            }
            try (PreparedStatement statement = connection.prepareStatement("""
                insert into backfill (patient_id, from_date, to_date, modality, study_uid, id, asked_by, asked_at, not_before)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """)) {
                bind(statement, question);
                statement.setObject(6, id);
                statement.setString(7, by);
                statement.setObject(8, at(at));
                statement.setObject(9, at(at));
                statement.executeUpdate();
            }
            return id;
        });
    }

    private static void forgetBefore(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            delete from backfill b where study_uid <> '' and asked_at < ?
               and not exists (select 1 from backfill_study s where s.backfill = b.id and s.state = 'WAITING')\
            """)) {
            statement.setObject(1, at(before));
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static Optional<UUID> unfinished(Connection connection, StudyQuestion question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select id from backfill b
             where patient_id = ? and from_date = ? and to_date = ? and modality = ? and study_uid = ? and failed_at is null
               and (listed_at is null
                    or study_uid = '' and exists (select 1 from backfill_study s where s.backfill = b.id and s.state = 'WAITING'))
             order by asked_at limit 1\
            """)) {
            bind(statement, question);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    private static void bind(PreparedStatement statement, StudyQuestion question) throws SQLException {
        statement.setString(1, question.patientId());
        statement.setString(2, question.from());
        statement.setString(3, question.to());
        statement.setString(4, question.modality());
        statement.setString(5, question.study());
    }

    @Override
    public boolean listNext(Instant now, Listing work) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                select id, patient_id, from_date, to_date, modality, study_uid, failures from backfill
                 where listed_at is null and failed_at is null and not_before <= ?
                 order by not_before limit 1 for no key update skip locked\
                """)) {
                statement.setObject(1, at(now));
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return false;
                    }
                    StudyQuestion question = new StudyQuestion(
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6));
                    new BackfillRows(connection, at(now))
                            .note(rows.getObject(1, UUID.class), work.list(question, rows.getInt(7)));
                    return true;
                }
            }
        });
    }

    @Override
    public boolean fetchNext(Instant now, Fetching work) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                select backfill, study_uid, patient_id, failures from backfill_study
                 where state = 'WAITING' and not_before <= ?
                 order by not_before, study_uid limit 1 for no key update skip locked\
                """)) {
                statement.setObject(1, at(now));
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return false;
                    }
                    DueStudy due = new DueStudy(new Oid(rows.getString(2)), rows.getString(3), rows.getInt(4));
                    new BackfillRows(connection, at(now))
                            .note(rows.getObject(1, UUID.class), due.study(), work.fetch(due));
                    return true;
                }
            }
        });
    }

    @Override
    public Optional<BackfillReport> report(UUID id) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select listed_at is not null, failed_at is not null, last_error from backfill where id = ?")) {
                statement.setObject(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    List<BackfillReport.Study> studies = studies(connection, id);
                    return Optional.of(new BackfillReport(
                            state(rows.getBoolean(1), rows.getBoolean(2), studies), rows.getString(3), studies));
                }
            }
        });
    }

    private static State state(boolean listed, boolean failed, List<BackfillReport.Study> studies) {
        if (failed) {
            return State.FAILED;
        }
        if (!listed) {
            return State.ASKING;
        }
        return studies.stream().anyMatch(study -> study.state() == StudyState.WAITING) ? State.FETCHING : State.OVER;
    }

    private static List<BackfillReport.Study> studies(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select b.study_uid, b.state, b.instances, b.last_error,
                   (select count(*) from instance i where i.study_uid = b.study_uid)
              from backfill_study b where b.backfill = ? order by b.study_uid\
            """)) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                List<BackfillReport.Study> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new BackfillReport.Study(
                            new Oid(rows.getString(1)),
                            StudyState.valueOf(rows.getString(2)),
                            rows.getObject(3, Integer.class),
                            rows.getInt(5),
                            rows.getString(4)));
                }
                return found;
            }
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
