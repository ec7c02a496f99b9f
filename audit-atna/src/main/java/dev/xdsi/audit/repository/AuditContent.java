package dev.xdsi.audit.repository;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an audit message says, as far as one searches for it. Of long values only the beginning is kept here, since an index
 * takes no others; the message has them whole.
 *
 * @param eventId code of EventID, as {@code 110112}
 * @param eventTypes codes of EventTypeCode, as {@code ITI-18}
 * @param outcome EventOutcomeIndicator; -1 if there is none
 */
public record AuditContent(
        @Nullable Instant eventTime,
        @Nullable String eventId,
        List<String> eventTypes,
        @Nullable String action,
        int outcome,
        @Nullable String sourceId,
        List<String> users,
        Objects subjects) {
    public static final AuditContent UNKNOWN =
            new AuditContent(null, null, List.of(), null, -1, null, List.of(), Objects.NONE);

    /** In UTF-8 at most 1,536 bytes; PostgreSQL takes 2,700 in an index. */
    private static final int LONGEST_VALUE = 512;

    public AuditContent {
        eventTypes = searchable(eventTypes);
        users = searchable(users);
    }

    /** The beginning of a value by which it is kept and found. */
    public static String searchable(String value) {
        if (value.length() <= LONGEST_VALUE) {
            return value;
        }
        boolean splits = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1));
        return value.substring(0, splits ? LONGEST_VALUE - 1 : LONGEST_VALUE);
    }

    private static List<String> searchable(List<String> values) {
        return values.stream().map(AuditContent::searchable).toList();
    }

    /** The ids of what the event was about, by kind. */
    public record Objects(List<String> patients, List<String> studies, List<String> documents, List<String> others) {
        static final Objects NONE = new Objects(List.of(), List.of(), List.of(), List.of());

        public Objects {
            patients = searchable(patients);
            studies = searchable(studies);
            documents = searchable(documents);
            others = searchable(others);
        }
    }
}
