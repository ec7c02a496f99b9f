package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.codec.BadCodestreamException;

/** An image that cannot be shown as it is meant; its message is a sentence for a person. */
public final class UnrenderableException extends DicomException {
    private static final long serialVersionUID = 1L;

    public UnrenderableException(String sentence) {
        super(sentence);
    }

    public UnrenderableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static UnrenderableException of(BadCodestreamException broken) {
        return new UnrenderableException(String.valueOf(broken.getMessage()), broken);
    }
}
