package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.dicomweb.RenderedRequest.Encoding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A picture, which the browser of whoever asked may show again for a moment, and nobody else's. */
record PictureAnswer(HttpServletRequest request, HttpServletResponse response) {
    private static final String FOR_A_MOMENT = "private, max-age=60";
    /** Another session, and whoever takes another type, asks anew. */
    private static final String BY = "Accept, Authorization, Cookie";

    void send(byte[] picture, Encoding encoding) throws IOException {
        String etag = "\"" + digest(picture) + "\"";
        response.setHeader("Cache-Control", FOR_A_MOMENT);
        response.setHeader("Vary", BY);
        response.setHeader("ETag", etag);
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(encoding.type());
        response.setContentLength(picture.length);
        response.getOutputStream().write(picture);
    }

    private static String digest(byte[] picture) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
