package dev.xdsi.gateway;

import dev.xdsi.consumer.initiating.OtherCommunities;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.PartnersFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a changed partners file over while the gateway runs. One with mistakes changes nothing, and the health says so. */
final class PartnersWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartnersWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Configuration configuration;
    private final Path file;
    private final OtherCommunities communities;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("partners-watch").factory());
    private String known;
    private volatile @Nullable String trouble;

    private PartnersWatch(Configuration configuration, Path file, OtherCommunities communities) throws IOException {
        this.configuration = configuration;
        this.file = file;
        this.communities = communities;
        this.known = fingerprint();
    }

    static PartnersWatch start(Configuration configuration, OtherCommunities communities) throws IOException {
        PartnersWatch watch = new PartnersWatch(configuration, PartnersFile.of(configuration), communities);
        try {
            communities.replace(PartnersFile.read(configuration));
        } catch (ConfigurationException mistakes) {
            throw new IOException(mistakes.getMessage(), mistakes);
        }
        var _ = watch.timer.scheduleWithFixedDelay(
                watch::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            String now = fingerprint();
            if (!now.equals(known)) {
                known = now;
                communities.replace(PartnersFile.read(configuration));
                trouble = null;
                LOG.info("Took over the changed partners file {}", file);
            }
        } catch (ConfigurationException | IOException | RuntimeException unusable) {
            trouble = "the changed partners file cannot be used; the one before holds: " + unusable.getMessage();
            LOG.error("The changed partners file cannot be used; the one before holds", unusable);
        }
    }

    /** What is wrong with the file, if anything is. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private String fingerprint() throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file) + " " + Files.size(file) : "none";
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
