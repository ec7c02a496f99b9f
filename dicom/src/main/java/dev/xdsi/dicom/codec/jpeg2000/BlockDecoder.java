package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;

/** One of the ways in which code-blocks are coded. */
interface BlockDecoder {
    /** Coefficients have a bit more than their planes. */
    int MOST_PLANES = 30;

    /** Twice the coefficients of a block, row by row; the lowest bit is the middle of what is not known. */
    int[] decode(CodeBlock block, Subband band, CodingStyle style) throws BadCodestreamException;
}
