package dev.xdsi.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class EmbeddedDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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

    @Test
    void letsNobodyInWhoDoesNotKnowThePassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            assertThat(database.jdbcUrl()).doesNotContain(database.password());
            assertThat(query(database, "show unix_socket_directories")).isEmpty();
            assertStrangersAreRefused(database);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pg-password"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pg"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("pg/pg_hba.conf")).content().doesNotContainPattern("(?m)^[^#]*trust");
    }

    @Test
    void closesADatabaseThatLetEverybodyInAndKeepsItsData() throws Exception {
        makeOpen();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
            assertStrangersAreRefused(database);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pg/pg_hba.conf"))))
                .isEqualTo("rw-------");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
        }
    }

    @Test
    void closesItThoughItWasInterruptedBefore() throws Exception {
        makeOpen();
        Files.writeString(folder.resolve("pg-password"), "of-the-first-attempt\n");
        Files.writeString(folder.resolve("pg-password.new"), "half");
        Files.writeString(folder.resolve("pg/pg_hba.conf.new"), "local all");
        try (EmbeddedPostgres interrupted = open()) {
            execute(interrupted.getPostgresDatabase(), "alter role postgres password 'of-the-first-attempt'");
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"), Map.of(), PATIENCE)) {
            assertThat(database.password()).isEqualTo("of-the-first-attempt");
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
            assertStrangersAreRefused(database);
        }
    }

    @Test
    void makesTheDatabaseWhereItOnlyCameToThePassword() throws Exception {
        Files.writeString(folder.resolve("pg-password"), "of-the-first-attempt\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            assertThat(database.password()).isEqualTo("of-the-first-attempt");
            assertStrangersAreRefused(database);
        }
    }

    @Test
    void saysWhatToDoWhenThePasswordIsLost() throws Exception {
        Path rules = folder.resolve("pg/pg_hba.conf");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            execute(database, "create table kept (word text); insert into kept values ('still here')");
        }
        Files.delete(folder.resolve("pg-password"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(folder.resolve("pg")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("pg-password is not there", "backup", "write trust", rules.toString());
        assertThat(folder.resolve("pg-password")).doesNotExist();

        Files.writeString(rules, Files.readString(rules).replace("scram-sha-256", "trust"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
            assertStrangersAreRefused(database);
        }
    }

    @Test
    void saysWhatToDoWhenThePasswordIsAnother() throws Exception {
        EmbeddedDatabase.start(folder.resolve("pg")).close();
        Files.writeString(folder.resolve("pg-password"), "of-another\n");

        assertThatThrownBy(() -> EmbeddedDatabase.start(folder.resolve("pg"), Map.of(), PATIENCE))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("does not take the password in", "pg-password", "backup");
        assertThat(folder.resolve("pg/postmaster.pid")).doesNotExist();
    }

    @Test
    void nobodyElseCanReplaceThePrograms(@TempDir Path folder) throws Exception {
        try (EmbeddedDatabase ignored = EmbeddedDatabase.start(folder.resolve("database"))) {
            long pid = Long.parseLong(Files.readAllLines(folder.resolve("database/postmaster.pid"))
                    .getFirst()
                    .strip());
            Path program =
                    Path.of(ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow());

            assertThat(Stream.iterate(program, Objects::nonNull, Path::getParent))
                    .anySatisfy(above -> assertThat(Files.getPosixFilePermissions(above))
                            .isEqualTo(PosixFilePermissions.fromString("rwx------")));
        }
    }

    @Test
    void aFolderForProgramsThatOthersCanEnterIsNotUsed(@TempDir Path folder) throws Exception {
        Programs.requireOurs(folder, Files.getOwner(folder));

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> Programs.requireOurs(folder, Files.getOwner(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a folder of this user alone");
        Path link = Files.createSymbolicLink(
                folder.resolveSibling(folder.getFileName() + "-link"), Files.createDirectory(folder.resolve("in")));
        assertThatThrownBy(() -> Programs.requireOurs(link, Files.getOwner(folder)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void doesNotStartWhereSettingsOpenItAgain() throws Exception {
        Path others = Files.writeString(folder.resolve("others.conf"), "host all all all trust\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("pg"))) {
            execute(database, "alter system set hba_file = '" + others + "'");
        }

        assertThatThrownBy(() -> EmbeddedDatabase.start(folder.resolve("pg")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lets everybody in");
        assertThat(folder.resolve("pg/postmaster.pid")).doesNotExist();
    }

    /** As gateways made it before there was a password. */
    private void makeOpen() throws Exception {
        try (EmbeddedPostgres open = open()) {
            execute(
                    open.getPostgresDatabase(),
                    "create table kept (word text); insert into kept values ('still here')");
        }
        assertThat(folder.resolve("pg/pg_hba.conf")).content().containsPattern("(?m)^host .* trust$");
    }

    private EmbeddedPostgres open() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("pg"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setRegisterShutdownHook(false)
                .start();
    }

    private static void assertStrangersAreRefused(EmbeddedDatabase database) {
        for (String password : List.of("", "postgres")) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", password)
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
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
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws Exception {
        execute(database.dataSource(), sql);
    }

    private static void execute(DataSource database, String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
