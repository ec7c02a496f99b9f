package dev.xdsi.dicom.net.pdu;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Reads PDUs from a connection, PS3.8 9.3. The bytes of a data fragment are not collected: whoever gets a
 * {@link DataFragment} reads its bytes with {@link #read} before asking for the next PDU.
 */
public final class PduReader {
    /** An honest proposal of 128 contexts with twenty transfer syntaxes each has 80 KB. */
    static final int MAXIMUM_ASSOCIATE_LENGTH = 256 * 1024;

    private static final int FRAGMENT_HEADER = 6;

    private final InputStream in;
    private final int maximumLength;
    private final byte[] header = new byte[6];
    private int fragmentRemaining;
    private int dataRemaining;

    /**
     * Reads from a connection.
     *
     * @param maximumLength the longest P-DATA-TF that was offered to the peer
     */
    public PduReader(InputStream in, int maximumLength) {
        this.in = in;
        this.maximumLength = maximumLength;
    }

    /** The next PDU, or the next fragment within the P-DATA-TF that is being read. */
    public Pdu next() throws IOException {
        if (fragmentRemaining > 0) {
            throw new IllegalStateException("The fragment before has not been read to its end");
        }
        if (dataRemaining > 0) {
            return fragment();
        }
        fill(header);
        int type = header[0] & 0xFF;
        long length = headerNumber(2);
        return switch (type) {
            case PduType.DATA_TRANSFER -> data(length);
            case PduType.ASSOCIATE_REQUEST -> PduDecoder.request(body(length));
            case PduType.ASSOCIATE_ACCEPT -> PduDecoder.accept(body(length));
            case PduType.ASSOCIATE_REJECT -> reject(four(length));
            case PduType.RELEASE_REQUEST -> empty(length, new ReleaseRequest());
            case PduType.RELEASE_RESPONSE -> empty(length, new ReleaseResponse());
            case PduType.ABORT -> abort(four(length));
            default ->
                throw new ProtocolViolation(
                        "PDU type 0x%02X is unknown; the peer does not speak DICOM".formatted(type),
                        Abort.UNRECOGNIZED_PDU);
        };
    }

    /** Whether the P-DATA-TF that was read last holds another fragment. */
    public boolean isWithinData() {
        return dataRemaining > 0;
    }

    /** Bytes of the current fragment; -1 at its end. */
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (fragmentRemaining == 0) {
            return -1;
        }
        int count = in.read(target, offset, Math.min(length, fragmentRemaining));
        if (count < 0) {
            throw ended();
        }
        fragmentRemaining -= count;
        return count;
    }

    private Pdu data(long length) throws IOException {
        if (length > maximumLength) {
            throw ProtocolViolation.parameter(
                    "A P-DATA-TF of " + length + " bytes where at most " + maximumLength + " were negotiated");
        }
        if (length < FRAGMENT_HEADER) {
            throw ProtocolViolation.parameter("A P-DATA-TF without a presentation data value");
        }
        dataRemaining = (int) length;
        return fragment();
    }

    private Pdu fragment() throws IOException {
        if (dataRemaining < FRAGMENT_HEADER) {
            throw ProtocolViolation.parameter("A P-DATA-TF ends within a presentation data value");
        }
        fill(header);
        long length = headerNumber(0);
        if (length < 2 || length > dataRemaining - 4) {
            throw ProtocolViolation.parameter("A presentation data value is not as long as the P-DATA-TF around it");
        }
        fragmentRemaining = (int) length - 2;
        dataRemaining -= 4 + (int) length;
        boolean command = (header[5] & 1) != 0;
        boolean last = (header[5] & 2) != 0;
        return new DataFragment(header[4] & 0xFF, command, last, fragmentRemaining);
    }

    /** Grows with what really arrives, so that a length alone takes no memory. */
    private byte[] body(long length) throws IOException {
        if (length > MAXIMUM_ASSOCIATE_LENGTH) {
            throw ProtocolViolation.parameter("An association PDU of " + length + " bytes");
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw ended();
        }
        return body;
    }

    private byte[] four(long length) throws IOException {
        if (length != 4) {
            throw ProtocolViolation.parameter("A PDU of fixed length 4 announces " + length);
        }
        byte[] body = new byte[4];
        fill(body);
        return body;
    }

    private Pdu empty(long length, Pdu pdu) throws IOException {
        four(length);
        return pdu;
    }

    private static Pdu reject(byte[] body) {
        return new AssociateReject(body[1] & 0xFF, body[2] & 0xFF, body[3] & 0xFF);
    }

    private static Pdu abort(byte[] body) {
        return new Abort(body[2] & 0xFF, body[3] & 0xFF);
    }

    private void fill(byte[] target) throws IOException {
        if (in.readNBytes(target, 0, target.length) < target.length) {
            throw ended();
        }
    }

    private long headerNumber(int at) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(at));
    }

    private static EOFException ended() {
        return new EOFException("The peer closed the connection without release or abort");
    }
}
