package dev.xdsi.imaging.forward;

import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.imaging.archive.PostgresInstanceIndex.AlsoEntered;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.publication.Publisher.Timing;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The studies of which something came and nobody was told yet, in PostgreSQL. They are due when they count as complete, which is when
 * they would be published.
 */
final class AvailableStudies implements AlsoEntered {
    private final Database database;
    private final Timing timing;

    AvailableStudies(Database database, Timing timing) {
        this.database = database;
        this.timing = timing;
    }

    @Override
    public void enter(Connection connection, NewInstance entered, OffsetDateTime at) throws SQLException {
        if (entered.fromPacs()) {
            return;
        }
        // Not an update, which would wait for who is just telling of the study.
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into forwarded_availability (study_uid, entered_at, not_before) values (?, ?, ?) on conflict do nothing\
            """)) {
            statement.setString(1, entered.instance().uids().study().value());
            statement.setObject(2, at);
            statement.setObject(3, at);
            statement.executeUpdate();
        }
    }

    /** Tells of one study. */
    @FunctionalInterface
    interface Telling {
        /** @param steps SOP Instance UIDs of the performed procedure steps that are known of it */
        Answer tell(Oid study, List<Oid> steps);
    }

    private record Due(Oid study, long changes, Patience patience) {}

    /** Lets {@code work} tell of the complete study that has been due longest. */
    Progress tellNext(Instant now, Telling work) {
        return database.inTransaction(connection -> {
            Optional<Due> claimed = claim(connection, now);
            if (claimed.isEmpty()) {
                return Progress.NOTHING_DUE;
            }
            Due due = claimed.get();
            return switch (work.tell(due.study(), steps(connection, due.study()))) {
                case Answer.Away(String why) -> new Progress.Away(why);
                case Answer.BrokenOff(String why) -> {
                    failed(connection, due, new Fate.Later(why), why);
                    yield Progress.DONE;
                }
                case Answer.Answered answered -> {
                    note(connection, due, answered.fate());
                    yield Progress.DONE;
                }
            };
        });
    }

    private Optional<Due> claim(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select f.study_uid, s.changes, f.failures, f.refusals from forwarded_availability f join study s using (study_uid)
             where f.state = 'DUE' and f.not_before <= ? and (s.changed_at <= ? or s.completed_at >= s.changed_at)
             order by f.not_before limit 1 for no key update of f skip locked\
            """)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setObject(2, now.minus(timing.schedule().quietPeriod()).atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Due(
                                new Oid(rows.getString(1)),
                                rows.getLong(2),
                                new Patience(rows.getInt(3), rows.getInt(4))))
                        : Optional.empty();
            }
        }
    }

    private static List<Oid> steps(Connection connection, Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select sop_instance_uid from performed_procedure_step
             where data_set::jsonb -> '00400270' -> 'Value' @> jsonb_build_array(
                       jsonb_build_object('0020000D', jsonb_build_object('Value', jsonb_build_array(?::text))))
             order by sop_instance_uid\
            """)) {
            statement.setString(1, study.value());
            List<Oid> steps = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(new Oid(rows.getString(1)));
                }
            }
            return steps;
        }
    }

    private void note(Connection connection, Due due, Fate fate) throws SQLException {
        switch (fate) {
            case Fate.Taken() -> {
                if (isAsItWas(connection, due)) {
                    remove(connection, due.study());
                }
            }
            case Fate.Later(String why) -> failed(connection, due, fate, why);
            case Fate.Refused(String why) -> failed(connection, due, fate, why);
        }
    }

    /** Whoever enters something into the study holds its row: after this, he comes after the row of this table has gone. */
    private static boolean isAsItWas(Connection connection, Due due) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select changes from study where study_uid = ? for no key update")) {
            statement.setString(1, due.study().value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getLong(1) == due.changes();
            }
        }
    }

    private static void remove(Connection connection, Oid study) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from forwarded_availability where study_uid = ?")) {
            statement.setString(1, study.value());
            statement.executeUpdate();
        }
    }

    private void failed(Connection connection, Due due, Fate fate, String why) throws SQLException {
        new FailureNote(
                        "forwarded_availability",
                        "study_uid",
                        due.study().value(),
                        due.study().value())
                .note(connection, timing, due.patience().after(fate), why);
    }
}
