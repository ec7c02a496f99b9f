package dev.xdsi.dicom.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Shape;
import dev.xdsi.dicom.codec.jpeg2000.HtCodestream.Contribution;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** High-Throughput code-blocks with every pass, as {@link HtBlockEncoder} makes them: they are decoded to what they were made of. */
class HtBlockDecoderTest {
    private static final int[][] SIZES = {
        {1, 1}, {2, 3}, {3, 1}, {5, 7}, {16, 4}, {33, 18}, {64, 64}, {4, 200}, {300, 6}
    };

    static Stream<HtBlock> blocks() {
        return IntStream.range(0, SIZES.length * 12).mapToObj(i -> {
            int[] size = SIZES[i % SIZES.length];
            int passes = i / SIZES.length % 3 + 1;
            int bits = 4 + i % 13;
            int plane = passes == 1 ? i % 2 : 1 + i % 3;
            return new HtBlock(size[0], size[1], bits, i, plane, passes, i % 4 == 3, 0);
        });
    }

    static int[] decoded(byte[] bytes, int width, int height) throws BadCodestreamException {
        short[] plane =
                Jpeg2000.decode(bytes, new Shape(width, height, 1)).picture().planes()[0];
        return IntStream.range(0, plane.length).map(i -> plane[i] & 0xFFFF).toArray();
    }

