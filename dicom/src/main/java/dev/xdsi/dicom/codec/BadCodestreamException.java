package dev.xdsi.dicom.codec;

import java.io.IOException;

/** A compressed picture that is broken, ends early, is another than was said, or is coded in a way that is not known here. */
public final class BadCodestreamException extends IOException {
    private static final long serialVersionUID = 1L;

    public BadCodestreamException(String sentence) {
        super(sentence);
    }
}
