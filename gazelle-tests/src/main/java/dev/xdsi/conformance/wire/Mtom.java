package dev.xdsi.conformance.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The Content-Type of a message in MTOM form (ITI TF-2: V.3.6). */
public final class Mtom {
    private Mtom() {}

    public static String contentType(String action) {
        return Multipart.contentType(action);
    }

    /** A message in MTOM form, of the {@link #contentType} above. */
    public static Bytes write(Bytes root, List<Part> parts) {
        return Bytes.of(Multipart.write(root, parts));
    }

    /** A message as it came, taken apart where it is in MTOM form. */
    public static Answer read(int status, Map<String, String> headers, byte[] body) throws IOException {
        return HttpTransport.answer(status, headers, body);
    }
}
