package dev.xdsi.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.assertion.issue.IssuePolicy;
import dev.xdsi.assertion.saml.SigningKey;
import dev.xdsi.assertion.saml.TestKey;
import dev.xdsi.assertion.user.Argon2id;
import dev.xdsi.assertion.user.InMemoryUserStore;
import dev.xdsi.assertion.user.LockOut;
import dev.xdsi.assertion.user.Users;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.soap.xua.AssertionVerifier;
import dev.xdsi.soap.xua.Presenter;
import dev.xdsi.soap.xua.SeenAssertions;
import dev.xdsi.soap.xua.TrustedIssuer;
import dev.xdsi.soap.xua.TrustedIssuers;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.soap.xua.VerificationPolicy;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WS-Trust over real SOAP, plain and with TLS, in messages as partners write them. */
class SecurityTokenServiceTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final String ISSUER = "urn:oid:1.2.3.5";
    private static final String COMMUNITY = "urn:oid:1.2.3.6";
    private static final String ISSUE = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue";
    private static final String PARTNER = "https://partner.example/xua";
    private static final Pattern ASSERTION = Pattern.compile("<saml2:Assertion .*</saml2:Assertion>", Pattern.DOTALL);
    private static final Pattern SUBCODE =
            Pattern.compile("<soap:Subcode><soap:Value[^>]*>[^:<]*:([^<]+)</soap:Value>");

    @TempDir
    private static Path folder;

    private static final InMemoryAuditSpool SPOOL = new InMemoryAuditSpool(1 << 22);
    private static final InMemoryUserStore STORE = new InMemoryUserStore();
    private static SigningKey key;
    private static Argon2id argon2id;
    private static HttpServer server;
    private static HttpClient http;
    private int recordsBefore;

    @BeforeAll
    static void start() throws Exception {
        key = TestKey.make(folder);
        AuditContext context = new AuditContext(
                new AuditSource("site", "test", AuditSource.Type.APPLICATION_SERVER), "1", "localhost");
        XAssertionProvider provider = new XAssertionProvider(
                new XAssertionProvider.Configuration(
                        URI.create("https://provider.example/sts"),
                        key,
                        new IssuePolicy(
                                ISSUER,
                                COMMUNITY,
                                new IssuePolicy.Audiences(List.of(COMMUNITY), Set.of(URI.create(PARTNER))),
                                Duration.ofMinutes(15),
                                Set.of(Users.EMERGENCY.coded())),
                        LockOut.DEFAULT,
                        new Argon2id.Cost(64, 1, 1)),
                STORE,
                new AuditTrail(SPOOL, context, InstantSource.fixed(NOW), 1 << 20),
                new XAssertionProvider.Surroundings(InstantSource.fixed(NOW), UUID::randomUUID, new SecureRandom()));
        argon2id = provider.argon2id();
        NodeTls tls = new NodeTls(
                new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom()).node("node"));
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        server = HttpServer.start(
                "sts",
                HttpSite.empty()
                        .with(
                                "/sts",
                                SoapEndpoint.publish(
                                        SecurityTokenServiceEndpoint.CONTRACT,
                                        new SecurityTokenServiceEndpoint(provider, InstantSource.fixed(NOW)),
                                        settings.withLimits(SecurityTokenServiceEndpoint.LIMITS))),
                List.of(
                        new HttpListener.Plain("127.0.0.1", 0, "plain"),
                        new HttpListener.MutualTls("127.0.0.1", 0, "tls", tls, HttpListener.Refusals.UNHEARD)),
                HttpLimits.DEFAULT);
        http = HttpClient.newBuilder()
                .sslContext(tls.context())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        server.close();
    }

    @BeforeEach
    void usersAreFresh() {
        STORE.add(Users.ada(), argon2id.hash("ada's password"));
        STORE.add(Users.bob(), argon2id.hash("bob's password"));
        STORE.unlock("ada");
        STORE.unlock("bob");
        recordsBefore = records().size();
    }

    private static List<String> records() {
        return SPOOL.read(0, 1000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> newRecords() {
        List<String> all = records();
        return all.subList(recordsBefore, all.size());
    }

    private static String token(String user, String password) {
        return "<wsse:UsernameToken><wsse:Username>" + user + "</wsse:Username><wsse:Password"
                + " Type=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText\">"
                + password + "</wsse:Password></wsse:UsernameToken>";
    }

    private static final String ADA = token("ada", "ada&apos;s password");

    private static String request(String more) {
        return "<wst:TokenType>http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0</wst:TokenType>"
                + "<wst:RequestType>" + ISSUE + "</wst:RequestType>"
                + "<wst:KeyType>http://docs.oasis-open.org/ws-sx/ws-trust/200512/Bearer</wst:KeyType>" + more;
    }

    private static String claims(String... attributes) {
        return "<wst:Claims Dialect=\"urn:oasis:names:tc:SAML:2.0:assertion\">" + String.join("", attributes)
                + "</wst:Claims>";
    }

    private static String claim(String name, String value) {
        return "<saml:Attribute Name=\"" + name + "\"><saml:AttributeValue>" + value
                + "</saml:AttributeValue></saml:Attribute>";
    }

    private static String purpose(String code) {
        return claim(
                "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse",
                "<PurposeOfUse xmlns=\"urn:hl7-org:v3\" code=\"" + code
                        + "\" codeSystem=\"2.16.840.1.113883.3.18.7.1\"/>");
    }

    private static HttpResponse<String> send(String scheme, String header, String body) throws Exception {
        String envelope = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing"
                xmlns:wst="http://docs.oasis-open.org/ws-sx/ws-trust/200512" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
                xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
                xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
                xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy">
            <s:Header><wsa:Action s:mustUnderstand="1">http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue</wsa:Action>
            <wsa:MessageID>urn:uuid:0a1b2c3d-0000-4000-8000-000000000001</wsa:MessageID>
            <wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>%s</s:Header>
            <s:Body><wst:RequestSecurityToken Context="urn:my-context">%s</wst:RequestSecurityToken></s:Body></s:Envelope>
            """.formatted(header, body);
        int port = server.port(scheme.equals("https") ? "tls" : "plain");
        return http.send(
                HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/sts"))
                        .header("Content-Type", "application/soap+xml; charset=UTF-8")
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString(envelope))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> ask(String user, String request) throws Exception {
        return send("http", "<wsse:Security s:mustUnderstand=\"1\">" + user + "</wsse:Security>", request);
    }

    /** The user, as the verifier of the endpoints sees the assertion that came. */
    private static Caller.User verified(HttpResponse<String> response, String audience) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Matcher assertion = ASSERTION.matcher(response.body());
        assertThat(assertion.find()).as(response.body()).isTrue();
        AssertionVerifier verifier = new AssertionVerifier(
                new TrustedIssuers(Map.of(ISSUER, TrustedIssuer.of(key.certificate()))),
                new VerificationPolicy(Set.of(audience), Set.of(), Duration.ofHours(1), Duration.ofSeconds(1)),
                new SeenAssertions(10, certificate -> false),
                InstantSource.fixed(NOW));
        Verdict verdict = verifier.verify(assertion.group(), Presenter.UNKNOWN);
        assertThat(verdict).as(assertion.group()).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).user();
    }

    private static void assertFault(HttpResponse<String> response, String code, String... words) {
        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        Matcher subcode = SUBCODE.matcher(response.body());
        assertThat(subcode.find()).as(response.body()).isTrue();
        assertThat(subcode.group(1)).as(response.body()).isEqualTo(code);
        assertThat(words).allSatisfy(word -> assertThat(response.body()).contains(word));
        assertThat(response.body()).doesNotContain("\tat ", "Exception", "saml2:Assertion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void anAssertionIsIssuedThatEndpointsBelieve(String scheme) throws Exception {
        HttpResponse<String> response =
                send(scheme, "<wsse:Security s:mustUnderstand=\"1\">" + ADA + "</wsse:Security>", request(""));

        Caller.User user = verified(response, COMMUNITY);
        assertThat(user)
                .isEqualTo(new Caller.User(
                        new Caller.Identity("ada", ISSUER, "Dr. Ada Müller & <Sons>", null),
                        new Caller.Affiliation(
                                "St. Mary's",
                                "urn:oid:1.2.3.4",
                                COMMUNITY,
                                "4711^^^&1.2.3.9&ISO",
                                List.of(Users.PHYSICIAN, Users.RADIOLOGIST)),
                        new Caller.Intent(List.of(Users.TREATMENT), null, null, List.of(), List.of())));
        assertThat(response.body())
                .contains(
                        "http://docs.oasis-open.org/ws-sx/ws-trust/200512/RSTRC/IssueFinal",
                        "urn:uuid:0a1b2c3d-0000-4000-8000-000000000001",
                        "RequestSecurityTokenResponseCollection",
                        "Context=\"urn:my-context\"",
                        "#SAMLV2.0</",
                        "200512/Bearer</",
                        ">2026-05-04T12:00:00Z</",
                        ">2026-05-04T12:15:00Z</")
                .doesNotContain("password");
    }

    @Test
    void purposeRolePatientAudienceAndLifetimeAreGranted() throws Exception {
        HttpResponse<String> response = ask(
                ADA,
                request(claims(
                                purpose("RESEARCH"),
                                claim(
                                        "urn:oasis:names:tc:xacml:2.0:subject:role",
                                        "<Role xmlns=\"urn:hl7-org:v3\" code=\"66862007\""
                                                + " codeSystem=\"2.16.840.1.113883.6.96\" displayName=\"God\"/>"),
                                claim("urn:oasis:names:tc:xacml:2.0:resource:resource-id", "MARY^^^&amp;1.2.3&amp;ISO"))
                        + "<wsp:AppliesTo><wsa:EndpointReference><wsa:Address>" + PARTNER
                        + "</wsa:Address></wsa:EndpointReference></wsp:AppliesTo>"
                        + "<wst:Lifetime><wsu:Created>2026-05-04T12:00:00Z</wsu:Created>"
                        + "<wsu:Expires>2026-05-04T14:05:00+02:00</wsu:Expires></wst:Lifetime>"));

        Caller.User user = verified(response, PARTNER);
        assertThat(user.affiliation().roles()).containsExactly(Users.RADIOLOGIST);
        assertThat(user.intent().purposesOfUse()).containsExactly(Users.RESEARCH);
        assertThat(user.intent().patientId()).isEqualTo(new PatientId("MARY", new Oid("1.2.3")));
        assertThat(response.body()).contains(">2026-05-04T12:05:00Z</", ">" + PARTNER + "</");
    }

    @Test
    void anEmergencyTravelsWithItsReasonAndIsInTheTrail() throws Exception {
        HttpResponse<String> response = ask(
                ADA,
                request(claims(
                        purpose("EMERGENCY"),
                        claim("urn:oasis:names:tc:xacml:2.0:resource:resource-id", "MARY^^^&amp;1.2.3&amp;ISO"),
                        claim("urn:dev:xdsi:emergency-reason", "unconscious"))));

        assertThat(verified(response, COMMUNITY).intent().emergencyReason()).isEqualTo("unconscious");
        assertThat(newRecords())
                .singleElement()
                .asString()
                .contains("csd-code=\"EMERGENCY\"", "MARY^^^&amp;1.2.3&amp;ISO");
    }

    @Test
    void everyLogInIsOneRecord() throws Exception {
        ask(ADA, request(""));
        assertThat(newRecords())
                .singleElement()
                .asString()
                .contains(
                        "csd-code=\"110114\"",
                        "csd-code=\"110122\"",
                        "EventOutcomeIndicator=\"0\"",
                        "UserID=\"&lt;ada@" + ISSUER + "&gt;\"",
                        "csd-code=\"TREATMENT\"",
                        "https://provider.example/sts",
                        "127.0.0.1")
                .doesNotContain("password");
    }

    @ParameterizedTest
    @CsvSource({"ada, wrong password", "nobody, unknown user"})
    void aFailedLogInIsOneRecordThatKnowsWhy(String user, String why) throws Exception {
        assertFault(ask(token(user, "wrong"), request("")), "FailedAuthentication");

        assertThat(newRecords())
                .singleElement()
                .asString()
                .contains(
                        "csd-code=\"110114\"",
                        "EventOutcomeIndicator=\"4\"",
                        "<EventOutcomeDescription>" + why + "</EventOutcomeDescription>",
                        "&lt;" + user + "@" + ISSUER + "&gt;")
                .doesNotContain("\"wrong\"");
    }

    @Test
    void lockedUnknownAndWrongAreToldApartByNobodyOutside() throws Exception {
        String wrong = withoutIds(ask(token("ada", "wrong"), request("")).body());
        String unknown = withoutIds(ask(token("nobody", "wrong"), request("")).body());
        for (int i = 0; i < 4; i++) {
            ask(token("ada", "wrong"), request(""));
        }
        HttpResponse<String> locked = ask(ADA, request(""));

        assertFault(locked, "FailedAuthentication", "After 5 wrong passwords an account is locked for 15 minutes");
        assertThat(withoutIds(locked.body())).isEqualTo(wrong).isEqualTo(unknown);
        assertThat(newRecords().getLast()).contains("EventOutcomeIndicator=\"8\"", "account locked");
        STORE.unlock("ada");
        verified(ask(ADA, request("")), COMMUNITY);
    }

    private static String withoutIds(String fault) {
        return fault.replaceAll("urn:uuid:[0-9a-f-]+", "");
    }

    @Test
    void whoMayNotIsToldWhatHeMayNot() throws Exception {
        String bob = token("bob", "bob&apos;s password");
        String patient = claim("urn:oasis:names:tc:xacml:2.0:resource:resource-id", "MARY^^^&amp;1.2.3&amp;ISO");

        assertFault(ask(bob, request(claims(purpose("SYSADMIN")))), "RequestFailed", "SYSADMIN");
        assertFault(
                ask(
                        bob,
                        request(claims(
                                purpose("EMERGENCY"), patient, claim("urn:dev:xdsi:emergency-reason", "curious")))),
                "RequestFailed",
                "may not state an emergency");
        assertFault(
                ask(
                        bob,
                        request("<wsp:AppliesTo><wsa:EndpointReference><wsa:Address>urn:elsewhere</wsa:Address>"
                                + "</wsa:EndpointReference></wsp:AppliesTo>")),
                "InvalidScope",
                "AppliesTo");
        assertFault(
                ask(bob, request("<wst:Lifetime><wsu:Expires>2026-05-04T11:00:00Z</wsu:Expires></wst:Lifetime>")),
                "InvalidTimeRange",
                "lifetime");
        assertThat(newRecords()).hasSize(4).allMatch(record -> record.contains("EventOutcomeIndicator=\"4\""));
    }

    @Test
    void withoutAUsernameTokenNobodyIsProven() throws Exception {
        assertFault(send("http", "", request("")), "FailedAuthentication", "UsernameToken");
        assertFault(ask("", request("")), "FailedAuthentication", "UsernameToken");
        assertFault(
                ask("<wsse:UsernameToken><wsse:Username>ada</wsse:Username></wsse:UsernameToken>", request("")),
                "FailedAuthentication",
                "Password");
        assertFault(
                ask(ADA.replace("#PasswordText", "#PasswordDigest"), request("")),
                "FailedAuthentication",
                "PasswordText");
        assertFault(ask(ADA + token("bob", "bob"), request("")), "InvalidRequest", "UsernameToken");
        assertFault(ask(ADA.replace("ada<", "a<b/>da<"), request("")), "InvalidRequest", "Username");
    }

    @Test
    void whatIsNotUnderstoodIsNotPassedOver() throws Exception {
        String type = "<wst:RequestType>" + ISSUE + "</wst:RequestType>";

        assertFault(ask(ADA, ""), "InvalidRequest", "RequestType");
        assertFault(ask(ADA, type.replace("Issue", "Renew")), "BadRequest", "RequestType");
        assertFault(ask(ADA, type + type), "InvalidRequest", "RequestType");
        assertFault(ask(ADA, type + "<wst:TokenType>urn:other</wst:TokenType>"), "BadRequest", "SAMLV2.0");
        assertFault(
                ask(
                        ADA,
                        type + "<wst:KeyType>http://docs.oasis-open.org/ws-sx/ws-trust/200512/PublicKey</wst:KeyType>"),
                "BadRequest",
                "Bearer");
        assertFault(ask(ADA, type + "<wst:OnBehalfOf>" + ADA + "</wst:OnBehalfOf>"), "BadRequest", "OnBehalfOf");
        assertFault(ask(ADA, type + "<x xmlns='urn:x'/>"), "BadRequest", "x");
        assertFault(
                ask(ADA, type + "<wst:Claims Dialect='urn:x'>" + purpose("TREATMENT") + "</wst:Claims>"),
                "BadRequest",
                "Dialect");
        assertFault(ask(ADA, type + claims(claim("urn:x", "y"))), "BadRequest", "urn:x");
        assertFault(
                ask(ADA, type + claims(claim("urn:oasis:names:tc:xspa:1.0:subject:purposeofuse", "TREATMENT"))),
                "InvalidRequest",
                "codeSystem");
        assertFault(
                ask(ADA, type + claims(claim("urn:oasis:names:tc:xacml:2.0:resource:resource-id", "MARY"))),
                "InvalidRequest",
                "resource-id");
        assertFault(ask(ADA, type + "<wsp:AppliesTo/>"), "InvalidRequest", "AppliesTo");
        assertFault(
                ask(ADA, type + "<wst:Lifetime><wsu:Expires>tomorrow</wsu:Expires></wst:Lifetime>"),
                "InvalidTimeRange",
                "Expires");
        assertThat(newRecords()).isEmpty();
        verified(ask(ADA, type), COMMUNITY);
    }

    @Test
    void aMessageThatHasExpiredIsRefused() throws Exception {
        String expired = "<wsu:Timestamp><wsu:Expires>2026-05-04T11:59:59Z</wsu:Expires></wsu:Timestamp>";

        assertFault(ask(expired + ADA, request("")), "ExpiredData", "Timestamp");
        verified(ask(expired.replace("T11:59:59Z", "T12:05:00Z") + ADA, request("")), COMMUNITY);
    }

    @Test
    void aMessageWithoutEndIsRefused() throws Exception {
        HttpResponse<String> response = ask(ADA, request("<wst:KeySize>" + "1".repeat(1 << 20) + "</wst:KeySize>"));

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.body()).doesNotContain("saml2:Assertion");
        verified(ask(ADA, request("")), COMMUNITY);
    }

    @Test
    void theServiceDescribesItself() throws Exception {
        HttpResponse<String> wsdl = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("plain") + "/sts?wsdl"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(wsdl.body()).contains("SecurityTokenService_Issue", "200512/RST/Issue");
    }
}
