package dev.xdsi.dicom;

/** How a data set is encoded (PS3.5 section 10 and Annex A). */
public record TransferSyntax(String uid, Encoding encoding, boolean deflated, boolean encapsulated) {
    /** Value representations written out or not, and the byte order. */
    public enum Encoding {
        IMPLICIT_LITTLE_ENDIAN,
        EXPLICIT_LITTLE_ENDIAN,
        EXPLICIT_BIG_ENDIAN;

        public boolean isExplicit() {
            return this != IMPLICIT_LITTLE_ENDIAN;
        }

        public boolean isBigEndian() {
            return this == EXPLICIT_BIG_ENDIAN;
        }
    }

    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN =
            new TransferSyntax(UID.ImplicitVRLittleEndian, Encoding.IMPLICIT_LITTLE_ENDIAN, false, false);
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN =
            new TransferSyntax(UID.ExplicitVRLittleEndian, Encoding.EXPLICIT_LITTLE_ENDIAN, false, false);
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN =
            new TransferSyntax(UID.ExplicitVRBigEndian, Encoding.EXPLICIT_BIG_ENDIAN, false, false);
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
            new TransferSyntax(UID.DeflatedExplicitVRLittleEndian, Encoding.EXPLICIT_LITTLE_ENDIAN, true, false);

    /** PS3.5 A.4: every other syntax, private ones too, is Explicit VR Little Endian and may encapsulate pixel data. */
    public static TransferSyntax of(String uid) {
        return switch (uid) {
            case UID.ImplicitVRLittleEndian, UID.Papyrus3ImplicitVRLittleEndian ->
                new TransferSyntax(uid, Encoding.IMPLICIT_LITTLE_ENDIAN, false, false);
            case UID.ExplicitVRBigEndian -> EXPLICIT_VR_BIG_ENDIAN;
            case UID.ExplicitVRLittleEndian -> EXPLICIT_VR_LITTLE_ENDIAN;
            case UID.DeflatedExplicitVRLittleEndian, UID.JPIPReferencedDeflate, UID.JPIPHTJ2KReferencedDeflate ->
                new TransferSyntax(uid, Encoding.EXPLICIT_LITTLE_ENDIAN, true, false);
            case UID.JPIPReferenced, UID.JPIPHTJ2KReferenced ->
                new TransferSyntax(uid, Encoding.EXPLICIT_LITTLE_ENDIAN, false, false);
            default -> new TransferSyntax(uid, Encoding.EXPLICIT_LITTLE_ENDIAN, false, true);
        };
    }

    /** Whether data sets name an address where their pixels can be had, in place of these: the JPIP referenced ones (PS3.5 A.6, A.7). */
    public boolean pixelsElsewhere() {
        return switch (uid) {
            case UID.JPIPReferenced,
                    UID.JPIPReferencedDeflate,
                    UID.JPIPHTJ2KReferenced,
                    UID.JPIPHTJ2KReferencedDeflate -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return UniqueIdentifiers.nameOf(uid);
    }
}
