package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.Status;
import java.io.IOException;

/** Keeps what is stored, PS3.4 annex B. Called by many associations at once. */
@FunctionalInterface
public interface StoreHandler {
    /**
     * Answers success only when the instance is as safe as it will ever be. What is left of the data set after the
     * return is read and thrown away; an exception becomes Processing Failure (0110H).
     */
    Status store(StoreRequest request) throws IOException;
}
