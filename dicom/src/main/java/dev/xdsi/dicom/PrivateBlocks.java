package dev.xdsi.dicom;

import java.util.Optional;
import java.util.stream.IntStream;

/** Which private creator has reserved which block of a private group (PS3.5 section 7.8.1). */
final class PrivateBlocks {
    private PrivateBlocks() {}

    static Optional<Integer> find(Attributes attributes, String creator, int group) {
        return IntStream.rangeClosed(0x10, 0xFF)
                .filter(block -> attributes
                        .string(Tags.of(group, block))
                        .filter(creator::equals)
                        .isPresent())
                .boxed()
                .findFirst();
    }

    static int reserve(Attributes attributes, String creator, int group) {
        int block = IntStream.rangeClosed(0x10, 0xFF)
                .filter(candidate -> !attributes.contains(Tags.of(group, candidate)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no private block left in group " + group));
        attributes.setString(Tags.of(group, block), VR.LO, creator);
        return block;
    }
}
