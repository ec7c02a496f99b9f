package dev.xdsi.dicom.io;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax.Encoding;
import dev.xdsi.dicom.VR;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntFunction;

/** Tag, value representation and length as they stand before a value (PS3.5 section 7.1). */
record ElementHeader(int tag, VR vr, long length) {
    static final long UNDEFINED = 0xFFFF_FFFFL;

    boolean isUndefined() {
        return length == UNDEFINED;
    }

    /** Reads a header of which the caller knows that its first eight bytes are there. */
    static ElementHeader read(DicomInput input, Encoding encoding, IntFunction<VR> implicitVr) throws IOException {
        boolean bigEndian = encoding.isBigEndian();
        int tag = Tags.of(input.peekShort(0, bigEndian), input.peekShort(2, bigEndian));
        if (Tags.group(tag) == 0xFFFE) {
            throw new DicomException(tag, input.position(), "stands where a data element is expected");
        }
        if (!encoding.isExplicit()) {
            return shortHeader(input, tag, implicitVr.apply(tag));
        }
        Optional<VR> vr = VR.of(input.peek(4), input.peek(5));
        if (vr.isEmpty()) {
            return unknown(input, tag, bigEndian, implicitVr);
        }
        if (vr.get().hasLongLength()) {
            return longHeader(input, tag, vr.get(), bigEndian);
        }
        ElementHeader header = new ElementHeader(tag, vr.get(), input.peekShort(6, bigEndian));
        input.advance(8);
        return header;
    }

    private static ElementHeader shortHeader(DicomInput input, int tag, VR vr) {
        ElementHeader header = new ElementHeader(tag, vr, Integer.toUnsignedLong(input.peekInt(4, false)));
        input.advance(8);
        return header;
    }

    private static ElementHeader longHeader(DicomInput input, int tag, VR vr, boolean bigEndian) throws IOException {
        if (!input.has(12)) {
            throw new DicomException(tag, input.position(), "the data end within the header");
        }
        ElementHeader header = new ElementHeader(tag, vr, Integer.toUnsignedLong(input.peekInt(8, bigEndian)));
        input.advance(12);
        return header;
    }

    /**
     * Two letters that are no value representation are one of the future, whose length has 32 bits (PS3.5 6.2). Anything
     * else is an element written implicitly by mistake, which happens, if its length makes sense.
     */
    private static ElementHeader unknown(DicomInput input, int tag, boolean bigEndian, IntFunction<VR> implicitVr)
            throws IOException {
        if (isLetter(input.peek(4)) && isLetter(input.peek(5))) {
            return longHeader(input, tag, VR.UN, bigEndian);
        }
        long length = Integer.toUnsignedLong(input.peekInt(4, bigEndian));
        VR vr = implicitVr.apply(tag);
        if (length < 0x1_0000 && vr != VR.UN && vr != VR.SQ && input.length() - input.position() - 8 >= length) {
            input.advance(8);
            return new ElementHeader(tag, vr, length);
        }
        throw new DicomException(
                tag,
                input.position(),
                "bytes %02X %02X are no value representation".formatted(input.peek(4), input.peek(5)));
    }

    private static boolean isLetter(int b) {
        return b >= 'A' && b <= 'Z';
    }

    /** Reads the header of an item or of the delimiter of a sequence, which has no value representation. */
    static ElementHeader readDelimiter(DicomInput input, Encoding encoding, int sequence) throws IOException {
        boolean bigEndian = encoding.isBigEndian();
        if (!input.has(8)) {
            throw new DicomException(sequence, input.position(), "the data end where an item is expected");
        }
        int tag = Tags.of(input.peekShort(0, bigEndian), input.peekShort(2, bigEndian));
        if (tag != Tag.Item && tag != Tag.SequenceDelimitationItem) {
            throw new DicomException(sequence, input.position(), Tags.toString(tag) + " where an item is expected");
        }
        long length = Integer.toUnsignedLong(input.peekInt(4, bigEndian));
        input.advance(8);
        return new ElementHeader(tag, VR.UN, length);
    }
}
