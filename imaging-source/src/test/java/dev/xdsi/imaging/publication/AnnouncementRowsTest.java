package dev.xdsi.imaging.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.TestDatabase;
import dev.xdsi.imaging.archive.BorrowedInstances;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.PostgresInstanceIndex;
import dev.xdsi.model.Oid;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Announcements that come while others are settled. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class AnnouncementRowsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Oid STUDY = new Oid(DataSets.STUDY);
    private static final Oid BY = new Oid("1.2.826.0.1.3680043.9.88.1");
    private static final String SERIES = DataSets.STUDY + ".1";

    @TempDir
    Path folder;

    private InstanceArchive archive;

    @BeforeEach
    void fill() throws Exception {
        archive = new InstanceArchive(
                folder,
                new PostgresInstanceIndex(TestDatabase.empty()),
                null,
                new BorrowedInstances.Surroundings(() -> NOW, UUID::randomUUID, PixelMemory.ofThisProcess()));
        arrives(1);
        try (Connection connection = begin()) {
            announce(connection, 1);
            connection.commit();
        }
    }

    @Test
    void whatIsSaidAgainWhileItIsSettledIsKept() throws Exception {
        try (Connection settling = begin();
                Connection saying = begin();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            assertThat(new AnnouncementRows(settling).settle(NOW)).isEqualTo(1);
            Future<?> said = thread.submit(() -> {
                announce(saying, 1);
                return null;
            });
            awaitWhoWaits();

            settling.commit();

            said.get();
            saying.commit();
            assertThat(new AnnouncementRows(settling).settle(NOW)).isEqualTo(1);
        }
    }

    @Test
    void whatIsBeingSaidIsNotSettledWithoutIt() throws Exception {
        try (Connection settling = begin();
                Connection saying = begin()) {
            announce(saying, 1, 2);
            assertThat(new AnnouncementRows(settling).settle(NOW)).isZero();
            settling.commit();

            saying.commit();

            assertThat(new AnnouncementRows(settling).settle(NOW)).isZero();
            arrives(2);
            assertThat(new AnnouncementRows(settling).settle(NOW)).isEqualTo(1);
        }
    }

    private void arrives(int number) throws Exception {
        Attributes image = DataSets.ct(SERIES, SERIES + "." + number);
        assertThat(archive.ingest(DataSets.announced(image), DataSets.stream(image)))
                .isInstanceOf(Ingest.Stored.class);
    }

    private static void announce(Connection connection, int... numbers) throws SQLException {
        Set<Oid> instances = new HashSet<>();
        for (int number : numbers) {
            instances.add(new Oid(SERIES + "." + number));
        }
        new AnnouncementRows(connection).announce(new Announcement(BY, Set.of(STUDY), instances), NOW);
    }

    /** At read committed, as the source has it. */
    private static Connection begin() throws SQLException {
        Connection connection = TestDatabase.dataSource().getConnection();
        connection.setSchema("imaging_source");
        connection.setAutoCommit(false);
        return connection;
    }

    private static void awaitWhoWaits() throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (int tries = 0; tries < 1_000; tries++) {
                try (ResultSet rows = statement.executeQuery("select count(*) from pg_locks where not granted")) {
                    rows.next();
                    if (rows.getInt(1) > 0) {
                        return;
                    }
                }
                Thread.sleep(10);
            }
        }
        throw new AssertionError("nobody waits for what is being settled");
    }
}
