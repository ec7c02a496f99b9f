package dev.xdsi.dicom.net;

import java.io.InputStream;

/** One C-STORE to be performed by the peer, PS3.7 9.1.1. The data set is written as it is, without Part 10 meta information. */
public record StoreOperation(String sopClassUid, String sopInstanceUid, String transferSyntax, DataSetWriter dataSet) {
    /** Sends what is left of a stream; the caller closes it. */
    public static StoreOperation of(
            String sopClassUid, String sopInstanceUid, String transferSyntax, InputStream dataSet) {
        return new StoreOperation(sopClassUid, sopInstanceUid, transferSyntax, dataSet::transferTo);
    }
}
