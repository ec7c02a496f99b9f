package dev.xdsi.dicom.net.pdu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads what lies in a PDU and never beyond it: each step is checked against what is left. */
final class ByteCursor {
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final int UID_LENGTH = 64;

    private final byte[] bytes;
    private final int limit;
    private int position;

    ByteCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteCursor(byte[] bytes, int from, int limit) {
        this.bytes = bytes;
        this.position = from;
        this.limit = limit;
    }

    boolean hasMore() {
        return position < limit;
    }

    int u8() throws ProtocolViolation {
        return bytes[advance(1)] & 0xFF;
    }

    int u16() throws ProtocolViolation {
        return (u8() << 8) | u8();
    }

    long u32() throws ProtocolViolation {
        return ((long) u16() << 16) | u16();
    }

    void skip(int count) throws ProtocolViolation {
        advance(count);
    }

    byte[] take(int count) throws ProtocolViolation {
        int from = advance(count);
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    byte[] rest() throws ProtocolViolation {
        return take(limit - position);
    }

    ByteCursor slice(int count) throws ProtocolViolation {
        int from = advance(count);
        return new ByteCursor(bytes, from, from + count);
    }

    /** Text of a fixed length without the padding of spaces and, as some write it, NULs. */
    String text(int count) throws ProtocolViolation {
        String text = new String(take(count), StandardCharsets.ISO_8859_1);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return AeTitle.withoutPadding(text.substring(0, end));
    }

    String uid(int count) throws ProtocolViolation {
        String uid = text(count);
        if (uid.length() > UID_LENGTH || !UID.matcher(uid).matches()) {
            throw ProtocolViolation.parameter("A UID in the association request breaks the rules of PS3.5 9.1");
        }
        return uid;
    }

    String restAsUid() throws ProtocolViolation {
        return uid(limit - position);
    }

    private int advance(int count) throws ProtocolViolation {
        if (count > limit - position) {
            throw ProtocolViolation.parameter("An item is longer than what holds it");
        }
        int from = position;
        position += count;
        return from;
    }
}
