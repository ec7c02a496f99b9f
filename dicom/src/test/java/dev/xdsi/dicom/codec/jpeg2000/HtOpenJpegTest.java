package dev.xdsi.dicom.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.pixel.Foreign;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenJPEG decodes the blocks of {@link HtBlockDecoderTest} to the same samples: the encoder and the decoder here do not err alike. */
@Tag("integration")
class HtOpenJpegTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.xdsi.dicom.codec.jpeg2000.HtBlockDecoderTest#blocks")
    void findsTheSame(HtBlock block) throws Exception {
        compare(block, block.inOneLayer());
    }

    private void compare(HtBlock block, HtBlock.Encoded encoded) throws Exception {
        Path file = folder.resolve("block.j2k");
        Path raw = folder.resolve("block.rawl");
        Files.write(file, encoded.bytes());
        Foreign.run(List.of("opj_decompress"), List.of("-i", file.toString(), "-o", raw.toString()));
        assertThat(samples(ByteBuffer.wrap(Files.readAllBytes(raw)), block.bits()))
                .isEqualTo(encoded.samples());
    }

    private static int[] samples(ByteBuffer raw, int bits) {
        raw.order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.range(0, bits > Byte.SIZE ? raw.limit() / 2 : raw.limit())
                .map(i -> bits > Byte.SIZE ? raw.getShort(2 * i) & 0xFFFF : raw.get(i) & 0xFF)
                .toArray();
    }
}
