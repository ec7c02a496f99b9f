package dev.xdsi.consumer.discovery.postgres;

import dev.xdsi.consumer.discovery.Basis;
import dev.xdsi.consumer.discovery.Correlation;
import dev.xdsi.consumer.discovery.Correlations;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
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
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * {@link Correlations} in the schema {@code discovery} of a PostgreSQL database, which a restart does not lose and several processes
 * share. Each that is added takes a few with it that no longer hold, so that there are never many more than hold.
 */
public final class PostgresCorrelations implements Correlations {
    private static final String REMEMBER = """
        insert into discovery.correlation (local_id, community, their_id, basis, until) values (?, ?, ?, ?, ?)
        on conflict (local_id, community) do update
            set their_id = excluded.their_id, basis = excluded.basis, until = excluded.until\
        """;
    private static final String FORGET = """
        delete from discovery.correlation where (local_id, community) in (
            select local_id, community from discovery.correlation
            where until <= ? order by until limit 10 for update skip locked)\
        """;

    private final DataSource dataSource;

    private PostgresCorrelations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Brings the schema up to date. The data source stays the caller's to close. */
    public static PostgresCorrelations open(DataSource dataSource) {
        Flyway.configure(PostgresCorrelations.class.getClassLoader())
                .dataSource(dataSource)
                .schemas("discovery")
                .createSchemas(true)
                .locations("classpath:dev/xdsi/consumer/discovery/db")
                .load()
                .migrate();
        return new PostgresCorrelations(dataSource);
    }

    @Override
    public Optional<Correlation> find(PatientId local, HomeCommunityId community, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select * from"
                        + " discovery.correlation where local_id = ? and community = ? and until > ?")) {
            select.setString(1, local.cx());
            select.setString(2, community.urn());
            select.setObject(3, utc(now));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(correlation(local, community, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    @Override
    public List<Correlation> withId(PatientId theirs, HomeCommunityId community, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select * from"
                        + " discovery.correlation where their_id = ? and community = ? and until > ? limit " + MOST)) {
            select.setString(1, theirs.cx());
            select.setString(2, community.urn());
            select.setObject(3, utc(now));
            List<Correlation> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(correlation(id(row.getString("local_id")), community, row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static Correlation correlation(PatientId local, HomeCommunityId community, ResultSet row)
            throws SQLException {
        String theirs = row.getString("their_id");
        return new Correlation(
                local,
                community,
                theirs == null ? null : id(theirs),
                new Basis(row.getString("basis")),
                row.getObject("until", OffsetDateTime.class).toInstant());
    }

    private static PatientId id(String cx) {
        return PatientId.parse(cx).orElseThrow();
    }

    @Override
    public void remember(Correlation correlation, Instant now) {
        PatientId theirs = correlation.theirs();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            forget.setObject(1, utc(now));
            forget.executeUpdate();
            remember.setString(1, correlation.local().cx());
            remember.setString(2, correlation.community().urn());
            remember.setString(3, theirs == null ? null : theirs.cx());
            remember.setString(4, correlation.basis().digest());
            remember.setObject(5, utc(correlation.until()));
            remember.executeUpdate();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static IllegalStateException unreachable(SQLException e) {
        return new IllegalStateException("cannot reach the correlations: " + e.getMessage(), e);
    }
}