    private static int[] decoded(HtBlock block, byte[] bytes) throws BadCodestreamException {
        return decoded(bytes, block.width(), block.height());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isDecodedToWhatItWasMadeOf(HtBlock block) throws Exception {
        HtBlock.Encoded encoded = block.inOneLayer();

        assertThat(decoded(block, encoded.bytes())).isEqualTo(encoded.samples());
        if (block.plane() == 0) {
            assertThat(encoded.samples()).isEqualTo(block.samples());
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void itsPassesMayComeInLayers(HtBlock block) throws Exception {
        HtBlock.Encoded encoded = block.inLayers();

        assertThat(decoded(block, encoded.bytes())).isEqualTo(encoded.samples());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void othersMayBeOfTheFormerKind(HtBlock block) throws Exception {
        HtBlock.Encoded encoded = block.mixed();

        assertThat(decoded(block, encoded.bytes())).isEqualTo(encoded.samples());
    }

    /** OpenJPEG writes lengths as they have to be where there may be both kinds. */
    @ParameterizedTest
    @CsvSource({"lossless-16s.j2k, 1", "tiles-rgb.j2k, 3", "irreversible-8.j2k, 1"})
    void blocksOfTheFormerKindMayStandWhereOthersAre(String name, int components) throws Exception {
        byte[] bytes;
        try (InputStream in = getClass().getResourceAsStream("/dev/xdsi/dicom/pixel/frames/" + name)) {
            bytes = in.readAllBytes();
        }
        Shape shape = new Shape(23, 17, components);
        short[][] planes = Jpeg2000.decode(bytes, shape).picture().planes();
        int codingStyle = 0;
        while (bytes[codingStyle] != (byte) 0xFF || bytes[codingStyle + 1] != 0x52) {
            codingStyle++;
        }
        bytes[codingStyle + 12] |= (byte) (CodingStyle.HIGH_THROUGHPUT | CodingStyle.MIXED);

        assertThat(Jpeg2000.decode(bytes, shape).picture().planes()).isDeepEqualTo(planes);
    }

    @Test
    void aLengthThatBeginsWithAOneIsOfTheFormerKind() throws Exception {
        for (int passes : new int[] {4, 5, 6, 8, 9}) {
            byte[] segment = new byte[200];
            new Random(passes).nextBytes(segment);
            HtCodestream stream = new HtCodestream(10, 2);
            stream.formerPacket(new Contribution(passes, List.of(segment)));

            assertThat(decoded(stream.bytes(20, 20, 10, 1, CodingStyle.HIGH_THROUGHPUT | CodingStyle.MIXED), 20, 20))
                    .isEqualTo(decoded(stream.bytes(20, 20, 10, 1, 0), 20, 20));
        }
    }

    @Test
    void passesThatAreEmptyLeadToALowerPlane() throws Exception {
        for (int placeholders = 1; placeholders < 4; placeholders++) {
            for (int passes = 1; passes < 4; passes++) {
                HtBlock block = new HtBlock(20, 20, 12, 5, 2, passes, false, placeholders);

                assertThat(decoded(block, block.inOneLayer().bytes()))
                        .isEqualTo(block.inOneLayer().samples());
                assertThat(decoded(block, block.inLayers().bytes()))
                        .isEqualTo(block.inLayers().samples());
            }
        }
    }

    @Test
    void passesThatAreEmptyMayComeInALayerOfTheirOwn() throws Exception {
        HtBlock block = new HtBlock(9, 9, 10, 3, 1, 1, false, 0);
        HtBlockEncoder encoder = new HtBlockEncoder(block.coefficients(), 9, 1);
        HtCodestream stream = new HtCodestream(10, 10 - 1 - 1 - 2);
        stream.packet(new Contribution(2, List.of(new byte[0])), 2);
        stream.packet(new Contribution(5, List.of(encoder.cleanup())), 5);

        assertThat(decoded(block, stream.bytes(9, 9, 10, 2, CodingStyle.HIGH_THROUGHPUT)))
                .isEqualTo(block.unsigned(encoder.found()));
    }

    @Test
    void moreThanOneSetOfPassesIsRefused() {
        HtBlock block = new HtBlock(9, 9, 10, 3, 2, 3, false, 0);
        HtBlockEncoder encoder = new HtBlockEncoder(block.coefficients(), 9, 2);
        HtCodestream stream = new HtCodestream(10, 10 - 1 - 2);
        stream.packet(new Contribution(1, List.of(encoder.cleanup())), 1);
        stream.packet(new Contribution(2, List.of(encoder.refinement(true, false))), 2);
        stream.packet(new Contribution(1, List.of(encoder.cleanup())), 1);

        assertRefused(stream.bytes(9, 9, 10, 3, CodingStyle.HIGH_THROUGHPUT), "more than one set");
    }

    @Test
    void whatIsBeyondItsBoundsIsRefused() {
        HtBlock block = new HtBlock(9, 9, 10, 3, 0, 1, false, 0);
        byte[] cleanup = new HtBlockEncoder(block.coefficients(), 9, 0).cleanup();
        byte[] refinement = new byte[4];

        assertRefused(of(31, 30, 1, cleanup), "more than 30 bit-planes");
        assertRefused(of(10, 10, 1, cleanup), "is broken");
        assertRefused(of(10, 9, 3, cleanup, refinement), "is broken");
        assertRefused(of(10, 8, 3, cleanup, new byte[0]), "is broken");
        assertRefused(of(10, 9, 1, new byte[1]), "is broken");
        assertRefused(of(10, 9, 1, new byte[8]), "is broken");
        assertRefused(of(10, 3, 1, cleanup), "is broken");
        int[] one = new int[81];
        one[0] = 8;
        assertRefused(of(10, 2, 1, new HtBlockEncoder(one, 9, 0).cleanup()), "is broken");
    }

    private static byte[] of(int planes, int zeros, int passes, byte[]... segments) {
        HtCodestream stream = new HtCodestream(planes, zeros);
        stream.packet(new Contribution(passes, List.of(segments)), 1);
        return stream.bytes(9, 9, 10, 1, CodingStyle.HIGH_THROUGHPUT);
    }

    @Test
    void stylesThatMeanNothingHereAreRefused() {
        byte[] cleanup = new HtBlockEncoder(new int[81], 9, 0).cleanup();
        HtCodestream stream = new HtCodestream(10, 9);
        stream.packet(new Contribution(1, List.of(cleanup)), 1);

        assertRefused(stream.bytes(9, 9, 10, 1, CodingStyle.MIXED), "is none");
        assertRefused(stream.bytes(9, 9, 10, 1, CodingStyle.HIGH_THROUGHPUT | CodingStyle.BYPASS), "end their passes");
        assertRefused(
                stream.bytes(9, 9, 10, 1, CodingStyle.HIGH_THROUGHPUT | CodingStyle.TERMINATE), "end their passes");
    }

    private static void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> decoded(bytes, 9, 9))
                .isInstanceOf(BadCodestreamException.class)
                .hasMessageContaining(why);
    }
}
