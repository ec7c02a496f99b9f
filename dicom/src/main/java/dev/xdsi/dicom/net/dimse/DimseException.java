package dev.xdsi.dicom.net.dimse;

import java.io.IOException;

/** A DIMSE operation that could not be done, or a command set that is none (PS3.7). The association itself is sound. */
public final class DimseException extends IOException {
    private static final long serialVersionUID = 1L;

    public DimseException(String message) {
        super(message);
    }

    public DimseException(String message, Throwable cause) {
        super(message, cause);
    }
}
