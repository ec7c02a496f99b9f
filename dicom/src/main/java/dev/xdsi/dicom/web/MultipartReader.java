package dev.xdsi.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a multipart body (RFC 2046 5.1.1) part by part as it arrives, in a buffer of fixed size whatever the parts hold. A body that
 * ends before its closing delimiter is an exception, never a short part.
 */
public final class MultipartReader {
    private static final int BUFFER = 128 << 10;
    private static final int LONGEST_HEADERS = 8 << 10;
    /** Of up to 200 characters, though no more than 70 are allowed: Orthanc's boundaries have 73. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,199}[0-9A-Za-z'()+_,./:=?-]");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    /** How many bytes from the position on belong to the part for certain. */
    private int certain;

    private boolean atDelimiter;
    private boolean ended;

    /** A body that is no multipart. */
    public static final class MalformedMultipart extends IOException {
        MalformedMultipart(String message) {
            super(message);
        }
    }

    /** One part: its headers, names in lower case, and its bytes, which last until the next part is asked for. */
    public record Part(Map<String, String> headers, InputStream body) {
        public Part {
            headers = Map.copyOf(headers);
        }
    }

    public MultipartReader(InputStream in, String boundary) throws MalformedMultipart {
        if (!BOUNDARY.matcher(boundary).matches()) {
            throw new MalformedMultipart("the boundary is missing, too long or has characters that none may have");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // The first delimiter stands at the start of a line that nothing need precede.
        buffer[0] = '\r';
        buffer[1] = '\n';
        this.limit = 2;
    }

    /** Passes over what is left of the part before; empty after the closing delimiter. */
    public Optional<Part> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        byte[] skipped = new byte[8 << 10];
        while (!atDelimiter) {
            readBody(skipped, 0, skipped.length);
        }
        position += delimiter.length;
        atDelimiter = false;
        int first = readByte();
        int second = readByte();
        if (first == '-' && second == '-') {
            ended = true;
            return Optional.empty();
        }
        endOfLine(first, second);
        return Optional.of(new Part(headers(), new Body()));
    }

    /** Spaces may stand between a delimiter and the end of its line. */
    private void endOfLine(int first, int second) throws IOException {
        int before = first;
        int last = second;
        while (!(before == '\r' && last == '\n')) {
            if (before != ' ' && before != '\t') {
                throw new MalformedMultipart("a delimiter goes on after the boundary");
            }
            before = last;
            last = readByte();
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int budget = LONGEST_HEADERS;
        String line = line(budget);
        while (!line.isEmpty()) {
            budget -= line.length() + 2;
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            line = line(budget);
        }
        return headers;
    }

    private String line(int budget) throws IOException {
        StringBuilder line = new StringBuilder();
        int read = readByte();
        while (read != '\r') {
            if (line.length() >= budget) {
                throw new MalformedMultipart("the headers of a part are longer than " + LONGEST_HEADERS + " bytes");
            }
            line.append((char) read);
            read = readByte();
        }
        if (readByte() != '\n') {
            throw new MalformedMultipart("a header line ends with CR alone");
        }
        return line.toString();
    }

    private int readByte() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xFF;
    }

    private int readBody(byte[] into, int offset, int length) throws IOException {
        if (atDelimiter) {
            return -1;
        }
        if (certain == 0) {
            look();
            if (atDelimiter) {
                return -1;
            }
        }
        int count = Math.min(length, certain);
        System.arraycopy(buffer, position, into, offset, count);
        position += count;
        certain -= count;
        return count;
    }

    /** Finds out how far the part goes, within what has arrived. */
    private void look() throws IOException {
        int start = possibleDelimiter();
        while (start == position && limit - start < delimiter.length) {
            fill();
            start = possibleDelimiter();
        }
        atDelimiter = start == position;
        certain = start - position;
    }

    /** Where the delimiter starts, or what has arrived of it; else the end of what has arrived. */
    private int possibleDelimiter() {
        for (int start = position; start < limit; start++) {
            int length = Math.min(delimiter.length, limit - start);
            if (buffer[start] == '\r' && Arrays.equals(buffer, start, start + length, delimiter, 0, length)) {
                return start;
            }
        }
        return limit;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            throw new MalformedMultipart("the body ends before its closing delimiter");
        }
        limit += read;
    }

    private final class Body extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return length == 0 ? 0 : readBody(into, offset, length);
        }
    }
}
