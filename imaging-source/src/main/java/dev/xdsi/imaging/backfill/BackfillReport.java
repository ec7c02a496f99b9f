package dev.xdsi.imaging.backfill;

import dev.xdsi.model.Oid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a backfill stands.
 *
 * @param trouble what went wrong last when the PACS was asked for studies
 */
public record BackfillReport(State state, @Nullable String trouble, List<Study> studies) {
    /** Of the whole. */
    public enum State {
        /** The PACS has not said yet which studies there are. */
        ASKING,
        FETCHING,
        /** Nothing more is done for it; of the studies some may have failed. */
        OVER,
        /** The PACS never said which studies there are. */
        FAILED
    }

    /** Of one study. */
    public enum StudyState {
        WAITING,
        DONE,
        FAILED
    }

    /**
     * One of the studies.
     *
     * @param instances that the PACS has; null until it was asked
     * @param trouble what went wrong last
     */
    public record Study(
            Oid study,
            StudyState state,
            @Nullable Integer instances,
            int here,
            @Nullable String trouble) {}

    public BackfillReport {
        studies = List.copyOf(studies);
    }

    public long count(StudyState of) {
        return studies.stream().filter(study -> study.state() == of).count();
    }
}
