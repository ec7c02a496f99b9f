package dev.xdsi.dicom;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value representations of PS3.5 section 6.2, with what encoding and decoding must know of each. */
public enum VR {
    AE(Kind.PLAIN_TEXT, 1),
    AS(Kind.PLAIN_TEXT, 1),
    AT(Kind.NUMBER, 2),
    CS(Kind.PLAIN_TEXT, 1),
    DA(Kind.PLAIN_TEXT, 1),
    DS(Kind.PLAIN_TEXT, 1),
    DT(Kind.PLAIN_TEXT, 1),
    FD(Kind.NUMBER, 8),
    FL(Kind.NUMBER, 4),
    IS(Kind.PLAIN_TEXT, 1),
    LO(Kind.TEXT, 1),
    LT(Kind.LONG_TEXT, 1),
    OB(Kind.BYTES, 1),
    OD(Kind.BYTES, 8),
    OF(Kind.BYTES, 4),
    OL(Kind.BYTES, 4),
    OV(Kind.BYTES, 8),
    OW(Kind.BYTES, 2),
    PN(Kind.TEXT, 1),
    SH(Kind.TEXT, 1),
    SL(Kind.NUMBER, 4),
    SQ(Kind.SEQUENCE, 1),
    SS(Kind.NUMBER, 2),
    ST(Kind.LONG_TEXT, 1),
    SV(Kind.NUMBER, 8),
    TM(Kind.PLAIN_TEXT, 1),
    UC(Kind.TEXT, 1),
    UI(Kind.PLAIN_TEXT, 1),
    UL(Kind.NUMBER, 4),
    UN(Kind.BYTES, 1),
    UR(Kind.PLAIN_TEXT, 1),
    US(Kind.NUMBER, 2),
    UT(Kind.LONG_TEXT, 1),
    UV(Kind.NUMBER, 8);

    private enum Kind {
        /** Default repertoire only, whatever Specific Character Set says. */
        PLAIN_TEXT,
        TEXT,
        /** One value; a backslash is a character like any other. */
        LONG_TEXT,
        NUMBER,
        BYTES,
        SEQUENCE
    }

    private static final @Nullable VR[] BY_CODE = new @Nullable VR[32 * 32];

    static {
        for (VR vr : values()) {
            BY_CODE[(vr.name().charAt(0) - '@') << 5 | (vr.name().charAt(1) - '@')] = vr;
        }
    }

    private final Kind kind;
    private final int wordSize;

    VR(Kind kind, int wordSize) {
        this.kind = kind;
        this.wordSize = wordSize;
    }

    /** The value representation whose two letters these bytes are, if there is one. */
    public static Optional<VR> of(int first, int second) {
        if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
            return Optional.empty();
        }
        return Optional.ofNullable(BY_CODE[(first - '@') << 5 | (second - '@')]);
    }

    /** The value representation of this name, if there is one. */
    public static Optional<VR> of(String name) {
        return name.length() == 2 ? of(name.charAt(0), name.charAt(1)) : Optional.empty();
    }

    /** Whether explicit encoding spends 32 bits on the value length (PS3.5 section 7.1.2). */
    public boolean hasLongLength() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
            default -> false;
        };
    }

    public boolean isText() {
        return kind == Kind.PLAIN_TEXT || kind == Kind.TEXT || kind == Kind.LONG_TEXT;
    }

    /** Whether Specific Character Set (0008,0005) says how the bytes are read. */
    public boolean usesCharacterSet() {
        return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
    }

    /** Whether a backslash separates values. */
    public boolean isMultiValued() {
        return kind == Kind.TEXT || (kind == Kind.PLAIN_TEXT && this != UR);
    }

    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** OB, OD, OF, OL, OV, OW and UN: values that may be large and are carried without a look inside. */
    public boolean isBytes() {
        return kind == Kind.BYTES;
    }

    /** How many bytes change places together between the byte orders. */
    public int wordSize() {
        return wordSize;
    }

    /** What fills a value of odd length. */
    public byte padding() {
        return (byte) (isText() && this != UI ? ' ' : 0);
    }
}
