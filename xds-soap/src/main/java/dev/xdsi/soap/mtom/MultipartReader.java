package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart body to its end (RFC 2046 5.1), in steps, and refuses what is not complete: the part that nobody would have
 * noticed to be missing is the dangerous one.
 */
final class MultipartReader {
    private static final int BUFFER = 64 * 1024;
    private static final int FEW = 1024;
    private static final int MAX_BOUNDARY = 200;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 64;

    private final InputStream in;
    private final SoapLimits limits;
    private final byte[] delimiter;
    /** How far on the delimiter may next end when a byte stands where it would have ended. */
    private final int[] ahead;
    /** 1 for the bytes that the delimiter does not have. */
    private final int[] foreign;

    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private int parts;
    private Map<String, String> headers = Map.of();

    MultipartReader(InputStream in, String boundary, SoapLimits limits) throws IOException {
        if (boundary.isBlank() || boundary.length() > MAX_BOUNDARY) {
            throw new RefusedMessageException("the multipart boundary must have 1 to " + MAX_BOUNDARY + " characters");
        }
        this.in = in;
        this.limits = limits;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.ahead = ahead(delimiter);
        this.foreign = foreign(delimiter);
        // The first delimiter has no line before it, unless there is a preamble: give it one.
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    /** The reader of a message of this Content-Type. */
    static MultipartReader of(MediaType type, InputStream in, SoapLimits limits) throws IOException {
        String boundary = type.parameter("boundary");
        if (boundary == null) {
            throw new RefusedMessageException("the Content-Type multipart/related has no boundary");
        }
        return new MultipartReader(in, boundary, limits);
    }

    /** Takes parts one by one. */
    @FunctionalInterface
    interface PartSink {
        void keep(Part part) throws IOException;
    }

    /**
     * Reads to the end of the envelope and no further: it is the part that {@code start} names, else the first (RFC 2387 3.2). Together with
     * what stands before it, it is no larger than an envelope may be.
     */
    Part readRoot(@Nullable String start, Spool spool, PartSink before) throws IOException {
        String id = start == null || start.isBlank() ? null : Part.withoutBrackets(start);
        while (next()) {
            Part part = readPart(spool, limits.envelopeBytes());
            if (id == null || id.equals(part.contentId())) {
                return part;
            }
            before.keep(part);
        }
        throw new RefusedMessageException("no MIME part has the Content-ID that start names");
    }

    /** Reads all parts that follow. */
    List<Part> readAll(Spool spool) throws IOException {
        List<Part> parts = new ArrayList<>();
        while (next()) {
            parts.add(readPart(spool, Long.MAX_VALUE));
        }
        return parts;
    }

    /** Goes to the next part and reads its headers; false at the end of the message. The part before must have been read. */
    boolean next() throws IOException {
        if (parts == 0) {
            copyUntilDelimiter((bytes, offset, length) -> {});
        }
        if (atClosingDelimiter()) {
            if (parts == 0) {
                throw new RefusedMessageException("the multipart message has no part");
            }
            return false;
        }
        if (parts == limits.parts()) {
            throw new RefusedMessageException("more than " + limits.parts() + " parts in one message");
        }
        parts++;
        headers = readHeaders();
        return true;
    }

    /** The headers of the part that {@link #next} went to, by lower-case name. */
    Map<String, String> headers() {
        return headers;
    }

    /** The body of the part that {@link #next} went to, to its end. */
    private Part readPart(Spool spool, long most) throws IOException {
        long start = spool.size();
        copyUntilDelimiter((bytes, offset, length) -> {
            long size = spool.size() + length;
            refuseLarger(size - start);
            if (size > most) {
                throw new RefusedMessageException("the envelope is larger than " + most + " bytes");
            }
            spool.write(bytes, offset, length);
        });
        Part part = new Part(headers, spool, start, spool.size() - start);
        part.refuseUnknownEncoding();
        return part;
    }

    /** The same as it arrives: at the end of the stream the part is known to be whole. */
    InputStream openPart() {
        return new Body();
    }

    private void refuseLarger(long bytes) throws IOException {
        if (bytes > limits.attachmentBytes()) {
            throw new RefusedMessageException("an attachment is larger than " + limits.attachmentBytes() + " bytes");
        }
    }

    /** After a delimiter: two hyphens close the message, a line end opens the next part. */
    private boolean atClosingDelimiter() throws IOException {
        int first = readByte();
        if (first == '-' && readByte() == '-') {
            return true;
        }
        while (first == ' ' || first == '\t') {
            first = readByte();
        }
        if (first != '\r' || readByte() != '\n') {
            throw new RefusedMessageException("a multipart boundary is followed by something else than a line end");
        }
        return false;
    }

    private Map<String, String> readHeaders() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        int[] budget = {MAX_HEADER_BYTES};
        String name = "";
        for (String line = readLine(budget); !line.isEmpty(); line = readLine(budget)) {
            if (!name.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                headers.merge(name, line.strip(), (begun, more) -> begun + " " + more);
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MAX_HEADERS) {
                throw new RefusedMessageException("the headers of a MIME part are malformed or too many");
            }
            name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.putIfAbsent(name, line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String readLine(int[] budget) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = readByte(); next != '\r'; next = readByte()) {
            if (--budget[0] < 0) {
                throw new RefusedMessageException("the headers of a MIME part are longer than " + MAX_HEADER_BYTES);
            }
            line.append((char) next);
        }
        if (readByte() != '\n') {
            throw new RefusedMessageException("a header line of a MIME part does not end with CR LF");
        }
        return line.toString();
    }

    @FunctionalInterface
    private interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    private void copyUntilDelimiter(Sink sink) throws IOException {
        while (true) {
            int found = indexOfDelimiter();
            if (found >= 0) {
                sink.write(buffer, position, found - position);
                position = found + delimiter.length;
                return;
            }
            // The last bytes may be the beginning of a delimiter: they stay.
            int certain = Math.max(position, limit - delimiter.length + 1);
            sink.write(buffer, position, certain - position);
            position = certain;
            fill();
        }
    }

    private int indexOfDelimiter() {
        return indexOfDelimiter(buffer, position, limit);
    }

    /** By the last byte of where the delimiter might be, which tells how far away it is at least (Horspool's way): few bytes are looked at. */
    private int indexOfDelimiter(byte[] bytes, int from, int to) {
        int length = delimiter.length;
        int last = to - length;
        int far = to - 4 * length;
        int at = from;
        while (at <= last) {
            if (at <= far && isFarFrom(bytes, at + length - 1)) {
                at += 4 * length;
            } else if (matchesAt(bytes, at)) {
                return at;
            } else {
                at += ahead[bytes[at + length - 1] & 0xFF];
            }
        }
        return -1;
    }

    /** Four steps at once, none of which waits for the one before: mostly the delimiter has none of the four bytes. */
    private boolean isFarFrom(byte[] bytes, int at) {
        int length = delimiter.length;
        return (foreign[bytes[at] & 0xFF]
                        & foreign[bytes[at + length] & 0xFF]
                        & foreign[bytes[at + 2 * length] & 0xFF]
                        & foreign[bytes[at + 3 * length] & 0xFF])
                == 1;
    }

    private boolean matchesAt(byte[] bytes, int at) {
        for (int i = delimiter.length - 1; i >= 0; i--) {
            if (bytes[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private static int[] ahead(byte[] delimiter) {
        int[] ahead = new int[256];
        Arrays.fill(ahead, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            ahead[delimiter[i] & 0xFF] = delimiter.length - 1 - i;
        }
        return ahead;
    }

    private static int[] foreign(byte[] delimiter) {
        int[] foreign = new int[256];
        Arrays.fill(foreign, 1);
        for (byte each : delimiter) {
            foreign[each & 0xFF] = 0;
        }
        return foreign;
    }

    private int readByte() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xFF;
    }

    private void fill() throws IOException {
        fill(BUFFER);
    }

    private void fill(int most) throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        limit += receive(buffer, limit, Math.min(most, buffer.length - limit));
    }

    private int receive(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read < 0) {
            throw new RefusedMessageException(
                    "the multipart message is truncated: it ends without its closing boundary");
        }
        return read;
    }

    private final class Body extends InputStream {
        /** Up to here the buffer holds nothing but body. */
        private int certain = position;

        private boolean delimiterFollows;
        private boolean ended;
        /** Its reader has a buffer of his own, of which only the last bytes are too few to read there. */
        private boolean passes;

        private long read;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int taken = mayPassOver(length) ? pass(bytes, offset, Math.min(length, BUFFER)) : 0;
            if (taken == 0) {
                if (!ready()) {
                    return -1;
                }
                taken = Math.min(length, certain - position);
                System.arraycopy(buffer, position, bytes, offset, taken);
                position += taken;
            }
            read += taken;
            refuseLarger(read);
            return taken;
        }

        /** Nothing is known to be in the buffer, and the reader has room for more than a beginning of the delimiter. */
        private boolean mayPassOver(int room) {
            return !ended
                    && !delimiterFollows
                    && position == certain
                    && limit - position < delimiter.length
                    && room >= 2 * delimiter.length;
        }

        /**
         * Reads from the wire to where the reader wants it, past the buffer, into which only goes what may be, or is, no body: returns how
         * much is body, perhaps nothing.
         */
        private int pass(byte[] bytes, int offset, int room) throws IOException {
            passes = true;
            int before = limit - position;
            System.arraycopy(buffer, position, bytes, offset, before);
            int end = offset + before + receive(bytes, offset + before, room - before);
            int found = indexOfDelimiter(bytes, offset, end);
            delimiterFollows = found >= 0;
            int sure = delimiterFollows ? found : Math.max(offset, end - delimiter.length + 1);
            System.arraycopy(bytes, sure, buffer, 0, end - sure);
            position = 0;
            limit = end - sure;
            certain = 0;
            return sure - offset;
        }

        /** Has at least one byte of the body in the buffer; false at its end. */
        private boolean ready() throws IOException {
            while (!ended && position == certain) {
                if (delimiterFollows) {
                    position += delimiter.length;
                    ended = true;
                } else {
                    look();
                }
            }
            return !ended;
        }

        private void look() throws IOException {
            int found = indexOfDelimiter();
            delimiterFollows = found >= 0;
            certain = delimiterFollows ? found : Math.max(position, limit - delimiter.length + 1);
            if (certain == position && !delimiterFollows) {
                fill(passes ? FEW : BUFFER);
                certain = position;
            }
        }
    }
}
