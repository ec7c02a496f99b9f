package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small frames of every codec, made of {@link MadeImage} by the programs that {@link EncodedByOthersTest} and
 * {@link EncodedByOpenJphTest} run, one by this project's own encoder of passes that these do not write: what they are decoded to, and
 * that of a broken one there is an error or a picture, within bounds.
 */
class CodecFramesTest {
    private static final long MOST_MEMORY = 8 << 20;
    private static final byte LOSSLESS_FRAME = (byte) 0xC3;

    /** @param tolerance of lossy ones */
    record Sample(String name, String transferSyntax, MadeImage image, int tolerance) {
        byte[] frame() throws IOException {
            try (InputStream in = CodecFramesTest.class.getResourceAsStream("frames/" + name)) {
                return in.readAllBytes();
            }
        }

        NativeFrame decode(byte[] frame) throws UnrenderableException {
            return PixelDecoder.of(TransferSyntax.of(transferSyntax)).decode(frame, PixelFormat.of(image.attributes()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("sv1-16s.jpg", UID.JPEGLosslessSV1, MadeImage.small(16, true, 1), 0),
                new Sample("sv6-12.jpg", UID.JPEGLossless, MadeImage.small(12, false, 1), 0),
                new Sample("sv7-rgb.jpg", UID.JPEGLossless, MadeImage.small(8, false, 3), 0),
                new Sample("baseline-8.jpg", UID.JPEGBaseline8Bit, MadeImage.smooth(8, 1), 3),
                new Sample("baseline-rgb.jpg", UID.JPEGBaseline8Bit, MadeImage.smooth(8, 3), 6),
                new Sample("extended-12.jpg", UID.JPEGExtended12Bit, MadeImage.smooth(12, 1), 6),
                new Sample(
                        "progressive-12.jpg", UID.JPEGFullProgressionNonHierarchical1012, MadeImage.smooth(12, 1), 6),
                new Sample("lossless-16s.jls", UID.JPEGLSLossless, MadeImage.small(16, true, 1), 0),
                new Sample("near-12.jls", UID.JPEGLSNearLossless, MadeImage.small(12, false, 1), 3),
                new Sample("line-rgb.jls", UID.JPEGLSLossless, MadeImage.small(8, false, 3), 0),
                new Sample("sample-rgb.jls", UID.JPEGLSLossless, MadeImage.small(8, false, 3), 0),
                new Sample("lossless-16s.j2k", UID.JPEG2000Lossless, MadeImage.small(16, true, 1), 0),
                new Sample("styles-12.j2k", UID.JPEG2000Lossless, MadeImage.small(12, false, 1), 0),
                new Sample("tiles-rgb.j2k", UID.JPEG2000Lossless, MadeImage.small(8, false, 3), 0),
                new Sample("irreversible-8.j2k", UID.JPEG2000, MadeImage.smooth(8, 1), 2),
                new Sample("ht-16s.j2k", UID.HTJ2KLossless, MadeImage.small(16, true, 1), 0),
                new Sample("ht-blocks-12.j2k", UID.HTJ2KLossless, MadeImage.small(12, false, 1), 0),
                new Sample("ht-tiles-rgb.j2k", UID.HTJ2KLosslessRPCL, MadeImage.small(8, false, 3), 0),
                new Sample("ht-irreversible-8.j2k", UID.HTJ2K, MadeImage.smooth(8, 1), 2),
                new Sample("ht-passes-12.j2k", UID.HTJ2K, MadeImage.small(12, false, 1), 1),
                new Sample("runs-12.rle", UID.RLELossless, MadeImage.small(12, false, 1), 0));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isDecodedToWhatItWasMadeOf(Sample sample) throws Exception {
        assertThat(sample.image().farthest(sample.decode(sample.frame()))).isLessThanOrEqualTo(sample.tolerance());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutOffAnywhereItIsAnErrorOrTheSamePicture(Sample sample) throws Exception {
        byte[] whole = sample.frame();
        byte[] cells = sample.decode(whole).cells();
        int pictures = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertThat(sample.decode(cut).cells()).as("at " + length).isEqualTo(cells);
                pictures++;
            } catch (UnrenderableException refused) {
                assertThat(String.valueOf(refused.getMessage())).isNotBlank();
            }
        }
        // All but the last marker, and what fills up the last byte.
        assertThat(pictures).isLessThan(8);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withBytesChangedItIsAnErrorOrAPictureOfThatSize(Sample sample) throws Exception {
        byte[] whole = sample.frame();
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            byte[] broken = whole.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            long before = allocated();
            try {
                assertThat(sample.decode(broken).cells()).hasSize(sample.image().cells().length);
            } catch (UnrenderableException refused) {
                assertThat(String.valueOf(refused.getMessage())).isNotBlank();
            }
            assertThat(allocated() - before).isLessThan(MOST_MEMORY);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void aFrameOfAnotherSizeThanItsImageIsRefusedBeforeAnythingIsMade() {
        MadeImage other = new MadeImage(5000, 3000, 8, false, 1, false);
        for (Sample sample : samples().filter(one -> one.image().samples() == 1).toList()) {
            if (sample.name().endsWith(".rle")) {
                continue;
            }
            Sample wrong = new Sample(sample.name(), sample.transferSyntax(), other, 0);
            long before = allocated();
            assertThatThrownBy(() -> wrong.decode(wrong.frame()))
                    .isInstanceOf(UnrenderableException.class)
                    .hasMessageContaining("5000");
            assertThat(allocated() - before).isLessThan(1 << 20);
        }
    }

    @Test
    void aStreamOfAnotherKindThanItsTransferSyntaxIsRefused() throws Exception {
        List<Sample> all = samples().toList();
        for (Sample sample : all) {
            for (Sample other : all) {
                String kind = other.name().substring(other.name().lastIndexOf('.'));
                boolean lossless = sample.transferSyntax().equals(UID.JPEGLossless)
                        || sample.transferSyntax().equals(UID.JPEGLosslessSV1);
                boolean otherLossless = other.name().startsWith("sv");
                boolean same = sample.name().endsWith(kind) && (!kind.equals(".jpg") || lossless == otherLossless);
                if (!same && !sample.name().endsWith(".rle")) {
                    assertThatThrownBy(() -> sample.decode(other.frame()))
                            .as(sample + " as " + other)
                            .isInstanceOf(UnrenderableException.class);
                }
            }
        }
    }

    /** Interleaved, samples come by units of so many from each component (ISO/IEC 10918-1 A.2.3), which would be a torn picture read one by one. */
    @ParameterizedTest
    @CsvSource({"0x21, 0x21", "0x12, 0x12", "0x31, 0x31", "0x13, 0x13"})
    void losslessUnitsOfSeveralPixelsAreRefused(int luminance, int chrominance) throws Exception {
        assertRefused(sampled("sv7-rgb.jpg", luminance, chrominance), "units of several pixels");
    }

    @Test
    void losslessComponentsOfFewerSamplesAreRefused() throws Exception {
        assertRefused(sampled("sv7-rgb.jpg", 0x21, 0x11), "fewer samples of chrominance");
    }

    /** Alone, a component comes line by line whatever its sampling factors are. */
    @Test
    void oneLosslessComponentIsOfNoUnits() throws Exception {
        Sample sample = sample("sv1-16s.jpg");

        assertThat(sample.image().farthest(sample.decode(sampled("sv1-16s.jpg", 0x22, 0x22))))
                .isZero();
    }

    private static void assertRefused(byte[] frame, String why) {
        assertThatThrownBy(() -> sample("sv7-rgb.jpg").decode(frame))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining(why);
    }

    private static Sample sample(String name) {
        return samples().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** With other sampling factors, across in the upper four bits and down in the lower, of the first component and of the others. */
    private static byte[] sampled(String name, int first, int others) throws IOException {
        byte[] frame = sample(name).frame();
        int header = 0;
        while (frame[header] != -1 || frame[header + 1] != LOSSLESS_FRAME) {
            header++;
        }
        int count = frame[header + 9];
        for (int i = 0; i < count; i++) {
            frame[header + 11 + 3 * i] = (byte) (i == 0 ? first : others);
        }
        return frame;
    }
}
