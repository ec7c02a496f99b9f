package dev.xdsi.imaging.publication;

import static dev.xdsi.imaging.publication.PublicationStatus.State.DUE;
import static dev.xdsi.imaging.publication.PublicationStatus.State.FAILED;
import static dev.xdsi.imaging.publication.PublicationStatus.State.HELD;
import static dev.xdsi.imaging.publication.PublicationStatus.State.PUBLISHED;
import static dev.xdsi.imaging.publication.PublicationStatus.State.PUBLISHING;
import static dev.xdsi.imaging.publication.PublicationStatus.State.RECEIVING;
import static dev.xdsi.imaging.publication.PublicationStatus.State.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.imaging.publication.PublicationStatus.Progress;
import dev.xdsi.model.Oid;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublicationStatusTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration QUIET = Duration.ofSeconds(60);

    @Test
    void fromReceivingToPublished() {
        assertThat(state(progress(3, 0, null, null, false), NOON)).isEqualTo(RECEIVING);
        assertThat(state(progress(3, 0, NOON, null, false), NOON))
                .as("said to be complete")
                .isEqualTo(DUE);
        assertThat(state(progress(3, 0, null, null, false), NOON.plus(QUIET))).isEqualTo(DUE);
        assertThat(state(progress(3, 0, null, null, true), NOON.plus(QUIET))).isEqualTo(PUBLISHING);
        assertThat(state(progress(3, 3, null, null, false), NOON)).isEqualTo(PUBLISHED);
        assertThat(state(progress(4, 3, null, null, false), NOON))
                .as("one more came")
                .isEqualTo(RECEIVING);
    }

    @Test
    void withdrawnUntilSomethingComes() {
        assertThat(withdrawn(progress(3, 3, null, null, false))).isEqualTo(WITHDRAWN);
        assertThat(withdrawn(progress(4, 3, null, null, false))).isEqualTo(RECEIVING);
    }

    private static PublicationStatus.State withdrawn(Progress progress) {
        return new PublicationStatus(new Oid("1.2"), 3, null, new Oid("1.2.3"), progress, NOON, null)
                .state(NOON, QUIET);
    }

    @Test
    void heldAndFailedUntilSomeoneDoesSomething() {
        Instant later = NOON.plusSeconds(120);
        assertThat(state(tried(true, null), later)).isEqualTo(HELD);
        assertThat(state(tried(false, null), later)).isEqualTo(FAILED);
        assertThat(state(tried(true, NOON.plusSeconds(90)), later)).isEqualTo(DUE);
        assertThat(state(tried(true, NOON.plusSeconds(60)), later))
                .as("before the attempt")
                .isEqualTo(HELD);
    }

    @Test
    void waitsLongerAfterEachFailureButNotForEver() {
        assertThat(Schedule.DEFAULT.retryAfter(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Schedule.DEFAULT.retryAfter(3)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Schedule.DEFAULT.retryAfter(1_000_000)).isEqualTo(Duration.ofMinutes(10));
    }

    private static PublicationStatus.State state(Progress progress, Instant now) {
        return new PublicationStatus(new Oid("1.2"), 3, null, null, progress, null, null).state(now, QUIET);
    }

    private static Progress progress(
            long changes, long published, @Nullable Instant completedAt, @Nullable Instant pokedAt, boolean prepared) {
        return new Progress(changes, published, NOON, completedAt, pokedAt, null, prepared, false, null, null);
    }

    private static Progress tried(boolean held, @Nullable Instant pokedAt) {
        return new Progress(3, 0, NOON, null, pokedAt, NOON.plusSeconds(61), true, held, "reason", null);
    }
}
