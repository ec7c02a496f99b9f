package dev.xdsi.imaging.archive;

import java.util.HexFormat;

/**
 * A Part 10 file of the archive.
 *
 * @param name of this program's making, never text from outside
 * @param length in bytes, meta information included
 * @param sha256 of the data set alone, as it was received: the same instance sent again has the same
 * @param origin who has it for good; one of a PACS is here for a while only
 */
public record StoredFile(String name, long length, String sha256, Origin origin) {
    private static final int HASH = 64;
    private static final int NAME = HASH + 1 + 36;
    private static final int SHA256_BYTES = 32;

    public StoredFile {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a file name of the archive: " + name);
        }
        if (HexFormat.of().parseHex(sha256).length != SHA256_BYTES) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }

    /** One that is kept here for good. */
    public StoredFile(String name, long length, String sha256) {
        this(name, length, sha256, Origin.OWN);
    }

    static boolean isName(String name) {
        if (name.length() != NAME || name.charAt(HASH) != '-') {
            return false;
        }
        for (int i = 0; i < NAME; i++) {
            char next = name.charAt(i);
            boolean hex = (next >= '0' && next <= '9') || (next >= 'a' && next <= 'f');
            if (!hex && (i < HASH || next != '-')) {
                return false;
            }
        }
        return true;
    }
}
