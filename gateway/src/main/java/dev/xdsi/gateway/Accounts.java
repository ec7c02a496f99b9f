package dev.xdsi.gateway;

import dev.xdsi.assertion.SecurityTokenServiceEndpoint;
import dev.xdsi.assertion.XAssertionProvider;
import dev.xdsi.assertion.issue.IssuePolicy;
import dev.xdsi.assertion.saml.SigningKey;
import dev.xdsi.assertion.user.Argon2id;
import dev.xdsi.assertion.user.LockOut;
import dev.xdsi.assertion.user.postgres.PostgresUserStore;
import dev.xdsi.consumer.portal.LogIn;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.SessionLimits;
import dev.xdsi.consumer.portal.ViewerDoor;
import dev.xdsi.gateway.config.AssertionProviderSettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.user.FirstUser;
import dev.xdsi.gateway.user.NoLogIn;
import dev.xdsi.gateway.user.ProviderLogIn;
import dev.xdsi.gateway.user.UsersServlet;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users of this process: the X-Assertion Provider that vouches for them, where it runs here, and the door of the portal. */
final class Accounts {
    static final String SECURITY_TOKEN_SERVICE = "/sts";
    private static final String SIGNER = "assertion-provider";
    private static final String ADVICE = "set " + AssertionProviderSettings.ASSERTION_KEY.key() + " and "
            + AssertionProviderSettings.ASSERTION_CERTIFICATE.key()
            + " to others, let all who trust it know the new one, and restart";

    private final @Nullable Here here;
    private final PortalDoor door;
    private final Map<String, HttpServlet> administration;

    private Accounts(@Nullable Here here, PortalDoor door, Map<String, HttpServlet> administration) {
        this.here = here;
        this.door = door;
        this.administration = administration;
    }

    private record Here(XAssertionProvider provider, CertificateEnd certificate) {}

    static Accounts start(Configuration configuration, Addresses addresses, Platform platform, Health health)
            throws IOException {
        SecureRandom random = new SecureRandom();
        if (!configuration.get(Settings.ACTORS).contains(Settings.ASSERTION_PROVIDER)) {
            return new Accounts(null, door(configuration, new NoLogIn(), random), Map.of());
        }
        SigningKey key = key(configuration, platform.data(), random);
        XAssertionProvider here = provider(configuration, addresses, platform, key, random);
        FirstUser.makeWhereNobodyIs(
                here, configuration.get(AssertionProviderSettings.FIRST_USER), platform.data(), random);
        health.add(Settings.ASSERTION_PROVIDER, () -> {
            here.check();
            return Optional.empty();
        });
        CertificateEnd end = platform.certificates().follow("the certificate of assertions", key::certificate, ADVICE);
        health.add("assertion-certificate", end::problem);
        LogIn logIn = new ProviderLogIn(
                here,
                configuration.get(Settings.CONSENT_EMERGENCY_PURPOSES),
                platform.audit(),
                addresses.portal(),
                Clock.systemUTC());
        PortalDoor door = door(configuration, logIn, random);
        UsersServlet users =
                new UsersServlet(here, platform.audit(), addresses.portal(), Clock.systemUTC(), door::endOthers);
        return new Accounts(new Here(here, end), door, Map.of("/api/users/*", users));
    }

    private static XAssertionProvider provider(
            Configuration configuration, Addresses addresses, Platform platform, SigningKey key, SecureRandom random)
            throws IOException {
        return new XAssertionProvider(
                new XAssertionProvider.Configuration(
                        addresses.endpoint(SECURITY_TOKEN_SERVICE),
                        key,
                        new IssuePolicy(
                                configuration.get(AssertionProviderSettings.ASSERTION_ISSUER),
                                home(configuration),
                                new IssuePolicy.Audiences(
                                        audiences(configuration),
                                        new HashSet<>(
                                                configuration.get(AssertionProviderSettings.ASSERTION_APPLIES_TO))),
                                configuration.get(AssertionProviderSettings.ASSERTION_LIFETIME),
                                configuration.get(Settings.CONSENT_EMERGENCY_PURPOSES)),
                        new LockOut(
                                configuration.get(AssertionProviderSettings.LOCK_ATTEMPTS),
                                configuration.get(AssertionProviderSettings.LOCK_DURATION)),
                        Argon2id.Cost.DEFAULT),
                PostgresUserStore.open(platform.database()),
                platform.audit(Settings.ASSERTION_PROVIDER),
                new XAssertionProvider.Surroundings(Clock.systemUTC(), UUID::randomUUID, random));
    }

