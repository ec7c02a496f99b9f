package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.TestDatabase;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.Ingest.Refused;
import dev.xdsi.imaging.archive.Ingest.Stored;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a file that the database did not take, or of which it did not say that it had. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class IndexFailureTest {
    private static final Attributes IMAGE = DataSets.ct(DataSets.STUDY + ".1", DataSets.STUDY + ".1.1");
    private static final Attributes NEXT = DataSets.ct(DataSets.STUDY + ".1", DataSets.STUDY + ".1.2");

    @TempDir
    Path folder;

    private final InMemoryInstanceIndex memory = new InMemoryInstanceIndex();
    private Failure failure = Failure.NONE;
    private Instant now = Instant.EPOCH;
    private InstanceArchive archive;

    /** When the database fails, and how. */
    enum Failure {
        NONE(""),
        NO_CONNECTION("08001"),
        STATEMENT("53200"),
        COMMIT_REFUSED("23505"),
        BEFORE_COMMIT("08006"),
        AFTER_COMMIT("57P01");

        final String state;

        Failure(String state) {
            this.state = state;
        }

        void at(Failure here) throws SQLException {
            if (this == here) {
                throw new SQLException("for a test", state);
            }
        }
    }

    @BeforeEach
    void openArchive() throws IOException {
        TestDatabase.empty();
        archive = archive(new PostgresInstanceIndex(new Database(failing())));
    }

    @AfterEach
    void recover() {
        failure = Failure.NONE;
    }

    private InstanceArchive archive(InstanceIndex index) throws IOException {
        return new InstanceArchive(
                folder,
                index,
                null,
                new BorrowedInstances.Surroundings(() -> now, UUID::randomUUID, PixelMemory.ofThisProcess()));
    }

    private DataSource failing() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    failure.at(Failure.NO_CONNECTION);
                    return failing(TestDatabase.dataSource().getConnection());
                });
    }

    private Connection failing(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        failure.at(Failure.STATEMENT);
                    }
                    boolean commits = method.getName().equals("commit");
                    if (commits) {
                        failure.at(Failure.COMMIT_REFUSED);
                        failure.at(Failure.BEFORE_COMMIT);
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (commits) {
                            failure.at(Failure.AFTER_COMMIT);
                        }
                        return result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private Ingest ingest(Attributes image) throws IOException {
        return archive.ingest(DataSets.announced(image), DataSets.stream(image));
    }

    private void refused(Failure by) throws IOException {
        failure = by;
        assertThat(ingest(IMAGE))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.OUT_OF_RESOURCES));
        failure = Failure.NONE;
    }

    private List<Path> files(String below) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_CONNECTION", "STATEMENT", "COMMIT_REFUSED"})
    void whatTheDatabaseDidNotTakeForSureLeavesNothing(Failure definite) throws IOException {
        refused(definite);

        assertThat(files("")).isEmpty();
        assertThat(ingest(IMAGE)).isInstanceOf(Stored.class);
    }

    /** Each retry of each sender would leave a copy until the next start. */
    @Test
    void whatWasNotCommittedAfterAllGoesLater() throws IOException {
        refused(Failure.BEFORE_COMMIT);
        assertThat(files("instances")).hasSize(1);

        ingest(NEXT);
        assertThat(files("instances")).as("a commit may be under way").hasSize(2);
        now = now.plus(FilesInDoubt.PATIENCE);
        StoredInstance stored = ((Stored) ingest(IMAGE)).instance();

        assertThat(files("instances")).hasSize(2).contains(archive.file(stored));
        assertThat(files("incoming")).isEmpty();
    }

    @Test
    void whatWasCommittedStays() throws IOException {
        refused(Failure.AFTER_COMMIT);
        StoredInstance kept =
                archive.kept(StudyPart.study(new Oid(DataSets.STUDY))).getFirst();

        now = now.plus(FilesInDoubt.PATIENCE);
        ingest(NEXT);

        assertThat(archive.isAsReceived(kept)).isTrue();
        assertThat(files("incoming")).isEmpty();
        assertThat(ingest(IMAGE)).isInstanceOf(Ingest.AlreadyStored.class);
    }

    @Test
    void whatIsStillNotKnownIsAskedAboutAgain() throws IOException {
        refused(Failure.BEFORE_COMMIT);
        now = now.plus(FilesInDoubt.PATIENCE);
        refused(Failure.BEFORE_COMMIT);
        assertThat(files("instances")).hasSize(2);

        ingest(NEXT);
        now = now.plus(FilesInDoubt.PATIENCE);
        ingest(IMAGE);

        assertThat(files("instances")).hasSize(2);
        assertThat(files("incoming")).isEmpty();
    }

    @Test
    void anErrorOfOursLeavesNothing() throws IOException {
        memory.entering = added -> {
            throw new IllegalStateException("for a test");
        };
        archive = archive(memory);

        assertThatThrownBy(() -> ingest(IMAGE)).isInstanceOf(IllegalStateException.class);

        assertThat(files("")).isEmpty();
    }
}
