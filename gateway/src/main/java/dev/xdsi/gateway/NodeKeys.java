package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** The files that say which node this is and whom it trusts. */
record NodeKeys(Path key, Path certificate, Path trusted) {
    private static final String NODE = "gateway";

    /** Those of the configuration, or demonstration ones in the data folder, which are made when they are not there. */
    static NodeKeys of(Configuration configuration, Path data) throws IOException {
        if (!configuration.get(Settings.TLS_KEY).isEmpty()) {
            return new NodeKeys(
                    Path.of(configuration.get(Settings.TLS_KEY)),
                    Path.of(configuration.get(Settings.TLS_CERTIFICATE)),
                    Path.of(configuration.get(Settings.TLS_TRUSTED)));
        }
        DemoCertificates demo = new DemoCertificates(data.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        demo.node(NODE);
        return new NodeKeys(demo.keyFile(NODE), demo.certificateFile(NODE), demo.authorityFile());
    }

    NodeIdentity read() throws IOException {
        return NodeIdentity.ofPem(key, certificate, trusted);
    }

    List<Path> files() {
        return List.of(key, certificate, trusted);
    }
}
