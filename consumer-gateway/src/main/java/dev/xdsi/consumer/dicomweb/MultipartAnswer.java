package dev.xdsi.consumer.dicomweb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A multipart answer (PS3.18 8.6.1.2.1) that is written while its parts come. It begins with the first, so that until then an error can
 * be answered, and ends only by {@link #finish}, so that half of it is no answer.
 */
final class MultipartAnswer {
    private final HttpServletResponse response;
    private final String boundary;
    private @Nullable OutputStream begun;

    MultipartAnswer(HttpServletResponse response, String boundary) {
        this.response = response;
        this.boundary = boundary;
    }

    boolean isEmpty() {
        return begun == null;
    }

    /** Where the bytes of the next part go. */
    OutputStream next(String type, String transferSyntaxUID) throws IOException {
        OutputStream out = begun;
        if (out == null) {
            response.setContentType("multipart/related; type=\"" + type + "\"; boundary=\"" + boundary + "\"");
            out = response.getOutputStream();
            begun = out;
        }
        String syntax = transferSyntaxUID.matches("[0-9.]{1,64}") ? "; transfer-syntax=" + transferSyntaxUID : "";
        ascii(out, "\r\n--" + boundary + "\r\nContent-Type: " + type + syntax + "\r\n\r\n");
        return out;
    }

    void finish() throws IOException {
        if (begun != null) {
            ascii(begun, "\r\n--" + boundary + "--\r\n");
        }
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
