package dev.xdsi.dicom.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The association ended before its time: A-ABORT from either side, a time-out or a lost connection. Open a new one. */
public final class AssociationAborted extends IOException {
    private static final long serialVersionUID = 1L;

    public AssociationAborted(String message) {
        super(message);
    }

    public AssociationAborted(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
