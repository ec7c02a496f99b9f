package dev.xdsi.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.operations.Window.Minute;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long MILLISECOND = 1_000_000;

    private final Window window = new Window();

    @Test
    void timesAreThoseOfTheCallsThatWere() {
        assertThat(window.millis(0.5)).isZero();
        for (int i = 1; i <= 100; i++) {
            window.add(NOON, i * MILLISECOND, false);
        }
        assertThat(window.millis(0.5)).isEqualTo(50);
        assertThat(window.millis(0.95)).isEqualTo(95);
        assertThat(window.millis(1)).isEqualTo(100);
    }

    @Test
    void ofVeryManyCallsTheLastCount() {
        for (int i = 0; i < 10_000; i++) {
            window.add(NOON, 1_000 * MILLISECOND, true);
        }
        for (int i = 0; i < 256; i++) {
            window.add(NOON, MILLISECOND, false);
        }
        assertThat(window.millis(0.95)).isEqualTo(1);
        assertThat(window.calls()).isEqualTo(10_256);
        assertThat(window.failures()).isEqualTo(10_000);
    }

    @Test
    void minutesAreCountedAndOldOnesForgotten() {
        window.add(NOON, 1, false);
        window.add(NOON.plusSeconds(59), 1, true);
        window.add(NOON.plusSeconds(60), 1, false);

        assertThat(window.minutes(NOON.plusSeconds(60)))
                .hasSize(Window.MINUTES)
                .endsWith(new Minute(minute(0), 2, 1), new Minute(minute(1), 1, 0));
        assertThat(window.minutes(NOON.plus(Duration.ofMinutes(Window.MINUTES))))
                .as("the place of the first minute is taken by another one")
                .allSatisfy(minute -> assertThat(minute.number()).isGreaterThan(minute(0)))
                .filteredOn(minute -> minute.calls() > 0)
                .containsExactly(new Minute(minute(1), 1, 0));
    }

    private static long minute(int afterNoon) {
        return NOON.getEpochSecond() / 60 + afterNoon;
    }
}
