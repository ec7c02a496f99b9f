package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of the need for instances whose bytes are elsewhere. */
final class NeedCounts {
    private final LongAdder cached = new LongAdder();
    private final LongAdder fetched = new LongAdder();
    private final Map<Kind, LongAdder> failed = new ConcurrentHashMap<>();

    void cached() {
        cached.increment();
    }

    void fetched() {
        fetched.increment();
    }

    void failed(Kind why) {
        failed.computeIfAbsent(why, _ -> new LongAdder()).increment();
    }

    BorrowedFigures with(CachedFiles cache) {
        Map<Kind, Long> failures = new EnumMap<>(Kind.class);
        failed.forEach((why, count) -> failures.put(why, count.sum()));
        return new BorrowedFigures(cached.sum(), fetched.sum(), failures, cache.bytes(), cache.most());
    }
}
