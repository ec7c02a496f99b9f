package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.AssertionVerifier;
import dev.xdsi.soap.xua.BearerAssertion;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.SeenAssertions;
import dev.xdsi.soap.xua.TrustedIssuers;
import dev.xdsi.soap.xua.VerificationPolicy;
import dev.xdsi.soap.xua.XServiceProvider;
import dev.xdsi.soap.xua.XServiceProvider.Demand;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls DICOMweb and WADO-URI is known by the assertion in the Authorization header (IHE IUA, SAML Token option). */
class BearerCallersTest {
    private final Instant now = Instant.now();
    private final AssertionForge forge = AssertionForge.shared();
    private final List<Caller> performed = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(HttpServer::close);
    }

    private void serve(Demand demand) {
        AssertionVerifier verifier = new AssertionVerifier(
                new TrustedIssuers(forge.trust()),
                new VerificationPolicy(
                        Set.of(AssertionForge.AUDIENCE), Set.of(), Duration.ofHours(1), Duration.ofMinutes(3)),
                new SeenAssertions(10, certificate -> false),
                () -> now);
        Callers callers = new BearerCallers(new XServiceProvider(
                demand, Demand.REQUIRED, verifier, (node, path, verdict) -> refused.add(verdict.reason())));
        servers.add(HttpServer.start(
                "test",
                HttpSite.empty().with("/wado", new Asked(callers)),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT));
    }

    private String get(String headers) throws IOException {
        return new Wire(servers.getLast().port("port"), "/wado")
                .send("GET /wado HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
    }

    @Test
    void anAssertionInBase64OrBase64UrlIsTheUser() throws IOException {
        serve(Demand.REQUIRED);
        String xml = forge.draft(now).signed();
        String base64 = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));

        assertThat(get("Authorization: " + BearerAssertion.value(new Caller.Assertion(xml)) + "\r\n"))
                .contains("HTTP/1.1 200");
        assertThat(get("Authorization: Bearer " + base64 + "\r\n")).contains("HTTP/1.1 200");
        assertThat(get("Authorization: IHE-SAML " + base64 + "\r\n")).contains("HTTP/1.1 200");

        assertThat(performed).hasSize(3).allSatisfy(caller -> {
            assertThat(caller.user()).extracting(user -> user.identity().id()).isEqualTo("jdoe");
            assertThat(caller.assertion()).isEqualTo(new Caller.Assertion(xml));
        });
        assertThat(refused).isEmpty();
    }

    @Test
    void withoutOneItIs401WhereAUserIsRequiredAndNobodyWhereNot() throws IOException {
        serve(Demand.REQUIRED);
        assertThat(get(""))
                .contains("HTTP/1.1 401", "WWW-Authenticate: Bearer realm=")
                .doesNotContain("error=");
        assertThat(performed).isEmpty();
        assertThat(refused).containsExactly(Refusal.ABSENT);

        serve(Demand.OPTIONAL);
        assertThat(get("")).contains("HTTP/1.1 200");
        assertThat(performed).singleElement().extracting(Caller::user).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ???", "Bearer QQ", "Bearer /w==", "Bearer PGEvPg", "x"})
    void whatIsNoAssertionIsRefusedThoughNoneWereNeeded(String value) throws IOException {
        serve(Demand.OPTIONAL);

        assertThat(get("Authorization: " + value + "\r\n"))
                .contains("HTTP/1.1 401", "error=\"invalid_token\"", "error_description=\"")
                .doesNotContain("Exception");
        assertThat(performed).isEmpty();
        assertThat(refused).hasSize(1);
    }

    @Test
    void aBadAssertionOrTwoAreRefused() throws IOException {
        serve(Demand.OPTIONAL);
        String bad = BearerAssertion.value(
                new Caller.Assertion(forge.draft(now, "urn:others").signed()));
        String good =
                BearerAssertion.value(new Caller.Assertion(forge.draft(now).signed()));

        assertThat(get("Authorization: " + bad + "\r\n")).contains("HTTP/1.1 401", Refusal.AUDIENCE.advice());
        assertThat(get("Authorization: " + good + "\r\nAuthorization: " + good + "\r\n"))
                .contains("HTTP/1.1 401", Refusal.SEVERAL.advice());
        assertThat(performed).isEmpty();
        assertThat(refused).containsExactly(Refusal.AUDIENCE, Refusal.SEVERAL);
    }

    private final class Asked extends HttpServlet {
        private final transient Callers callers;

        Asked(Callers callers) {
            this.callers = callers;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Optional<Caller> caller = callers.of(request, response);
            caller.ifPresent(performed::add);
        }
    }
}
