package dev.xdsi.journey;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.config.XuaSettings;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A partner whose users are vouched for by the partner's own provider, {@link AssertionForge#shared}.
 *
 * @param folder where the issuers that the gateway believes are written down
 */
record ForeignUsers(Path folder) {
    /** A gateway that believes the partner's provider. */
    Configuration trustedBy(Configuration configuration) throws Exception {
        byte[] certificate = AssertionForge.shared().certificate().getEncoded();
        Files.writeString(
                folder.resolve("idp.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
        write("issuers:\n  - issuer: " + AssertionForge.ISSUER + "\n    certificates: [idp.pem]\n");
        return configuration.with(XuaSettings.XUA_TRUSTED_ISSUERS, issuers().toString());
    }

    /** Takes the provider's certificate out of what the gateway believes. */
    void revoke() throws IOException {
        write("issuers: []\n");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(issuers(), yaml);
    }

    private Path issuers() {
        return folder.resolve("issuers.yaml");
    }

    /** As a partner whose node the gateway's demonstration authority vouches for. */
    SoapClients clients(Path data) throws IOException {
        NodeTls tls = new NodeTls(
                new DemoCertificates(data.resolve("tls"), Clock.systemUTC(), new SecureRandom()).node("partner"));
        return new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), tls, ClientTimeouts.DEFAULT);
    }

    /** An assertion about a user, which this gateway accepts. */
    static AssertionDraft draft(RunningGateway gateway) {
        return AssertionForge.shared()
                .draft(
                        Instant.now(),
                        gateway.configuration().get(Settings.HOME_COMMUNITY_ID).urn());
    }

    static Caller caller(AssertionDraft draft) {
        return new Caller(Caller.self(Caller.ANONYMOUS).node(), null, new Caller.Assertion(draft.signed()));
    }

    /** What an audit message says of a user in a coded role (ITI TF-2: 3.40.4.2). */
    static Pattern inTheRole(String user, String code) {
        String within = "(?:(?!</ActiveParticipant>).)*";
        return Pattern.compile(
                "<ActiveParticipant" + within + "&lt;" + Pattern.quote(user) + "@" + within
                        + "<RoleIDCode[^>]*csd-code=\"" + Pattern.quote(code) + "\"",
                Pattern.DOTALL);
    }
}
