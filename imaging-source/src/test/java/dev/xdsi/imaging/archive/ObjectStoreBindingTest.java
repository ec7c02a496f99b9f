package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.imaging.ObjectServer;
import dev.xdsi.imaging.TestDatabase;
import dev.xdsi.imaging.archive.s3.S3ObjectStore;
import dev.xdsi.imaging.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ObjectStoreBindingTest {
    @TempDir
    Path folder;

    private ObjectServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ObjectServer(folder);
    }

    @AfterEach
    void stop() throws Exception {
        TestDatabase.empty();
        server.close();
    }

    private static void bind(@Nullable ArchiveObjects objects) throws IOException {
        new ObjectStoreBinding(new Database(TestDatabase.dataSource())).bind(objects, UUID.randomUUID());
    }

    private ArchiveObjects objects(String prefix) {
        return new ArchiveObjects(new S3ObjectStore(server.client(), ObjectServer.BUCKET, prefix), 1, true);
    }

    @Test
    void aDatabaseAndItsObjectsStayTogether() throws Exception {
        TestDatabase.empty();
        bind(null);
        bind(objects(""));
        bind(objects(""));

        assertThat(objects("").store().archive()).isPresent();
        assertThatThrownBy(() -> bind(objects("another/")))
                .hasMessageContaining("do not say to which archive they belong");
        assertThat(objects("another/").store().archive()).isEmpty();
        assertThatThrownBy(() -> bind(null)).hasMessageContaining("imaging-source.s3");
    }

    @Test
    void anotherDatabaseDoesNotTakeThemUnlessItIsTold() throws Exception {
        TestDatabase.empty();
        bind(objects(""));
        UUID first = objects("").store().archive().orElseThrow();
        TestDatabase.empty();

        assertThatThrownBy(() -> bind(objects("")))
                .hasMessageContaining("they belong to the archive " + first)
                .satisfies(refused -> write(between(refused.getMessage(), "write ", " into")));
        bind(objects(""));
        bind(objects(""));
    }

    @Test
    void whoWasRefusedAnObjectStoreNeedsNone() throws Exception {
        TestDatabase.empty();
        bind(objects(""));
        TestDatabase.empty();
        assertThatThrownBy(() -> bind(objects(""))).isInstanceOf(IOException.class);

        bind(null);
        bind(objects("another/"));
    }

    @Test
    void aBucketThatIsNotThereIsNotTakenForAnEmptyOne() {
        TestDatabase.empty();
        ArchiveObjects nowhere = new ArchiveObjects(new S3ObjectStore(server.client(), "nowhere", ""), 1, true);

        assertThatThrownBy(() -> nowhere.store().archive()).hasMessageContaining("the object store nowhere/ fails");
        assertThatThrownBy(() -> nowhere.store().check()).hasMessageContaining("the object store nowhere/ fails");
        assertThatThrownBy(() -> bind(nowhere)).hasMessageContaining("the object store nowhere/ fails");
    }

    private static String between(@Nullable String text, String before, String after) {
        String all = String.valueOf(text);
        int begin = all.indexOf(before) + before.length();
        return all.substring(begin, all.indexOf(after, begin));
    }

    private void write(String archive) {
        server.client()
                .putObject(
                        put -> put.bucket(ObjectServer.BUCKET).key("instances/archive"),
                        RequestBody.fromString(archive));
    }
}
