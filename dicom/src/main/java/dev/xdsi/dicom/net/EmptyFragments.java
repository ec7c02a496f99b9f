package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.DataFragment;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;

/** Counts the fragments of one message that carry nothing and end nothing: a peer could send them for ever. */
final class EmptyFragments {
    private static final int TOLERATED = 16;

    private int seen;

    void count(DataFragment fragment) throws ProtocolViolation {
        if (fragment.length() == 0 && !fragment.last() && ++seen > TOLERATED) {
            throw new ProtocolViolation("A message in empty fragments", Abort.INVALID_PARAMETER);
        }
    }
}
