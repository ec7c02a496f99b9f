package dev.xdsi.repository.store;

import static dev.xdsi.repository.store.Documents.files;
import static dev.xdsi.repository.store.Documents.provide;
import static dev.xdsi.repository.store.Documents.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.file.FileDocumentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A start with a wrong database, or a new one, must not cost a document. */
class IndexBindingTest {
    private static final Duration GRACE = Duration.ofHours(24);

    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @TempDir
    private Path folder;

    private Instant now = Instant.now();
    private List<Path> kept = List.of();

    @BeforeEach
    void keepSome() throws Exception {
        becomeAnother();
        try (DocumentStore store = open()) {
            provide(store, "1.1", "hello");
            provide(store, "1.2", "world");
        }
        kept = files(folder);
        assertThat(kept).hasSize(2);
    }

    @Test
    void aDatabaseThatIsNewIsRefusedAndNothingIsTouched() throws Exception {
        leaveUnfinished();
        age();
        becomeAnother();

        assertThatThrownBy(this::open)
                .isInstanceOf(ForeignContentsException.class)
                .hasMessageContaining("documents/index")
                .hasMessageContaining(identity());

        assertThat(files(folder)).hasSize(3).containsAll(kept);
    }

    @Test
    void aDatabaseOfOthersIsRefusedToo() throws Exception {
        becomeAnother();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (DocumentStore store = open(elsewhere)) {
            provide(store, "1.1", "other");
        }

        assertThatThrownBy(this::open).isInstanceOf(ForeignContentsException.class);
        Files.delete(mark());
        assertThatThrownBy(this::open).as("without a note").isInstanceOf(ForeignContentsException.class);

        assertThat(files(folder)).containsAll(kept);
    }

    @Test
    void aStoreOfBeforeThereWasANoteIsTakenByTheDatabaseThatKnowsIt() throws Exception {
        String noted = Files.readString(mark());
        Files.delete(mark());

        open().close();

        assertThat(mark()).hasContent(noted);
    }

    @Test
    void aStoreOfBeforeThereWasANoteIsNotTakenByANewDatabase() throws Exception {
        Files.delete(mark());
        becomeAnother();

        assertThatThrownBy(this::open).isInstanceOf(ForeignContentsException.class);

        assertThat(mark()).doesNotExist();
    }

    @Test
    void whoGivesAStoreToANewDatabaseDoesItInWritingAndLosesNothing() throws Exception {
        age();
        becomeAnother();
        Files.writeString(mark(), identity());

        try (DocumentStore store = open()) {
            assertThat(store.collectOrphans(Registered.PERHAPS, GRACE).contents())
                    .as("contents that came before there was the database")
                    .isZero();
            assertThat(files(folder)).containsAll(kept);
        }
    }

    @Test
    void aNoteThatSaysNothingIsAMistakeInWords() throws Exception {
        Files.writeString(mark(), "");

        assertThatThrownBy(this::open).hasMessageContaining("no id of an index is in the file " + mark());
    }

    @Test
    void nothingIsCollectedOnceTheStoreWasGivenToAnother() throws Exception {
        try (DocumentStore store = open()) {
            Files.writeString(mark(), UUID.randomUUID().toString());
            TestDatabase.execute(DATABASE.source(), "truncate repository.document, repository.content cascade");
            now = now.plus(GRACE.multipliedBy(2));

            assertThatThrownBy(() -> store.collectOrphans(Registered.PERHAPS, GRACE))
                    .isInstanceOf(ForeignContentsException.class);
        }
        assertThat(files(folder)).containsAll(kept);
    }

    private DocumentStore open() throws IOException {
        return open(folder);
    }

    private DocumentStore open(Path place) throws IOException {
        return FileDocumentStore.open(place, DATABASE.source(), () -> now, UUID::randomUUID);
    }

    private Path mark() {
        return folder.resolve("documents/index");
    }

    private void leaveUnfinished() throws IOException {
        Deposit dead;
        try (DocumentStore store = open()) {
            dead = store.deposit();
            receive(dead, "1.3", "unfinished");
        }
        assertThat(files(folder.resolve("incoming"))).hasSize(1);
    }

    /** Lets the documents be those of last month. */
    private void age() throws IOException {
        for (Path file : kept) {
            Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(30))));
        }
    }

    /** From here on the database is another, and new. */
    private static void becomeAnother() throws SQLException {
        DATABASE.empty();
        TestDatabase.execute(
                DATABASE.source(),
                "update repository.identity set id = gen_random_uuid(), created_at = now() - interval '1 minute'",
                "update repository.collection set collected_at = 'epoch'");
    }

    private static String identity() throws IOException {
        return new DocumentIndex(DATABASE.source(), Instant::now)
                .identity()
                .id()
                .toString();
    }
}
