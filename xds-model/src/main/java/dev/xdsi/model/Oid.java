package dev.xdsi.model;

import java.util.regex.Pattern;

/** An ISO object identifier or DICOM UID: at most 64 characters, no leading zeros in a component. */
public record Oid(String value) implements Comparable<Oid> {
    public static final int MAX_LENGTH = 64;
    private static final Pattern FORM = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");
    private static final String URN = "urn:oid:";

    public Oid {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an OID of at most 64 characters: " + value);
        }
    }

    public static boolean isValid(String value) {
        return value.length() <= MAX_LENGTH && FORM.matcher(value).matches();
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
