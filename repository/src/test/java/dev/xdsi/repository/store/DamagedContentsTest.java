package dev.xdsi.repository.store;

import static dev.xdsi.repository.store.Documents.files;
import static dev.xdsi.repository.store.Documents.provide;
import static dev.xdsi.repository.store.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.repository.store.file.FileContentStore;
import dev.xdsi.repository.store.s3.EmptyBucket;
import dev.xdsi.repository.store.s3.S3ContentStore;
import dev.xdsi.repository.store.sealed.SealedContentStore;
import dev.xdsi.repository.store.sealed.TestKeys;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.SendableFile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** F25, F26: contents of every kind of store that are damaged, and the same bytes which come again. */
class DamagedContentsTest {
    private static final byte[] BYTES = new byte[2 * BlockChecksums.BLOCK + 3];

    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @RegisterExtension
    static final EmptyBucket BUCKET = new EmptyBucket();

    @TempDir
    private Path folder;

    enum Kind {
        FILES,
        BUCKET,
        SEALED_FILES,
        SEALED_BUCKET;

        private ContentStore open(Path folder) throws IOException {
            return switch (this) {
                case FILES -> FileContentStore.open(folder);
                case BUCKET -> S3ContentStore.open(DamagedContentsTest.BUCKET.bucket(""));
                case SEALED_FILES -> new SealedContentStore(FILES.open(folder), TestKeys.of(2026, 2026));
                case SEALED_BUCKET -> new SealedContentStore(BUCKET.open(folder), TestKeys.of(2026, 2026));
            };
        }
    }

    enum Damage {
        FLIPPED,
        CUT,
        GONE;

        private void to(ContentStore contents, byte[] bytes) throws IOException {
            byte[] damaged = Arrays.copyOf(bytes, this == CUT ? BlockChecksums.BLOCK + 5 : bytes.length);
            damaged[BlockChecksums.BLOCK + 1] ^= 1;
            contents.delete(Documents.name(bytes));
            if (this != GONE) {
                UUID deposit = UUID.randomUUID();
                try (Arrival arrival = contents.receive(new TemporaryName(deposit, 0))) {
                    Measured.copy(new ByteArrayInputStream(damaged), arrival, damaged.length);
                    arrival.complete(Documents.name(bytes));
                }
                contents.publish(new TemporaryName(deposit, 0), Documents.name(bytes));
                contents.finish(deposit);
            }
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Damage.values()).map(damage -> Arguments.of(kind, damage)));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void f25F26WhatIsDamagedIsNeverGivenAndWholeAgainWhenItComesAgain(Kind kind, Damage damage) throws IOException {
        try (ContentStore contents = kind.open(folder)) {
            DocumentStore store = store(contents);
            provide(store, "1.1", BYTES);
            provide(store, "1.2", "another");

            damage.to(contents, BYTES);
            assertThatThrownBy(() -> read(store, "1.1")).isInstanceOf(IOException.class);
            assertThat(read(store, "1.2")).asString().isEqualTo("another");

            provide(store, "1.3", BYTES);
            for (String document : List.of("1.1", "1.3")) {
                assertThat(read(store, document)).isEqualTo(BYTES);
            }
            assertThat(contents.unfinished()).isEmpty();
            assertThat(store.stored().contents()).isEqualTo(2);
        }
    }

