package dev.xdsi.dicom.net.dimse;

/** The outcome of a DIMSE operation with an optional Error Comment, PS3.7 annex C, PS3.4 B.2.3. */
public record Status(int code, String comment) {
    public static final Status SUCCESS = new Status(0x0000);
    public static final Status CANCEL = new Status(0xFE00);
    public static final Status PENDING = new Status(0xFF00);
    public static final Status PROCESSING_FAILURE = new Status(0x0110);
    public static final Status INVALID_ATTRIBUTE_VALUE = new Status(0x0106);
    public static final Status DUPLICATE_SOP_INSTANCE = new Status(0x0111);
    public static final Status NO_SUCH_OBJECT_INSTANCE = new Status(0x0112);
    public static final Status MISSING_ATTRIBUTE = new Status(0x0120);
    public static final Status INVALID_ARGUMENT_VALUE = new Status(0x0115);
    public static final Status NO_SUCH_ACTION = new Status(0x0123);
    public static final Status DUPLICATE_TRANSACTION_UID = new Status(0x0131);
    public static final Status RESOURCE_LIMITATION = new Status(0x0213);
    public static final Status INVALID_SOP_INSTANCE = new Status(0x0117);
    public static final Status SOP_CLASS_NOT_SUPPORTED = new Status(0x0122);
    public static final Status NOT_AUTHORIZED = new Status(0x0124);
    public static final Status UNRECOGNIZED_OPERATION = new Status(0x0211);
    public static final Status OUT_OF_RESOURCES = new Status(0xA700);
    public static final Status DATA_SET_DOES_NOT_MATCH_SOP_CLASS = new Status(0xA900);
    public static final Status COERCION_OF_DATA_ELEMENTS = new Status(0xB000);
    public static final Status CANNOT_UNDERSTAND = new Status(0xC000);

    /** Error Comment is an LO of at most 64 characters. */
    private static final int MAXIMUM_COMMENT = 64;

    public Status {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("A status has 16 bits");
        }
        comment = printable(comment.substring(0, Math.min(comment.length(), MAXIMUM_COMMENT)));
    }

    public Status(int code) {
        this(code, "");
    }

    /** The same status with words for the peer's log, cut to 64 printable characters. */
    public Status withComment(String words) {
        return new Status(code, words);
    }

    public boolean isSuccess() {
        return code == 0;
    }

    /** The operation was done, but not quite as asked: the B000 class and 0001, 0107, 0116. */
    public boolean isWarning() {
        return (code & 0xF000) == 0xB000 || code == 0x0001 || code == 0x0107 || code == 0x0116;
    }

    public boolean isPending() {
        return code == 0xFF00 || code == 0xFF01;
    }

    public boolean isFailure() {
        return !isSuccess() && !isWarning() && !isPending() && code != CANCEL.code;
    }

    @Override
    public String toString() {
        return "%04XH%s".formatted(code, comment.isEmpty() ? "" : " (" + comment + ")");
    }

    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(c >= 0x20 && c < 0x7F && c != '\\' ? (char) c : '?'));
        return clean.toString();
    }
}
