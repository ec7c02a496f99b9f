package dev.xdsi.dicom;

import java.util.Locale;

/** Arithmetic on tags: a tag is an {@code int}, group in the upper half, element in the lower (PS3.5 section 7.1.1). */
public final class Tags {
    private Tags() {}

    public static int group(int tag) {
        return tag >>> 16;
    }

    public static int element(int tag) {
        return tag & 0xFFFF;
    }

    public static int of(int group, int element) {
        return group << 16 | element;
    }

    /** Whether the group is odd (PS3.5 section 7.8). */
    public static boolean isPrivate(int tag) {
        return (tag & 0x10000) != 0;
    }

    /** (gggg,0010-00FF) of an odd group: the element that reserves a block of private elements. */
    public static boolean isPrivateCreator(int tag) {
        return isPrivate(tag) && element(tag) >= 0x10 && element(tag) <= 0xFF;
    }

    /** The private creator element that owns a private element. */
    public static int creatorOf(int privateTag) {
        return (privateTag & 0xFFFF0000) | (privateTag >>> 8 & 0xFF);
    }

    public static boolean isGroupLength(int tag) {
        return element(tag) == 0;
    }

    /** The form of PS3.5, {@code (0010,0010)}. */
    public static String toString(int tag) {
        return String.format(Locale.ROOT, "(%04X,%04X)", group(tag), element(tag));
    }

    /** The form of DICOM JSON and DICOMweb, {@code 00100010}. */
    public static String toHex(int tag) {
        return String.format(Locale.ROOT, "%08X", tag);
    }
}
