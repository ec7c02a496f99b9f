package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.transaction.DocumentContent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A representation that is one body of known length, of which ranges can be had (PS3.18 8.7.1, RFC 9110 14). */
public final class SingleBody {
    private static final int BUFFER = 128 << 10;

    private final String contentType;
    private final EntityTag tag;
    private final long length;
    private final Source source;

    /** Opens the bytes from the first on. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private SingleBody(String contentType, EntityTag tag, long length, Source source) {
        this.contentType = contentType;
        this.tag = tag;
        this.length = length;
        this.source = source;
    }

    public static SingleBody of(String contentType, EntityTag tag, DocumentContent content) {
        return new SingleBody(contentType, tag, content.length(), content::open);
    }

    public static SingleBody of(String contentType, EntityTag tag, BulkData data) {
        return new SingleBody(contentType, tag, data.length(), data::open);
    }

    /**
     * Answers with all of it, the range that is asked for, or that the client has it already. What left of the instance is on record before
     * the last byte leaves: what cannot be recorded must not look complete.
     */
    public void send(Exchange exchange, OpenDelivery delivery, String sopInstanceUID) throws IOException {
        HttpServletResponse response = exchange.response();
        response.setHeader("Accept-Ranges", "bytes");
        if (!exchange.isNewer(tag)) {
            delivery.complete();
            return;
        }
        ByteRange range = range(exchange).orElse(null);
        if (range != null && range.length() == 0) {
            response.setHeader("Content-Range", "bytes */" + length);
            new HttpRefusal(
                            HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE,
                            "The range is beyond the end; there are " + length + " bytes.")
                    .send(exchange.request(), response);
            delivery.complete();
            return;
        }
        if (range != null) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    "Content-Range",
                    "bytes " + range.from() + "-" + (range.from() + range.length() - 1) + "/" + length);
        }
        ByteRange sent = range == null ? new ByteRange(0, length) : range;
        response.setContentType(contentType);
        response.setContentLengthLong(sent.length());
        if (exchange.isHead() || sent.length() == 0) {
            delivery.complete();
            return;
        }
        try (InputStream in = source.open()) {
            in.skipNBytes(sent.from());
            copy(in, exchange.body(), sent.length() - 1);
            delivery.sent(sopInstanceUID, sent.length());
            delivery.complete();
            copy(in, exchange.body(), 1);
        }
    }

    /** None where the client's part is of another version (RFC 9110 13.1.5). */
    private Optional<ByteRange> range(Exchange exchange) {
        String header = exchange.request().getHeader("Range");
        String ifRange = exchange.request().getHeader("If-Range");
        return header == null || exchange.isHead() || (ifRange != null && !tag.isStronglyIn(ifRange))
                ? Optional.empty()
                : ByteRange.of(header, length);
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("what is sent ends " + left + " bytes early");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
