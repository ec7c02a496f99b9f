package dev.xdsi.audit.syslog;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A syslog message as anyone may send it (RFC 5424), taken apart as far as an Audit Record Repository needs. */
public record ReceivedSyslog(String hostname, String appName, String msgId, String body) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MAX_HEADER = 2048;
    private static final Pattern HEADER =
            Pattern.compile("<\\d{1,3}>[1-9]\\d{0,2} (?:-|\\S{1,64}) (?<host>\\S{1,255}) (?<app>\\S{1,48}) \\S{1,128}"
                    + " (?<msgid>\\S{1,32}) ");

    /** Nothing if the bytes do not begin like a syslog message of RFC 5424. */
    public static Optional<ReceivedSyslog> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher header = HEADER.matcher(text).region(0, Math.min(text.length(), MAX_HEADER));
        if (!header.lookingAt()) {
            return Optional.empty();
        }
        int end = endOfStructuredData(text, header.end());
        if (end < 0) {
            return Optional.empty();
        }
        String body = end < text.length() ? text.substring(end + 1) : "";
        if (!body.isEmpty() && body.charAt(0) == BYTE_ORDER_MARK) {
            body = body.substring(1);
        }
        return Optional.of(new ReceivedSyslog(header.group("host"), header.group("app"), header.group("msgid"), body));
    }

    /** STRUCTURED-DATA is {@code -} or elements in brackets, in which quotes protect and a backslash escapes. */
    private static int endOfStructuredData(String text, int start) {
        if (start < text.length() && text.charAt(start) == '-') {
            return endOfHeader(text, start + 1);
        }
        boolean element = false;
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (element && c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == (element ? ']' : '[')) {
                element = !element;
            } else if (!element) {
                return i > start ? endOfHeader(text, i) : -1;
            }
        }
        return element || start >= text.length() ? -1 : text.length();
    }

    private static int endOfHeader(String text, int at) {
        return at == text.length() || text.charAt(at) == ' ' ? at : -1;
    }
}
