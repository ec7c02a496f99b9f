package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.DicomFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What frames look like, and that what cannot be shown as it is meant is not shown at all. */
class RenderedFrameTest {
    private static final String RLE = UID.RLELossless;

    static Attributes image(String photometric, int rows, int columns, int bits) {
        return new Attributes()
                .setInt(Tag.SamplesPerPixel, photometric.matches("RGB|YBR.*") ? 3 : 1)
                .setString(Tag.PhotometricInterpretation, photometric)
                .setInt(Tag.Rows, rows)
                .setInt(Tag.Columns, columns)
                .setInt(Tag.BitsAllocated, bits)
                .setInt(Tag.BitsStored, bits)
                .setInt(Tag.HighBit, bits - 1)
                .setInt(Tag.PixelRepresentation, 0);
    }

    private static RenderedFrame rendered(Attributes image, String syntax, View view, int... bytes)
            throws UnrenderableException {
        byte[] frame = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            frame[i] = (byte) bytes[i];
        }
        return rendered(image, syntax, view, frame);
    }

    private static RenderedFrame rendered(Attributes image, String syntax, View view, byte[] frame)
            throws UnrenderableException {
        DicomFile file = new DicomFile(new Attributes(), TransferSyntax.of(syntax), image, 0);
        return RenderedFrame.of(new EncodedFrame(file, 1, frame), view);
    }

    static RenderedFrame rendered(Attributes image, int... bytes) throws UnrenderableException {
        return rendered(image, UID.ExplicitVRLittleEndian, View.PLAIN, bytes);
    }

    static int[] grays(RenderedFrame frame) {
        int[] grays = frame.parts();
        assertThat(grays).hasSize(frame.width() * frame.height());
        return grays;
    }

    private static int colour(RenderedFrame frame, int pixel) {
        int[] parts = frame.parts();
        return Colours.rgb(parts[3 * pixel], parts[3 * pixel + 1], parts[3 * pixel + 2]);
    }

    @Test
    void withoutAWindowAllValuesAreShownButThePadding() throws Exception {
        Attributes image = image("MONOCHROME2", 1, 4, 8).setInt(Tag.PixelPaddingValue, VR.US, 200);

        assertThat(grays(rendered(image, 10, 20, 60, 200))).containsExactly(0, 51, 255, 255);
        assertThat(grays(rendered(image("MONOCHROME1", 1, 3, 8), 10, 20, 60))).containsExactly(255, 204, 0);
        assertThat(grays(rendered(image("MONOCHROME2", 1, 2, 8), 7, 7))).containsExactly(128, 128);
    }

    /** PS3.18 8.3.5.1.3: what is turned round are the pixels of the region, not the image. */
    @Test
    void aRegionOfNegativeSizeIsTurnedRound() throws Exception {
        Attributes gray = image("MONOCHROME2", 2, 3, 8);
        int[] pixels = {0, 10, 20, 30, 40, 255};

        assertThat(grays(turned(gray, new Region.Pixels(1, 0, -2, 2), pixels))).containsExactly(20, 10, 255, 40);
        assertThat(grays(turned(gray, new Region.Pixels(1, 0, 2, -2), pixels))).containsExactly(40, 255, 10, 20);
        assertThat(turned(image("RGB", 1, 2, 8), new Region.Pixels(0, 0, -2, 1), 1, 2, 3, 4, 5, 6)
                        .parts())
                .containsExactly(4, 5, 6, 1, 2, 3);
    }

    private static RenderedFrame turned(Attributes image, Region region, int... bytes) throws UnrenderableException {
        return rendered(image, UID.ExplicitVRLittleEndian, new View(null, null, region), bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 0, 128, 255, 255",
        "LINEAR_EXACT, 0, 128, 255, 255",
        "SIGMOID, 30, 128, 225, 255",
    })
    void aWindowIsLookedThroughByItsFunction(String function, int a, int b, int c, int d) throws Exception {
        Attributes image = image("MONOCHROME2", 1, 4, 8)
                .setString(Tag.WindowCenter, "100", "7")
                .setString(Tag.WindowWidth, "80", "9")
                .setString(Tag.VOILUTFunction, function);

        assertThat(grays(rendered(image, 60, 100, 140, 250))).satisfies(seen -> assertNear(seen, a, b, c, d));
    }

    private static void assertNear(int[] seen, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(seen[i]).isBetween(expected[i] - 2, expected[i] + 2);
        }
    }

    @Test
    void signedValuesBesideOtherBitsAreRescaledBeforeTheyAreWindowed() throws Exception {
        // Twelve bits, their highest the fifteenth, with an overlay in the lowest four: -1, 0, 1.
        Attributes image = image("MONOCHROME2", 1, 3, 16)
                .setInt(Tag.BitsStored, 12)
                .setInt(Tag.HighBit, 15)
                .setInt(Tag.PixelRepresentation, 1)
                .setString(Tag.RescaleSlope, "10")
                .setString(Tag.RescaleIntercept, "100")
                .setString(Tag.WindowCenter, "100")
                .setString(Tag.WindowWidth, "20")
                .setString(Tag.VOILUTFunction, "LINEAR_EXACT");

        assertThat(grays(rendered(image, 0xFF, 0xFF, 0x0F, 0x00, 0x1A, 0x00))).containsExactly(0, 128, 255);
    }

    @Test
    void whoLooksMayChooseTheWindow() throws Exception {
        View view = new View(null, new Window(50, 100, Window.Function.LINEAR_EXACT));

        assertThat(grays(rendered(image("MONOCHROME2", 1, 3, 8), UID.ExplicitVRLittleEndian, view, 0, 50, 100)))
                .containsExactly(0, 128, 255);
    }

    @Test
    void tablesTakeThePlaceOfSlopeAndWindow() throws Exception {
        Attributes modality =
                new Attributes().setInt(Tag.LUTDescriptor, VR.US, 4, 1, 16).setInt(Tag.LUTData, VR.US, 10, 11, 12, 13);
        Attributes voi = new Attributes()
                .setInt(Tag.LUTDescriptor, VR.US, 4, 10, 12)
                .setInt(Tag.LUTData, VR.US, 4095, 2048, 1024, 0);
        Attributes image = image("MONOCHROME2", 1, 6, 8)
                .setItems(Tag.ModalityLUTSequence, modality)
                .setItems(Tag.VOILUTSequence, voi);

        assertThat(grays(rendered(image, 0, 1, 2, 3, 4, 200))).containsExactly(255, 255, 128, 64, 0, 0);
    }

    @Test
    void theTableOfAFrameGoesBeforeThatOfTheImage() throws Exception {
        Attributes frames = new Attributes()
                .setItems(
                        Tag.FrameVOILUTSequence,
                        new Attributes()
                                .setItems(
                                        Tag.VOILUTSequence,
                                        new Attributes()
                                                .setInt(Tag.LUTDescriptor, VR.US, 4, 0, 8)
                                                .setInt(Tag.LUTData, VR.US, 255, 100, 50, 0)));
        Attributes image = image("MONOCHROME2", 1, 4, 8).setItems(Tag.SharedFunctionalGroupsSequence, frames);

        assertThat(grays(rendered(image, 0, 1, 2, 3))).containsExactly(255, 100, 50, 0);
    }

    /** Of these the transformation leads back to the intensity of the beam, and the window is of what is stored. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatLeadsBackToTheBeamIsNotForDisplay(int kind) throws Exception {
        Attributes modality =
                new Attributes().setInt(Tag.LUTDescriptor, VR.US, 4, 0, 16).setInt(Tag.LUTData, VR.US, 900, 9, 5, 1);
        Attributes image = image("MONOCHROME2", 1, 3, 8)
                .setString(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.12." + kind)
                .setItems(Tag.ModalityLUTSequence, modality)
                .setString(Tag.RescaleSlope, "7")
                .setString(Tag.WindowCenter, "127.5")
                .setString(Tag.WindowWidth, "255")
                .setString(Tag.VOILUTFunction, "LINEAR_EXACT");

        assertThat(grays(rendered(image, 0, 100, 255))).containsExactly(0, 100, 255);
    }

    /** As programs leave it that decompress and do not say so. */
    @Test
    void chrominanceThatIsNotHalvedIsNotTakenForHalved() {
        for (int frames : new int[] {1, 2}) {
            Attributes image = image("YBR_FULL_422", 1, 2, 8).setInt(Tag.NumberOfFrames, frames);
            assertRefused(() -> Frames.of(pixels(image, 6 * frames)));
            assertThatCode(() -> Frames.of(pixels(image, 4 * frames))).doesNotThrowAnyException();
        }
    }

    private static DicomFile pixels(Attributes image, int bytes) {
        return new DicomFile(
                new Attributes(),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                image.copy().setBytes(Tag.PixelData, VR.OB, new byte[bytes]),
                0);
    }

    @Test
    void singleBitsAreNotWrittenAsBytes() throws Exception {
        byte[] frame = rle(new byte[] {3, 1, 0, 0, 1});
        Attributes bits = image("MONOCHROME2", 1, 4, 1);
        NativeFrame decoded = new NativeFrame(PixelFormat.of(bits), new byte[] {1, 0, 0, 1});

        assertRefused(decoded::asWritten);
        assertRefused(() -> Decompression.decoded(new EncodedFrame(
                new DicomFile(new Attributes(), TransferSyntax.of(RLE), image("YBR_PARTIAL_422", 1, 1, 8), 0),
                1,
                rle(new byte[] {0, 1}, new byte[] {0, 1}, new byte[] {0, 1}))));
        assertThat(Decompression.decoded(new EncodedFrame(
                        new DicomFile(new Attributes(), TransferSyntax.of(RLE), image("MONOCHROME2", 1, 4, 8), 0),
                        1,
                        frame)))
                .containsExactly(1, 0, 0, 1);
    }

    @Test
    void graphicsThatAreLargerThanAnyImageAreNotRead() {
        Attributes image = image("MONOCHROME2", 1, 1, 8)
                .setInt(Tag.OverlayRows, 30_000)
                .setInt(Tag.OverlayColumns, 30_000)
                .setString(Tag.OverlayType, "G")
                .setBytes(Tag.OverlayData, VR.OW, new byte[1 << 10]);
        assertThatThrownBy(() -> rendered(image, 1))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void coloursAreBesideEachOtherOrInPlanes() throws Exception {
        assertThat(colour(rendered(image("RGB", 1, 2, 8), 1, 2, 3, 4, 5, 6), 1)).isEqualTo(0x040506);
        assertThat(colour(rendered(image("RGB", 1, 2, 8).setInt(Tag.PlanarConfiguration, 1), 1, 4, 2, 5, 3, 6), 1))
                .isEqualTo(0x040506);
    }

    @Test
    void luminanceAndChrominanceAreColours() throws Exception {
        assertThat(colour(rendered(image("YBR_FULL", 1, 1, 8), 76, 85, 255), 0)).isEqualTo(0xFE0000);
        RenderedFrame halved = rendered(image("YBR_FULL_422", 1, 2, 8), 76, 100, 128, 128);
        assertThat(colour(halved, 0)).isEqualTo(0x4C4C4C);
        assertThat(colour(halved, 1)).isEqualTo(0x646464);
    }

    @Test
    void numbersOfColoursAreLookedUp() throws Exception {
        Attributes image = image("PALETTE COLOR", 1, 3, 8)
                .setInt(Tag.RedPaletteColorLookupTableDescriptor, VR.US, 2, 5, 16)
                .setInt(Tag.GreenPaletteColorLookupTableDescriptor, VR.US, 2, 5, 16)
                .setInt(Tag.BluePaletteColorLookupTableDescriptor, VR.US, 2, 5, 16)
                .setInt(Tag.RedPaletteColorLookupTableData, VR.US, 0x1100, 0x4400)
                .setInt(Tag.GreenPaletteColorLookupTableData, VR.US, 0x2200, 0x5500)
                .setInt(Tag.BluePaletteColorLookupTableData, VR.US, 0x3300, 0x6600);

        RenderedFrame frame = rendered(image, 0, 5, 255);

        assertThat(colour(frame, 0)).isEqualTo(0x112233);
        assertThat(colour(frame, 1)).isEqualTo(0x112233);
        assertThat(colour(frame, 2)).isEqualTo(0x445566);
    }

    @Test
    void chrominanceOfAPartialRangeIsSpreadOverAllColours() throws Exception {
        RenderedFrame frame = rendered(image("YBR_PARTIAL_422", 1, 2, 8), 16, 235, 128, 128);

        assertThat(colour(frame, 0)).isEqualTo(0x000000);
        assertThat(colour(frame, 1)).isEqualTo(0xFFFFFF);
    }

    /** A plane of 2 by 3 whose first pixel lies above and to the left of the image's, and one of regions, which nobody sees. */
    @Test
    void graphicsAreDrawnOverTheImageWhereTheyLie() throws Exception {
        Attributes image = image("MONOCHROME2", 2, 3, 8)
                .setInt(Tag.OverlayRows, 2)
                .setInt(Tag.OverlayColumns, 3)
                .setString(Tag.OverlayType, "G")
                .setInt(Tag.OverlayOrigin, VR.SS, 0, 0)
                .setBytes(Tag.OverlayData, VR.OW, new byte[] {0b0011_1111, 0})
                .setString(Tag.OverlayType + 0x20000, "R")
                .setBytes(Tag.OverlayData + 0x20000, VR.OW, new byte[] {-1, 0})
                .setString(Tag.WindowCenter, "127.5")
                .setString(Tag.WindowWidth, "255")
                .setString(Tag.VOILUTFunction, "LINEAR_EXACT");

        assertThat(grays(rendered(image, 1, 2, 3, 4, 5, 6))).containsExactly(255, 255, 3, 4, 5, 6);
        image.setInt(Tag.NumberOfFramesInOverlay, 1).setInt(Tag.ImageFrameOrigin, 2);
        assertThat(grays(rendered(image, 1, 2, 3, 4, 5, 6))).containsExactly(1, 2, 3, 4, 5, 6);
        assertRefused(
                () -> rendered(image.setInt(Tag.ImageFrameOrigin, 1).setInt(Tag.OverlayRows, 200), 1, 2, 3, 4, 5, 6));
    }

    @Test
    void graphicsInBitsThatPixelsLeaveUnusedAreDrawn() throws Exception {
        Attributes image = image("MONOCHROME2", 1, 3, 16)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setString(Tag.OverlayType, "G")
                .setInt(Tag.OverlayRows, 1)
                .setInt(Tag.OverlayColumns, 3)
                .setInt(Tag.OverlayBitsAllocated, 16)
                .setInt(Tag.OverlayBitPosition, 12)
                .setString(Tag.WindowCenter, "127.5")
                .setString(Tag.WindowWidth, "255")
                .setString(Tag.VOILUTFunction, "LINEAR_EXACT");

        assertThat(grays(rendered(image, 7, 0x10, 8, 0x20, 9, 0x30))).containsExactly(255, 8, 255);
    }

    @Test
    void numbersOfFloatingPointAreNotTakenForWholeOnes() {
        assertRefused(() -> rendered(
                image("MONOCHROME2", 1, 1, 32).setBytes(Tag.FloatPixelData, VR.OF, new byte[4]), 0, 0, 0x80, 0x3F));
    }

    @Test
    void runsHaveTheMostSignificantBytesFirst() throws Exception {
        byte[] frame = rle(new byte[] {-1, 1, 0, 0}, new byte[] {1, 2, 4, -128});

        assertThat(grays(rendered(
                        image("MONOCHROME2", 1, 2, 16),
                        RLE,
                        new View(null, new Window(0x100, 0x200, Window.Function.LINEAR_EXACT)),
                        rle(new byte[] {1, 0, 1}, new byte[] {-1, 0}))))
                .containsExactly(0, 128);
        assertThatThrownBy(() -> rendered(image("MONOCHROME2", 1, 3, 16), RLE, View.PLAIN, frame))
                .isInstanceOf(UnrenderableException.class);
    }

    private static byte[] rle(byte[]... segments) {
        ByteBuffer frame = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(segments.length);
        int at = 64;
        for (byte[] segment : segments) {
            frame.putInt(at);
            frame.put(at, segment);
            at += segment.length;
        }
        return Arrays.copyOf(frame.array(), at);
    }

    @Test
    void aViewportIsFilledAsFarAsTheShapeAllows() throws Exception {
        Attributes image = image("MONOCHROME2", 2, 4, 8)
                .setString(Tag.WindowCenter, "127.5")
                .setString(Tag.WindowWidth, "255")
                .setString(Tag.VOILUTFunction, "LINEAR_EXACT");

        RenderedFrame small = rendered(
                image, UID.ExplicitVRLittleEndian, new View(new Viewport(2, 2), null), 0, 100, 10, 10, 50, 50, 10, 10);
        assertThat(small.width()).isEqualTo(2);
        assertThat(grays(small)).containsExactly(50, 10);
        RenderedFrame large = rendered(
                image, UID.ExplicitVRLittleEndian, new View(new Viewport(8, 80), null), 0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(large.height()).isEqualTo(4);
        assertThat(grays(large)).startsWith(0, 0, 1, 1, 2, 2, 3, 3);
    }

    @Test
    void picturesAreWrittenAsTheyAre() throws Exception {
        RenderedFrame gray = rendered(image("MONOCHROME2", 1, 3, 8), 0, 100, 255);
        RenderedFrame colour = rendered(image("RGB", 1, 1, 8), 250, 0, 10);

        assertThat(ImageIO.read(new ByteArrayInputStream(gray.png()))
                        .getRaster()
                        .getPixels(0, 0, 3, 1, (int[]) null))
                .containsExactly(0, 100, 255);
        assertThat(ImageIO.read(new ByteArrayInputStream(gray.jpeg(100)))
                        .getRaster()
                        .getSample(1, 0, 0))
                .isBetween(96, 104);
        assertThat(ImageIO.read(new ByteArrayInputStream(colour.png())).getRGB(0, 0) & 0xFFFFFF)
                .isEqualTo(0xFA000A);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UID.JPEG2000Lossless,
                UID.JPEGLSLossless,
                UID.HTJ2KLossless,
                UID.JPEG2000MC,
                UID.MPEG2MPML,
                "1.2.3.4.5",
            })
    void whatNobodyDecodesIsNotShown(String syntax) {
        assertRefused(() -> rendered(image("MONOCHROME2", 1, 2, 8), syntax, View.PLAIN, 0, 0));
    }

    @Test
    void whatIsToldWronglyIsNotShown() {
        assertRefused(() -> rendered(new Attributes()));
        assertRefused(() -> rendered(image("MONOCHROME2", 2, 2, 8), 1, 2, 3));
        assertRefused(() -> rendered(image("MONOCHROME2", 0, 2, 8), 1, 2, 3));
        assertRefused(() -> rendered(image("MONOCHROME2", 1, 1, 8).setInt(Tag.BitsStored, 9), 1));
        assertRefused(() -> rendered(image("MONOCHROME2", 1, 1, 24), 1, 1, 1));
        assertRefused(() -> rendered(image("RGB", 1, 1, 8).setInt(Tag.SamplesPerPixel, 1), 1, 2, 3));
        assertRefused(() -> rendered(image("YBR_FULL", 1, 1, 16), 1, 2, 3, 4, 5, 6));
        assertRefused(() -> rendered(image("YBR_ICT", 1, 1, 8), 1, 2, 3));
        assertRefused(() -> rendered(image("PALETTE COLOR", 1, 1, 8), 1));
        assertRefused(() -> rendered(image("MONOCHROME2", 1, 1, 8).setString(Tag.RescaleSlope, "0"), 1));
        assertRefused(() -> rendered(
                image("MONOCHROME2", 1, 1, 8)
                        .setString(Tag.WindowCenter, "1")
                        .setString(Tag.WindowWidth, "1")
                        .setString(Tag.VOILUTFunction, "BENT"),
                1));
    }

    @Test
    void nothingIsMadeForAnImageThatOnlySaysItIsLarge() {
        long before = allocated();
        Attributes huge = image("MONOCHROME2", 65_000, 65_000, 16);

        assertRefused(() -> rendered(huge, 1, 2));
        assertRefused(() -> rendered(huge, RLE, View.PLAIN, new byte[100]));
        byte[] runs = rle(new byte[] {0, 1}, new byte[] {0, 1});
        assertRefused(() -> rendered(image("MONOCHROME2", 9_000, 9_000, 16), RLE, View.PLAIN, runs));

        assertThat(allocated() - before).isLessThan(5_000_000);
    }

    /** A receiver may be slow, and many may be. */
    @Test
    void aLargeFrameIsNotDecodedToBeSent() {
        EncodedFrame large = new MadeImage(5_000, 4_000, 16, false, 1, false)
                .encoded(UID.RLELossless, rle(new byte[] {0, 1}, new byte[] {0, 1}));
        assertThatThrownBy(() -> Decompression.decoded(large))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("not sent decoded");
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void brokenRunsAreNotShown() {
        Attributes image = image("MONOCHROME2", 1, 4, 8);
        byte[] beyond = rle(new byte[] {3, 1, 2, 3, 4});
        beyond[4] = 120;

        assertRefused(() -> rendered(image, RLE, View.PLAIN, beyond));
        assertRefused(() -> rendered(image, RLE, View.PLAIN, rle(new byte[] {3, 1, 2})));
        assertRefused(() -> rendered(image, RLE, View.PLAIN, rle(new byte[] {-2, 1})));
        assertRefused(() -> rendered(image, RLE, View.PLAIN, rle(new byte[] {3, 1, 2, 3, 4}, new byte[0])));
        assertRefused(() -> rendered(image, RLE, View.PLAIN, new byte[10]));
    }

    @Test
    void aJpegOfAnotherSizeOrKindOrNoneIsNotShown() throws Exception {
        byte[] jpeg = jpeg(16, 8);

        assertThat(rendered(image("MONOCHROME2", 8, 16, 8), UID.JPEGBaseline8Bit, View.PLAIN, jpeg)
                        .width())
                .isEqualTo(16);
        for (Attributes other : new Attributes[] {
            image("MONOCHROME2", 16, 8, 8),
            image("MONOCHROME2", 4, 4, 8),
            image("RGB", 8, 16, 8),
            image("MONOCHROME2", 8, 16, 16),
        }) {
            assertRefused(() -> rendered(other, UID.JPEGBaseline8Bit, View.PLAIN, jpeg));
        }
        Attributes image = image("MONOCHROME2", 8, 16, 8);
        assertRefused(() -> rendered(image, UID.JPEGLosslessSV1, View.PLAIN, jpeg));
        assertRefused(() -> rendered(image, UID.JPEGBaseline8Bit, View.PLAIN, new byte[] {1, 2, 3}));
        for (int length = 0; length < jpeg.length - 20; length += 7) {
            byte[] cut = Arrays.copyOf(jpeg, length);
            if (length < 160) {
                assertRefused(() -> rendered(image, UID.JPEGBaseline8Bit, View.PLAIN, cut));
            }
        }
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "jpeg", out);
        return out.toByteArray();
    }

    private static void assertRefused(ThrowingCallable rendering) {
        assertThatThrownBy(rendering)
                .isInstanceOf(UnrenderableException.class)
                .message()
                .isNotBlank();
    }
}
