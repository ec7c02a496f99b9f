package dev.xdsi.registry.expected;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.registry.DocumentMetadataNotificationBroker;
import dev.xdsi.registry.DocumentMetadataNotificationBroker.Stores;
import dev.xdsi.registry.dsub.Patience;
import dev.xdsi.registry.dsub.SubscriptionStore;
import dev.xdsi.registry.iti52.DocumentMetadataNotificationBrokerEndpoint;
import dev.xdsi.registry.iti52.DocumentMetadataSubscribe;
import dev.xdsi.registry.iti52.Termination;
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
import java.util.UUID;

/** The Document Metadata Notification Broker of a running registry, and somebody to notify. It works when it is told to. */
final class RunningBroker implements AutoCloseable {
    static final String PATH = "/notification-broker";
    static final Duration LONGEST = Duration.ofDays(365);

    private final Recipient recipient = new Recipient();
    private final SoapSettings settings;
    private final DocumentMetadataNotificationBroker broker;
    private volatile Duration ahead = Duration.ZERO;

    RunningBroker(
            DocumentMetadataNotificationBroker.Registry registry,
            Stores stores,
            SoapSettings settings,
            AuditTrail trail) {
        this.settings = settings;
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
        return Clock.systemUTC().instant().plus(ahead);
    }

    /** Lets time pass. */
    void wait(Duration time) {
        ahead = ahead.plus(time);
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
