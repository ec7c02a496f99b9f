package dev.xdsi.conformance.wire;

/** The Content-Type of a message in MTOM form (ITI TF-2: V.3.6). */
public final class Mtom {
    private Mtom() {}

    public static String contentType(String action) {
        return Multipart.contentType(action);
    }
}
