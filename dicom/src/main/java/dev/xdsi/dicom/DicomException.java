package dev.xdsi.dicom;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Bytes that are no valid DICOM: says what is wrong, in which element, and how far into the data. */
public class DicomException extends IOException {
    private static final long NOWHERE = -1;

    private final boolean hasTag;
    private final int tag;
    private final long offset;

    public DicomException(String message) {
        super(message);
        this.hasTag = false;
        this.tag = 0;
        this.offset = NOWHERE;
    }

    public DicomException(String message, Throwable cause) {
        this(message);
        initCause(cause);
    }

    /** Something wrong in the element that starts at this offset. */
    public DicomException(int tag, long offset, String message) {
        super("%s %s at offset %d: %s"
                .formatted(Tags.toString(tag), ElementDictionary.keywordOf(tag), offset, message)
                .replace("  ", " "));
        this.hasTag = true;
        this.tag = tag;
        this.offset = offset;
    }

    public OptionalInt tag() {
        return hasTag ? OptionalInt.of(tag) : OptionalInt.empty();
    }

    public OptionalLong offset() {
        return offset == NOWHERE ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
