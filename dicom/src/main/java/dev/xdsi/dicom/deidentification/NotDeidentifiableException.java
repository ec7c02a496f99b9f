package dev.xdsi.dicom.deidentification;

import dev.xdsi.dicom.DicomException;

/** Of this instance it is not known that nothing says whose it is; the message is a sentence for whoever asked. */
public final class NotDeidentifiableException extends DicomException {
    private static final long serialVersionUID = 1L;

    NotDeidentifiableException(String sentence) {
        super(sentence);
    }
}
