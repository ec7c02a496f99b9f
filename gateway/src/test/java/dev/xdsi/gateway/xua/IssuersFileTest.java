package dev.xdsi.gateway.xua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.xua.TrustedIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trusted issuers, as an operator writes them. */
class IssuersFileTest {
    @TempDir
    private Path folder;

    @Test
    void anIssuerMayHaveSeveralCertificatesAndAnyName() throws IOException {
        DemoCertificates made = new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom());
        made.signer("old");
        made.signer("new");
        Path file = write("""
            issuers:
              - issuer: "CN=SAML User,OU=SU,O=Hospital"
                certificates: [old.crt.pem, new.crt.pem]
              - issuer: https://idp.example/?a=1,b
                certificates: [new.crt.pem]
                home-community-ids: ["1.2.3", "urn:oid:1.2.4"]
            """);

        IssuersFile.Content content = new IssuersFile(file).read();

        assertThat(content.issuers()).containsOnlyKeys("CN=SAML User,OU=SU,O=Hospital", "https://idp.example/?a=1,b");
        assertThat(content.issuers().get("CN=SAML User,OU=SU,O=Hospital")).satisfies(issuer -> {
            assertThat(issuer.certificates()).hasSize(2);
            assertThat(issuer.homeCommunityIds()).isEmpty();
        });
        assertThat(content.issuers().get("https://idp.example/?a=1,b"))
                .extracting(TrustedIssuer::homeCommunityIds)
                .isEqualTo(Set.of("urn:oid:1.2.3", "urn:oid:1.2.4"));
        assertThat(content.files()).contains(file, folder.resolve("old.crt.pem"), folder.resolve("new.crt.pem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "issuers: x",
                "issuers: [x]",
                "issuers:\n  - issuer: x\n",
                "issuers:\n  - issuer: x\n    certificates: x.pem\n",
                "issuers:\n  - issuer: x\n    certificates: [x.pem]\n    more: x\n",
                "issuers:\n  - issuer: x\n    certificates: [not-there.pem]\n",
                "issuers:\n  - issuer: x\n    certificates: []\n    home-community-ids: []\n",
                "issuers:\n  - issuer: x\n    certificates: []\n    home-community-ids: ['1.2', x]\n",
                "issuers:\n  - issuer: x\n    certificates: []\n    home-community-ids: '1.2'\n",
                "issuers:\n  - {issuer: x, certificates: []}\n  - {issuer: x, certificates: []}\n",
                "other: []",
                "a: [",
            })
    void whatIsWrongIsSaidWithTheNameOfTheFile(String yaml) throws IOException {
        Path file = write(yaml);

        assertThatThrownBy(() -> new IssuersFile(file).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString());
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("issuers.yaml"), yaml);
    }
}
