package dev.xdsi.gateway;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.consent.community.OurPatients;
import dev.xdsi.consumer.PatientDiscovery;
import dev.xdsi.consumer.discovery.AgreedPatientIds;
import dev.xdsi.consumer.discovery.DiscoveredPatientIds;
import dev.xdsi.consumer.discovery.DiscoveryPartners;
import dev.xdsi.consumer.discovery.DiscoverySettings;
import dev.xdsi.consumer.discovery.postgres.PostgresCorrelations;
import dev.xdsi.consumer.initiating.OtherCommunities;
import dev.xdsi.consumer.iti55.CrossGatewayPatientDiscoveryEndpoint;
import dev.xdsi.consumer.iti55.KnownPatients;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.gateway.config.CommunitySettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.patient.PatientsServlet;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.registry.PatientFeed;
import dev.xdsi.registry.PatientFeedV3;
import dev.xdsi.registry.iti44.PatientIdentityFeedV3Endpoint;
import dev.xdsi.registry.mllp.MllpLimits;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.hl7v3.Stamp;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.soap.xua.XServiceProvider;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who the patients of this community are: fed by Patient Identity Sources, known to the registry, named to other communities and found
 * again in them.
 */
final class PatientIdentity {
    static final String DISCOVERY = "/patient-discovery";
    static final String FEED = "/patient-identity-feed";

    /** A question and its answer are small; who sends more is up to no good. */
    private static final SoapLimits SMALL = new SoapLimits(2, 1 << 20, 1 << 20, 1 << 20, 256 * 1024);

    private static final Duration NOT_FOUND = Duration.ofMinutes(10);
    private static final int AT_ONCE = 16;

    private final Configuration configuration;
    private final Addresses addresses;
    private final Platform platform;
    private final PatientStore patients;

    PatientIdentity(Configuration configuration, Addresses addresses, Platform platform) {
        this.configuration = configuration;
        this.addresses = addresses;
        this.platform = platform;
        this.patients = PostgresPatientStore.open(platform.database());
    }

    /** Whom the registry takes submissions for, and who was merged into whom. */
    PatientDirectory directory() {
        return configuration.get(Settings.UNKNOWN_PATIENTS).equals("reject") ? patients : patients.openToAll();
    }

    /** Whether the Patient Identity Feed told of the patient, be it that he was merged into another since. */
    boolean isKnown(PatientId patient) {
        return patients.isKnown(patients.survivorOf(patient));
    }

    /** Takes the Patient Identity Feed of HL7 v3 beside the registry. */
    HttpSite feeding(HttpSite site, XServiceProvider callers) {
        return site.with(
                FEED,
                SoapEndpoint.publish(
                        PatientIdentityFeedV3Endpoint.CONTRACT,
                        PatientFeedV3.endpoint(
                                patients,
                                configuration.get(Settings.PATIENT_AUTHORITY),
                                addresses.endpoint(FEED),
                                new PatientFeedV3.Surroundings(
                                        platform.audit(Settings.REGISTRY), Clock.systemUTC(), UUID::randomUUID)),
                        platform.soap(FEED),
                        callers));
    }

    HttpServlet servlet() {
        return new PatientsServlet(patients, platform.audit());
    }

    /** Opens the plain port of ITI-8. */
    void listen(Parts parts) throws IOException {
        parts.addDoor("Patient Identity Feed", feed().listen(MllpPort.plain(addresses.mllp())));
    }

    /** Opens the port of ITI-8 with mutual TLS. */
    void listenSecurely(Parts parts) throws IOException {
        parts.addDoor(
                "Patient Identity Feed with TLS",
                feed().listen(MllpPort.secure(
                        addresses.mllpTls(), platform.tls().context())));
    }

    /** Tells other communities who our patients are, as far as those may be asked about. */
    HttpSite responding(HttpSite site, ConsentDecisionPoint consent, XServiceProvider callers) {
        return site.with(
                DISCOVERY,
                SoapEndpoint.publish(
                        CrossGatewayPatientDiscoveryEndpoint.CONTRACT,
                        discovery(platform.audit(Settings.RESPONDING_GATEWAY))
                                .responding(known(), consent, addresses.endpoint(DISCOVERY)),
                        platform.soap(DISCOVERY),
                        callers));
    }

    /** The ids of our patients in other communities, which are told of those who may be asked about. */
    AgreedPatientIds idsIn(OtherCommunities others, ConsentDecisionPoint consent) {
        Duration patience = configuration.get(CommunitySettings.DISCOVERY_TIME_OUT);
        SoapClients clients = new SoapClients(
                platform.soap().withLimits(SMALL), platform.tls(), new ClientTimeouts(patience, patience));
        DiscoverySettings settings = new DiscoverySettings(
                configuration.get(CommunitySettings.DISCOVERY_CONFIDENCE),
                configuration.get(CommunitySettings.DISCOVERY_REMEMBER),
                NOT_FOUND,
                patience,
                AT_ONCE);
        PatientDiscovery discovery = discovery(platform.audit(Settings.INITIATING_GATEWAY));
        return new AgreedPatientIds(
                others::remotes,
                new DiscoveredPatientIds(
                        us(),
                        known(),
                        new DiscoveryPartners(
                                others::remotes,
                                (community, address) ->
                                        discovery.initiating(clients, community, address, settings.atOnce())),
                        new DiscoveredPatientIds.Memory(
                                PostgresCorrelations.open(platform.database()), settings, Clock.systemUTC()),
                        () -> Stamp.oid(UUID.randomUUID()).value()),
                consent);
    }

    /** Whose consents count for what another community has: its id of the patient, led back to ours. */
    OurPatients ours(AgreedPatientIds ids) {
        return (theirs, home, caller) -> home == null || home.equals(us().urn())
                ? Optional.of(theirs)
                : HomeCommunityId.parse(home).flatMap(community -> ids.ourIdOf(theirs, community));
    }

    private HomeCommunityId us() {
        return configuration.get(Settings.HOME_COMMUNITY_ID);
    }

    private PatientDiscovery discovery(AuditTrail audit) {
        return new PatientDiscovery(us(), audit, UUID::randomUUID, Clock.systemUTC());
    }

    /** Consumer and registry do not see each other: they meet here. */
    private KnownPatients known() {
        return new KnownPatients() {
            @Override
            public Optional<Patient> patient(PatientId anyId) {
                return patients.patient(anyId);
            }

            @Override
            public List<Patient> candidates(Demographics asked, int most) {
                return patients.candidates(asked, most);
            }
        };
    }

    private PatientFeed feed() {
        return new PatientFeed(
                patients,
                configuration.get(Settings.PATIENT_AUTHORITY),
                MllpLimits.DEFAULT,
                new PatientFeed.Surroundings(
                        platform.audit(Settings.REGISTRY), platform.refusals(), Clock.systemUTC(), UUID::randomUUID));
    }
}
