package dev.xdsi.registry.patients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPatientStoreTest implements PatientStoreContract, PatientMergeContract {
    private EmbeddedPostgres postgres;
    private PostgresPatientStore store;

    @BeforeAll
    void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        store = PostgresPatientStore.open(postgres.getPostgresDatabase());
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("delete from patients.feed_message; delete from patients.name; delete from patients.address;"
                + " delete from patients.identifier; delete from patients.patient");
    }

    @AfterAll
    void close() throws IOException {
        postgres.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public PatientStore store() {
        return store;
    }

    @Test
    void findsItsPatientsAgainAfterARestart() {
        store.apply(
                new FeedMessage("S", "1", "x", new PatientUpdate(MARY, Occasion.EVENT, List.of(), MARYS, Set.of())));

        PatientStore again = PostgresPatientStore.open(postgres.getPostgresDatabase());

        assertThat(again.patient(MARY).orElseThrow().demographics()).isEqualTo(MARYS);
    }

    @Test
    void forgetsControlIdsAfterAMonth() throws SQLException {
        FeedMessage old =
                new FeedMessage("S", "1", "x", new PatientUpdate(MARY, Occasion.EVENT, List.of(), MARYS, Set.of()));
        store.apply(old);
        execute("update patients.feed_message set received_at = now() - interval '31 days'");

        assertThat(store.apply(new FeedMessage("S", "1", "y", old.change()))).isEqualTo(Applied.UPDATED);
    }
}