    private static String home(Configuration configuration) {
        return configuration.get(Settings.HOME_COMMUNITY_ID).urn();
    }

    /** For whom assertions are: the configured audiences, else this community. */
    static List<String> audiences(Configuration configuration) {
        List<String> configured = configuration.get(AssertionProviderSettings.ASSERTION_AUDIENCES).stream()
                .map(URI::toString)
                .toList();
        return configured.isEmpty() ? List.of(home(configuration)) : configured;
    }

    private static SigningKey key(Configuration configuration, Path data, SecureRandom random) throws IOException {
        String key = configuration.get(AssertionProviderSettings.ASSERTION_KEY);
        Path certificate = Path.of(configuration.get(AssertionProviderSettings.ASSERTION_CERTIFICATE));
        NodeIdentity signer = key.isEmpty()
                ? demo(data, random).signer(SIGNER)
                : NodeIdentity.ofPem(Path.of(key), certificate, certificate);
        return new SigningKey(signer.key(), signer.certificate());
    }

    private static DemoCertificates demo(Path data, SecureRandom random) {
        return new DemoCertificates(data.resolve("xua"), Clock.systemUTC(), random);
    }

    /** The certificate by which assertions of the provider of this data folder are verified. */
    static Path certificate(Configuration configuration, Path data) {
        return configuration.get(AssertionProviderSettings.ASSERTION_KEY).isEmpty()
                ? demo(data, new SecureRandom()).certificateFile(SIGNER)
                : Path.of(configuration.get(AssertionProviderSettings.ASSERTION_CERTIFICATE));
    }

    private static PortalDoor door(Configuration configuration, LogIn logIn, SecureRandom random) {
        return new PortalDoor(
                logIn,
                new PortalDoor.Configuration(
                        new SessionLimits(
                                configuration.get(PortalSettings.SESSION_IDLE),
                                configuration.get(PortalSettings.SESSION_LENGTH),
                                SessionLimits.DEFAULT.most(),
                                SessionLimits.DEFAULT.mostOfOneUser()),
                        configuration.get(PortalSettings.PORTAL_SECURE)),
                new PortalDoor.Surroundings(Clock.systemUTC(), random, UUID::randomUUID));
    }

    /** The IHE interfaces, with WS-Trust where the provider runs here. */
    HttpSite withSecurityTokenService(HttpSite ihe, SoapSettings settings) {
        return here == null
                ? ihe
                : ihe.with(
                        SECURITY_TOKEN_SERVICE,
                        SoapEndpoint.publish(
                                SecurityTokenServiceEndpoint.CONTRACT,
                                new SecurityTokenServiceEndpoint(here.provider(), Clock.systemUTC()),
                                settings.withLimits(SecurityTokenServiceEndpoint.LIMITS)));
    }

    /**
     * The portal with its door: users see studies, whose images they load by DICOMweb, and find patients; all else of the REST
     * interface is for administrators, whoever added it, and the pages are for everybody.
     */
    HttpSite behindTheDoor(HttpSite portal) {
        Map<String, HttpServlet> guarded = new LinkedHashMap<>();
        administration.forEach((path, servlet) -> guarded.put(path, door.forAdministrators(servlet)));
        portal.servlets().forEach((path, servlet) -> guarded.put(path, behindTheDoor(path, servlet)));
        guarded.putAll(door.servlets());
        return new HttpSite(guarded);
    }

    private HttpServlet behindTheDoor(String path, HttpServlet servlet) {
        if (path.startsWith("/dicom-web/")) {
            return door.guarded(servlet);
        }
        if (!path.startsWith("/api/")) {
            return servlet;
        }
        return path.equals("/api/studies")
                        || path.startsWith("/api/studies/")
                        || path.startsWith("/api/publications/")
                        || path.equals(ViewerOrigin.TICKETS)
                        || path.equals("/api/patients")
                        || path.equals("/api/thumbnails/*")
                        || path.equals(Consents.STATE)
                ? door.guarded(servlet)
                : door.forAdministrators(servlet);
    }

    /** How many sessions the portal has now. */
    int sessions() {
        return door.openSessions();
    }

    /** How users of the portal come into the viewer. */
    ViewerDoor viewerDoor() {
        return door.viewer();
    }

    /** Until when assertions of the provider here are believed. */
    Optional<CertificateEnd> certificateEnd() {
        return Optional.ofNullable(here).map(Here::certificate);
    }

    Optional<XAssertionProvider> provider() {
        return Optional.ofNullable(here).map(Here::provider);
    }
}
