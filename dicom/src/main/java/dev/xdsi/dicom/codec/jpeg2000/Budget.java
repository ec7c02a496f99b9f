package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;

/** So many precincts and code-blocks a tile may have: small ones would take more memory than the picture. */
final class Budget {
    private static final int MOST = 300_000;

    private long taken;

    void take(long count) throws BadCodestreamException {
        taken += count;
        if (taken > MOST) {
            throw new BadCodestreamException("The JPEG 2000 picture has too many parts.");
        }
    }
}
