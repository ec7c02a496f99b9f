package dev.xdsi.soap.mtom;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One MIME part: its headers by lower-case name, and where its bytes are. */
record Part(Map<String, String> headers, Spool spool, long offset, long length) {
    Part {
        headers = Map.copyOf(headers);
    }

    MediaType contentType() {
        return MediaType.parse(headers.getOrDefault("content-type", "application/octet-stream"));
    }

    @Nullable
    String contentId() {
        return contentId(headers);
    }

    /** Without the angle brackets that RFC 2045 puts around it. */
    static @Nullable String contentId(Map<String, String> headers) {
        String id = headers.get("content-id");
        return id == null ? null : withoutBrackets(id);
    }

    /** The bytes as the sender meant them, whatever encoding brought them here. */
    InputStream open() {
        return decoded(spool.open(offset, length));
    }

    /** The same with bytes that follow those kept here. */
    InputStream openWith(InputStream rest) {
        return decoded(new SequenceInputStream(spool.open(offset, length), rest));
    }

    private InputStream decoded(InputStream encoded) {
        return isBase64() ? Base64.getMimeDecoder().wrap(encoded) : encoded;
    }

    /** The length where it is known without reading. */
    long knownLength() {
        return isBase64() ? -1 : length;
    }

    /** Whether so many bytes can be read from what is kept here. */
    boolean has(int bytes) {
        // Four letters for three bytes, and line breaks.
        return length >= (isBase64() ? 2L * bytes : bytes);
    }

    void refuseUnknownEncoding() throws IOException {
        String encoding = transferEncoding();
        switch (encoding) {
            case "binary", "8bit", "7bit", "base64" -> {}
            default -> throw new RefusedMessageException("Content-Transfer-Encoding is not supported: " + encoding);
        }
    }

    private boolean isBase64() {
        return transferEncoding().equals("base64");
    }

    private String transferEncoding() {
        return headers.getOrDefault("content-transfer-encoding", "binary").toLowerCase(Locale.ROOT);
    }

    static String withoutBrackets(String id) {
        boolean bracketed = id.length() > 1 && id.startsWith("<") && id.endsWith(">");
        return bracketed ? id.substring(1, id.length() - 1) : id;
    }
}
