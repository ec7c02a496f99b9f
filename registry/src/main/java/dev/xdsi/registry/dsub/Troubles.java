package dev.xdsi.registry.dsub;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes wrong here, by the work that it keeps from being done: it lasts until that work was done, whatever else goes well meanwhile, or
 * until somebody else must have taken the work over.
 */
final class Troubles<K> {
    /** So many are enough to tell of one. */
    private static final int MOST = 1000;

    private final Duration lapse;
    private final Map<K, Trouble> lasting = new ConcurrentHashMap<>();

    private record Trouble(String text, Instant at) {}

    /** @param lapse after this time without another attempt the work is no longer ours */
    Troubles(Duration lapse) {
        this.lapse = lapse;
    }

    void begin(K work, String text, Instant now) {
        forgetLapsed(now);
        if (lasting.size() < MOST || lasting.containsKey(work)) {
            lasting.put(work, new Trouble(text, now));
        }
    }

    void end(K work) {
        lasting.remove(work);
    }

    /** One of those that last. */
    Optional<String> any(Instant now) {
        forgetLapsed(now);
        return lasting.values().stream().map(Trouble::text).findFirst();
    }

    private void forgetLapsed(Instant now) {
        lasting.values().removeIf(trouble -> trouble.at().plus(lapse).isBefore(now));
    }
}
