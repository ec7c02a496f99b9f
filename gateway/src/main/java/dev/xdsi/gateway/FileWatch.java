package dev.xdsi.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over changed files while the gateway runs. Files that cannot be used change nothing, and it is said. */
final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final String what;
    private final Reading reading;
    private final ScheduledExecutorService timer;
    private List<Path> files;
    private List<String> known;

    /** Reads the files and puts them to use. */
    @FunctionalInterface
    interface Reading {
        /** Which files were read. */
        List<Path> takeOver() throws IOException;
    }

    private FileWatch(String what, Reading reading, List<Path> files) {
        this.what = what;
        this.reading = reading;
        this.files = files;
        this.known = fingerprint(files);
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("file-watch").factory());
    }

    /** Reads now, and again whenever one of the files has changed. */
    static FileWatch start(String what, Reading reading) throws IOException {
        FileWatch watch = new FileWatch(what, reading, reading.takeOver());
        var _ = watch.timer.scheduleWithFixedDelay(
                watch::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            List<String> now = fingerprint(files);
            if (!now.equals(known)) {
                known = now;
                files = reading.takeOver();
                known = fingerprint(files);
                LOG.info("Took over the changed {}", what);
            }
        } catch (IOException | RuntimeException unusable) {
            LOG.error("The changed {} cannot be used; the gateway goes on with those before", what, unusable);
        }
    }

    /** A file that is away for a moment, while it is replaced, has changed too. */
    private static List<String> fingerprint(List<Path> files) {
        List<String> state = new ArrayList<>();
        for (Path file : files) {
            try {
                state.add(Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException away) {
                state.add(away.toString());
            }
        }
        return state;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
