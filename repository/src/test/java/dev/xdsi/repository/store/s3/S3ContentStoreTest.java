package dev.xdsi.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.Hash;
import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.ContentStoreContract;
import dev.xdsi.repository.store.CorruptContentException;
import dev.xdsi.repository.store.Documents;
import dev.xdsi.repository.store.Measured;
import dev.xdsi.repository.store.SameBytes;
import dev.xdsi.repository.store.TemporaryName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ContentStoreTest implements ContentStoreContract {
    /** No part but the last may have less than 5 MiB. */
    private static final S3Copy.Sizes SMALL = new S3Copy.Sizes(6 << 20, 5 << 20);

    private static final TemporaryName FIRST = new TemporaryName(DEPOSIT, 0);

    @RegisterExtension
    static final EmptyBucket BUCKET = new EmptyBucket();

    private ContentStore contents;

    @BeforeEach
    void open() throws Exception {
        contents = S3ContentStore.open(BUCKET.bucket("hospital/"));
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
        assertThatThrownBy(() -> complete(arrival)).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsTooLargeForOneCallIsCopiedInParts() throws IOException {
        byte[] large = new byte[(int) (3 * SMALL.part() + 1)];
        new Random(5).nextBytes(large);
        ContentName name = Documents.name(large);
        try (ContentStore store = S3ContentStore.open(BUCKET.bucket("hospital/"), SMALL)) {
            receive(store, large);
            assertThat(store.publish(FIRST, name)).isTrue();
            assertThat(store.publish(FIRST, name)).as("it is there").isFalse();
            store.replace(FIRST, name);
            store.finish(DEPOSIT);

            try (ReadableByteChannel held = store.open(name)) {
                assertThat(SameBytes.in(held, Channels.newChannel(new ByteArrayInputStream(large))))
                        .isTrue();
            }
        }
        assertThat(uploads()).isEmpty();
    }

    @Test
    void aCopyInPartsThatFailsIsAborted() throws IOException {
        try (ContentStore store = S3ContentStore.open(BUCKET.bucket("hospital/"), SMALL)) {
            ContentName claimed =
                    new ContentName(new Hash("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"), 4 * SMALL.part());

            assertThatThrownBy(() -> store.publish(FIRST, claimed))
                    .as("nothing was received")
                    .isInstanceOf(IOException.class);
        }
        assertThat(uploads()).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void aCopyInPartsThatACrashLeftIsAbortedWhenItIsOld() throws IOException {
        ContentName name = new ContentName(new Hash("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"), 5);
        try (S3Client client = BUCKET.server().client()) {
            client.createMultipartUpload(create -> create.bucket("documents").key("hospital/documents/" + name.path()));
        }

        contents.sweep(Instant.now().minus(Duration.ofHours(24)));
        assertThat(uploads()).hasSize(1);
        assertThat(contents.unfinished()).as("it is no deposit").isEmpty();

        contents.sweep(Instant.now().plus(Duration.ofHours(24)));
        assertThat(uploads()).isEmpty();
    }

    @Test
    void theBeginningMayComeLastWhereverAPartEnds() throws IOException {
        for (int size : List.of(1, S3Arrival.PART - 3, S3Arrival.PART, S3Arrival.PART + 1, 3 * S3Arrival.PART - 1)) {
            byte[] large = new byte[size + 3];
            new Random(size).nextBytes(large);
            ContentName name = Documents.name(large);
            try (Arrival arrival = contents.receive(FIRST, 3)) {
                for (ByteBuffer rest = ByteBuffer.wrap(large, 3, size); rest.hasRemaining(); ) {
                    arrival.write(rest);
                }
                arrival.begin(ByteBuffer.wrap(large, 0, 3));
                arrival.complete(name);
            }

            try (ReadableByteChannel come = contents.open(FIRST, name)) {
                assertThat(SameBytes.in(come, Channels.newChannel(new ByteArrayInputStream(large))))
                        .as("%s bytes", size)
                        .isTrue();
            }
            contents.finish(DEPOSIT);
        }
    }

    @Test
    void neverCopiesInMorePartsThanAStoreTakes() {
        long most = 50L << 40;
        assertThat(S3Copy.Sizes.USUAL.part(1L << 30)).isEqualTo(64L << 20);
        assertThat(most / S3Copy.Sizes.USUAL.part(most)).isLessThanOrEqualTo(10_000);
    }

    @Test
    void noMoreIsCopiedAtATimeThanAStoreOfTenMegabytesASecondCopiesBeforeWeHangUp() {
        long most = 10_000_000 * S3Calls.SILENCE.toSeconds();

        assertThat(S3Copy.Sizes.USUAL.atOnce()).isLessThanOrEqualTo(most);
        assertThat(S3Copy.AT_ONCE * S3Copy.Sizes.USUAL.part(1L << 30)).isLessThanOrEqualTo(most);
    }

    @Test
    void anObjectOfAnotherLengthIsNotGiven() throws IOException {
        ContentName name = new ContentName(new Hash("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"), 5);
        for (String other : List.of("hell", "hello!")) {
            try (S3Client client = BUCKET.server().client()) {
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
        BUCKET.server().stop();

        assertThatThrownBy(contents::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the object store http://127.0.0.1");
        assertThatThrownBy(() -> contents.finish(DEPOSIT)).isInstanceOf(IOException.class);

        BUCKET.server().startAgain();
        contents.check();
        assertThat(contents.unfinished()).containsOnlyKeys(DEPOSIT);
    }

    @Test
    void aServerThatGoesDuringAnUploadLeavesNothingThatCounts() throws Exception {
        Arrival arrival = contents.receive(FIRST);
        write(arrival, S3Arrival.PART + 1000);
        BUCKET.server().stop();

        assertThatThrownBy(() -> complete(arrival)).isInstanceOf(IOException.class);
        assertThatThrownBy(arrival::close).isInstanceOf(IOException.class);

        BUCKET.server().startAgain();
        assertThat(keys()).isEmpty();
        assertThat(contents.unfinished()).containsOnlyKeys(DEPOSIT);
        contents.finish(DEPOSIT);
        assertThat(contents.unfinished()).isEmpty();
    }

    @Test
    void aBucketThatIsNotOursIsRefusedAtOnce() {
        S3Bucket known = BUCKET.bucket("");
        S3Bucket unknown = new S3Bucket(known.endpoint(), known.region(), "nowhere", "", known.access());

        assertThatThrownBy(() -> S3ContentStore.open(unknown))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> S3ContentStore.open(BUCKET.server().bucket("", "wrong")))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("wrong");
    }

    private static void receive(ContentStore store, byte[] bytes) throws IOException {
        try (Arrival arrival = store.receive(FIRST)) {
            arrival.complete(Measured.copy(new ByteArrayInputStream(bytes), arrival, bytes.length)
                    .name());
        }
    }

    private static List<MultipartUpload> uploads() {
        try (S3Client client = BUCKET.server().client()) {
            return client.listMultipartUploads(list -> list.bucket("documents")).uploads();
        }
    }

    private void receive(int size) throws IOException {
        try (Arrival arrival = contents.receive(FIRST)) {
            write(arrival, size);
            arrival.complete(new ContentName(Hash.OF_NOTHING, size));
        }
    }

    private static void complete(Arrival arrival) throws IOException {
        arrival.complete(new ContentName(Hash.OF_NOTHING, 0));
    }

    private static void write(Arrival arrival, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            arrival.write(bytes);
        }
    }

    private static List<String> keys() {
        try (S3Client client = BUCKET.server().client()) {
            return client.listObjectsV2(list -> list.bucket("documents")).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }
}
