package dev.xdsi.gateway.demo;

import dev.xdsi.gateway.config.AssertionProviderSettings;
import dev.xdsi.gateway.config.CommunitySettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.config.XuaSettings;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What makes one community of the demonstration another than its neighbours: its folder, its ports, its OIDs, its keys. Nothing of
 * this is known to the neighbours but what partners would tell each other: addresses, and the certificate that signs assertions.
 *
 * @param number from 1 on
 * @param root folder of all communities
 */
public record CommunityPlan(int number, Path root, Configuration configuration) {
    /** All accept assertions for the federation that they form. */
    private static final String FEDERATION = "urn:oid:2.25.276810345918273645546372819109283746550";

    private static final int PORTS_APART = 100;
    private static final List<Setting<Oid>> OIDS = List.of(
            Settings.PATIENT_AUTHORITY,
            Settings.DEPARTMENT_AUTHORITY,
            Settings.REPOSITORY_UNIQUE_ID,
            Settings.RETRIEVE_LOCATION_UID,
            Settings.SOURCE_ID);

    /** The community with this number, on the machine that {@code base} describes. */
    public static CommunityPlan of(int number, Path root, Configuration base, DemoCertificates certificates)
            throws IOException {
        String node = "community-" + letter(number);
        certificates.node(node);
        certificates.signer(signer(number));
        Path folder = Files.createDirectories(root.resolve(node));
        Configuration own = base.with(Settings.DATA, folder.toString())
                .with(Settings.HOME_COMMUNITY_ID, home(base, number))
                .with(Settings.INSTITUTION, name(number))
                .with(Settings.TLS_KEY, certificates.keyFile(node).toString())
                .with(
                        Settings.TLS_CERTIFICATE,
                        certificates.certificateFile(node).toString())
                .with(Settings.TLS_TRUSTED, certificates.authorityFile().toString())
                .with(
                        CommunitySettings.PARTNERS,
                        folder.resolve("partners.yaml").toString())
                .with(
                        XuaSettings.XUA_TRUSTED_ISSUERS,
                        folder.resolve("issuers.yaml").toString())
                .with(XuaSettings.XUA_AUDIENCES, FEDERATION)
                .with(AssertionProviderSettings.ASSERTION_AUDIENCES, FEDERATION)
                .with(AssertionProviderSettings.ASSERTION_ISSUER, issuer(base, number))
                .with(
                        AssertionProviderSettings.ASSERTION_KEY,
                        certificates.keyFile(signer(number)).toString())
                .with(
                        AssertionProviderSettings.ASSERTION_CERTIFICATE,
                        certificates.certificateFile(signer(number)).toString());
        for (Setting<Integer> port : Settings.PORTS) {
            own = own.with(port, Integer.toString(port(base.get(port), number)));
        }
        for (Setting<Oid> oid : OIDS) {
            own = own.with(oid, base.get(oid).value() + "." + number);
        }
        return new CommunityPlan(number, root, own);
    }

    /** Writes down what this community knows of the others: whom it asks, and whose assertions it believes. */
    public void write(List<CommunityPlan> all) throws IOException {
        List<CommunityPlan> others =
                all.stream().filter(other -> other.number() != number).toList();
        Files.writeString(
                Path.of(configuration.get(CommunitySettings.PARTNERS)),
                others.stream().map(CommunityPlan::asPartner).collect(Collectors.joining("", "communities:\n", "")));
        Files.writeString(
                Path.of(configuration.get(XuaSettings.XUA_TRUSTED_ISSUERS)),
                others.stream().map(CommunityPlan::asIssuer).collect(Collectors.joining("", "issuers:\n", "")));
    }

    public String name() {
        return name(number);
    }

    /** Its homeCommunityId as an OID. */
    public String home() {
        return configuration.get(Settings.HOME_COMMUNITY_ID).urn().substring("urn:oid:".length());
    }

    private String asPartner() {
        URI base = URI.create(
                "https://" + configuration.get(Settings.IHE_TLS_HOST) + ":" + configuration.get(Settings.IHE_TLS_PORT));
        return """
              - home-community-id: "%s"
                name: %s
                query: %s/responding-gateway
                imaging: %s/responding-imaging-gateway
                patient-discovery: %s/patient-discovery
                patient-authority: "%s"
            """.formatted(home(), name(), base, base, base, configuration.get(Settings.PATIENT_AUTHORITY));
    }

    private String asIssuer() {
        return """
              - issuer: %s
                certificates: ["%s"]
                home-community-ids: ["%s"]
            """.formatted(
                        configuration.get(AssertionProviderSettings.ASSERTION_ISSUER),
                        configuration.get(AssertionProviderSettings.ASSERTION_CERTIFICATE),
                        home());
    }

    /** Partners must know the port, so one that the system shall choose is chosen now. */
    private static int port(int first, int number) throws IOException {
        return first != 0 ? first + PORTS_APART * (number - 1) : FreePort.onLoopback();
    }

    private static String home(Configuration base, int number) {
        return base.get(Settings.HOME_COMMUNITY_ID).urn().substring("urn:oid:".length()) + "." + number;
    }

    private static String issuer(Configuration base, int number) {
        return base.get(AssertionProviderSettings.ASSERTION_ISSUER) + "." + number;
    }

    private static String signer(int number) {
        return "assertions-" + letter(number);
    }

    private static String name(int number) {
        return "Community " + Character.toUpperCase(letter(number));
    }

    private static char letter(int number) {
        return (char) ('a' + number - 1);
    }
}
