package dev.xdsi.model;

/** An ISO object identifier or DICOM UID: at most 64 characters, no leading zeros in a component. */
public record Oid(String value) implements Comparable<Oid> {
    public static final int MAX_LENGTH = 64;
    private static final int LEAST_LENGTH = 3;
    private static final String URN = "urn:oid:";

    public Oid {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an OID of at most 64 characters: " + value);
        }
    }

    /** Written out, not matched by an expression: every row and every data set has several. */
    public static boolean isValid(String value) {
        int length = value.length();
        if (length < LEAST_LENGTH || length > MAX_LENGTH || value.charAt(0) < '0' || value.charAt(0) > '2') {
            return false;
        }
        if (value.charAt(1) != '.') {
            return false;
        }
        int component = 2;
        for (int i = 2; i < length; i++) {
            char next = value.charAt(i);
            if (next == '.' && i > component) {
                component = i + 1;
            } else if (next < '0' || next > '9' || (i > component && value.charAt(component) == '0')) {
                return false;
            }
        }
        return component < length;
    }

    /** Reads {@code urn:oid:1.2.3}, the form of a homeCommunityId. */
    public static Oid ofUrn(String urn) {
        if (!urn.startsWith(URN)) {
            throw new IllegalArgumentException("does not begin with urn:oid: " + urn);
        }
        return new Oid(urn.substring(URN.length()));
    }

    public String urn() {
        return URN + value;
    }

    @Override
    public int compareTo(Oid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
