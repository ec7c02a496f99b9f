package dev.xdsi.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void commitsDurablyAndKeepsItsData() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show full_page_writes")).isEqualTo("on");
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            execute(database, "create table kept (word text); insert into kept values ('still here')");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
        }
    }

    @Test
    void takesOverFromAServerThatAKilledGatewayLeft() throws Exception {
        Process killed = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgotten.class.getName(),
                        folder.resolve("pg").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(killed.inputReader(StandardCharsets.UTF_8).lines().anyMatch("committed"::equals))
                .isTrue();
        killed.destroyForcibly().waitFor();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
        }
    }

    /** A gateway that commits something and is then killed. */
    static final class Forgotten {
        private Forgotten() {}

        static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
            execute(database, "create table kept (word text); insert into kept values ('still here')");
            System.out.println("committed");
            Thread.sleep(Duration.ofMinutes(1));
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
