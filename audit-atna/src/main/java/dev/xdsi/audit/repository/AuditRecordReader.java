package dev.xdsi.audit.repository;

import dev.xdsi.audit.syslog.ReceivedSyslog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Makes a record of the bytes of one syslog message, whatever they are. */
final class AuditRecordReader {
    private AuditRecordReader() {}

    static AuditRecord read(byte[] bytes, Instant receivedAt, String sender) {
        Optional<ReceivedSyslog> syslog = ReceivedSyslog.parse(bytes);
        if (syslog.isEmpty()) {
            String text = storable(new String(bytes, StandardCharsets.UTF_8));
            return new AuditRecord(
                    digest(bytes), receivedAt, sender, AuditContent.UNKNOWN, "not a syslog message of RFC 5424", text);
        }
        String body = syslog.get().body();
        try {
            return new AuditRecord(digest(bytes), receivedAt, sender, AuditContentReader.read(body), null, body);
        } catch (XMLStreamException | RuntimeException e) {
            // The parser fails at some malformed documents with other exceptions than its own.
            return new AuditRecord(
                    digest(bytes), receivedAt, sender, AuditContent.UNKNOWN, "not an AuditMessage", storable(body));
        }
    }

    /** No database text can hold U+0000, and no XML either. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
