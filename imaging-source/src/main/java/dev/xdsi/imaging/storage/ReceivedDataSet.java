package dev.xdsi.imaging.storage;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.DimseOperation;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The data set of a DIMSE-N request, which has no pixels and is read as a whole. */
public final class ReceivedDataSet {
    /** Room for some ten thousand references. */
    private static final int LONGEST = 4 << 20;

    private ReceivedDataSet() {}

    /** It is too long, or none. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String explanation) {
            super(explanation);
        }
    }

    /** Reads all of it, so that the association is ready for what comes next. */
    public static Attributes read(DimseOperation operation) throws IOException, Unreadable {
        byte[] written = operation.dataSet().readNBytes(LONGEST + 1);
        if (written.length > LONGEST) {
            throw new Unreadable("the data set is longer than " + LONGEST + " bytes");
        }
        try {
            return Part10.readDataSet(
                    new ByteArrayInputStream(written),
                    TransferSyntax.of(operation.context().transferSyntax()),
                    ReadOptions.DEFAULT);
        } catch (IOException broken) {
            throw new Unreadable("the data set is none of this transfer syntax");
        }
    }
}
