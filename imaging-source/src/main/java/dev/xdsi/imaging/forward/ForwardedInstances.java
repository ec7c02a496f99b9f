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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The instances that are on their way to the PACS, in PostgreSQL: entered with the instance itself, and gone when the PACS has it. Who
 * sends some of them holds the locks of their rows; who dies over it leaves them to the next, who sends them again.
 */
public final class ForwardedInstances implements AlsoEntered {
    /** Of one association: what dies with it is sent again. */
    private static final int MOST_AT_A_TIME = 64;

    private static final long MOST_BYTES = 512L << 20;

    private final Database database;
    private final Timing timing;
    private final boolean committed;

    /** @param committed whether the PACS must commit to what it took before that has arrived */
    public ForwardedInstances(Database database, Timing timing, boolean committed) {
        this.database = database;
        this.timing = timing;
        this.committed = committed;
    }

    /** What the PACS did not send and does not have. */
    @Override
    public void enter(Connection connection, NewInstance entered, OffsetDateTime at) throws SQLException {
        if (entered.fromPacs()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into forwarded_instance (sop_instance_uid, entered_at, not_before) values (?, ?, ?)
                on conflict do nothing\
            """)) {
            statement.setString(1, entered.instance().uids().sopInstance().value());
            statement.setObject(2, at);
            statement.setObject(3, at);
            statement.executeUpdate();
        }
    }

    /** Sends some instances. */
    @FunctionalInterface
    interface Sending {
        /** What became of each; those of which nothing is said were not tried. */
        Result send(Set<Oid> instances);
    }

    /** @param away why the PACS could not be asked about the rest; empty where it could */
    record Result(Map<Oid, Fate> fates, Optional<String> away) {
        Result {
            fates = Map.copyOf(fates);
        }
    }

    /** Lets {@code work} send those that have been due longest; nobody else does in the meantime. */
    Progress sendNext(Instant now, Sending work) {
        return database.inTransaction(connection -> {
            Map<Oid, Patience> due = claim(connection, now);
            if (due.isEmpty()) {
                return Progress.NOTHING_DUE;
            }
            Result result = work.send(due.keySet());
            for (Map.Entry<Oid, Fate> each : result.fates().entrySet()) {
                Patience patience = due.getOrDefault(each.getKey(), new Patience(0, 0));
                note(connection, new InstanceUnderWay(each.getKey(), patience), each.getValue());
            }
            return result.away().<Progress>map(Progress.Away::new).orElse(Progress.DONE);
        });
    }

    private static Map<Oid, Patience> claim(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select f.sop_instance_uid, f.failures, f.refusals, i.length
              from forwarded_instance f join instance i using (sop_instance_uid)
             where f.state = 'DUE' and f.not_before <= ? order by f.not_before limit ? for no key update of f skip locked\
            """)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setInt(2, MOST_AT_A_TIME);
            Map<Oid, Patience> due = new LinkedHashMap<>();
            long bytes = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && bytes < MOST_BYTES) {
                    due.put(
                            new Oid(rows.getString("sop_instance_uid")),
                            new Patience(rows.getInt("failures"), rows.getInt("refusals")));
                    bytes += rows.getLong("length");
                }
            }
            return due;
        }
    }

    private void note(Connection connection, InstanceUnderWay row, Fate fate) throws SQLException {
        switch (fate) {
            case Fate.Taken() -> {
                if (committed) {
                    row.sent(connection, timing.clock().instant());
                } else {
                    row.remove(connection);
                }
            }
            case Fate.Later(String why) -> row.failed(connection, timing, "DUE", fate, why);
            case Fate.Refused(String why) -> row.failed(connection, timing, "DUE", fate, why);
        }
    }
}
