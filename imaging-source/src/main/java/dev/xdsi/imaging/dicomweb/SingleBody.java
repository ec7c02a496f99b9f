package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.transaction.DocumentContent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A representation that is one body, of known length unless only its head is sent, of which ranges can be had (PS3.18 8.7.1, RFC 9110 14). */
public final class SingleBody {
    private final String contentType;
    private final EntityTag tag;
    private final long length;
    private final Source source;

    /** Opens the bytes from the first on. */
    @FunctionalInterface
    private interface Source {
        OutgoingBytes open(Exchange exchange) throws IOException;
    }

    private SingleBody(String contentType, EntityTag tag, long length, Source source) {
        this.contentType = contentType;
        this.tag = tag;
        this.length = length;
        this.source = source;
    }

    public static SingleBody of(String contentType, EntityTag tag, DocumentContent content) {
        return new SingleBody(contentType, tag, content.length(), exchange -> OutgoingBytes.of(content, exchange));
    }

    public static SingleBody of(String contentType, EntityTag tag, BulkData data) {
        return new SingleBody(contentType, tag, data.length(), exchange -> OutgoingBytes.of(data, exchange));
    }

    /**
     * Answers with all of it, the ranges that are asked for, or that the client has it already. What left of the instance is on record before
     * the last byte leaves: what cannot be recorded must not look complete.
     */
    public void send(Exchange exchange, OpenDelivery delivery, String sopInstanceUID) throws IOException {
        HttpServletResponse response = exchange.response();
        response.setHeader("Accept-Ranges", "bytes");
        if (!exchange.isNewer(tag)) {
            delivery.complete();
            return;
        }
        Optional<List<ByteRange>> ranges = ranges(exchange);
        if (ranges.isPresent() && ranges.get().isEmpty()) {
            response.setHeader("Content-Range", "bytes */" + length);
            new HttpRefusal(
                            HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE,
                            "The range is beyond the end; there are " + length + " bytes.")
                    .send(exchange.request(), response);
            delivery.complete();
            return;
        }
        if (ranges.isPresent()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        }
        if (ranges.isPresent() && ranges.get().size() > 1) {
            sendSeveral(ranges.get(), exchange, delivery, sopInstanceUID);
        } else {
            ranges.map(List::getFirst)
                    .ifPresent(range -> response.setHeader("Content-Range", range.contentRange(length)));
            sendOne(ranges.map(List::getFirst).orElse(new ByteRange(0, length)), exchange, delivery, sopInstanceUID);
        }
    }

    private void sendOne(ByteRange sent, Exchange exchange, OpenDelivery delivery, String sopInstanceUID)
            throws IOException {
        HttpServletResponse response = exchange.response();
        response.setContentType(contentType);
        if (sent.length() >= 0) {
            response.setContentLengthLong(sent.length());
        }
        if (exchange.isHead() || sent.length() == 0) {
            exchange.endWithoutBody(delivery);
            return;
        }
        try (OutgoingBytes bytes = source.open(exchange)) {
            bytes.skip(sent.from());
            bytes.send(sent.length() - 1);
            delivery.sent(sopInstanceUID, sent.length());
            delivery.complete();
            bytes.send(1);
        }
    }

    /** In the order in which they are asked for (RFC 9110 15.3.7.2). */
    private void sendSeveral(List<ByteRange> ranges, Exchange exchange, OpenDelivery delivery, String sopInstanceUID)
            throws IOException {
        // Made of the hashes of what it stands in: no body holds that of itself.
        RangeParts parts = new RangeParts(ranges, contentType, length, tag.hash());
        exchange.response().setContentType(parts.contentType());
        exchange.response().setContentLengthLong(parts.length());
        OutputStream out = exchange.body();
        for (ByteRange range : ranges) {
            out.write(parts.start(range));
            try (OutgoingBytes bytes = source.open(exchange)) {
                bytes.skip(range.from());
                bytes.send(range.length());
            }
            delivery.sent(sopInstanceUID, range.length());
        }
        delivery.complete();
        out.write(parts.end());
        out.flush();
    }

    /** None where the client's part is of another version (RFC 9110 13.1.5). */
    private Optional<List<ByteRange>> ranges(Exchange exchange) {
        String header = exchange.request().getHeader("Range");
        String ifRange = exchange.request().getHeader("If-Range");
        return header == null || exchange.isHead() || (ifRange != null && !tag.isStronglyIn(ifRange))
                ? Optional.empty()
                : ByteRange.of(header, length);
    }
}
