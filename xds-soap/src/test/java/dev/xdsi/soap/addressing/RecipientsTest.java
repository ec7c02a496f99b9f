package dev.xdsi.soap.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTest {
    private final Recipients recipients =
            new Recipients(List.of(URI.create("https://Partner.example/notify"), URI.create("http://[::1]:8080/")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://partner.example/notify",
                "https://PARTNER.EXAMPLE:443/notify",
                "https://partner.example/notify/",
                "https://partner.example/notify/a/b.c",
                "http://[::1]:8080",
                "http://[::1]:8080/any"
            })
    void whatIsListedAndBelowMayBeCalled(String address) {
        assertThat(recipients.allow(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://partner.example/notifyother",
                "https://partner.example/",
                "https://partner.example:444/notify",
                "http://partner.example/notify",
                "https://other.example/notify",
                "https://partner.example/notify/../admin",
                "https://partner.example/notify/./a",
                "https://partner.example/notify/%2e%2e/admin",
                "https://partner.example/notify//a",
                "https://partner.example/notify/a;b",
                "https://me@partner.example/notify",
                "https://partner.example.evil/notify",
                "https://partner.example./notify",
                "http://[0:0:0:0:0:0:0:1]:8080/any",
                "HTTPS:partner.example/notify"
            })
    void nothingElseMay(String address) {
        assertThat(recipients.allow(URI.create(address))).isFalse();
    }

    @Test
    void anEntryThatCanBeSaidInTwoWaysIsNone() {
        for (String entry : List.of("ftp://a/b", "https://a/b?c", "https://u@a/", "a", "mailto:a@b")) {
            List<URI> entries = List.of(URI.create(entry));
            assertThatThrownBy(() -> new Recipients(entries)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
