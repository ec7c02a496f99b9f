package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A study whose time has come.
 *
 * @param changes how much of it there is, by the count of the archive
 * @param changedAt when the last instance came
 * @param failures attempts in a row that did not succeed
 * @param attemptedAt when the last attempt ended; null where there was none
 * @param link the affinity domain's patient that someone named for it
 * @param unfinished what an earlier attempt began, whose fate is not known
 * @param published the manifest that is registered now; null where there was none, or the last was withdrawn
 */
public record DueStudy(
        Oid study,
        long changes,
        Instant changedAt,
        int failures,
        @Nullable Instant attemptedAt,
        @Nullable PatientId link,
        @Nullable Unfinished unfinished,
        Withdrawal.@Nullable Standing published) {

    /** After a client gave up, and the repository and the registry behind it must have. */
    private static final Duration LONGEST_ON_ITS_WAY = Duration.ofMinutes(15);

    /**
     * What follows from an answer that is none of success. What was refused is forgotten and decided anew, unless an earlier attempt sent
     * it too and that may still come to where it was sent: then it is asked again when it cannot any longer.
     *
     * @param sends how many times it may have been sent before
     */
    Attempt refused(Answer answer, int sends, Publisher.Timing timing) {
        Instant retryAt = timing.retryAfter(failures);
        if (answer.isPassing()) {
            return new Attempt.Postponed(answer.errors(), retryAt);
        }
        Instant now = timing.clock().instant();
        boolean mayBeOnItsWay = sends > 0 && attemptedAt != null && now.isBefore(attemptedAt.plus(LONGEST_ON_ITS_WAY));
        return mayBeOnItsWay
                ? new Attempt.Postponed(answer.errors(), now.plus(LONGEST_ON_ITS_WAY))
                : new Attempt.Rejected(answer.errors(), retryAt);
    }

    /** The same study, of which less is to be done now. */
    DueStudy covering(long fewerChanges) {
        return new DueStudy(study, fewerChanges, changedAt, failures, attemptedAt, link, unfinished, published);
    }

    /** What was decided and may have been sent, so that it must come to its end before anything else is decided. */
    public sealed interface Unfinished {
        /** How many times it may have been sent. */
        int sends();
    }

    /** A manifest that exists, but is not known to be registered. */
    public record PreparedManifest(Manifest manifest, int sends) implements Unfinished {}

    /** A withdrawal of which it is not known that the registry heard of it. */
    public record PreparedWithdrawal(Withdrawal withdrawal, int sends) implements Unfinished {}
}
