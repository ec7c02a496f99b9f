package dev.xdsi.gateway.metrics;

import dev.xdsi.audit.syslog.AuditSender;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.health.Problem.Severity;
import dev.xdsi.imaging.ImagingDocumentSource;
import dev.xdsi.imaging.archive.BorrowedFigures;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.imaging.forward.Undelivered;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.publication.PublicationBacklog;
import dev.xdsi.imaging.publication.PublicationStatus.State;
import dev.xdsi.registry.DocumentMetadataNotificationBroker;
import dev.xdsi.registry.dsub.Outbox;
import dev.xdsi.repository.DocumentRepository;
import dev.xdsi.repository.store.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What is looked at when Prometheus asks: states, and what waits. */
public final class Gauges {
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** Of what takes the database a while. */
    private static final Duration LESS_FRESH = Duration.ofMinutes(1);

    private static final Set<State> WAITING = EnumSet.complementOf(EnumSet.of(State.PUBLISHED));

    private final Meters meters;
    private final InstantSource clock;

    public Gauges(Meters meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Studies that are not published, by their state, and the associations that bring new ones. */
    public void source(ImagingDocumentSource source) {
        Supplier<PublicationBacklog> backlog = new Remembered<>(source::publicationBacklog, FRESH, clock);
        for (State state : WAITING) {
            meters.gauge(
                    "xdsi.publication.studies",
                    "Studies of the imaging source that are not published, by their state",
                    () -> backlog.get().in(state),
                    "state",
                    state.name().toLowerCase(Locale.ROOT));
        }
        Supplier<Long> reports = new Remembered<>(source::studiesWithFailedReports, FRESH, clock);
        meters.gauge(
                "xdsi.publication.reports.failed",
                "Studies of the imaging source whose reports could not be published or withdrawn when it was tried last",
                reports);
        meters.gauge("xdsi.dicom.associations.open", "Associations that are open now", source::openAssociations);
        fetched("xdsi.pacs", "the PACS", source, ImagingDocumentSource::borrowed);
        fetched("xdsi.bucket", "the object store", source, ImagingDocumentSource::objects);
        forwarding(source);
    }

    /** What has not gone on to a PACS; zero where nothing does. */
    private void forwarding(ImagingDocumentSource source) {
        Supplier<Map<Forwarding.Kind, Undelivered>> all = new Remembered<>(source::undelivered, FRESH, clock);
        for (Forwarding.Kind kind : Forwarding.Kind.values()) {
            Supplier<Undelivered> of = () -> all.get().getOrDefault(kind, Undelivered.NOTHING);
            String name = kind.name().toLowerCase(Locale.ROOT);
            meters.gauge(
                    "xdsi.forwarding.waiting",
                    "What waits to go on to the PACS",
                    () -> of.get().waiting(),
                    "kind",
                    name);
            meters.gauge(
                    "xdsi.forwarding.failed",
                    "What does not go on to the PACS until somebody has it tried again",
                    () -> of.get().failed(),
                    "kind",
                    name);
            meters.gauge(
                    "xdsi.forwarding.age.seconds",
                    "Seconds for which the oldest of what waits has waited",
                    () -> Optional.ofNullable(of.get().oldest())
                            .map(this::secondsSince)
                            .orElse(0.0),
                    "kind",
                    name);
        }
    }

    /** How the need for images is met that are elsewhere; zero where there is no such place. */
    private void fetched(
            String name,
            String place,
            ImagingDocumentSource source,
            Function<ImagingDocumentSource, BorrowedFigures> figures) {
        needed(name, place, source, "cached", it -> figures.apply(it).cached());
        needed(name, place, source, "fetched", it -> figures.apply(it).fetched());
        for (Kind kind : Kind.values()) {
            needed(
                    name,
                    place,
                    source,
                    kind.name().toLowerCase(Locale.ROOT),
                    it -> figures.apply(it).failed(kind));
        }
        meters.gauge(
                name + ".cache.bytes",
                "Bytes of images of " + place + " that are kept for a while",
                () -> figures.apply(source).cacheBytes());
        meters.gauge(
                name + ".cache.limit.bytes",
                "Bytes of them that there may be",
                () -> figures.apply(source).cacheMostBytes());
    }

    private void needed(
            String name,
            String place,
            ImagingDocumentSource source,
            String outcome,
            ToLongFunction<ImagingDocumentSource> value) {
        meters.count(
                name + ".images",
                "Images of " + place + " that were needed, by what became of that",
                source,
                value::applyAsLong,
                "outcome",
                outcome);
    }

    /** How much is kept and how much room there is, and what could not be read. */
    public void repository(DocumentRepository repository) {
        Supplier<Stored> stored = new Remembered<>(() -> stored(repository), LESS_FRESH, clock);
        meters.gauge(
                "xdsi.repository.contents",
                "Contents of documents that are kept",
                () -> stored.get().contents());
        meters.gauge(
                "xdsi.repository.stored.bytes",
                "Bytes of documents that are kept",
                () -> stored.get().bytes());
        meters.gauge(
                "xdsi.repository.free.bytes", "Bytes that are free where documents are kept", () -> free(repository));
        meters.count(
                "xdsi.repository.unreadable",
                "Contents that were asked for and are missing, cut short, not what was received or without a key",
                repository,
                DocumentRepository::unreadable);
    }

    private static double free(DocumentRepository repository) {
        OptionalLong free = repository.free();
        return free.isPresent() ? (double) free.getAsLong() : Double.NaN;
    }

    private static Stored stored(DocumentRepository repository) {
        try {
            return repository.stored();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much the audit trail owes to the Audit Record Repository, and since when. */
    public void audit(AuditSender sender) {
        meters.gauge(
                "xdsi.audit.spool.messages",
                "Audit messages that wait for delivery",
                () -> sender.status().backlog());
        meters.gauge(
                "xdsi.audit.spool.age.seconds",
                "Seconds for which the next audit message has waited for delivery",
                () -> sender.waitingSince().map(this::secondsSince).orElse(0.0));
        meters.count(
                "xdsi.audit.delivered",
                "Audit messages that were delivered",
                sender,
                it -> it.status().delivered());
        meters.count(
                "xdsi.audit.delivery.failures",
                "Attempts at delivering audit messages that failed",
                sender,
                it -> it.status().failures());
    }

    /** Who is to be notified, and what waits for its recipient; zero where nobody can subscribe. */
    public void notifications(Optional<DocumentMetadataNotificationBroker> broker) {
        Supplier<Outbox.Backlog> backlog = new Remembered<>(
                () -> broker.map(it -> it.outbox().backlog()).orElse(new Outbox.Backlog(0, 0, null)), FRESH, clock);
        Supplier<Long> subscriptions = new Remembered<>(
                () -> broker.map(it -> it.subscriptions().count()).orElse(0L), FRESH, clock);
        meters.gauge("xdsi.subscriptions", "Subscriptions to what the registry takes", subscriptions);
        meters.gauge(
                "xdsi.notifications.waiting",
                "Notifications that wait for their recipient",
                () -> backlog.get().waiting());
        meters.gauge(
                "xdsi.notifications.parked",
                "Notifications that were given up",
                () -> backlog.get().parked());
        meters.gauge(
                "xdsi.notifications.age.seconds",
                "Seconds for which the oldest of them has waited",
                () -> Optional.ofNullable(backlog.get().oldest())
                        .map(this::secondsSince)
                        .orElse(0.0));
        meters.count(
                "xdsi.notifications.failures",
                "Attempts at notifying that failed",
                broker,
                it -> it.map(DocumentMetadataNotificationBroker::failures).orElse(0L));
    }

    public void sessions(IntSupplier open) {
        meters.gauge("xdsi.portal.sessions", "Sessions of the portal", open::getAsInt);
    }

    /** @param end of the validity of this node's certificate */
    public void certificate(Supplier<Instant> end) {
        meters.gauge(
                "xdsi.certificate.remaining.seconds",
                "Seconds until this node's certificate ends",
                () -> -secondsSince(end.get()));
    }

    /** @param end of the validity of the certificate by which assertions of this provider are verified */
    public void assertionCertificate(Supplier<Instant> end) {
        meters.gauge(
                "xdsi.assertion.certificate.remaining.seconds",
                "Seconds until the certificate of the X-Assertion Provider ends",
                () -> -secondsSince(end.get()));
    }

    /** What can work and what needs attention, by the names of {@code /health}. */
    public void health(Health health) {
        for (String check : health.names()) {
            meters.gauge(
                    "xdsi.up",
                    "1 where an actor, or what it stands on, can do its work, else 0; by the names of /health",
                    () -> has(health, check, Severity.CANNOT_WORK) ? 0 : 1,
                    "name",
                    check);
            meters.gauge(
                    "xdsi.attention",
                    "1 where an actor, or what it stands on, goes on and needs somebody, else 0; by the names of /health",
                    () -> has(health, check, Severity.NEEDS_ATTENTION) ? 1 : 0,
                    "name",
                    check);
        }
    }

    private static boolean has(Health health, String check, Severity severity) {
        return health.look()
                .getOrDefault(check, Optional.empty())
                .filter(problem -> problem.severity() == severity)
                .isPresent();
    }

    private double secondsSince(Instant then) {
        return Duration.between(then, clock.instant()).toMillis() / 1000.0;
    }
}
