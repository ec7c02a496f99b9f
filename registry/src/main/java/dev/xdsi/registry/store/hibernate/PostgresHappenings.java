package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Happening;
import dev.xdsi.registry.store.Happenings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The happenings of a {@link HibernateRegistryStore}. */
record PostgresHappenings(DataSource dataSource) implements Happenings {

    /** Dated when it is written, not when the change began to wait for its turn. */
    static List<Sql> adding(Change change) {
        return change.happened().entrySet().stream()
                .map(happened -> Sql.of(
                        "insert into registry.happening (id, patient_id, objects, at)"
                                + " values (gen_random_uuid(), ?, ?, clock_timestamp())",
                        happened.getKey().cx(),
                        Conditions.uuids(happened.getValue())))
                .toList();
    }

    @Override
    public List<Happening> next(int atMost) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.of("select id, patient_id, objects, at from registry.happening order by at, id limit ?", atMost)
                    .list(connection, PostgresHappenings::happening);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    @Override
    public void settled(Set<UUID> ids) {
        try (Connection connection = dataSource.getConnection()) {
            Conditions.anyOf("id", ids.toArray(UUID[]::new))
                    .enclosed("delete from registry.happening where ", "")
                    .execute(connection);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static Happening happening(ResultSet row) throws SQLException {
        return new Happening(
                row.getObject(1, UUID.class),
                Recurring.parsed(row.getString(2)),
                Stream.of((UUID[]) row.getArray(3).getArray())
                        .map(EntryUuid::of)
                        .collect(Collectors.toSet()),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }
}
