package dev.xdsi.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message of several parts (RFC 2046, RFC 2387), read as strictly as testers' tools read it. */
final class Multipart {
    static final String BOUNDARY = "xdsi-conformance-boundary";
    static final String ROOT = "root.message@conformance.xdsi.dev";
    private static final int MOST_PARTS = 10_000;
    private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Multipart() {}

    /** A message in MTOM form (ITI TF-2: V.3.6). */
    static byte[] write(Bytes root, List<Part> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(
                out,
                "Content-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"\r\n"
                        + "Content-Transfer-Encoding: binary\r\nContent-ID: <" + ROOT + ">",
                root);
        for (Part part : parts) {
            StringBuilder headers = new StringBuilder();
            part.headers()
                    .forEach((name, value) -> headers.append(headers.isEmpty() ? "" : "\r\n")
                            .append(name)
                            .append(": ")
                            .append(value));
            part(out, headers.toString(), part.content());
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, String headers, Bytes content) {
        out.writeBytes(("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content.array());
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    static String contentType(String action) {
        return "multipart/related; type=\"application/xop+xml\"; boundary=\"" + BOUNDARY + "\"; start=\"<" + ROOT
                + ">\"; start-info=\"application/soap+xml\"; action=\"" + action + "\"";
    }

    /** A parameter of a media type; empty where it is not there. */
    static String parameter(String contentType, String name) {
        Matcher matcher = Pattern.compile(
                        ";\\s*" + Pattern.quote(name) + "\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;]+))",
                        Pattern.CASE_INSENSITIVE)
                .matcher(contentType);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /** All parts in their order. */
    static List<Part> read(String contentType, byte[] body) throws IOException {
        String boundary = parameter(contentType, "boundary");
        if (boundary.isEmpty()) {
            throw new IOException("a multipart answer without boundary: " + contentType);
        }
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        List<Part> parts = new ArrayList<>();
        int at = find(body, delimiter, 0);
        while (at >= 0 && parts.size() < MOST_PARTS) {
            int begin = at + delimiter.length;
            if (begin + 1 < body.length && body[begin] == '-' && body[begin + 1] == '-') {
                return parts;
            }
            int end = find(body, ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII), begin);
            if (end < 0) {
                break;
            }
            parts.add(part(body, begin, end));
            at = end + 2;
        }
        throw new IOException("a multipart answer does not end with its boundary, " + boundary);
    }

    private static Part part(byte[] body, int begin, int end) throws IOException {
        int headersEnd = find(body, END_OF_HEADERS, begin);
        if (headersEnd < 0 || headersEnd > end) {
            throw new IOException("a part without headers");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line : new String(body, begin, headersEnd - begin, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Part(headers, Bytes.of(Arrays.copyOfRange(body, headersEnd + END_OF_HEADERS.length, end)));
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
