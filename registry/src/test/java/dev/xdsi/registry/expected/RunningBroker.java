package dev.xdsi.registry.expected;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.registry.DocumentMetadataNotificationBroker;
import dev.xdsi.registry.DocumentMetadataNotificationBroker.Stores;
import dev.xdsi.registry.dsub.Patience;
import dev.xdsi.registry.dsub.SubscriptionStore;
import dev.xdsi.registry.iti52.DocumentMetadataNotificationBrokerEndpoint;
import dev.xdsi.registry.iti52.DocumentMetadataSubscribe;
import dev.xdsi.registry.iti52.Termination;
import dev.xdsi.registry.store.Happening;
import dev.xdsi.registry.store.Happenings;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.addressing.Recipients;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The Document Metadata Notification Broker of a running registry, and somebody to notify. It works when it is told to. */
final class RunningBroker implements AutoCloseable {
    static final String PATH = "/notification-broker";
    static final Duration LONGEST = Duration.ofDays(365);

    private final Recipient recipient = new Recipient();
    private final SoapSettings settings;
    private final DocumentMetadataNotificationBroker broker;
    private final Time time;

    RunningBroker(
            DocumentMetadataNotificationBroker.Registry registry,
            Stores stores,
            SoapSettings settings,
            AuditTrail trail,
            Time time) {
        this.settings = settings;
        this.time = time;
        broker = DocumentMetadataNotificationBroker.over(
                stores,
                registry,
                new DocumentMetadataNotificationBroker.Configuration(
                        URI.create("http://localhost" + PATH),
                        new DocumentMetadataSubscribe.Policy(
                                new Recipients(List.of(recipient.base())),
                                new Termination(Duration.ofDays(30), LONGEST),
                                new SubscriptionStore.Limits(1_000, 1_000)),
                        Patience.DEFAULT),
                new DocumentMetadataNotificationBroker.Partners(
                        new SoapClients(settings, null, ClientTimeouts.DEFAULT), trail),
                new DocumentMetadataNotificationBroker.Surroundings(
                        this::now, UUID::randomUUID, () -> 0.5, Duration.ofSeconds(30)));
    }

    HttpSite on(HttpSite site) {
        return site.with(
                PATH + "/*",
                SoapEndpoint.publish(DocumentMetadataNotificationBrokerEndpoint.CONTRACT, broker.endpoint(), settings));
    }

    Recipient recipient() {
        return recipient;
    }

    Instant now() {
        return time.of(Clock.systemUTC().instant());
    }

    /** Lets time pass. */
    void wait(Duration passing) {
        time.waits.put(Clock.systemUTC().instant(), passing);
    }

    /** The time that tests let pass, by which happenings are dated too. */
    static final class Time {
        private final Map<Instant, Duration> waits = new ConcurrentHashMap<>();

        private Instant of(Instant real) {
            return real.plus(waits.entrySet().stream()
                    .filter(wait -> !wait.getKey().isAfter(real))
                    .map(Map.Entry::getValue)
                    .reduce(Duration.ZERO, Duration::plus));
        }

        Happenings of(Happenings happenings) {
            return new Happenings() {
                @Override
                public List<Happening> next(int atMost) {
                    return happenings.next(atMost).stream()
                            .map(it -> new Happening(it.id(), it.patientId(), it.objects(), of(it.at())))
                            .toList();
                }

                @Override
                public void settled(Set<UUID> ids) {
                    happenings.settled(ids);
                }
            };
        }
    }

    /** Delivers what is due. */
    void round() {
        broker.round();
    }

    DocumentMetadataNotificationBroker broker() {
        return broker;
    }

    @Override
    public void close() {
        broker.close();
        recipient.close();
    }
}
