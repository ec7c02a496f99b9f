package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.web.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Which version of a resource was sent (RFC 9110 8.8.3): from hashes of what it was made of, and of how: each representation is a version of
 * its own (8.8.3.3).
 *
 * @param weak whether two versions of the same tag mean the same but may differ in bytes, as multipart bodies do in their boundaries
 */
public record EntityTag(String hash, boolean weak) {
    private static final int BYTES = 16;

    /** Of bytes that are always the same for the same sources. */
    public static EntityTag strong(Stream<String> sources) {
        return new EntityTag(hash(sources), false);
    }

    public static EntityTag weak(Stream<String> sources) {
        return new EntityTag(hash(sources), true);
    }

    private static String hash(Stream<String> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            sources.forEach(source -> digest.update((source + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As If-None-Match compares. */
    boolean isIn(String header) {
        return header.strip().equals("*")
                || MediaType.split(header, ',').stream()
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(("\"" + hash + "\"")::equals);
    }

    /** As If-Match and If-Range compare. */
    boolean isStronglyIn(String header) {
        return header.strip().equals("*")
                || (!weak
                        && MediaType.split(header, ',').stream()
                                .map(String::strip)
                                .anyMatch(toString()::equals));
    }

    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + hash + "\"";
    }
}
