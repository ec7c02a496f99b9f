package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.Ingest.Refused;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images do not take the last of a disk on which database and audit trail are too. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ReserveTest {
    private static final int BYTES = 1000;
    private static final Attributes IMAGE = DataSets.ct(DataSets.STUDY + ".1", DataSets.STUDY + ".1.1");
    private static final AnnouncedInstance ANNOUNCED = DataSets.announced(IMAGE);
    private static final BorrowedInstances.Surroundings SURROUNDINGS =
            new BorrowedInstances.Surroundings(() -> Instant.EPOCH, UUID::randomUUID, PixelMemory.ofThisProcess());

    @TempDir
    Path folder;

    private final AtomicLong free = new AtomicLong(BYTES);
    private final Reserve reserve = new Reserve(free::get, BYTES);
    private final InMemoryInstanceIndex index = new InMemoryInstanceIndex();

    private Ingest ingest(long largest, InputStream dataSet) throws IOException {
        return new InstanceArchive(new ArchiveFolder(folder, reserve, largest), index, null, SURROUNDINGS)
                .ingest(ANNOUNCED, dataSet);
    }

    private static Reason reason(Ingest ingest) {
        assertThat(ingest).isInstanceOf(Refused.class);
        return ((Refused) ingest).reason();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Zeros without an end; when the first were read, the disk has become full. */
    private final class Endless extends InputStream {
        long read;

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            free.set(BYTES - 1);
            read += length;
            return length;
        }
    }

    @Test
    void belowItNothingIsTakenAndAboveItEverything() throws IOException {
        free.set(BYTES - 1);
        assertThat(reason(ingest(Long.MAX_VALUE, DataSets.stream(IMAGE)))).isEqualTo(Reason.OUT_OF_RESOURCES);
        assertThat(files()).isEmpty();

        free.set(BYTES);
        assertThat(ingest(Long.MAX_VALUE, DataSets.stream(IMAGE))).isInstanceOf(Ingest.Stored.class);
    }

    @Test
    void whatComesOnAndOnIsRefusedWhenItIsReached() throws IOException {
        Endless endless = new Endless();

        assertThat(reason(ingest(Long.MAX_VALUE, endless))).isEqualTo(Reason.OUT_OF_RESOURCES);
        assertThat(files()).isEmpty();
        assertThat(endless.read).isLessThan(65L << 20);
    }

    @Test
    void anInstanceIsNoLargerThanIsTaken() throws IOException {
        int length = DataSets.bytes(IMAGE).length;

        assertThat(reason(ingest(length - 1, DataSets.stream(IMAGE)))).isEqualTo(Reason.TOO_LARGE);
        assertThat(files()).isEmpty();
        assertThat(ingest(length, DataSets.stream(IMAGE))).isInstanceOf(Ingest.Stored.class);
    }

    @Test
    void nothingIsDecompressedBelowIt() throws IOException {
        free.set(BYTES - 1);
        DecompressedFiles files = new DecompressedFiles(folder, UUID::randomUUID, PixelMemory.ofThisProcess(), reserve);

        assertThatThrownBy(() -> files.write(folder.resolve("any"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("try again later");
    }

    @Test
    void whatAPacsGivesIsNotTakenBelowIt() throws IOException {
        WantedInstances wanted = new WantedInstances(
                "4711",
                new Oid(DataSets.STUDY),
                new Oid(DataSets.STUDY + ".1"),
                Map.of(new Oid(ANNOUNCED.sopInstanceUID()), new Oid(ANNOUNCED.sopClassUID())));
        BorrowedInstances borrowed = new BorrowedInstances(
                new BorrowedInstances.Cache(folder, 1 << 20, reserve), index, (asked, taker) -> {}, SURROUNDINGS);
        free.set(BYTES - 1);

        assertThat(reason(borrowed.take(wanted, ANNOUNCED, DataSets.stream(IMAGE))))
                .isEqualTo(Reason.OUT_OF_RESOURCES);
        assertThat(files()).isEmpty();
    }
}
