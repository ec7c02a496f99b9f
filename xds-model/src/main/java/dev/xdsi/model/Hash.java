package dev.xdsi.model;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The SHA-1 of a document's exact bytes, 40 hex digits; case does not matter (ITI TF-3: 4.2.3.2.10). */
public record Hash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    /** The hash of no bytes, which a delayed document carries until it is assembled. */
    public static final Hash OF_NOTHING = new Hash("da39a3ee5e6b4b0d3255bfef95601890afd80709");

    public Hash {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-1 in hex: " + hex);
        }
    }

    public static Hash of(byte[] sha1) {
        return new Hash(HexFormat.of().formatHex(sha1));
    }

    public static boolean isValid(String hex) {
        return FORM.matcher(hex.toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public String toString() {
        return hex;
    }
}
