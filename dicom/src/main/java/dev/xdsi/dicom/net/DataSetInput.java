package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.DataFragment;
import dev.xdsi.dicom.net.pdu.Pdu;
import dev.xdsi.dicom.net.pdu.PduReader;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The data set of one message, read from its fragments while they arrive. Its end is the fragment marked as last. */
final class DataSetInput extends InputStream {
    private final PduReader reader;
    private final int contextId;
    private final EmptyFragments emptyFragments = new EmptyFragments();
    private boolean lastFragment;
    private boolean fragmentRead = true;
    private @Nullable IOException failure;

    private DataSetInput(PduReader reader, int contextId, boolean ended) {
        this.reader = reader;
        this.contextId = contextId;
        this.lastFragment = ended;
    }

    static DataSetInput of(PduReader reader, int contextId) {
        return new DataSetInput(reader, contextId, false);
    }

    static DataSetInput none(PduReader reader, int contextId) {
        return new DataSetInput(reader, contextId, true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (failure != null) {
            throw failure;
        }
        try {
            return readFragments(target, offset, length);
        } catch (IOException broken) {
            failure = broken;
            throw broken;
        }
    }

    /** What broke the association while the data set was read: not the fault of the one who read it. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Reads and forgets what nobody wanted. */
    void drain() throws IOException {
        byte[] rest = new byte[lastFragment && fragmentRead ? 1 : 16 * 1024];
        int count;
        do {
            count = read(rest, 0, rest.length);
        } while (count >= 0);
    }

    private int readFragments(byte[] target, int offset, int length) throws IOException {
        while (true) {
            if (!fragmentRead) {
                int count = reader.read(target, offset, length);
                if (count > 0) {
                    return count;
                }
                fragmentRead = true;
            }
            if (lastFragment) {
                return -1;
            }
            nextFragment();
        }
    }

    private void nextFragment() throws IOException {
        Pdu pdu = reader.next();
        if (pdu instanceof Abort abort) {
            throw new AssociationAborted("The peer aborted within a data set, " + abort.explanation());
        }
        if (!(pdu instanceof DataFragment fragment)) {
            throw new ProtocolViolation("Another PDU within a data set", Abort.UNEXPECTED_PDU);
        }
        if (fragment.command() || fragment.contextId() != contextId) {
            throw new ProtocolViolation(
                    "A command, or another presentation context, within a data set", Abort.UNEXPECTED_PARAMETER);
        }
        emptyFragments.count(fragment);
        fragmentRead = false;
        lastFragment = fragment.last();
    }
}
