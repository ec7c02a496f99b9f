package dev.xdsi.audit.repository;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an audit message says, as far as one searches for it.
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

    public AuditContent {
        eventTypes = List.copyOf(eventTypes);
        users = List.copyOf(users);
    }

    /** The ids of what the event was about, by kind. */
    public record Objects(List<String> patients, List<String> studies, List<String> documents, List<String> others) {
        static final Objects NONE = new Objects(List.of(), List.of(), List.of(), List.of());

        public Objects {
            patients = List.copyOf(patients);
            studies = List.copyOf(studies);
            documents = List.copyOf(documents);
            others = List.copyOf(others);
        }
    }
}
