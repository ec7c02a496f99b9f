package dev.xdsi.browsing;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.AssertionProviderSettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.config.XuaSettings;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Communities that believe each other about their users (XUA). */
final class Neighbours {
    private static final String SIGNER = "assertion-provider";

    private Neighbours() {}

    /** A gateway of this name in a folder of its own, with a certificate that all of this authority trust. */
    static Configuration certified(Path folder, String name, DemoCertificates authority) throws Exception {
        authority.node(name);
        return RunningGateway.configuration(folder.resolve(name))
                .with(Settings.TLS_KEY, authority.keyFile(name).toString())
                .with(Settings.TLS_CERTIFICATE, authority.certificateFile(name).toString())
                .with(Settings.TLS_TRUSTED, authority.authorityFile().toString());
    }

    /** This gateway vouches for its users by this name, to its own community and to others. */
    static Configuration vouching(Configuration gateway, String issuer, String... homes) {
        String audiences = Stream.concat(
                        Stream.of(gateway.get(Settings.HOME_COMMUNITY_ID).urn()), Stream.of(homes))
                .collect(Collectors.joining(", "));
        return gateway.with(AssertionProviderSettings.ASSERTION_ISSUER, issuer)
                .with(AssertionProviderSettings.ASSERTION_AUDIENCES, audiences);
    }

    /** This gateway believes the one that vouches by this name and has this data folder, whose key is made when it is not there yet. */
    static Configuration believing(Configuration gateway, String issuer, Path data) throws IOException {
        DemoCertificates keys = new DemoCertificates(data.resolve("xua"), Clock.systemUTC(), new SecureRandom());
        keys.signer(SIGNER);
        Path file = Files.writeString(
                gateway.get(Settings.DATA).resolveSibling("issuers.yaml"),
                String.join(
                        "\n",
                        List.of(
                                "issuers:",
                                "  - issuer: " + issuer,
                                "    certificates: [" + keys.certificateFile(SIGNER) + "]")));
        return gateway.with(XuaSettings.XUA_TRUSTED_ISSUERS, file.toString());
    }
}
