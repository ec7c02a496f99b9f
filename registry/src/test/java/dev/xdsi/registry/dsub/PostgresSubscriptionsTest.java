package dev.xdsi.registry.dsub;

import dev.xdsi.registry.dsub.postgres.PostgresOutbox;
import dev.xdsi.registry.dsub.postgres.PostgresSubscriptionStore;
import dev.xdsi.registry.store.hibernate.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSubscriptionsTest implements SubscriptionContract {
    private TestDatabase database;
    private SubscriptionStore store;
    private Outbox outbox;

    @BeforeAll
    void open() throws IOException {
        database = new TestDatabase();
        store = PostgresSubscriptionStore.open(database.dataSource());
        outbox = PostgresOutbox.open(database.dataSource());
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from dsub.subscription; delete from dsub.recipient");
        }
    }

    @AfterAll
    void close() throws IOException {
        database.close();
    }

    @Override
    public SubscriptionStore store() {
        return store;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }
}
