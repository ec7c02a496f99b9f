package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.ObjectServer;
import dev.xdsi.imaging.archive.Ingest.AlreadyStored;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.Ingest.Refused;
import dev.xdsi.imaging.archive.Ingest.Stored;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that keeps its instances in an object store, through what happens to it and to the store. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ObjectArchiveTest {
    private static final String SERIES = DataSets.STUDY + ".1";
    private static final Attributes IMAGE = DataSets.ct(SERIES, SERIES + ".1");
    private static final Attributes NEXT = DataSets.ct(SERIES, SERIES + ".2");

    @TempDir
    Path folder;

    private final InMemoryInstanceIndex index = new InMemoryInstanceIndex();
    private ObjectServer server;
    private Instant now = Instant.EPOCH;
    private int caches;
    private InstanceArchive archive;

    @BeforeEach
    void start() throws Exception {
        server = new ObjectServer(Files.createDirectories(folder.resolve("s3")));
        archive = archive(objects(true));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private ArchiveObjects objects(boolean forNew) {
        return new ArchiveObjects(server.store(), 1 << 20, forNew);
    }

    private InstanceArchive archive(@Nullable ArchiveObjects objects) throws IOException {
        return new InstanceArchive(
                ArchiveFolder.of(Files.createDirectories(folder.resolve("archive")))
                        .with(objects),
                index,
                null,
                new BorrowedInstances.Surroundings(() -> now, UUID::randomUUID, PixelMemory.ofThisProcess()));
    }

    /** The same without what is here for a while only. */
    private void emptyCache() throws IOException {
        Files.move(folder.resolve("archive/cache"), folder.resolve("cache-" + ++caches));
        archive = archive(objects(true));
    }

    private Ingest ingest(Attributes image) throws IOException {
        return archive.ingest(DataSets.announced(image), DataSets.stream(image));
    }

    private StoredInstance stored(Attributes image) throws IOException {
        Ingest ingest = ingest(image);
        assertThat(ingest).isInstanceOf(Stored.class);
        return ((Stored) ingest).instance();
    }

    private void assertRefused(Attributes image) throws IOException {
        assertThat(ingest(image))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.OUT_OF_RESOURCES));
    }

    private byte[] sent(StoredInstance instance) throws IOException {
        Delivery delivery = new Delivery();
        try (InputStream in = archive.representations()
                .sent(instance, any -> true, new OutgoingInstances(delivery))
                .orElseThrow()
                .content()
                .open()) {
            return in.readAllBytes();
        } catch (UnrenderableException decoded) {
            throw new IOException(decoded);
        } finally {
            delivery.complete();
        }
    }

    private Path object(StoredInstance instance) {
        return ObjectServer.in(folder.resolve("s3"), instance.file().name());
    }

    private List<Path> incoming() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("archive/incoming"))) {
            return files.toList();
        }
    }

    private void assertUnavailable(StoredInstance instance, Kind why) {
        assertThatThrownBy(() -> sent(instance))
                .isInstanceOfSatisfying(
                        InstanceUnavailable.class, it -> assertThat(it.kind()).isEqualTo(why));
    }

    @Test
    void anInstanceExistsOnceTheStoreHasIt() throws Exception {
        List<Boolean> there = new ArrayList<>();
        index.entering = added -> there.add(Files.exists(object(added.instance())));

        StoredInstance kept = stored(IMAGE);

        assertThat(there).containsExactly(true);
        assertThat(kept.file().origin()).isEqualTo(Origin.STORE);
        assertThat(incoming()).isEmpty();
        assertThat(archive.isAsReceived(kept)).isTrue();
        assertThat(folder.resolve("archive/instances")).isEmptyDirectory();
    }

    @Test
    void whatIsNotHereAnyMoreIsFetchedOnceForAllWhoWait() throws Exception {
        StoredInstance kept = stored(IMAGE);
        byte[] bytes = sent(kept);
        assertThat(archive.objects().fetched()).as("it is still here").isZero();
        emptyCache();

        CountDownLatch together = new CountDownLatch(8);
        List<Thread> readers = new ArrayList<>();
        List<byte[]> read = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            readers.add(Thread.ofVirtual().start(() -> {
                together.countDown();
                try {
                    together.await();
                    byte[] one = sent(kept);
                    synchronized (read) {
                        read.add(one);
                    }
                } catch (IOException | InterruptedException failed) {
                    throw new IllegalStateException(failed);
                }
            }));
        }
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(read).hasSize(8).allSatisfy(one -> assertThat(one).isEqualTo(bytes));
        assertThat(archive.objects().fetched()).isEqualTo(1);
    }

    @Test
    void whatFollowsInTheSeriesIsFetchedAhead() throws Exception {
        List<StoredInstance> kept = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            kept.add(stored(DataSets.ct(SERIES, SERIES + "." + i)));
        }
        emptyCache();

        sent(kept.getFirst());
        for (int tries = 0; tries < 1_500 && archive.objects().fetched() < 20; tries++) {
            Thread.sleep(20);
        }
        server.stop();

        for (StoredInstance instance : kept) {
            assertThat(sent(instance)).hasSize((int) instance.file().length());
        }
        server.startAgain();
    }

    @Test
    void whileTheStoreIsAwayNothingIsAcknowledgedAndNothingStays() throws Exception {
        StoredInstance kept = stored(IMAGE);
        server.stop();

        assertRefused(NEXT);
        assertThat(index.kept(StudyPart.study(new Oid(DataSets.STUDY)))).containsExactly(kept);
        assertThat(incoming())
                .as("its name alone")
                .hasSize(1)
                .allSatisfy(file -> assertThat(file).isEmptyFile());
        assertThat(sent(kept)).as("what is here is given").isNotEmpty();
        assertThat(archive.trouble()).isPresent();
        assertThatThrownBy(() -> archive.isIntact(kept)).isInstanceOf(InstanceUnavailable.class);
        assertThatThrownBy(() -> archive.unknownFiles(0)).isInstanceOf(InstanceUnavailable.class);
        assertRefused(IMAGE);

        server.startAgain();
        now = now.plus(FilesInDoubt.PATIENCE);
        assertThat(archive.trouble()).isEmpty();
        stored(NEXT);
        assertThat(incoming()).isEmpty();
        assertThat(server.files()).hasSize(2);
    }

    @Test
    void whatIsNotHereIsNotGivenWhileTheStoreIsAway() throws Exception {
        StoredInstance kept = stored(IMAGE);
        byte[] bytes = sent(kept);
        emptyCache();
        server.stop();

        assertUnavailable(kept, Kind.AWAY);
        assertThat(archive.objects().failed(Kind.AWAY)).isPositive();

        server.startAgain();
        now = now.plusSeconds(60);
        assertThat(sent(kept)).isEqualTo(bytes);
    }

    @Test
    void aDamagedObjectIsNoticedAndNotGivenUntilItComesAgain() throws Exception {
        StoredInstance kept = stored(IMAGE);
        byte[] original = sent(kept);
        byte[] bytes = Files.readAllBytes(object(kept));
        bytes[bytes.length - 1] ^= 1;
        Files.write(object(kept), bytes);
        emptyCache();

        assertUnavailable(kept, Kind.NOT_GIVEN);
        assertThat(archive.isAsReceived(kept)).isFalse();

        StoredInstance again = stored(IMAGE);
        emptyCache();
        assertThat(sent(again)).isEqualTo(original);
        assertThat(object(kept)).doesNotExist();
        assertThat(server.files()).hasSize(1);
    }

    @Test
    void theSameAgainIsKeptOnce() throws Exception {
        stored(IMAGE);

        assertThat(ingest(IMAGE)).isInstanceOf(AlreadyStored.class);

        assertThat(server.files()).hasSize(1);
        assertThat(incoming()).isEmpty();
    }

    @Test
    void aCrashLeavesObjectsThatTheNextStartCollects() throws Exception {
        StoredInstance kept = stored(IMAGE);
        // Crashed after the index committed, and before it did; with an upload that was whole, and one that was not.
        Files.createFile(folder.resolve("archive/incoming").resolve(kept.file().name()));
        String whole = "a".repeat(64) + "-" + UUID.randomUUID();
        Path file = Files.writeString(folder.resolve("archive/incoming").resolve(whole), "whole");
        server.store().put(whole, file);
        String half = "b".repeat(64) + "-" + UUID.randomUUID();
        Files.writeString(folder.resolve("archive/incoming").resolve(half), "half");
        server.client()
                .createMultipartUpload(
                        create -> create.bucket(ObjectServer.BUCKET).key("instances/bb/bb/" + half));

        archive = archive(objects(true));
        archive.recover();

        assertThat(incoming()).isEmpty();
        assertThat(server.files()).containsExactly(object(kept));
        assertThat(server.client()
                        .listMultipartUploads(list -> list.bucket(ObjectServer.BUCKET))
                        .uploads())
                .isEmpty();
        assertThat(archive.isAsReceived(kept)).isTrue();
    }

    @Test
    void whatWasKeptBeforeIsGivenWhereverNewOnesAreKept() throws Exception {
        archive = archive(null);
        StoredInstance inFiles = stored(IMAGE);
        archive = archive(objects(true));
        StoredInstance inTheStore = stored(NEXT);
        emptyCache();

        assertThat(sent(inFiles)).isNotEmpty();
        assertThat(sent(inTheStore)).isNotEmpty();
        assertThat(ingest(IMAGE)).isInstanceOf(AlreadyStored.class);
        assertThat(archive.isAsReceived(inFiles)).isTrue();

        archive = archive(objects(false));
        assertThat(sent(inTheStore)).isNotEmpty();
        assertThat(stored(DataSets.ct(SERIES, SERIES + ".3")).file().origin()).isEqualTo(Origin.OWN);
        assertThat(server.files()).hasSize(1);

        archive = archive(null);
        assertUnavailable(inTheStore, Kind.AWAY);
        assertThat(sent(inFiles)).isNotEmpty();
    }

    @Test
    void findsObjectsThatTheIndexDoesNotKnow() throws Exception {
        StoredInstance kept = stored(IMAGE);
        String unknown = "c".repeat(64) + "-" + UUID.randomUUID();
        server.store().put(unknown, archive.file(kept));

        assertThat(archive.unknownFiles(0xCCCC)).isEqualTo(new UnknownFiles(1, List.of(unknown)));
        assertThat(archive.unknownFile(unknown)).hasSameBinaryContentAs(archive.file(kept));
        archive.removeUnknown(unknown);
        archive.removeUnknown(kept.file().name());

        assertThat(server.files()).containsExactly(object(kept));
    }
}
