package dev.xdsi.gateway;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.SystemEvents;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.health.HealthServlet;
import dev.xdsi.gateway.statement.PlayedActor;
import dev.xdsi.model.PatientId;
import dev.xdsi.repository.store.ForeignContentsException;
import dev.xdsi.repository.store.NoKeyException;
import dev.xdsi.soap.server.CannotListenException;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actors of one process. Each is built from its settings and handed what it uses; none sees another. Reading {@link #start} tells
 * what runs.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Addresses addresses;
    private final Parts parts;
    private final Platform platform;
    private final Set<PlayedActor> played;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(Addresses addresses, Parts parts, Platform platform, Set<PlayedActor> played) {
        this.addresses = addresses;
        this.parts = parts;
        this.platform = platform;
        this.played = played;
    }

    /** Starts every configured actor; when one cannot start, those before it are stopped again. */
    public static Gateway start(Configuration configuration) throws GatewayNotStarted {
        Parts parts = new Parts();
        try {
            NamedFiles.check(configuration, System.getenv());
            return start(configuration, parts);
        } catch (ConfigurationException wrong) {
            throw new GatewayNotStarted(String.valueOf(wrong.getMessage()), wrong);
        } catch (IOException | RuntimeException failed) {
            parts.close();
            throw new GatewayNotStarted(explain(failed), failed);
        }
    }

    private static Gateway start(Configuration configuration, Parts parts) throws IOException {
        Addresses addresses = Addresses.of(configuration);
        TakenPorts.refuse(configuration, addresses);
        Platform platform = Platform.start(configuration, addresses, parts);
        Health health = new Health(Clock.systemUTC());
        Actors actors = new Actors(configuration, addresses, platform, parts, health);
        List<String> wanted = configuration.get(Settings.ACTORS);

        HttpSite ihe = HttpSite.empty();
        HttpSite portal = HttpSite.empty();
        if (wanted.contains(Settings.AUDIT_REPOSITORY)) {
            portal = actors.auditRepository(portal);
        }
        platform.startSending(parts);
        Accounts accounts = Accounts.start(configuration, addresses, platform, health);
        accounts.provider().ifPresent(actors.knownCallers()::authenticateBy);
        actors.knownCallers().believeOurs();
        if (wanted.contains(Settings.REGISTRY)) {
            ihe = actors.registry(ihe);
            ihe = actors.subscriptions(ihe);
            portal = actors.subscribers(actors.patients(portal));
        }
        if (wanted.contains(Settings.REPOSITORY)) {
            ihe = actors.repository(ihe);
        }
        if (wanted.contains(Settings.IMAGING_SOURCE)) {
            ihe = actors.imagingSource(ihe);
            portal = actors.pacs(actors.publications(portal));
        }
        if (wanted.contains(Settings.RESPONDING_GATEWAY)) {
            ihe = actors.respondingGateway(ihe);
        }
        if (wanted.contains(Settings.INITIATING_GATEWAY)) {
            ihe = actors.initiatingGateway(ihe);
        }
        ViewerOrigin viewer = new ViewerOrigin(configuration, addresses, accounts.viewerDoor());
        if (wanted.contains(Settings.CONSUMER)) {
            portal = viewer.tickets(actors.consumer(portal));
            viewer.serve(portal, health);
        }
        if (wanted.contains(Settings.REGISTRY)) {
            portal = actors.consents(portal);
        }
        health.add("database", platform::checkDatabase);
        health.add("audit", platform::checkAudit);
        health.add("certificate", platform.certificateEnd()::problem);
        health.add("settings-files", platform.files()::problem);
        OperatorDesk desk = new OperatorDesk(addresses, platform, health);
        portal = desk.portal(portal, actors, accounts);
        ihe = accounts.withSecurityTokenService(ihe, platform.soap());
        portal = accounts.behindTheDoor(portal).with("/health", new HealthServlet(health));

        listenIhe(addresses, platform, parts, ihe);
        actors.startWorking();
        listenPortal(addresses, platform, parts, portal);
        viewer.listen(parts, platform.metering().answers());
        actors.open();
        desk.listen(actors, accounts, parts);
        AuditTrail trail = platform.audit();
        trail.record(SystemEvents.applicationStart(trail.context()));
        parts.add("application stop record", () -> trail.record(SystemEvents.applicationStop(trail.context())));
        actors.describe().forEach(LOG::info);
        viewer.describe().ifPresent(LOG::info);
        LOG.info(desk.describe());
        Set<PlayedActor> played = EnumSet.copyOf(actors.played());
        accounts.provider().ifPresent(provider -> played.add(PlayedActor.X_ASSERTION_PROVIDER));
        return new Gateway(addresses, parts, platform, Collections.unmodifiableSet(played));
    }

    /** No door: what runs in the portal, and what is being published, still asks the actors through these. */
    private static void listenIhe(Addresses addresses, Platform platform, Parts parts, HttpSite ihe) {
        parts.add(
                "IHE interfaces",
                HttpServer.start(
                        "ihe",
                        ihe,
                        List.of(
                                new HttpListener.Plain(
                                        addresses.ihePlain().getHost(),
                                        addresses.ihePlain().getPort(),
                                        Settings.IHE_PLAIN_PORT.key()),
                                new HttpListener.MutualTls(
                                        addresses.iheTls().getHost(),
                                        addresses.iheTls().getPort(),
                                        Settings.IHE_TLS_PORT.key(),
                                        platform.tls(),
                                        platform.refusals()::refused)),
                        platform.limits().http(),
                        platform.metering().answers()));
    }

    private static void listenPortal(Addresses addresses, Platform platform, Parts parts, HttpSite portal) {
        parts.addDoor(
                "portal",
                HttpServer.start(
                        "portal",
                        portal,
                        List.of(new HttpListener.Plain(
                                addresses.portal().getHost(),
                                addresses.portal().getPort(),
                                PortalSettings.PORTAL_PORT.key())),
                        HttpLimits.DEFAULT,
                        platform.metering().answers()));
    }

    /** What was wrong in a sentence that says what to do. */
    private static String explain(Exception failed) {
        String why = "The gateway could not start: " + failed.getMessage();
        return switch (failed) {
            case CannotListenException refused -> String.valueOf(refused.getMessage());
            case ForeignContentsException _ -> why + ". See database.url and repository.storage.";
            case NoKeyException _ -> why + ". Name the keys that there were in repository.encryption.keys.";
            default -> why;
        };
    }

    public Addresses addresses() {
        return addresses;
    }

    /** What of the integration statement this process plays. */
    public Set<PlayedActor> played() {
        return played;
    }

    public String portalUrl() {
        return addresses.portal() + "/";
    }

    /** Where the portal shows this patient, after a log-in; his id is in the fragment, which browsers do not send. */
    public String portalUrl(PatientId patient) {
        return portalUrl() + "#patient=" + URLEncoder.encode(patient.cx(), StandardCharsets.UTF_8);
    }

    /** Waits until every audit record so far has been delivered; false when that took too long. */
    public boolean flushAudit(Duration patience) throws InterruptedException {
        return platform.flushAudit(patience);
    }

    /** Takes nothing new, lets what is running end, delivers the audit records, and stops the database last. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            LOG.info("Stopping …");
            parts.close();
            LOG.info("Stopped.");
        }
    }

    static Duration grace() {
        return GRACE;
    }
}
