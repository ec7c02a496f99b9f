package dev.xdsi.dicom.net;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a data set, encoded in the transfer syntax agreed on, straight into the association. */
@FunctionalInterface
public interface DataSetWriter {
    void writeTo(OutputStream out) throws IOException;
}
