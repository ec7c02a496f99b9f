package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.mpps.PostgresPerformedProcedureSteps.AlsoTold;
import dev.xdsi.imaging.mpps.StepMessage;
import dev.xdsi.imaging.publication.Publisher.Timing;
import dev.xdsi.model.Oid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What modalities told of performed procedure steps and is on its way to the PACS, in PostgreSQL: of each step one after the other. That
 * a message may have been sent is noted before it is, since one that ends a step is refused when it comes twice.
 */
final class ForwardedSteps implements AlsoTold {
    private final Database database;
    private final RemoteEntity pacs;
    private final Timing timing;

    ForwardedSteps(Database database, RemoteEntity pacs, Timing timing) {
        this.database = database;
        this.pacs = pacs;
        this.timing = timing;
    }

    /** What the PACS does not tell of itself. */
    @Override
    public void tell(Connection connection, StepMessage told, Instant at) throws SQLException {
        if (pacs.isPeer(told.from())) {
            return;
        }
        OffsetDateTime when = at.atOffset(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into forwarded_step_message (step_uid, command, data_set, entered_at, not_before) values (?, ?, ?, ?, ?)\
            """)) {
            statement.setString(1, told.sopInstanceUID().value());
            statement.setString(2, told.command().name());
            statement.setBytes(3, encoded(told.dataSet()));
            statement.setObject(4, when);
            statement.setObject(5, when);
            statement.executeUpdate();
        }
    }

    private static byte[] encoded(Attributes dataSet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Part10.writeDataSet(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSet);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Tells the PACS one thing. */
    @FunctionalInterface
    interface Telling {
        Answer tell(Oid step, NormalizedOperation operation);
    }

    private record Due(long number, Oid step, NormalizedOperation operation, Patience patience) {
        /** A step that has ended is not changed any more (0110, PS3.4 F.7.2.2.3): if this may have been what ended it, it was. */
        boolean mayHaveEnded(Answer.Answered answered) {
            return operation.command() == CommandField.N_SET
                    && answered.status().code() == Status.PROCESSING_FAILURE.code();
        }
    }

    /** Lets {@code work} tell what has been due longest and is the first that was told of its step. */
    Progress tellNext(Instant now, Telling work) {
        return database.inTransaction(connection -> {
            Optional<Due> claimed = claim(connection, now);
            if (claimed.isEmpty()) {
                return Progress.NOTHING_DUE;
            }
            Due due = claimed.get();
            boolean inDoubt = !isFirst(due.number());
            Answer answer = work.tell(due.step(), due.operation());
            if (!inDoubt && !(answer instanceof Answer.BrokenOff)) {
                forget(connection, due.number());
            }
            return switch (answer) {
                case Answer.Away(String why) -> new Progress.Away(why);
                case Answer.BrokenOff(String why) -> {
                    failed(connection, due, new Fate.Later(why), why);
                    yield Progress.DONE;
                }
                case Answer.Answered answered -> {
                    note(connection, due, inDoubt && due.mayHaveEnded(answered) ? Fate.TAKEN : answered.fate());
                    yield Progress.DONE;
                }
            };
        });
    }

    private static Optional<Due> claim(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select * from forwarded_step_message m where state = 'DUE' and not_before <= ?
               and not exists (select 1 from forwarded_step_message e where e.step_uid = m.step_uid and e.number < m.number)
             order by not_before, number limit 1 for no key update skip locked\
            """)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(due(rows)) : Optional.empty();
            }
        }
    }

    private static Due due(ResultSet row) throws SQLException {
        Oid step = new Oid(row.getString("step_uid"));
        Attributes said;
        try {
            said = Part10.readDataSet(
                    new ByteArrayInputStream(row.getBytes("data_set")),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    ReadOptions.DEFAULT);
        } catch (IOException broken) {
            throw new UncheckedIOException("what was told of a step cannot be read", broken);
        }
        String sopClass = UID.ModalityPerformedProcedureStep;
        return new Due(
                row.getLong("number"),
                step,
                CommandField.valueOf(row.getString("command")) == CommandField.N_CREATE
                        ? NormalizedOperation.create(sopClass, step.value(), said)
                        : NormalizedOperation.set(sopClass, step.value(), said),
                new Patience(row.getInt("failures"), row.getInt("refusals")));
    }

    /** In a transaction of its own: it must be known when this one is not finished. */
    private boolean isFirst(long number) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into sent_step_message values (?) on conflict do nothing")) {
                statement.setLong(1, number);
                return statement.executeUpdate() == 1;
            }
        });
    }

    private static void forget(Connection connection, long number) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from sent_step_message where number = ?")) {
            statement.setLong(1, number);
            statement.executeUpdate();
        }
    }

    private void note(Connection connection, Due due, Fate fate) throws SQLException {
        switch (fate) {
            case Fate.Taken() -> {
                forget(connection, due.number());
                try (PreparedStatement statement =
                        connection.prepareStatement("delete from forwarded_step_message where number = ?")) {
                    statement.setLong(1, due.number());
                    statement.executeUpdate();
                }
            }
            case Fate.Later(String why) -> failed(connection, due, fate, why);
            case Fate.Refused(String why) -> failed(connection, due, fate, why);
        }
    }

    private void failed(Connection connection, Due due, Fate fate, String why) throws SQLException {
        new FailureNote(
                        "forwarded_step_message",
                        "number",
                        due.number(),
                        due.step().value())
                .note(connection, timing, due.patience().after(fate), why);
    }
}
