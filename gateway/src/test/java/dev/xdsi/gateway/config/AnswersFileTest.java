package dev.xdsi.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.xdsi.soap.addressing.Recipients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersFileTest {
    @TempDir
    Path folder;

    @Test
    void theExampleAllowsThePartnerItsAddressAndNothingElse() throws IOException {
        Map<X500Principal, Recipients> agreed = read(PartnersFile.example());

        // However the name is written.
        Recipients south = Objects.requireNonNull(agreed.get(new X500Principal("cn=Gateway, o=hospital south")));
        assertThat(agreed).hasSize(1);
        assertThat(south.allow(URI.create("https://gateway.south.example/answers/of/today")))
                .isTrue();
        assertThat(south.allow(URI.create("https://gateway.south.example/"))).isFalse();
    }

    @Test
    void withoutAListNobodyMayAnything() throws IOException {
        assertThat(read("communities: []\n")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(new AnswersFile(folder.resolve("none")).read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answers: all",
                "answers: [{subject: CN=a}]",
                "answers: [{subject: a, to: [https://a.example/]}]",
                "answers: [{subject: CN=a, to: https://a.example/}]",
                "answers: [{subject: CN=a, to: ['http://a.example/']}]",
                "answers: [{subject: CN=a, to: ['https://a.example/?b']}]",
                "answers: [{subject: CN=a, to: ['https://a .example/']}]",
                "answers: [{subject: CN=a, to: [], more: b}]",
                "answers: [{subject: CN=a, to: []}, {subject: cn=A, to: []}]",
                "answers: ["
            })
    void whatIsNoAgreementIsNone(String text) {
        assertThatIOException().isThrownBy(() -> read(text)).withMessageContaining("partners.yaml");
    }

    private Map<X500Principal, Recipients> read(String text) throws IOException {
        return new AnswersFile(Files.writeString(folder.resolve("partners.yaml"), text)).read();
    }
}
