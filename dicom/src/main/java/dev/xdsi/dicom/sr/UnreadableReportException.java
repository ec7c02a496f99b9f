package dev.xdsi.dicom.sr;

import dev.xdsi.dicom.DicomException;

/** A Structured Report that cannot be shown whole; its message is a sentence for a person. */
public final class UnreadableReportException extends DicomException {
    private static final long serialVersionUID = 1L;

    UnreadableReportException(String sentence) {
        super(sentence);
    }
}
