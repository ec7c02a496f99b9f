package dev.xdsi.audit.repository.postgres;

import dev.xdsi.audit.repository.AuditContent;
import dev.xdsi.audit.repository.AuditRecord;
import java.sql.SQLException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record as every database can hold it: found by nothing it says, and with its message in US-ASCII. */
final class UnreadableRecord {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecord.class);

    /** Classes of SQLSTATE: a data exception, and a limit of the program exceeded. */
    private static final String DATA = "22";

    private static final String LIMIT = "54";

    private UnreadableRecord() {}

    /** Whether the database refused what was to be stored, and will again; otherwise it is the database that fails. */
    static boolean isDueToItsContent(SQLException refusal) {
        String state = refusal.getSQLState();
        return state != null && (state.startsWith(DATA) || state.startsWith(LIMIT));
    }

    static AuditRecord of(AuditRecord record, SQLException refusal) {
        String problem = "the database refused what it says, SQLSTATE " + refusal.getSQLState();
        LOG.warn("The audit record {} is kept as unreadable: {}", record.digest(), problem);
        return new AuditRecord(
                record.digest(),
                record.receivedAt(),
                ascii(record.sender()),
                AuditContent.UNKNOWN,
                problem,
                ascii(record.message()));
    }

    /** Other characters as Java writes them in its sources. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.chars().forEach(unit -> {
            boolean plain = (unit >= ' ' && unit <= '~') || unit == '\n' || unit == '\r' || unit == '\t';
            ascii.append(plain ? String.valueOf((char) unit) : String.format(Locale.ROOT, "\\u%04X", unit));
        });
        return ascii.toString();
    }
}
