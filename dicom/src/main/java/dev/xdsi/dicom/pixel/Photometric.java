package dev.xdsi.dicom.pixel;

import java.util.Arrays;

/** The Photometric Interpretations that are rendered (PS3.3 C.7.6.3.1.2), with their Samples per Pixel. */
enum Photometric {
    MONOCHROME1(1),
    MONOCHROME2(1),
    PALETTE_COLOR(1),
    RGB(3),
    YBR_FULL(3),
    YBR_FULL_422(3),
    YBR_PARTIAL_422(3),
    YBR_RCT(3),
    YBR_ICT(3);

    private final int samples;

    Photometric(int samples) {
        this.samples = samples;
    }

    static Photometric of(String term) throws UnrenderableException {
        return Arrays.stream(values())
                .filter(known -> known.term().equals(term))
                .findFirst()
                .orElseThrow(() -> new UnrenderableException(
                        term.isEmpty() ? "This is no image." : "Images in " + term + " are not rendered here."));
    }

    /** The defined term. */
    String term() {
        return name().replace("PALETTE_", "PALETTE ");
    }

    int samples() {
        return samples;
    }

    /** How pixels of it are read that are not compressed: YBR_RCT and YBR_ICT are steps of JPEG 2000, which end with it (PS3.5 8.2.4). */
    Photometric uncompressed() {
        return this == YBR_RCT || this == YBR_ICT ? RGB : this;
    }

    boolean isMonochrome() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }
}
