package dev.xdsi.assertion.user.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.assertion.user.UserStore;
import dev.xdsi.assertion.user.UserStoreContract;
import dev.xdsi.assertion.user.Users;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresUserStoreTest implements UserStoreContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    public UserStore store() {
        PostgresUserStore store = PostgresUserStore.open(postgres.getPostgresDatabase());
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from assertion.account");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return store;
    }

    @Test
    void usersAndLocksSurviveARestart() {
        UserStore before = store();
        before.add(Users.ada(), ONE);
        for (int i = 0; i < THREE.attempts(); i++) {
            before.attempt("ada", NOON, THREE);
        }

        UserStore after = PostgresUserStore.open(postgres.getPostgresDatabase());

        assertThat(after.attempt("ada", NOON.plusSeconds(1), THREE)
                        .orElseThrow()
                        .locked())
                .isTrue();
        assertThat(after.find("ada").orElseThrow().user()).isEqualTo(Users.ada());
    }
}
