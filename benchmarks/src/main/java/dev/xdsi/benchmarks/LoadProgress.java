package dev.xdsi.benchmarks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Says now and then how much is loaded, how fast it goes and how long it will take; and at the end what it took. */
final class LoadProgress implements BulkLoader.Progress {
    private static final long EVERY = Duration.ofSeconds(20).toNanos();

    private final Benchmarks.Report report;
    private final long all;
    private final long begun = System.nanoTime();
    private final AtomicLong loaded = new AtomicLong();
    private final AtomicLong toldAt = new AtomicLong(begun);

    LoadProgress(Benchmarks.Report report, long all) {
        this.report = report;
        this.all = all;
    }

    @Override
    public void loaded(int entries) {
        long sum = loaded.addAndGet(entries);
        long now = System.nanoTime();
        long before = toldAt.get();
        if (now - before > EVERY && toldAt.compareAndSet(before, now)) {
            double rate = sum / seconds(now);
            String share = "… loaded %d %%, %.1f minutes left without the indexes"
                    .formatted(100 * sum / all, Math.max(0, all - sum) / rate / 60);
            report.row(share, rate, "entries/s");
        }
    }

    private double seconds(long now) {
        return (now - begun) / 1e9;
    }

    void done(long bytes) {
        double seconds = seconds(System.nanoTime());
        report.row("entries loaded", (double) loaded.get(), "");
        report.row("… indexes and statistics included, in", seconds, "s");
        report.row("… that is", (double) loaded.get() / seconds, "entries/s");
        report.row("disk for a million entries", bytes / 1e3 / loaded.get(), "GB");
    }
}
