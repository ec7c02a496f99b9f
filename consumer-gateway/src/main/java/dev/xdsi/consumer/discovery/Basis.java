package dev.xdsi.consumer.discovery;

import dev.xdsi.model.patient.Demographics;
import dev.xdsi.transaction.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of patient discovery was given to: who a patient was taken to be, and to whom he was not known. An answer holds as long
 * as that stays.
 *
 * @param digest SHA-256 in hexadecimal, since the traits themselves need not be kept once more
 */
public record Basis(String digest) {
    /** Of a patient who was found: that he is known is the same for whoever asks. */
    static Basis of(Demographics patient) {
        return sha256(patient.toString());
    }

    /** Of a patient who was not: a community may not know him to one user and know him to another. */
    static Basis of(Demographics patient, Caller.@Nullable User asking) {
        return sha256(patient + " to " + asking);
    }

    private static Basis sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Basis(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }
}
