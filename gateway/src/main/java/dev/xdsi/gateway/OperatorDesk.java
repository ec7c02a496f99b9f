package dev.xdsi.gateway;

import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.health.Problem;
import dev.xdsi.gateway.metrics.Gauges;
import dev.xdsi.gateway.metrics.MetricsServlet;
import dev.xdsi.gateway.operations.Operations;
import dev.xdsi.gateway.operations.OperationsServlet;
import dev.xdsi.gateway.partners.PartnerCheck;
import dev.xdsi.imaging.ImagingDocumentSource;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** What operators see: {@code /api/operations} in the portal, and {@code /metrics} at an address of its own. */
final class OperatorDesk {
    private static final long LEAST_FREE_BYTES = 500_000_000;
    private static final ClientTimeouts PATIENCE = new ClientTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20));
    private static final HttpLimits LIMITS =
            new HttpLimits(8 * 1024, 50, Duration.ofSeconds(30), Duration.ofSeconds(2));

    private final Addresses addresses;
    private final Platform platform;
    private final Metering metering;
    private final Health health;
    private final AtomicBoolean listening = new AtomicBoolean();

    OperatorDesk(Addresses addresses, Platform platform, Health health) {
        this.addresses = addresses;
        this.platform = platform;
        this.metering = platform.metering();
        this.health = health;
    }

    /** The portal, with what administrators are shown of these actors. */
    HttpSite portal(HttpSite unguarded, Actors actors, Accounts accounts) {
        Operations operations = new Operations(
                metering.logbook(),
                health,
                platform.sender(),
                Clock.systemUTC(),
                new Operations.Waiting(
                        actors::partners,
                        () -> actors.source().map(ImagingDocumentSource::publicationBacklog),
                        accounts::sessions));
        PartnerCheck check = new PartnerCheck(
                platform.tls(),
                new SoapClients(platform.soap(), platform.tls(), PATIENCE),
                Clock.systemUTC(),
                UUID::randomUUID);
        health.add("disk", () -> room(platform.data()));
        health.add(
                "metrics",
                () -> listening.get()
                        ? Optional.empty()
                        : Optional.of(Problem.cannotWork("nobody listens at " + addresses.metrics())));
        return unguarded.with("/api/operations/*", new OperationsServlet(operations, check));
    }

    private static Optional<Problem> room(Path data) {
        long free = data.toFile().getUsableSpace();
        return free >= LEAST_FREE_BYTES
                ? Optional.empty()
                : Optional.of(Problem.needsAttention("only " + free / 1_000_000 + " MB are free in " + data));
    }

    /** Once all that is measured is there. */
    void listen(Actors actors, Accounts accounts, Parts parts) {
        Gauges gauges = new Gauges(metering.meters(), Clock.systemUTC());
        gauges.audit(platform.sender());
        gauges.sessions(accounts::sessions);
        gauges.certificate(platform.certificateEnd()::end);
        accounts.certificateEnd().ifPresent(end -> gauges.assertionCertificate(end::end));
        gauges.health(health);
        actors.source().ifPresent(gauges::source);
        actors.documents().ifPresent(gauges::repository);
        gauges.notifications(actors.broker());
        URI address = addresses.metrics();
        parts.addDoor(
                "metrics",
                HttpServer.start(
                        "metrics",
                        HttpSite.empty().with("/metrics", new MetricsServlet(metering.meters())),
                        List.of(new HttpListener.Plain(
                                address.getHost(), address.getPort(), PortalSettings.METRICS_PORT.key())),
                        LIMITS,
                        metering.answers()));
        listening.set(true);
    }

    String describe() {
        return "Metrics for Prometheus at " + addresses.metrics() + "/metrics";
    }
}
