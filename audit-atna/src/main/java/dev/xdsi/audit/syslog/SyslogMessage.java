package dev.xdsi.audit.syslog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A syslog message that carries an audit message (RFC 5424, ITI TF-2: 3.20.4.1.2): facility 10 (security), severity 5
 * (notice), no structured data, UTF-8 without a byte order mark.
 */
public record SyslogMessage(Instant timestamp, String hostname, String appName, String procId, String body) {
    public static final String MSG_ID = "IHE+RFC-3881";
    static final String PRIORITY_AND_VERSION = "<85>1";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

    private static final int LONGEST_BEGINNING = 64;
    private static final Pattern BEGINNING =
            Pattern.compile(PRIORITY_AND_VERSION + " (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z) ");

    public SyslogMessage {
        hostname = headerField(hostname, 255);
        appName = headerField(appName, 48);
        procId = headerField(procId, 128);
    }

    /** A header field is printable US-ASCII without spaces, bounded, and {@code -} when there is nothing to say. */
    private static String headerField(String value, int maxLength) {
        StringBuilder field = new StringBuilder();
        value.codePoints()
                .limit(maxLength)
                .map(c -> c > ' ' && c < 0x7F ? c : '_')
                .forEach(field::appendCodePoint);
        return field.isEmpty() ? "-" : field.toString();
    }

    /** When a message was made that is {@link #encoded}; empty for anything else. */
    static Optional<Instant> timeOf(byte[] encoded) {
        String beginning = new String(encoded, 0, Math.min(encoded.length, LONGEST_BEGINNING), StandardCharsets.UTF_8);
        Matcher time = BEGINNING.matcher(beginning);
        return time.lookingAt() ? Optional.of(Instant.parse(time.group(1))) : Optional.empty();
    }

    public byte[] encoded() {
        String header = String.join(
                " ",
                PRIORITY_AND_VERSION,
                TIMESTAMP.format(timestamp.atOffset(ZoneOffset.UTC)),
                hostname,
                appName,
                procId,
                MSG_ID,
                "-");
        return (header + ' ' + body).getBytes(StandardCharsets.UTF_8);
    }
}
