package dev.xdsi.registry.dsub.postgres;

import dev.xdsi.model.PatientId;
import dev.xdsi.registry.dsub.Subscription;
import dev.xdsi.registry.dsub.SubscriptionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A {@link SubscriptionStore} in a PostgreSQL database, which identical processes may share. */
public final class PostgresSubscriptionStore implements SubscriptionStore {
    private final Connections connections;

    private PostgresSubscriptionStore(Connections connections) {
        this.connections = connections;
    }

    /** Brings the schema up to date. The data source stays the caller's to close. */
    public static PostgresSubscriptionStore open(DataSource dataSource) {
        return new PostgresSubscriptionStore(Connections.open(dataSource));
    }

    @Override
    public Admission add(Subscription subscription, Limits limits) {
        return connections.inTransaction(connection -> {
            // Admissions come one after the other, so that two at once do not both take the last place.
            Connections.read(
                    connection,
                    row -> row.getString(1),
                    "select task from dsub.turn where task = 'admission' for update");
            if (count(connection, "true") >= limits.all()) {
                return Admission.FULL;
            }
            if (count(connection, "owner = ?", subscription.owner()) >= limits.ofOneSubscriber()) {
                return Admission.FULL_FOR_SUBSCRIBER;
            }
            Connections.update(
                    connection,
                    "insert into dsub.recipient (address, due_at) values (?, ?) on conflict (address) do nothing",
                    subscription.recipient().toString(),
                    subscription.term().begin());
            Connections.update(
                    connection, SubscriptionColumns.INSERT, SubscriptionColumns.values(connection, subscription));
            return Admission.ADMITTED;
        });
    }

    private static long count(Connection connection, String condition, @Nullable Object... parameters)
            throws SQLException {
        return Connections.read(
                        connection,
                        row -> row.getLong(1),
                        "select count(*) from dsub.subscription where " + condition,
                        parameters)
                .getFirst();
    }

    @Override
    public Optional<Subscription> find(UUID id) {
        return connections.read(SubscriptionColumns::read, "select * from dsub.subscription where id = ?", id).stream()
                .findFirst();
    }

    @Override
    public boolean remove(UUID id, String owner) {
        return connections.update("delete from dsub.subscription where id = ? and owner = ?", id, owner) == 1;
    }

    @Override
    public List<Subscription> concerning(PatientId patient, Instant now) {
        return connections.read(
                SubscriptionColumns::read,
                "select * from dsub.subscription where (patient_id = ? or patient_id is null) and ends_at > ?",
                patient.cx(),
                now);
    }

    @Override
    public int sweep(Instant now) {
        return connections.update("delete from dsub.subscription where ends_at <= ?", now);
    }

    @Override
    public List<Subscription> newest(int atMost) {
        return connections.read(
                SubscriptionColumns::read, "select * from dsub.subscription order by begins_at desc limit ?", atMost);
    }

    @Override
    public long count() {
        return connections.inTransaction(connection -> count(connection, "true"));
    }
}
