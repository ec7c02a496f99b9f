package dev.xdsi.conformance.host;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.simulator.Simulators;
import dev.xdsi.gateway.Addresses;
import dev.xdsi.gateway.Gateway;
import dev.xdsi.gateway.GatewayNotStarted;
import dev.xdsi.gateway.cli.CommandFailed;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.gateway.config.RepositoryServiceSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.config.XuaSettings;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.soap.xua.AssertionForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A gateway with every actor, started on free ports for the cases alone. */
public final class OwnGateway implements AutoCloseable {
    private static final String ISSUER = "https://idp.conformance.example/xua";

    private final Simulators simulators;
    private final Gateway gateway;
    private final Target target;

    private OwnGateway(Simulators simulators, Gateway gateway, Target target) {
        this.simulators = simulators;
        this.gateway = gateway;
        this.target = target;
    }

    /** Where chance and time come from. */
    public record Sources(InstantSource clock, SecureRandom random, Supplier<UUID> uuids) {}

    /** @param folder for everything that it keeps */
    public static OwnGateway start(Path folder, Sources sources) throws IOException {
        return start(folder, sources, Map.of());
    }

    /** @param settings that differ from those usual in a test, by their keys' variables */
    public static OwnGateway start(Path folder, Sources sources, Map<String, String> settings) throws IOException {
        Files.createDirectories(folder);
        AssertionForge forge = AssertionForge.rsa(ISSUER, 2048);
        Path certificate = folder.resolve("issuer.pem");
        Files.writeString(certificate, pem(forge));
        Path issuers = folder.resolve("issuers.yaml");
        Files.writeString(
                issuers,
                "issuers:\n  - issuer: " + ISSUER + "\n    certificates: [" + certificate.getFileName() + "]\n");
        Map<String, String> environment = new HashMap<>();
        environment.put(Settings.DATA.variable(), folder.resolve("data").toString());
        environment.put(Settings.QUIET_PERIOD.variable(), "1 s");
        environment.put(Settings.METADATA_UPDATE.variable(), "on");
        environment.put(RepositoryServiceSettings.REMOVE_DOCUMENTS.variable(), "on");
        environment.put(RepositoryServiceSettings.IMAGING_SUMMARY.variable(), "kept");
        environment.put(Settings.UNKNOWN_PATIENTS.variable(), "reject");
        environment.put(XuaSettings.XUA_TRUSTED_ISSUERS.variable(), issuers.toString());
        Settings.PORTS.forEach(port -> environment.put(port.variable(), "0"));
        Simulators simulators = Simulators.start();
        environment.putAll(simulators.settings(folder));
        environment.putAll(settings);
        try {
            Configuration configuration = new ConfigurationReader(environment).read(null);
            Gateway gateway = Gateway.start(configuration);
            Target target = target(configuration, gateway, sources, forge).with(simulators);
            return new OwnGateway(simulators, gateway, target);
        } catch (ConfigurationException | GatewayNotStarted | CommandFailed wrong) {
            simulators.close();
            throw new IOException("no gateway for the cases: " + wrong.getMessage(), wrong);
        }
    }

    public Gateway gateway() {
        return gateway;
    }

    public Target target() {
        return target;
    }

    private static Target target(Configuration configuration, Gateway gateway, Sources sources, AssertionForge forge)
            throws IOException, CommandFailed {
        String audience = configuration.get(Settings.HOME_COMMUNITY_ID).urn();
        Map<String, SSLContext> identities = identities(configuration, sources);
        return new Target(
                addresses(configuration, gateway.addresses()),
                values(configuration),
                patients(configuration, gateway.addresses().mllp(), sources),
                new ForgedAssertions(forge, AssertionForge.rsa(ISSUER, 2048), audience, sources.clock()),
                name -> Optional.ofNullable(identities.get(name)));
    }

    private static Map<String, URI> addresses(Configuration configuration, Addresses addresses) {
        Map<String, URI> all = new HashMap<>();
        for (String actor : List.of(
                "registry",
                "patient-identity-feed",
                "notification-broker",
                "metadata-update",
                "update-responder",
                "repository",
                "remove-documents",
                "imaging-source",
                "responding-gateway",
                "responding-imaging-gateway",
                "initiating-gateway",
                "initiating-imaging-gateway")) {
            all.put(actor, URI.create(addresses.ihePlain() + "/" + actor));
            all.put(actor + "-tls", URI.create(addresses.iheTls() + "/" + actor));
        }
        all.put("ihe", addresses.ihePlain());
        all.put("ihe-tls", addresses.iheTls());
        all.put("portal", addresses.portal());
        all.put("viewer", addresses.viewer());
        all.put(
                "dicom",
                URI.create(
                        "dicom://" + configuration.get(Settings.DICOM_AE_TITLE) + "@" + authority(addresses.dicom())));
        all.put("mllp", URI.create("mllp://" + authority(addresses.mllp())));
        return all;
    }

    private static String authority(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static Map<String, String> values(Configuration configuration) throws IOException, CommandFailed {
        Credentials user = Credentials.ofFirstUser(configuration.get(Settings.DATA))
                .orElseThrow(() -> new IOException("the gateway has no first user"));
        return Map.of(
                "repositoryUniqueId",
                        configuration.get(Settings.REPOSITORY_UNIQUE_ID).value(),
                "retrieveLocationUid",
                        configuration.get(Settings.RETRIEVE_LOCATION_UID).value(),
                "sourceId", configuration.get(Settings.SOURCE_ID).value(),
                "homeCommunityId", configuration.get(Settings.HOME_COMMUNITY_ID).urn(),
                "patientAuthority",
                        configuration.get(Settings.PATIENT_AUTHORITY).value(),
                "departmentAuthority",
                        configuration.get(Settings.DEPARTMENT_AUTHORITY).value(),
                "rejectsUnknownPatients", "true",
                "imagingSummary", "true",
                "user", user.user(),
                "password", user.password());
    }

    /** Each is registered by the Patient Identity Feed first (ITI-8). */
    private static Target.Patients patients(Configuration configuration, InetSocketAddress mllp, Sources sources) {
        PatientIdentitySource feed = new PatientIdentitySource(mllp, sources.clock(), sources.uuids());
        AtomicInteger number = new AtomicInteger();
        return () -> {
            PatientId id =
                    new PatientId("CASE-" + number.incrementAndGet(), configuration.get(Settings.PATIENT_AUTHORITY));
            Patient patient = new Patient(
                    id,
                    List.of(),
                    new Demographics(
                            List.of(new PersonName("Case" + number, List.of("Conny"))),
                            BirthTime.parse("19700101").orElse(null),
                            AdministrativeSex.of("F").orElse(null),
                            List.of(),
                            List.of()));
            try {
                PatientIdentitySource.Answer answer = feed.register(patient);
                if (!answer.isAccepted()) {
                    throw new BadCaseException("the registry refuses a patient: " + answer.readable());
                }
                return id.cx();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        };
    }

    private static Map<String, SSLContext> identities(Configuration configuration, Sources sources) throws IOException {
        return Nodes.of(configuration.get(Settings.DATA).resolve("tls"), sources);
    }

    private static String pem(AssertionForge forge) throws IOException {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(forge.certificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException unwritable) {
            throw new IOException(unwritable);
        }
    }

    @Override
    public void close() {
        gateway.close();
        simulators.close();
    }
}
