package dev.xdsi.gateway;

import dev.xdsi.consent.AskedRegistry;
import dev.xdsi.gateway.metrics.OrphanMeters;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.repository.DocumentRepository;
import dev.xdsi.repository.store.Registered;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again and again whether it is time to look for orphans among the documents; one process does, once a day. So often that who sets the
 * time of the last look back in the index need not wait.
 */
final class OrphanWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final DocumentRepository repository;
    private final Registered registered;
    private final Duration grace;
    private final OrphanMeters meters;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("orphan-watch").factory());

    private OrphanWatch(DocumentRepository repository, Registered registered, Duration grace, OrphanMeters meters) {
        this.repository = repository;
        this.meters = meters;
        this.registered = registered;
        this.grace = grace;
    }

    /** @param here the registry of this process, which can be asked about everything; another may hide what it has */
    static OrphanWatch start(
            DocumentRepository repository, @Nullable DocumentRegistry here, Duration grace, OrphanMeters meters) {
        OrphanWatch watch =
                new OrphanWatch(repository, here == null ? Registered.PERHAPS : registered(here), grace, meters);
        var _ = watch.timer.scheduleWithFixedDelay(
                watch::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private static Registered registered(DocumentRegistry here) {
        AskedRegistry registry = AskedRegistry.here(here.everything());
        return documents -> {
            Set<String> missing =
                    documents.stream().filter(OrphanWatch::canBeAsked).collect(Collectors.toSet());
            registry.entriesOf(documents, Caller.self("orphan-watch"))
                    .forEach(entry -> missing.remove(entry.documentUniqueId()));
            return missing;
        };
    }

    /** Of another id it is not known that the registry does not have it. */
    private static boolean canBeAsked(String documentUniqueId) {
        return documentUniqueId.matches("[!-~]{1,128}");
    }

    private void look() {
        try {
            meters.looked(repository.collectOrphans(registered, grace));
        } catch (IOException | RuntimeException failed) {
            meters.failed();
            LOG.error("Cannot look for orphans among the documents now; tomorrow again", failed);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
