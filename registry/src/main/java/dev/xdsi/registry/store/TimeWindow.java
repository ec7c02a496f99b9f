package dev.xdsi.registry.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code from <= t < to}, either end open when absent (ITI TF-2: 3.18.4.1.2.3.3). What has no time at all is inside every
 * window: the parameter is ignored for it (ITI TF-2: 3.18.4.1.2.3.3.1).
 */
public record TimeWindow(@Nullable Instant from, @Nullable Instant to) {
    public static final TimeWindow ALWAYS = new TimeWindow(null, null);

    public boolean contains(@Nullable Instant time) {
        return time == null || ((from == null || !time.isBefore(from)) && (to == null || time.isBefore(to)));
    }
}