    /** Who lets the system send a file is told block by block what may leave, however small the buffer is. */
    @Test
    void f25OnlyBytesThatWereReceivedAreVouchedFor() throws IOException {
        try (ContentStore contents = Kind.FILES.open(folder)) {
            DocumentStore store = store(contents);
            provide(store, "1.1", BYTES);
            ByteBuffer scratch = ByteBuffer.allocateDirect(100_000);
            try (SendableFile file = (SendableFile) content(store, "1.1").channel()) {
                assertThat(file.vouch(150_000, scratch)).isEqualTo(150_000);
                assertThat(file.vouch(Long.MAX_VALUE, scratch)).isEqualTo(BYTES.length - 150_000);
                assertThat(file.vouch(1, scratch)).isZero();
                assertThat(file.file().size()).isEqualTo(BYTES.length);
            }

            flip(files(folder).getFirst(), BlockChecksums.BLOCK + 7);

            try (SendableFile file = (SendableFile) content(store, "1.1").channel()) {
                assertThat(file.vouch(BlockChecksums.BLOCK, scratch)).isEqualTo(BlockChecksums.BLOCK);
                assertThatThrownBy(() -> file.vouch(1, scratch)).isInstanceOf(CorruptContentException.class);
            }
            try (SendableFile file = (SendableFile) content(store, "1.1").channel()) {
                assertThatThrownBy(() -> file.vouch(Long.MAX_VALUE, scratch))
                        .isInstanceOf(CorruptContentException.class);
            }

            try (SendableFile file = (SendableFile) content(store, "1.1").channel()) {
                cut(files(folder).getFirst(), BlockChecksums.BLOCK + 7);
                assertThatThrownBy(() -> file.vouch(Long.MAX_VALUE, scratch)).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void noEncryptedFileIsGivenToBeSentAsItIs() throws IOException {
        try (ContentStore contents = Kind.SEALED_FILES.open(folder)) {
            DocumentStore store = store(contents);
            provide(store, "1.1", BYTES);
            try (ReadableByteChannel channel = content(store, "1.1").channel()) {
                assertThat(channel).isNotInstanceOf(SendableFile.class);
            }
        }
    }

    @Test
    void f25AnEncryptedContentWhoseKeyIsDamagedIsWholeAgainToo() throws IOException {
        try (ContentStore contents = Kind.SEALED_FILES.open(folder)) {
            DocumentStore store = store(contents);
            provide(store, "1.1", BYTES);
            flip(files(folder).getFirst(), 60);
            assertThatThrownBy(() -> read(store, "1.1")).hasMessageContaining("does not open");

            provide(store, "1.2", BYTES);

            assertThat(read(store, "1.1")).isEqualTo(BYTES);
        }
    }

    @Test
    void bytesThatAreDamagedBeforeTheyAreKeptNeverReplaceThoseThatAreHeld() throws IOException {
        for (Kind kind : List.of(Kind.FILES, Kind.SEALED_FILES)) {
            Path own = folder.resolve(kind.name());
            try (ContentStore contents = kind.open(own)) {
                DocumentStore store = store(contents);
                provide(store, kind + ".1", BYTES);

                try (Deposit deposit = store.deposit()) {
                    deposit.receive(kind + ".2", "text/plain", new ByteArrayInputStream(BYTES), BYTES.length);
                    Path come = files(own.resolve("incoming")).getFirst();
                    Files.write(come, Arrays.copyOf(Files.readAllBytes(come), BlockChecksums.BLOCK));
                    assertThatThrownBy(deposit::keep).isInstanceOf(IOException.class);
                }

                assertThat(read(store, kind + ".1")).isEqualTo(BYTES);
                assertThat(store.find(kind + ".2")).isEmpty();
                assertThat(store.remove(kind + ".1")).isTrue();
            }
        }
    }

    @Test
    void whereBothAreDamagedTheSourceIsNotToldThatItIsKept() throws IOException {
        try (ContentStore contents = Kind.FILES.open(folder)) {
            DocumentStore store = store(contents);
            provide(store, "1.1", BYTES);
            Path held = files(folder).getFirst();
            flip(held, 7);
            byte[] damaged = Files.readAllBytes(held);

            try (Deposit deposit = store.deposit()) {
                deposit.receive("1.2", "text/plain", new ByteArrayInputStream(BYTES), BYTES.length);
                flip(files(folder.resolve("incoming")).getFirst(), 8);
                assertThatThrownBy(deposit::keep)
                        .isInstanceOf(CorruptContentException.class)
                        .satisfies(both -> assertThat(both.getSuppressed()).hasSize(1));
            }

            assertThat(files(folder)).containsExactly(held);
            assertThat(Files.readAllBytes(held)).isEqualTo(damaged);
        }
    }

    private static DocumentContent content(DocumentStore store, String uniqueId) throws IOException {
        return store.find(uniqueId).orElseThrow().content();
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static void cut(Path file, int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }

    private static DocumentStore store(ContentStore contents) {
        return new IndexedDocumentStore(
                contents, new DocumentIndex(DATABASE.source(), InstantSource.system()), UUID::randomUUID);
    }
}
