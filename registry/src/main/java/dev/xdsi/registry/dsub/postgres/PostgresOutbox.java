package dev.xdsi.registry.dsub.postgres;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.dsub.Outbox;
import dev.xdsi.registry.dsub.Subscription;
import dev.xdsi.registry.store.Happening;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** An {@link Outbox} in a PostgreSQL database, from which identical processes may deliver side by side. */
public final class PostgresOutbox implements Outbox {
    private static final int LONGEST_PROBLEM = 500;

    private static final String PLAN = """
        insert into dsub.delivery (subscription, happening, recipient, patient_id, objects, happened_at, planned_at)
        select s.id, ?::uuid, s.recipient, ?::text, ?::uuid[], ?::timestamptz, ?::timestamptz
        from dsub.subscription s where s.id = any (?)
        on conflict (subscription, happening) do nothing\
        """;
    private static final String TAKE = """
        with turn as (
            select r.address from dsub.recipient r
            where r.due_at <= ? and (r.taken_till is null or r.taken_till <= ?)
              and exists (select 1 from dsub.delivery d
                          where d.recipient = r.address and d.parked_at is null and d.due_at <= ?)
            order by r.due_at limit ? for update of r skip locked)
        update dsub.recipient r set taken_till = ? from turn where r.address = turn.address
        returning r.address, r.failures, r.taken_till\
        """;
    private static final String NEXT = """
        select subscription, happening, patient_id, objects, happened_at, planned_at, attempts from dsub.delivery
        where recipient = ? and parked_at is null and due_at <= ? order by happened_at, happening, subscription limit ?\
        """;
    private static final String BACKLOG = """
        select count(*) filter (where parked_at is null) as waiting,
               count(*) filter (where parked_at is not null) as parked,
               min(planned_at) filter (where parked_at is null) as oldest
        from dsub.delivery\
        """;

    private final Connections connections;

    private PostgresOutbox(Connections connections) {
        this.connections = connections;
    }

    /** Brings the schema up to date. The data source stays the caller's to close. */
    public static PostgresOutbox open(DataSource dataSource) {
        return new PostgresOutbox(Connections.open(dataSource));
    }

    @Override
    public boolean asLeader(Runnable task) {
        return connections.inTransaction(connection -> {
            boolean leads = !Connections.read(
                            connection,
                            row -> row.getString(1),
                            "select task from dsub.turn where task = 'planning' for update skip locked")
                    .isEmpty();
            if (leads) {
                task.run();
            }
            return leads;
        });
    }

    @Override
    public void plan(Happening happening, Collection<Subscription> subscriptions, Instant now) {
        connections.inTransaction(connection -> Connections.update(
                connection,
                PLAN,
                happening.id(),
                happening.patientId().cx(),
                Connections.uuids(connection, happening.objects()),
                happening.at(),
                now,
                connection.createArrayOf(
                        "uuid", subscriptions.stream().map(Subscription::id).toArray())));
    }

    @Override
    public List<Turn> take(Instant now, Duration length, int atMost) {
        Instant until = now.plus(length).truncatedTo(ChronoUnit.MICROS);
        return connections.read(
                row -> new Turn(
                        URI.create(row.getString("address")),
                        row.getInt("failures"),
                        Connections.instant(row, "taken_till")),
                TAKE,
                now,
                now,
                now,
                atMost,
                until);
    }

    @Override
    public List<Delivery> next(Turn turn, Instant now, int atMost) {
        return connections.read(PostgresOutbox::delivery, NEXT, turn.recipient().toString(), now, atMost);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        Set<EntryUuid> objects = Arrays.stream((UUID[]) row.getArray("objects").getArray())
                .map(EntryUuid::of)
                .collect(Collectors.toSet());
        return new Delivery(
                Connections.uuid(row, "subscription"),
                new Happening(
                        Connections.uuid(row, "happening"),
                        PatientId.parse(row.getString("patient_id")).orElseThrow(),
                        objects,
                        Connections.instant(row, "happened_at")),
                Connections.instant(row, "planned_at"),
                row.getInt("attempts"));
    }

    @Override
    public void done(Delivery delivery) {
        connections.update(
                "delete from dsub.delivery where subscription = ? and happening = ?",
                delivery.subscription(),
                delivery.happening().id());
    }

    @Override
    public void failed(Delivery delivery, String problem, Instant due) {
        connections.update(
                "update dsub.delivery set attempts = attempts + 1, problem = ?, due_at = ? where subscription = ? and happening = ?",
                shortened(problem),
                due,
                delivery.subscription(),
                delivery.happening().id());
    }

    @Override
    public void park(Delivery delivery, String problem, Instant now) {
        connections.update(
                "update dsub.delivery set parked_at = ?, problem = ? where subscription = ? and happening = ?",
                now,
                shortened(problem),
                delivery.subscription(),
                delivery.happening().id());
    }

    private static String shortened(String problem) {
        return problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem;
    }

    @Override
    public void release(Turn turn, int failures, Instant due) {
        connections.update(
                "update dsub.recipient set taken_till = null, failures = ?, due_at = ? where address = ? and taken_till = ?",
                failures,
                due,
                turn.recipient().toString(),
                turn.until());
    }

    @Override
    public int retryParked(Instant now) {
        return connections.inTransaction(connection -> {
            Connections.update(connection, "update dsub.recipient set due_at = ?, failures = 0", now);
            return Connections.update(connection, """
                    update dsub.delivery set parked_at = null, attempts = 0, planned_at = ?, due_at = '-infinity'
                    where parked_at is not null\
                    """, now);
        });
    }

    @Override
    public Backlog backlog() {
        return connections
                .read(
                        row -> {
                            Timestamp oldest = row.getTimestamp("oldest");
                            return new Backlog(
                                    row.getLong("waiting"),
                                    row.getLong("parked"),
                                    oldest == null ? null : oldest.toInstant());
                        },
                        BACKLOG)
                .getFirst();
    }

    @Override
    public List<Parked> parked(int atMost) {
        return connections.read(
                row -> new Parked(
                        Connections.uuid(row, "subscription"),
                        Connections.uuid(row, "happening"),
                        URI.create(row.getString("recipient")),
                        Connections.instant(row, "planned_at"),
                        row.getString("problem")),
                "select * from dsub.delivery where parked_at is not null order by planned_at desc limit ?",
                atMost);
    }
}
