package dev.xdsi.repository.store.sealed;

import static dev.xdsi.repository.store.Documents.files;
import static dev.xdsi.repository.store.Documents.name;
import static dev.xdsi.repository.store.Documents.provide;
import static dev.xdsi.repository.store.Documents.read;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.repository.store.BlockChecksums;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.DocumentIndex;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.FailingContents;
import dev.xdsi.repository.store.IndexDatabase;
import dev.xdsi.repository.store.IndexedDocumentStore;
import dev.xdsi.repository.store.Power;
import dev.xdsi.repository.store.SealIndex;
import dev.xdsi.repository.store.file.FileContentStore;
import dev.xdsi.repository.store.s3.EmptyBucket;
import dev.xdsi.repository.store.s3.S3ContentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From the key of 2026 to that of 2027, after which that of 2026 is gone. */
class RewrappingTest {
    private static final MasterKeys FORMER = TestKeys.of(2026, 2026);
    private static final MasterKeys BOTH = TestKeys.of(2027, 2026, 2027);
    private static final MasterKeys CURRENT = TestKeys.of(2027, 2027);

    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @RegisterExtension
    static final EmptyBucket BUCKET = new EmptyBucket();

    @TempDir
    private Path folder;

    private final List<String> failures = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();
    private ContentStore files;

