package dev.xdsi.imaging.dicomweb;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Several ranges of one body as {@code multipart/byteranges} (RFC 9110 14.6), of known length.
 *
 * @param type of the body
 * @param boundary which the body cannot hold
 */
record RangeParts(List<ByteRange> ranges, String type, long size, String boundary) {
    RangeParts {
        ranges = List.copyOf(ranges);
    }

    String contentType() {
        return "multipart/byteranges; boundary=\"" + boundary + "\"";
    }

    long length() {
        return end().length
                + ranges.stream()
                        .mapToLong(range -> start(range).length + range.length())
                        .sum();
    }

    byte[] start(ByteRange range) {
        return ascii("\r\n--" + boundary + "\r\nContent-Type: " + type + "\r\nContent-Range: "
                + range.contentRange(size) + "\r\n\r\n");
    }

    byte[] end() {
        return ascii("\r\n--" + boundary + "--\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
