package dev.xdsi.dicom.io;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.VR;
import java.io.IOException;
import java.util.Optional;

/** Finds out how a file begins: with a preamble, with the group 0002, or at once with a data set. */
final class FileStart {
    private static final int PREFIX = 128;

    private FileStart() {}

    /** Passes over preamble and prefix, if they are there; says whether group 0002 follows. */
    static boolean findFileMeta(DicomInput input) throws IOException {
        if (isPrefix(input, PREFIX)) {
            input.advance(PREFIX + 4);
        } else if (isPrefix(input, 0)) {
            input.advance(4);
        }
        return input.has(8) && input.peekShort(0, false) == 0x0002;
    }

    private static boolean isPrefix(DicomInput input, int at) throws IOException {
        return input.has(at + 4)
                && input.peek(at) == 'D'
                && input.peek(at + 1) == 'I'
                && input.peek(at + 2) == 'C'
                && input.peek(at + 3) == 'M';
    }

    /**
     * Guesses the encoding of a data set from its first element. A byte left over from a header that was cut off, as
     * some tools leave it, is passed over.
     */
    static TransferSyntax guess(DicomInput input) throws IOException {
        for (int strayBytes = 0; strayBytes <= 1; strayBytes++) {
            Optional<TransferSyntax> guessed = guessAt(input, strayBytes);
            if (guessed.isPresent()) {
                input.advance(strayBytes);
                return guessed.get();
            }
        }
        throw new DicomException("not DICOM: neither the prefix DICM nor a data element at the start");
    }

    private static Optional<TransferSyntax> guessAt(DicomInput input, int at) throws IOException {
        if (!input.has(at + 8)) {
            return Optional.empty();
        }
        int little = Tags.of(input.peekShort(at, false), input.peekShort(at + 2, false));
        int big = Tags.of(input.peekShort(at, true), input.peekShort(at + 2, true));
        Optional<VR> vr = VR.of(input.peek(at + 4), input.peek(at + 5));
        if (vr.isPresent() && isFirst(little)) {
            return Optional.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        if (vr.isPresent() && isFirst(big)) {
            return Optional.of(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        }
        long length = Integer.toUnsignedLong(input.peekInt(at + 4, false));
        boolean fits = length <= input.length() - input.position() - at - 8 && length < 1 << 20;
        return isFirst(little) && fits ? Optional.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN) : Optional.empty();
    }

    /** Data sets begin with a group length or a known element of one of the first groups. */
    private static boolean isFirst(int tag) {
        return Tags.group(tag) >= 0x0008
                && Tags.group(tag) <= 0x0020
                && (Tags.isGroupLength(tag) || ElementDictionary.entry(tag).isPresent());
    }
}
