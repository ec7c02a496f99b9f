package dev.xdsi.imaging.mpps;

import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.mpps.PerformedProcedureStep.State;
import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.publication.Announcement;
import dev.xdsi.imaging.publication.AnnouncementRows;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Performed procedure steps in PostgreSQL, for thirty days after they were heard of last. */
public final class PostgresPerformedProcedureSteps implements PerformedProcedureSteps {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final AlsoTold also;

    public PostgresPerformedProcedureSteps(Database database) {
        this(database, (connection, told, at) -> {});
    }

    /** @param also what is done with each message that was taken */
    public PostgresPerformedProcedureSteps(Database database, AlsoTold also) {
        this.database = database;
        this.also = also;
    }

    /** Does something with what was told of a step, in one transaction with the step: both survive, or none. */
    @FunctionalInterface
    public interface AlsoTold {
        void tell(Connection connection, StepMessage told, Instant at) throws SQLException;
    }

    @Override
    public boolean create(PerformedProcedureStep step, StepMessage told, Instant at) {
        return database.inTransaction(connection -> {
            forgetBefore(connection, at.minus(KEPT));
            boolean created = insert(connection, step, at);
            if (created) {
                also.tell(connection, told, at);
            }
            return created;
        });
    }

    private static boolean insert(Connection connection, PerformedProcedureStep step, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into performed_procedure_step (sop_instance_uid, state, data_set, changed_at) values (?, ?, ?, ?)
                on conflict do nothing\
            """)) {
            statement.setString(1, step.sopInstanceUID().value());
            statement.setString(2, step.state().value());
            statement.setString(3, DicomJson.toString(step.dataSet()));
            statement.setObject(4, at.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate() == 1;
        }
    }

    private static void forgetBefore(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from performed_procedure_step where changed_at < ?")) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** How a change ended. */
    private sealed interface Result {
        record Done(boolean found) implements Result {}

        record Refused(Unacceptable why) implements Result {}
    }

    @Override
    public boolean change(StepMessage told, Change change, Instant at) throws Unacceptable {
        Result result = database.inTransaction(connection -> {
            Optional<PerformedProcedureStep> before = find(connection, told.sopInstanceUID(), " for update");
            if (before.isEmpty()) {
                return new Result.Done(false);
            }
            try {
                keep(connection, change.of(before.get()), at);
                also.tell(connection, told, at);
                return new Result.Done(true);
            } catch (Unacceptable why) {
                return new Result.Refused(why);
            }
        });
        return switch (result) {
            case Result.Done(boolean found) -> found;
            case Result.Refused(Unacceptable why) -> throw why;
        };
    }

    @Override
    public Concerned concerned(Oid sopInstanceUID) {
        return database.reading(connection -> find(connection, sopInstanceUID, ""))
                .map(PerformedProcedureStep::concerned)
                .orElse(new Concerned(Set.of(), Map.of(), sopInstanceUID));
    }

    /** @param lock empty for none */
    private static Optional<PerformedProcedureStep> find(Connection connection, Oid uid, String lock)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select state, data_set from performed_procedure_step where sop_instance_uid = ?" + lock)) {
            statement.setString(1, uid.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new PerformedProcedureStep(
                                uid, State.of(rows.getString(1)).orElseThrow(), DicomJson.parse(rows.getString(2))))
                        : Optional.empty();
            } catch (IOException broken) {
                throw new UncheckedIOException("a performed procedure step cannot be read", broken);
            }
        }
    }

    private static void keep(Connection connection, PerformedProcedureStep step, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update performed_procedure_step set state = ?, data_set = ?, changed_at = ? where sop_instance_uid = ?")) {
            statement.setString(1, step.state().value());
            statement.setString(2, DicomJson.toString(step.dataSet()));
            statement.setObject(3, at.atOffset(ZoneOffset.UTC));
            statement.setString(4, step.sopInstanceUID().value());
            statement.executeUpdate();
        }
        AnnouncementRows rows = new AnnouncementRows(connection);
        Optional<Announcement> announcement = step.announcement();
        if (announcement.isPresent()) {
            rows.announce(announcement.get(), at);
        }
        Set<Oid> mistaken = step.mistaken();
        if (!mistaken.isEmpty()) {
            rows.hold(mistaken, step.studies(), step.sopInstanceUID(), at);
        }
    }
}
