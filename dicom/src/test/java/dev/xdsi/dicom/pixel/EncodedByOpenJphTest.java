package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What OpenJPH encodes as High-Throughput JPEG 2000 is decoded here to what it was made of, and where it is lossy to what OpenJPH finds. */
@Tag("integration")
class EncodedByOpenJphTest {
    private static final int SIGNED = 0x80;
    /** Behind the marker of the size and what it says of the whole. */
    private static final int PRECISION = 42;

    private static final List<MadeImage> IMAGES = List.of(
            MadeImage.small(8, false, 1),
            MadeImage.small(10, false, 1),
            MadeImage.small(12, false, 1),
            MadeImage.small(16, false, 1),
            MadeImage.small(12, true, 1),
            MadeImage.small(16, true, 1),
            MadeImage.small(8, false, 3),
            new MadeImage(1, 1, 8, false, 1, false),
            new MadeImage(1, 40, 12, false, 1, false),
            new MadeImage(300, 2, 16, true, 1, false),
            new MadeImage(131, 71, 12, false, 1, false),
            new MadeImage(131, 71, 10, false, 3, false));

    private static final List<String> STYLES = List.of(
            "",
            "-num_decomps 0",
            "-num_decomps 1 -block_size {4,4}",
            "-num_decomps 2 -block_size {8,32} -prog_order LRCP",
            "-num_decomps 0 -block_size {1024,4}",
            "-num_decomps 0 -block_size {4,1024}",
            "-prog_order LRCP -precincts {16,16},{32,32}",
            "-prog_order RLCP -precincts {16,16},{32,32}",
            "-prog_order RPCL -precincts {16,16},{32,32}",
            "-prog_order PCRL -precincts {16,16},{32,32}",
            "-prog_order CPRL -precincts {16,16},{32,32}",
            "-num_decomps 3 -tile_size {16,9}",
            "-num_decomps 2 -tile_size {50,33} -colour_trans false");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> losslessly() {
        return IMAGES.stream()
                .flatMap(image -> STYLES.stream()
                        .map(style -> DynamicTest.dynamicTest(style + " " + image, () -> {
                            NativeFrame frame = decoded(image, encoded(image, style + " -reversible true"));
                            assertThat(image.farthest(frame)).isZero();
                        })));
    }

    @TestFactory
    Stream<DynamicTest> lossily() {
        return IMAGES.stream()
                .flatMap(image -> Stream.of("-qstep 0.001", "-qstep 0.01 -block_size {16,16}", "-qstep 0.1")
                        .map(style -> DynamicTest.dynamicTest(style + " " + image, () -> compare(image, style))));
    }

    /** Where numbers are rounded, they may differ by one. OpenJPEG's differ by more from both, for its wavelet is less exact. */
    private void compare(MadeImage image, String style) throws Exception {
        byte[] encoded = encoded(image, style + " -reversible false");
        Path decoded = folder.resolve(image.samples() == 3 ? "theirs.ppm" : "theirs.pgm");
        Foreign.run(
                List.of("ojph_expand"),
                List.of("-i", folder.resolve("image.j2c").toString(), "-o", decoded.toString()));
        NativeFrame ours = decoded(image, encoded);
        byte[] theirs = Files.readAllBytes(decoded);
        int count = image.columns() * image.rows() * image.samples();
        int header = theirs.length - count * image.bytes();
        assertThat(header).isPositive();
        int farthest = 0;
        for (int i = 0; i < count; i++) {
            int sample = 0;
            for (int j = 0; j < image.bytes(); j++) {
                sample = sample << Byte.SIZE | (theirs[header + i * image.bytes() + j] & 0xFF);
            }
            double own = ours.format().sample().value(ours.bits(i / image.samples(), i % image.samples()));
            farthest = (int) Math.max(farthest, Math.abs(sample + least(image) - own));
        }
        assertThat(farthest).as("levels").isLessThanOrEqualTo(1);
    }

    private static NativeFrame decoded(MadeImage image, byte[] encoded) throws UnrenderableException {
        EncodedFrame frame = image.encoded(UID.HTJ2K, encoded);
        return PixelDecoder.of(frame.image().transferSyntax())
                .decode(frame.bytes(), PixelFormat.of(image.attributes()));
    }

    /** It reads unsigned samples alone: a codestream of signed ones is that of such as are half the range higher, and says so. */
    private byte[] encoded(MadeImage image, String style) throws Exception {
        Path original = folder.resolve(image.samples() == 3 ? "image.ppm" : "image.pgm");
        Path encoded = folder.resolve("image.j2c");
        Files.write(original, portable(image));
        List<String> command = new ArrayList<>(List.of("ojph_compress"));
        command.addAll(List.of(style.strip().split(" +")));
        Foreign.run(command, List.of("-i", original.toString(), "-o", encoded.toString()));
        byte[] bytes = Files.readAllBytes(encoded);
        if (image.signed()) {
            bytes[PRECISION] |= (byte) SIGNED;
        }
        return bytes;
    }

    private static int least(MadeImage image) {
        return image.signed() ? -1 << (image.bits() - 1) : 0;
    }

    private static byte[] portable(MadeImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String header = (image.samples() == 3 ? "P6" : "P5") + "\n" + image.columns() + " " + image.rows() + "\n"
                + ((1 << image.bits()) - 1) + "\n";
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < image.columns() * image.rows() * image.samples(); i++) {
            int pixel = i / image.samples();
            int value =
                    image.sample(pixel % image.columns(), pixel / image.columns(), i % image.samples()) - least(image);
            if (image.bytes() == 2) {
                out.write(value >> Byte.SIZE);
            }
            out.write(value);
        }
        return out.toByteArray();
    }
}
