package dev.xdsi.imaging.publication;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a study and its publication.
 *
 * @param patientId the affinity domain's patient for whom it is registered, else the one that someone named for it
 * @param documentUniqueId of the manifest that was registered last
 * @param withdrawnAt when it was withdrawn, because nothing of the study was left; null while it stands
 * @param incomplete why not all of it came from the PACS, which is not tried any more; null where all did, as far as it is known
 */
public record PublicationStatus(
        Oid study,
        long instances,
        @Nullable PatientId patientId,
        @Nullable Oid documentUniqueId,
        Progress progress,
        @Nullable Instant withdrawnAt,
        @Nullable String incomplete) {

    /** In which state a study is, seen from outside. */
    public enum State {
        /** Instances came within the quiet period. */
        RECEIVING,
        /** It is complete, or said to be, and waits for its turn. */
        DUE,
        /** Its manifest is made and on its way. */
        PUBLISHING,
        /** A manifest that lists all of it is registered. */
        PUBLISHED,
        /** Nothing of it is left to be shared, and the registry was told that its manifest does not stand any longer. */
        WITHDRAWN,
        /** It is complete, and a rule of the publication policy lets it wait for some time. */
        DELAYED,
        /** A rule of the publication policy says that it is not published. */
        WITHHELD,
        /** The last attempt failed; there will be another. */
        FAILED,
        /** Waits for someone, not for something. */
        HELD
    }

    /** The facts that the state follows from. */
    public record Progress(
            long changes,
            long publishedChanges,
            Instant changedAt,
            @Nullable Instant completedAt,
            @Nullable Instant pokedAt,
            @Nullable Instant attemptedAt,
            boolean prepared,
            boolean held,
            @Nullable String lastError,
            @Nullable Ruling ruling) {

        boolean isQuiet(Instant now, Duration quietPeriod) {
            return !changedAt.plus(quietPeriod).isAfter(now)
                    || (completedAt != null && !completedAt.isBefore(changedAt));
        }

        /** Whether someone did something after the last attempt, so that another one may end better. */
        boolean isWoken() {
            return attemptedAt != null && (isAfterAttempt(completedAt) || isAfterAttempt(pokedAt));
        }

        private boolean isAfterAttempt(@Nullable Instant time) {
            return time != null && attemptedAt != null && time.isAfter(attemptedAt);
        }
    }

    public State state(Instant now, Duration quietPeriod) {
        if (progress.publishedChanges() >= progress.changes()) {
            return isRuled(Ruling.Kind.WITHHELD)
                    ? State.WITHHELD
                    : withdrawnAt == null ? State.PUBLISHED : State.WITHDRAWN;
        }
        if (!progress.isQuiet(now, quietPeriod)) {
            return State.RECEIVING;
        }
        if (progress.isWoken()) {
            return State.DUE;
        }
        if (progress.held()) {
            return State.HELD;
        }
        if (isRuled(Ruling.Kind.DELAYED)) {
            return State.DELAYED;
        }
        if (progress.lastError() != null) {
            return State.FAILED;
        }
        return progress.prepared() ? State.PUBLISHING : State.DUE;
    }

    private boolean isRuled(Ruling.Kind kind) {
        Ruling ruling = progress.ruling();
        return ruling != null && ruling.kind() == kind;
    }

    /** Why it is not published, in words; null where nothing keeps it. */
    public @Nullable String reason() {
        Ruling ruling = progress.ruling();
        return ruling == null ? progress.lastError() : ruling.reason();
    }
}
