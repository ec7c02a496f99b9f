package dev.xdsi.gateway;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.DsubSettings;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.registry.DocumentMetadataNotificationBroker;
import dev.xdsi.registry.dsub.Patience;
import dev.xdsi.registry.dsub.SubscriptionStore;
import dev.xdsi.registry.iti52.DocumentMetadataNotificationBrokerEndpoint;
import dev.xdsi.registry.iti52.DocumentMetadataSubscribe;
import dev.xdsi.registry.iti52.Termination;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.soap.xua.XServiceProvider;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Document Metadata Subscription, where an operator said who may be notified: without recipients nobody can subscribe. */
final class Subscriptions {
    static final String BROKER = "/notification-broker";
    /** As {@code /health} and the metrics of transactions name it. */
    static final String NAME = "notification-broker";

    /** A subscription and its filter are small; who sends more is up to no good. */
    private static final SoapLimits SMALL = new SoapLimits(2, 1 << 20, 1 << 20, 1 << 20, 256 * 1024);

    private static final ClientTimeouts TIMEOUTS = new ClientTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final Configuration configuration;
    private final Addresses addresses;
    private final Platform platform;

    Subscriptions(Configuration configuration, Addresses addresses, Platform platform) {
        this.configuration = configuration;
        this.addresses = addresses;
        this.platform = platform;
    }

    static boolean wanted(Configuration configuration) {
        return !configuration.get(DsubSettings.DSUB_RECIPIENTS).isEmpty();
    }

    /** Begins to notify of what the registry takes. */
    DocumentMetadataNotificationBroker start(
            DocumentMetadataNotificationBroker.Registry registry, Parts parts, Health health) {
        AuditTrail audit = platform.audit(NAME);
        SecureRandom random = new SecureRandom();
        DocumentMetadataNotificationBroker broker = parts.add(
                "Document Metadata Notification Broker",
                DocumentMetadataNotificationBroker.over(
                        DocumentMetadataNotificationBroker.Stores.in(platform.database()),
                        registry,
                        decided(),
                        new DocumentMetadataNotificationBroker.Partners(
                                new SoapClients(platform.soap().withLimits(SMALL), platform.tls(), TIMEOUTS), audit),
                        new DocumentMetadataNotificationBroker.Surroundings(
                                Clock.systemUTC(),
                                UUID::randomUUID,
                                random::nextDouble,
                                TIMEOUTS.connect().plus(TIMEOUTS.receive()))));
        health.add(NAME, Health.Check.of(broker::trouble));
        broker.start();
        return broker;
    }

    private DocumentMetadataNotificationBroker.Configuration decided() {
        Patience usual = Patience.DEFAULT;
        return new DocumentMetadataNotificationBroker.Configuration(
                addresses.endpoint(BROKER),
                new DocumentMetadataSubscribe.Policy(
                        configuration.get(DsubSettings.DSUB_RECIPIENTS),
                        new Termination(
                                configuration.get(DsubSettings.DSUB_DURATION),
                                configuration.get(DsubSettings.DSUB_LONGEST_DURATION)),
                        new SubscriptionStore.Limits(
                                configuration.get(DsubSettings.DSUB_MAX_SUBSCRIPTIONS),
                                configuration.get(DsubSettings.DSUB_MAX_OF_SUBSCRIBER))),
                new Patience(
                        usual.first(),
                        usual.longest(),
                        usual.attempts(),
                        configuration.get(DsubSettings.DSUB_GIVE_UP)));
    }

    HttpSite publish(HttpSite site, DocumentMetadataNotificationBroker broker, XServiceProvider callers) {
        return site.with(
                BROKER + "/*",
                SoapEndpoint.publish(
                        DocumentMetadataNotificationBrokerEndpoint.CONTRACT,
                        broker.endpoint(),
                        platform.soap(BROKER),
                        callers));
    }
}
