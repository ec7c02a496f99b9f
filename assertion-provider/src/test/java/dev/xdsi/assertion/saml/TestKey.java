package dev.xdsi.assertion.saml;

import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/** A signing key made for the tests. */
public final class TestKey {
    private TestKey() {}

    public static SigningKey make(Path folder) throws IOException {
        NodeIdentity made = new DemoCertificates(
                        folder.resolve("xua"),
                        InstantSource.fixed(Instant.parse("2026-05-01T00:00:00Z")),
                        new SecureRandom())
                .signer("provider");
        return new SigningKey(made.key(), made.certificate());
    }
}
