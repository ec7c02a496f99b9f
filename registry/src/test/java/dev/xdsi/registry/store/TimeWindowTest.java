package dev.xdsi.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    @Test
    void beginsWithItsBeginningAndEndsBeforeItsEnd() {
        TimeWindow hour = new TimeWindow(NOON, NOON.plusSeconds(3600));

        assertThat(hour.contains(NOON)).isTrue();
        assertThat(hour.contains(NOON.plusSeconds(3599))).isTrue();
        assertThat(hour.contains(NOON.plusSeconds(3600))).isFalse();
        assertThat(hour.contains(NOON.minusSeconds(1))).isFalse();
    }

    @Test
    void whatHasNoTimeIsInside() {
        assertThat(new TimeWindow(NOON, NOON).contains(null)).isTrue();
    }

    @Property
    void everyTimeIsInExactlyOneOfTwoNeighbours(
            @ForAll @LongRange(min = -1000, max = 1000) long border,
            @ForAll @LongRange(min = -1000, max = 1000) long time) {
        TimeWindow before = new TimeWindow(null, NOON.plusSeconds(border));
        TimeWindow after = new TimeWindow(NOON.plusSeconds(border), null);

        assertThat(before.contains(NOON.plusSeconds(time))).isNotEqualTo(after.contains(NOON.plusSeconds(time)));
        assertThat(TimeWindow.ALWAYS.contains(NOON.plusSeconds(time))).isTrue();
    }
}