    @BeforeEach
    void open() throws IOException {
        files = FileContentStore.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void afterItTheFormerKeyIsNotNeededAndNotAByteWasEncryptedAnew() throws IOException {
        Map<String, byte[]> documents = provideSome(sealed(files, FORMER));
        provide(sealed(files, BOTH), "2.1", "young");
        Map<Path, byte[]> before = contents();

        assertThat(run(files)).isEqualTo(new Rewrapped(4, 0, 1, 0));

        assertReadable(files, documents);
        assertThat(progress).containsExactly(1L, 2L, 3L, 4L, 5L);
        contents()
                .forEach((file, bytes) -> assertThat(behindTheHeader(bytes))
                        .as("%s", file)
                        .isEqualTo(behindTheHeader(Objects.requireNonNull(before.get(file)))));
        assertThat(run(files)).as("once more").isEqualTo(new Rewrapped(0, 0, 5, 0));
    }

    @Test
    void inABucketToo() throws IOException {
        try (ContentStore bucket = S3ContentStore.open(BUCKET.bucket("hospital/"))) {
            Map<String, byte[]> documents = provideSome(sealed(bucket, FORMER));
            provide(store(bucket), "2.1", "plain");

            assertThat(run(bucket)).isEqualTo(new Rewrapped(4, 1, 0, 0));

            assertReadable(bucket, documents);
            assertThat(bucket.unfinished()).isEmpty();
        }
    }

    @Test
    void whatCameBeforeThereWasEncryptionIsEncrypted() throws IOException {
        provide(store(files), "1.1", "Mary Muster has the flu.");

        assertThat(run(files)).isEqualTo(new Rewrapped(0, 1, 0, 0));

        assertThat(read(sealed(files, CURRENT), "1.1")).asString(UTF_8).startsWith("Mary");
        assertThat(Files.readString(files(folder).getFirst(), ISO_8859_1)).doesNotContain("Mary");
        assertThat(files(folder)).hasSize(1);
        assertThatThrownBy(() -> store(files).find("1.1"))
                .as("and that is known")
                .hasMessageContaining("no key");
    }

    @Test
    void whateverInterruptsItTheNextRunGoesOn() throws IOException {
        int steps = 0;
        for (boolean off = true; off; steps++) {
            String plain = "plain-" + steps;
            String former = "former-" + steps;
            provide(store(files), plain, plain);
            provide(sealed(files, FORMER), former, former);
            Power power = new Power(steps);
            try {
                run(new FailingContents(files, power));
                off = false;
            } catch (Power.Cut e) {
                assertThat(power.isOff()).isTrue();
            }

            files.close();
            files = FileContentStore.open(folder);
            ((IndexedDocumentStore) sealed(files, BOTH)).settle();
            Rewrapped rest = run(files);

            assertThat(rest.failed()).isZero();
            assertThat(read(sealed(files, CURRENT), plain)).asString(UTF_8).isEqualTo(plain);
            assertThat(read(sealed(files, CURRENT), former)).asString(UTF_8).isEqualTo(former);
            assertThat(files(folder)).as("after %s steps", steps).hasSize(2 * steps + 2);
        }
        assertThat(steps).as("steps tried").isGreaterThan(10);
    }

    @Test
    void whatFailsIsToldAndStaysAndTheRestIsDone() throws IOException {
        Map<String, byte[]> documents = provideSome(sealed(files, FORMER));
        provide(sealed(files, TestKeys.of(2020, 2020)), "2.1", "of a key that is lost");
        provide(sealed(files, FORMER), "2.2", "rotten");
        provide(sealed(files, FORMER), "2.3", "gone");
        ContentName rottenName = name("rotten");
        ContentName goneName = name("gone");
        Path rotten = place(SealedBlocks.sealed(rottenName));
        byte[] bytes = Files.readAllBytes(rotten);
        bytes[60] ^= 1;
        Files.write(rotten, bytes);
        Files.delete(place(SealedBlocks.sealed(goneName)));

        assertThat(run(files)).isEqualTo(new Rewrapped(4, 0, 0, 3));

        assertThat(failures)
                .hasSize(3)
                .anyMatch(told -> told.contains("\"of-2020\""))
                .anyMatch(told -> told.startsWith(rottenName + ":"))
                .anyMatch(told -> told.startsWith(goneName + ":"));
        assertReadable(files, documents);
        assertThat(rotten).hasBinaryContent(bytes);
        assertThat(files(folder.resolve("incoming"))).isEmpty();
    }

    @Test
    void plainBytesThatWerePlantedForSealedOnesAreNotEncrypted() throws IOException {
        provide(sealed(files, FORMER), "1.1", "hello");
        Files.delete(place(SealedBlocks.sealed(name("hello"))));
        Files.writeString(place(name("hello")), "hello");

        assertThat(run(files)).isEqualTo(new Rewrapped(0, 0, 0, 1));

        assertThatThrownBy(() -> sealed(files, CURRENT).find("1.1")).isInstanceOf(IOException.class);
    }

    @Test
    void aHeaderThatDoesNotSayWhoseItIsDoesAfterItAndNotInAnothersPlace() throws Exception {
        for (String document : List.of("right", "wrong", "stays")) {
            provide(sealed(files, CURRENT), document, document);
            TestKeys.makeFormer(place(SealedBlocks.sealed(name(document))), 2027, name(document));
        }
        Path wrong = place(SealedBlocks.sealed(name("wrong")));
        Files.copy(place(SealedBlocks.sealed(name("stays"))), wrong, StandardCopyOption.REPLACE_EXISTING);

        assertThat(run(files)).isEqualTo(new Rewrapped(2, 0, 0, 1));

        assertThat(failures).hasSize(1).first().asString().startsWith(name("wrong") + ":");
        for (String document : List.of("right", "stays")) {
            assertThat(Files.readString(place(SealedBlocks.sealed(name(document))), ISO_8859_1))
                    .startsWith("XDS2");
            assertThat(read(sealed(files, CURRENT), document)).asString(UTF_8).isEqualTo(document);
        }
        assertThatThrownBy(() -> sealed(files, CURRENT).find("wrong")).isInstanceOf(IOException.class);
    }

    @Test
    void plainBytesStayWhereTheSealedOnesAreDamaged() throws IOException {
        for (MasterKeys keys : List.of(FORMER, CURRENT)) {
            String text = "plain beside sealed " + (keys == CURRENT);
            provide(sealed(files, keys), "sealed", text);
            byte[] sealed = Files.readAllBytes(place(SealedBlocks.sealed(name(text))));
            assertThat(sealed(files, BOTH).remove("sealed")).isTrue();
            provide(store(files), "plain", text);
            sealed[sealed.length - 1] ^= 1;
            Path planted = place(SealedBlocks.sealed(name(text)));
            Files.createDirectories(planted.getParent());
            Files.write(planted, sealed);

            assertThat(run(files)).isEqualTo(new Rewrapped(0, 0, 0, 1));

            assertThat(place(name(text))).hasContent(text);
            Files.delete(planted);
            assertThat(read(store(files), "plain")).asString(UTF_8).isEqualTo(text);
            assertThat(store(files).remove("plain")).isTrue();
        }
    }

    @Test
    void whatIsRemovedMeanwhileDoesNotComeBack() throws IOException {
        DocumentStore store = sealed(files, BOTH);
        provide(sealed(files, FORMER), "1.1", "hello");

        Rewrapped done = run(files, () -> {
            try {
                store.remove("1.1");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return UUID.randomUUID();
        });

        assertThat(done.wrapped()).isZero();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void aStoreThatIsGoneEndsItAtOnce() throws Exception {
        provide(sealed(files, FORMER), "1.1", "hello");
        provide(sealed(files, FORMER), "1.2", "world");
        try (ContentStore bucket = S3ContentStore.open(BUCKET.bucket(""))) {
            BUCKET.server().stop();
            assertThatThrownBy(() -> run(bucket)).hasMessageContaining("the object store");
            assertThat(failures).isEmpty();
        } finally {
            BUCKET.server().startAgain();
        }
    }

    private Rewrapped run(ContentStore contents) throws IOException {
        return run(contents, UUID::randomUUID);
    }

    private Rewrapped run(ContentStore contents, Supplier<UUID> names) throws IOException {
        return new Rewrapping(contents, BOTH, new SealIndex(index()), names).run(new Rewrapping.Watch() {
            @Override
            public void progress(Rewrapped soFar, long ofAll) {
                assertThat(soFar.all()).isLessThanOrEqualTo(ofAll);
                progress.add(soFar.all());
            }

            @Override
            public void failed(ContentName name, IOException why) {
                failures.add(name + ": " + why.getMessage());
            }
        });
    }

    private static DocumentIndex index() {
        return new DocumentIndex(DATABASE.source(), InstantSource.system());
    }

    private static DocumentStore store(ContentStore contents) {
        return new IndexedDocumentStore(contents, index(), UUID::randomUUID);
    }

    private static DocumentStore sealed(ContentStore contents, MasterKeys keys) {
        return store(new SealedContentStore(contents, keys));
    }

    private static Map<String, byte[]> provideSome(DocumentStore store) throws IOException {
        Map<String, byte[]> documents = new TreeMap<>(Map.of(
                "1.1",
                new byte[0],
                "1.2",
                "hello".getBytes(UTF_8),
                "1.3",
                new byte[BlockChecksums.BLOCK],
                "1.4",
                new byte[2 * BlockChecksums.BLOCK + 3]));
        for (Map.Entry<String, byte[]> each : documents.entrySet()) {
            provide(store, each.getKey(), each.getValue());
        }
        return documents;
    }

    private static void assertReadable(ContentStore contents, Map<String, byte[]> documents) throws IOException {
        for (Map.Entry<String, byte[]> each : documents.entrySet()) {
            assertThat(read(sealed(contents, CURRENT), each.getKey())).isEqualTo(each.getValue());
        }
    }

    private Map<Path, byte[]> contents() throws IOException {
        Map<Path, byte[]> contents = new TreeMap<>();
        for (Path file : files(folder)) {
            contents.put(file, Files.readAllBytes(file));
        }
        return contents;
    }

    private static byte[] behindTheHeader(byte[] sealed) {
        return Arrays.copyOfRange(sealed, MasterKeys.HEADER, sealed.length);
    }

    private Path place(ContentName name) {
        return folder.resolve("documents").resolve(name.path());
    }
}
