package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import dev.xdsi.dicom.pixel.RenderingRoom.Chosen;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RenderingRoomTest {
    private static final PixelMemory MEMORY = new PixelMemory(1 << 20);
    private static final DrawingMaterials MATERIALS = new DrawingMaterials(MEMORY, Lettering.NONE);

    @Test
    @Timeout(60)
    void whoFindsNoPlaceIsAskedToComeAgainAtOnce() throws Exception {
        RenderingRoom room = new RenderingRoom(MATERIALS, 1, 0, Duration.ofHours(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<String> first = other.submit(() -> in(room, () -> {
                inside.countDown();
                await(leave);
                return "first";
            }));
            inside.await();

            assertThatThrownBy(() -> in(room, () -> "second")).isInstanceOf(BusyException.class);
            leave.countDown();
            assertThat(first.get()).isEqualTo("first");
        }
        assertThat(in(room, () -> "third")).isEqualTo("third");
    }

    @Test
    void whoWaitedForLongIsAskedToComeAgainToo() throws Exception {
        RenderingRoom room = new RenderingRoom(MATERIALS, 1, 1, Duration.ZERO);

        String outer = in(room, () -> {
            assertThatThrownBy(() -> in(room, () -> "inner")).isInstanceOf(BusyException.class);
            return "outer";
        });

        assertThat(outer).isEqualTo("outer");
        assertThat(in(room, () -> "again")).isEqualTo("again");
    }

    /** A picture that takes more of the memory than there is gets no place, and keeps none. */
    @Test
    void whatIsTooLargeForTheMemoryIsRefused() throws Exception {
        RenderingRoom room = new RenderingRoom(MATERIALS, 1, 0, Duration.ZERO);
        DicomFile large = image(1_000, 1_000);

        assertThatThrownBy(() -> room.work(() -> new Chosen(large, 1, frame(1_000_000)), frame -> "large"))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("memory");
        assertThat(in(room, () -> "small")).isEqualTo("small");
        MEMORY.take(1 << 20, Duration.ZERO).close();
    }

    /** A small frame may be asked for as a large picture. */
    @Test
    void aPictureThatIsTooLargeForTheMemoryIsRefused() throws Exception {
        RenderingRoom room = new RenderingRoom(MATERIALS, 1, 0, Duration.ZERO);
        DicomFile small = image(2, 2);

        assertThat(room.draw(
                        () -> new Chosen(small, 1, frame(4)),
                        new View(new Viewport(700, 700), null),
                        RenderedFrame::width))
                .isEqualTo(700);
        assertThatThrownBy(() -> room.draw(
                        () -> new Chosen(small, 1, frame(4)),
                        new View(new Viewport(800, 800), null),
                        RenderedFrame::width))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("memory");
        MEMORY.take(1 << 20, Duration.ZERO).close();
    }

    /** However many ask, the images of as many are read as have a place. */
    @Test
    void nothingIsReadWithoutAPlace() throws Exception {
        RenderingRoom room = new RenderingRoom(MATERIALS, 1, 1, Duration.ZERO);
        AtomicInteger read = new AtomicInteger();
        RenderingRoom.Source<RuntimeException> counted = () -> {
            read.incrementAndGet();
            return new Chosen(image(2, 2), 1, frame(4));
        };

        in(room, () -> {
            assertThatThrownBy(() -> room.work(counted, frame -> "second")).isInstanceOf(BusyException.class);
            assertThatThrownBy(() -> room.draw(counted, View.PLAIN, frame -> "third"))
                    .isInstanceOf(BusyException.class);
            return "first";
        });

        assertThat(read).hasValue(0);
        String fourth = room.work(counted, frame -> "fourth");
        assertThat(fourth).isEqualTo("fourth");
        assertThat(read).hasValue(1);
    }

    /** Nor is the place kept by who finds nothing to read. */
    @Test
    void whatCannotBeReadLeavesThePlace() throws Exception {
        RenderingRoom room = new RenderingRoom(MATERIALS, 1, 0, Duration.ZERO);

        assertThatThrownBy(() -> room.work(RenderingRoomTest::nothing, frame -> "nothing"))
                .isInstanceOf(ClassNotFoundException.class);

        assertThat(in(room, () -> "something")).isEqualTo("something");
    }

    private static Chosen nothing() throws ClassNotFoundException {
        throw new ClassNotFoundException("of any exception that says why");
    }

    private static String in(RenderingRoom room, Supplier<String> work) throws BusyException, IOException {
        return room.work(() -> new Chosen(image(2, 2), 1, frame(4)), frame -> work.get());
    }

    private static DicomFile image(int rows, int columns) {
        Attributes dataSet = new Attributes()
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.Rows, rows)
                .setInt(Tag.Columns, columns)
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7);
        return new DicomFile(new Attributes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSet, 0);
    }

    private static Frames.Frame frame(int length) {
        return new Frames.Frame(List.of(new Frames.Piece(BulkData.of(new byte[length]), 0, length)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
