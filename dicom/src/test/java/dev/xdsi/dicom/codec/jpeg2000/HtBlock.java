package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.jpeg2000.HtCodestream.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A block of random samples, and how it is to be encoded: the lowest plane of the cleanup pass, how many passes there are, and how many
 * planes before are told by passes that are empty.
 */
record HtBlock(int width, int height, int bits, long seed, int plane, int passes, boolean causal, int placeholders) {
    /** A codestream, and the samples that it should be decoded to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encoded(byte[] bytes, int[] samples) {}

    int[] samples() {
        return unsigned(coefficients());
    }

    /** Samples are unsigned. */
    int[] unsigned(int[] coefficients) {
        return IntStream.of(coefficients).map(one -> one + (1 << (bits - 1))).toArray();
    }

    int[] coefficients() {
        Random random = new Random(seed);
        int[] samples = new int[width * height];
        int most = (1 << (bits - 1)) - 1;
        for (int i = 0; i < samples.length; i++) {
            int size = Math.floorMod(i / width / 5 + i % width / 7 + (int) seed, 4);
            int sample = switch (size) {
                case 0 -> random.nextInt(20) == 0 ? 1 : 0;
                case 1 -> (int) (random.nextGaussian() * 2);
                case 2 -> (int) (random.nextGaussian() * most / 20);
                default -> random.nextInt(2 * most + 1) - most;
            };
            samples[i] = Math.clamp(sample, -most, most);
        }
        return samples;
    }

    Encoded inOneLayer() {
        return encoded(false, 0);
    }

    /** Each pass in a layer of its own. */
    Encoded inLayers() {
        return encoded(true, 0);
    }

    /** As if other blocks were not High-Throughput ones. */
    Encoded mixed() {
        return encoded(false, CodingStyle.MIXED);
    }

    private Encoded encoded(boolean layered, int mixed) {
        HtBlockEncoder encoder = new HtBlockEncoder(coefficients(), width, plane);
        List<byte[]> segments = new ArrayList<>(List.of(encoder.cleanup()));
        HtCodestream stream = new HtCodestream(bits, bits - 1 - plane - placeholders);
        int first = 3 * placeholders + 1;
        if (passes > 1) {
            segments.add(encoder.refinement(passes > 2, causal));
        }
        if (layered) {
            stream.packet(new Contribution(first, segments.subList(0, 1)), first);
            if (passes > 1) {
                stream.packet(new Contribution(passes - 1, segments.subList(1, 2)), passes - 1);
            }
        } else {
            stream.packet(new Contribution(first + passes - 1, segments), first);
        }
        int style = CodingStyle.HIGH_THROUGHPUT | mixed | (causal ? CodingStyle.CAUSAL : 0);
        return new Encoded(
                stream.bytes(width, height, bits, layered && passes > 1 ? 2 : 1, style), unsigned(encoder.found()));
    }
}
