package dev.xdsi.imaging.forward;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of one kind is not with the PACS yet.
 *
 * @param waiting how many wait to be sent, or for the PACS to say that it has them for good
 * @param failed how many were given up
 * @param oldest since when one of those that wait has waited; null where none does
 * @param troubles some of those that did not go on at the last attempt, those that were given up first
 */
public record Undelivered(
        long waiting, long failed, @Nullable Instant oldest, List<Trouble> troubles) {
    /** Where nothing goes on. */
    public static final Undelivered NOTHING = new Undelivered(0, 0, null, List.of());

    public Undelivered {
        troubles = List.copyOf(troubles);
    }

    /**
     * Something that did not go on at the last attempt.
     *
     * @param uid SOP Instance UID, or the UID of the study that was to be told of
     * @param failed whether it is not tried again by itself
     */
    public record Trouble(String uid, boolean failed, int failures, String error) {}
}
