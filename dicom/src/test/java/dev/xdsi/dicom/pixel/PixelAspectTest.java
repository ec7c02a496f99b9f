package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pixels that are not square are seen as what they are. */
class PixelAspectTest {
    private static final Size FRAME = new Size(30, 20);

    @TempDir
    Path folder;

    private static Attributes image() {
        return RenderedFrameTest.image("MONOCHROME2", FRAME.rows(), FRAME.columns(), 8);
    }

    private static EncodedFrame frame(Attributes image, int number) {
        byte[] pixels = new byte[FRAME.pixels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return new EncodedFrame(
                new DicomFile(new Attributes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image, 0), number, pixels);
    }

    private static String size(Attributes image, int number, View view) throws UnrenderableException {
        RenderedFrame seen = RenderedFrame.of(frame(image, number), view);
        return seen.width() + "x" + seen.height();
    }

    private static String size(Attributes image) throws UnrenderableException {
        return size(image, 1, View.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "PixelAspectRatio, 2, 1, 20x60",
        "PixelAspectRatio, 11, 12, 22x30",
        "PixelSpacing, 0.5, 0.25, 20x60",
        "ImagerPixelSpacing, 0.1, 0.2, 40x30",
        "NominalScannedPixelSpacing, 0.1, 0.15, 30x30",
        "PixelSpacing, 0.4, 0.4, 20x30",
    })
    void theSmallerNumberOfPixelsGetsLarger(String attribute, String vertical, String horizontal, String seen)
            throws Exception {
        assertThat(size(image().setString(tag(attribute), vertical, horizontal)))
                .isEqualTo(seen);
    }

    /** What is not two sizes, or one that nothing looks like, or as good as square. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "17, 1", "1, 17", "2, x", "1.009, 1", "1, 1.009", "0, 0"})
    void nonsenseChangesNothing(String vertical, String horizontal) throws Exception {
        assertThat(size(image().setString(Tag.PixelSpacing, vertical, horizontal)))
                .isEqualTo("20x30");
        assertThat(size(image().setString(Tag.PixelAspectRatio, "2"))).isEqualTo("20x30");
        assertThat(size(image().setString(Tag.PixelAspectRatio, "0", "0")
                        .setString(Tag.PixelSpacing, "0", "0")
                        .setString(Tag.ImagerPixelSpacing, "2", "1")))
                .isEqualTo("20x60");
    }

    @Test
    void theRatioSaysMoreThanTheDistances() throws Exception {
        assertThat(size(image().setString(Tag.PixelAspectRatio, "1", "1")
                        .setString(Tag.PixelSpacing, "2", "1")
                        .setString(Tag.ImagerPixelSpacing, "3", "1")))
                .isEqualTo("20x30");
        assertThat(size(image().setString(Tag.PixelSpacing, "2", "1")
                        .setString(Tag.ImagerPixelSpacing, "3", "1")
                        .setString(Tag.NominalScannedPixelSpacing, "4", "1")))
                .isEqualTo("20x60");
    }

    /** PS3.3 C.7.6.16.2.1: of all frames, or of one. */
    @Test
    void framesOfOneImageMayDiffer() throws Exception {
        Attributes image = image().setItems(Tag.SharedFunctionalGroupsSequence, measures("2"))
                .setItems(Tag.PerFrameFunctionalGroupsSequence, new Attributes(), measures("3"));

        assertThat(size(image, 1, View.PLAIN)).isEqualTo("20x60");
        assertThat(size(image, 2, View.PLAIN)).isEqualTo("20x90");
        assertThat(size(image().setItems(
                                Tag.SharedFunctionalGroupsSequence,
                                new Attributes()
                                        .setItems(
                                                Tag.FramePixelDataPropertiesSequence,
                                                new Attributes().setString(Tag.ImagerPixelSpacing, "2", "1")))))
                .isEqualTo("20x60");
    }

    private static Attributes measures(String vertical) {
        return new Attributes()
                .setItems(Tag.PixelMeasuresSequence, new Attributes().setString(Tag.PixelSpacing, vertical, "1"));
    }

    /** PS3.18 8.3.5.1.3 */
    @Test
    void aViewportIsFilledByWhatIsSeen() throws Exception {
        Attributes tall = image().setString(Tag.PixelAspectRatio, "2", "1");
        Attributes wide = image().setString(Tag.PixelAspectRatio, "1", "3");

        assertThat(size(tall, 1, new View(new Viewport(100, 60), null))).isEqualTo("20x60");
        assertThat(size(tall, 1, new View(new Viewport(10, 100), null))).isEqualTo("10x30");
        assertThat(size(wide, 1, new View(new Viewport(128, 128), null))).isEqualTo("128x64");
        assertThat(size(tall, 1, new View(null, null, new Region.Pixels(5, 5, -10, 10))))
                .isEqualTo("10x20");
    }

    @Test
    void noPixelIsLost() throws Exception {
        int[] plain = RenderedFrame.of(frame(image(), 1), View.PLAIN).parts();
        int[] tall = RenderedFrame.of(frame(image().setString(Tag.PixelAspectRatio, "2", "1"), 1), View.PLAIN)
                .parts();

        for (int row = 0; row < 2 * FRAME.rows(); row++) {
            for (int column = 0; column < FRAME.columns(); column++) {
                assertThat(tall[row * FRAME.columns() + column]).isEqualTo(plain[row / 2 * FRAME.columns() + column]);
            }
        }
    }

    /** What a picture takes is counted as it is drawn, and what is out of all bounds is seen with fewer pixels. */
    @Test
    void aPictureStaysWithinBounds() throws Exception {
        Attributes tall = image().setString(Tag.PixelAspectRatio, "16", "1");
        assertThat(RenderedFrame.memory(frame(tall, 1).image(), 1, View.PLAIN, Look.PLAIN))
                .isEqualTo(2L * 16 * FRAME.pixels());

        PixelAspect aspect = new PixelAspect(16);
        assertThat(aspect.squared(new Size(6_000, 100), 1)).isEqualTo(new Size(65_500, 68));
        Size large = aspect.squared(new Size(4_000, 4_000), 3);
        assertThat(3L * large.pixels()).isBetween(PixelFormat.MOST_BYTES - 1_000_000L, PixelFormat.MOST_BYTES + 1L);
        assertThat((double) large.rows() / large.columns()).isBetween(15.9, 16.1);
        assertThat(PixelAspect.SQUARE.squared(new Size(1, 70_000), 1)).isEqualTo(new Size(1, 70_000));
    }

    /** It cuts fractions of a pixel off, and here they are rounded. */
    @org.junit.jupiter.api.Tag("integration")
    @ParameterizedTest
    @CsvSource({
        "PixelAspectRatio, 2, 1, +Sxf, 1.0",
        "PixelAspectRatio, 11, 12, +Syf, 1.0",
        "PixelSpacing, 0.5, 0.3, +Sxf, 1.0",
        "ImagerPixelSpacing, 0.15, 0.2, +Syf, 1.0",
        "PixelSpacing, 1, 3, +Sxv, 45",
        "PixelSpacing, 3, 1, +Syv, 54",
    })
    void dcmtkMakesThemAsLarge(String attribute, String vertical, String horizontal, String option, String value)
            throws Exception {
        Attributes image = image().setString(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
                .setString(Tag.SOPInstanceUID, "2.25.1")
                .setString(tag(attribute), vertical, horizontal)
                .setBytes(Tag.PixelData, VR.OB, frame(image(), 1).bytes());
        Path file = folder.resolve("image.dcm");
        Path output = folder.resolve("image.png");
        Part10.write(file, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);

        Foreign.run(List.of("dcmj2pnm", "+on", option, value), List.of(file.toString(), output.toString()));

        BufferedImage theirs = ImageIO.read(output.toFile());
        View view = switch (option) {
            case "+Sxv" -> new View(new Viewport(Integer.parseInt(value), Viewport.LARGEST), null);
            case "+Syv" -> new View(new Viewport(Viewport.LARGEST, Integer.parseInt(value)), null);
            default -> View.PLAIN;
        };
        RenderedFrame ours = RenderedFrame.of(frame(image, 1), view);
        assertThat(ours.width()).isBetween(theirs.getWidth(), theirs.getWidth() + 1);
        assertThat(ours.height()).isBetween(theirs.getHeight(), theirs.getHeight() + 1);
        assertThat(ours.width() * ours.height()).isNotEqualTo(FRAME.pixels());
    }

    private static int tag(String attribute) {
        return switch (attribute) {
            case "PixelAspectRatio" -> Tag.PixelAspectRatio;
            case "PixelSpacing" -> Tag.PixelSpacing;
            case "ImagerPixelSpacing" -> Tag.ImagerPixelSpacing;
            default -> Tag.NominalScannedPixelSpacing;
        };
    }
}
