package dev.xdsi.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpLimits.Endpoint;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What single endpoints take, as an operator writes it, and where he writes nothing. */
class EndpointLimitsTest {
    private static final HttpLimits.Shares SHARES = new HttpLimits.Shares(1_000, 250, 1_000);

    @Test
    void documentsMayBeLargeAndQuestionsAreSmall() {
        EndpointLimits usual = EndpointLimits.of("");

        assertThat(usual.messages("/repository").attachmentBytes()).isEqualTo(SoapLimits.DEFAULT.attachmentBytes());
        assertThat(usual.messages("/repository").questionBytes()).isEqualTo(1 << 20);
        assertThat(usual.messages("/registry").messageBytes()).isEqualTo(64 << 20);
        assertThat(usual.messages("/registry").questionBytes()).isEqualTo(1 << 20);
        assertThat(usual.messages("/imaging-source").questionBytes()).isEqualTo(16 << 20);
        assertThat(usual.messages("/responding-gateway").messageBytes()).isEqualTo(1 << 20);
        assertThat(usual.http(SHARES).get("/registry"))
                .isEqualTo(new Endpoint(1_000, 250, 32 << 10, Duration.ofMinutes(10)));
    }

    @Test
    void whatIsSaidOfOneEndpointHoldsForThatOne() {
        EndpointLimits limits =
                EndpointLimits.of("/repository parts=7 part-kb=3 message-kb=9 envelope-kb=8 question-kb=2,"
                        + " /registry header-kb=4 seconds=5 requests=6 of-client=1");

        assertThat(limits.messages("/repository"))
                .isEqualTo(new SoapLimits(7, 3 << 10, 9 << 10, 8 << 10, 1 << 18, 2 << 10));
        assertThat(limits.messages("/registry")).isEqualTo(EndpointLimits.of("").messages("/registry"));
        Map<String, Endpoint> http = limits.http(SHARES);
        assertThat(http.get("/registry")).isEqualTo(new Endpoint(6, 1, 4 << 10, Duration.ofSeconds(5)));
        assertThat(http.get("/repository"))
                .isEqualTo(EndpointLimits.of("").http(SHARES).get("/repository"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry parts=1",
                "/registry",
                "/registry parts",
                "/registry parts=0",
                "/registry parts=-1",
                "/registry parts=9999999999",
                "/registry bytes=1",
                "/registry PARTS=1",
                "/registry parts=1 parts=2",
                "/registry parts=1, /registry parts=1",
                "/nowhere parts=1",
                ","
            })
    void whatIsNoListOfLimitsIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EndpointLimits.of(text));
    }
}
