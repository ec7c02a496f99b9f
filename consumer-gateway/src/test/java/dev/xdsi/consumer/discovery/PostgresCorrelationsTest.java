package dev.xdsi.consumer.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.discovery.postgres.PostgresCorrelations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresCorrelationsTest implements CorrelationsContract {
    private EmbeddedPostgres postgres;
    private PostgresCorrelations correlations;

    @BeforeAll
    void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        correlations = PostgresCorrelations.open(postgres.getPostgresDatabase());
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from discovery.correlation");
        }
    }

    @AfterAll
    void close() throws IOException {
        postgres.close();
    }

    @Override
    public Correlations correlations() {
        return correlations;
    }

    @Test
    void aRestartForgetsNothing() {
        Correlation known = new Correlation(MARY, THEM, THEIRS, BASIS, NOON.plusSeconds(60));
        correlations.remember(known, NOON);

        assertThat(PostgresCorrelations.open(postgres.getPostgresDatabase()).find(MARY, THEM, NOON))
                .contains(known);
    }

    @Test
    void whatNoLongerHoldsGoesWhenSomethingElseComes() throws SQLException {
        correlations.remember(new Correlation(MARY, THEM, THEIRS, BASIS, NOON.plusSeconds(60)), NOON);

        correlations.remember(
                new Correlation(MARY, OTHERS, THEIRS, BASIS, NOON.plusSeconds(600)), NOON.plusSeconds(61));

        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from discovery.correlation")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }
}
