package dev.xdsi.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.Hash;
import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.ContentStoreContract;
import dev.xdsi.repository.store.CorruptContentException;
import dev.xdsi.repository.store.TemporaryName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ContentStoreTest implements ContentStoreContract {
    private static final TemporaryName FIRST = new TemporaryName(DEPOSIT, 0);

    @TempDir
    private static Path folder;

    private static S3Server server;

    private ContentStore contents;

    @BeforeAll
    static void startServer() throws Exception {
        server = new S3Server(folder);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        server.clear();
        contents = S3ContentStore.open(server.bucket("hospital/"));
    }

    @AfterEach
    void close() throws Exception {
        contents.close();
    }

    @Override
    public ContentStore contents() {
        return contents;
    }

    @Test
    void keepsToItsPrefix() throws IOException {
        Hash hash = new Hash("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
        receive(5);
        contents.publish(FIRST, new ContentName(hash, 5));

        assertThat(keys())
                .containsExactlyInAnyOrder(
                        "hospital/documents/aa/f4/" + hash + "-5", "hospital/incoming/" + DEPOSIT + "/0");
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        try (Arrival arrival = contents.receive(FIRST)) {
            write(arrival, S3Arrival.PART + 1000);
            assertThat(contents.unfinished()).as("while it comes").containsOnlyKeys(DEPOSIT);
        }

        assertThat(contents.unfinished()).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void anUploadOfADeadProcessIsFinished() throws IOException {
        // never closed, as by a process that was killed
        Arrival arrival = contents.receive(FIRST);
        write(arrival, S3Arrival.PART + 1000);

        contents.finish(DEPOSIT);

        assertThat(contents.unfinished()).isEmpty();
        assertThatThrownBy(arrival::complete).isInstanceOf(IOException.class);
    }

    @Test
    void anObjectOfAnotherLengthIsNotGiven() throws IOException {
        ContentName name = new ContentName(new Hash("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"), 5);
        for (String other : List.of("hell", "hello!")) {
            try (S3Client client = server.client()) {
                client.putObject(
                        put -> put.bucket("documents").key("hospital/documents/" + name.path()),
                        RequestBody.fromString(other));
            }
            assertThatThrownBy(() -> contents.open(name).close()).isInstanceOf(CorruptContentException.class);
        }
    }

    @Test
    void aServerThatIsGoneIsAClearFailureAndBackAgainItWorks() throws Exception {
        receive(5);
        server.stop();

        assertThatThrownBy(contents::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the object store http://127.0.0.1");
        assertThatThrownBy(() -> contents.finish(DEPOSIT)).isInstanceOf(IOException.class);

        server.startAgain();
        contents.check();
        assertThat(contents.unfinished()).containsOnlyKeys(DEPOSIT);
    }

    @Test
    void aServerThatGoesDuringAnUploadLeavesNothingThatCounts() throws Exception {
        Arrival arrival = contents.receive(FIRST);
        write(arrival, S3Arrival.PART + 1000);
        server.stop();

        assertThatThrownBy(arrival::complete).isInstanceOf(IOException.class);
        assertThatThrownBy(arrival::close).isInstanceOf(IOException.class);

        server.startAgain();
        assertThat(keys()).isEmpty();
        assertThat(contents.unfinished()).containsOnlyKeys(DEPOSIT);
        contents.finish(DEPOSIT);
        assertThat(contents.unfinished()).isEmpty();
    }

    @Test
    void aBucketThatIsNotOursIsRefusedAtOnce() {
        S3Bucket known = server.bucket("");
        S3Bucket unknown = new S3Bucket(known.endpoint(), known.region(), "nowhere", "", known.access());

        assertThatThrownBy(() -> S3ContentStore.open(unknown))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> S3ContentStore.open(server.bucket("", "wrong")))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("wrong");
    }

    private void receive(int size) throws IOException {
        try (Arrival arrival = contents.receive(FIRST)) {
            write(arrival, size);
            arrival.complete();
        }
    }

    private static void write(Arrival arrival, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            arrival.write(bytes);
        }
    }

    private static List<String> keys() {
        try (S3Client client = server.client()) {
            return client.listObjectsV2(list -> list.bucket("documents")).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }
}
