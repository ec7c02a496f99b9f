package dev.xdsi.imaging.forward;

import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.publication.Publisher.Timing;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the PACS took and is asked to commit to (PS3.4 J.3.2), in PostgreSQL. The transaction is noted before the PACS hears of it, for
 * its report may come before its answer, and after this process.
 */
final class AskedCommitments {
    private static final Logger LOG = LoggerFactory.getLogger(AskedCommitments.class);
    private static final int MOST_AT_A_TIME = 1_000;
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final Timing timing;
    private final Supplier<Oid> uids;
    private final Duration within;

    /**
     * Asks and awaits.
     *
     * @param uids for transactions
     * @param within how long a report is awaited
     */
    AskedCommitments(Database database, Timing timing, Supplier<Oid> uids, Duration within) {
        this.database = database;
        this.timing = timing;
        this.uids = uids;
        this.within = within;
    }

    /** Asks the PACS about some instances. */
    @FunctionalInterface
    interface Asking {
        Answer ask(Oid transactionUID, Set<Oid> instances);
    }

    /** Lets {@code work} ask about those that were taken first and nobody has asked about, or asked in vain. */
    Progress askNext(Instant now, Asking work) {
        Oid transaction = uids.get();
        Set<Oid> asked = database.inTransaction(connection -> {
            forgetBefore(connection, now.minus(KEPT));
            overdue(connection, now);
            return claim(connection, transaction, now);
        });
        if (asked.isEmpty()) {
            return Progress.NOTHING_DUE;
        }
        return switch (work.ask(transaction, asked)) {
            case Answer.Answered answered -> {
                settle(transaction, answered.fate());
                yield Progress.DONE;
            }
            case Answer.BrokenOff(String why) -> {
                untouched(transaction, now);
                yield new Progress.Away(why);
            }
            case Answer.Away(String why) -> {
                untouched(transaction, now);
                yield new Progress.Away(why);
            }
        };
    }

    private void settle(Oid transaction, Fate fate) {
        switch (fate) {
            case Fate.Taken() -> LOG.debug("the PACS will report on {}", transaction);
            case Fate.Later(String why) -> refused(transaction, fate, why);
            case Fate.Refused(String why) -> refused(transaction, fate, why);
        }
    }

    private static void forgetBefore(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            delete from asked_commitment a where asked_at < ?
               and not exists (select 1 from forwarded_instance f where f.transaction_uid = a.transaction_uid)\
            """)) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private void overdue(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select sop_instance_uid, failures, refusals from forwarded_instance
             where state = 'ASKED' and not_before <= ? order by not_before limit ? for no key update skip locked\
            """)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setInt(2, MOST_AT_A_TIME);
            List<InstanceUnderWay> rows = rows(statement);
            if (!rows.isEmpty()) {
                LOG.warn("the PACS did not report on {} instances within {}; it is asked again", rows.size(), within);
            }
            String why = "the PACS did not report within " + within.toMinutes() + " minutes whether it keeps it";
            for (InstanceUnderWay row : rows) {
                row.failed(connection, timing, "SENT", new Fate.Later(why), why);
            }
        }
    }

    private static List<InstanceUnderWay> rows(PreparedStatement statement) throws SQLException {
        List<InstanceUnderWay> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new InstanceUnderWay(new Oid(rows.getString(1)), new Patience(rows.getInt(2), rows.getInt(3))));
            }
        }
        return found;
    }

    private Set<Oid> claim(Connection connection, Oid transaction, Instant now) throws SQLException {
        Set<Oid> claimed = new LinkedHashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("""
            update forwarded_instance set state = 'ASKED', not_before = ?, transaction_uid = ? where sop_instance_uid in (
                select sop_instance_uid from forwarded_instance where state = 'SENT' and not_before <= ?
                 order by not_before limit ? for no key update skip locked)
            returning sop_instance_uid, failures, refusals\
            """)) {
            statement.setObject(1, now.plus(within).atOffset(ZoneOffset.UTC));
            statement.setString(2, transaction.value());
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.setInt(4, MOST_AT_A_TIME);
            rows(statement).forEach(row -> claimed.add(row.instance()));
        }
        if (!claimed.isEmpty()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into asked_commitment values (?, ?)")) {
                statement.setString(1, transaction.value());
                statement.setObject(2, now.atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
        }
        return claimed;
    }

    private void refused(Oid transaction, Fate fate, String why) {
        database.inTransaction(connection -> {
            for (InstanceUnderWay row : awaited(connection, transaction)) {
                row.failed(connection, timing, "SENT", fate, "storage commitment: " + why);
            }
            return true;
        });
    }

    private static List<InstanceUnderWay> awaited(Connection connection, Oid transaction) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select sop_instance_uid, failures, refusals from forwarded_instance where transaction_uid = ? for no key update\
            """)) {
            statement.setString(1, transaction.value());
            return rows(statement);
        }
    }

    private void untouched(Oid transaction, Instant now) {
        database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                update forwarded_instance set state = 'SENT', not_before = ?, transaction_uid = null where transaction_uid = ?\
                """)) {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                statement.setString(2, transaction.value());
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Takes the PACS at its word: what it keeps has arrived, and what it does not is sent again.
     *
     * @return false where it was not asked by that transaction
     */
    boolean reported(CommitmentAnswer answer) {
        return database.inTransaction(connection -> {
            if (!isKnown(connection, answer.transactionUID())) {
                return false;
            }
            for (InstanceUnderWay row : awaited(connection, answer.transactionUID())) {
                settle(connection, row, answer);
            }
            return true;
        });
    }

    private void settle(Connection connection, InstanceUnderWay row, CommitmentAnswer answer) throws SQLException {
        if (answer.committed().contains(row.instance())) {
            row.remove(connection);
            return;
        }
        Optional<Integer> reason = Optional.ofNullable(answer.failed().get(row.instance()));
        if (reason.isPresent()) {
            String why = String.format("the PACS does not keep it (%04XH)", reason.get());
            row.failed(connection, timing, "DUE", new Fate.Refused(why), why);
        }
    }

    private static boolean isKnown(Connection connection, Oid transaction) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from asked_commitment where transaction_uid = ?")) {
            statement.setString(1, transaction.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
