package dev.xdsi.consumer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.discovery.DiscoveredPatientIds;
import dev.xdsi.consumer.discovery.DiscoverySettings;
import dev.xdsi.consumer.discovery.InMemoryCorrelations;
import dev.xdsi.consumer.iti55.CrossGatewayPatientDiscoveryEndpoint;
import dev.xdsi.consumer.iti55.KnownPatients;
import dev.xdsi.consumer.iti55.Patients;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two communities with patient ids of their own ask each other over SOAP; and one that answers as no community should. */
class PatientDiscoveryTest {
    private static final HomeCommunityId US = new HomeCommunityId(new Oid("1.2.3"));
    private static final HomeCommunityId THEM = new HomeCommunityId(new Oid("1.2.4"));
    private static final Oid OURS = new Oid("1.2.3.9");
    private static final Oid THEIRS = new Oid("1.2.4.9");
    private static final Caller CALLER = Caller.self("portal");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final InMemoryAuditSpool ourSpool = new InMemoryAuditSpool(1 << 22);
    private final InMemoryAuditSpool theirSpool = new InMemoryAuditSpool(1 << 22);

    @TempDir
    private Path folder;

    private SoapSettings settings;
    private HttpServer server;
    private URI address;

    private static Patient patient(String id, Oid authority, String family, String given, String birth) {
        return new Patient(
                new PatientId(id, authority),
                List.of(),
                Demographics.of(PersonName.of(family, given), new BirthTime(birth), AdministrativeSex.FEMALE));
    }

    private static final KnownPatients OUR_PATIENTS = Patients.of(
            patient("M1", OURS, "Müller", "Mary", "19700304"),
            patient("J1", OURS, "Doe", "Jane", "19650102"),
            patient("A1", OURS, "Smith", "Ann", "19900101"));
    private static final KnownPatients THEIR_PATIENTS = Patients.of(
            patient("1000", THEIRS, "Other", "Mary", "19700304"),
            patient("4711", THEIRS, "MUELLER", "MARY ANN", "19700304"),
            patient("5001", THEIRS, "Smith", "Ann", "19900101"),
            patient("5002", THEIRS, "Smith", "Ann", "19900101"));

    @BeforeEach
    void publish() {
        settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        var endpoint = discovery(THEM, theirSpool)
                .responding(
                        THEIR_PATIENTS,
                        ConsentDecisionPoint.WITHOUT_CONSENT,
                        URI.create("https://them.example/patient-discovery"));
        server = HttpServer.start(
                "them",
                HttpSite.empty()
                        .with(
                                "/patient-discovery",
                                SoapEndpoint.publish(
                                        CrossGatewayPatientDiscoveryEndpoint.CONTRACT, endpoint, settings)),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
        address = URI.create("http://127.0.0.1:" + server.port("port") + "/patient-discovery");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static PatientDiscovery discovery(HomeCommunityId community, InMemoryAuditSpool spool) {
        AuditTrail audit = new AuditTrail(
                spool,
                new AuditContext(new AuditSource("site", "gateway", AuditSource.Type.APPLICATION_SERVER), "42", "here"),
                InstantSource.system(),
                1 << 20);
        return new PatientDiscovery(community, audit, UUID::randomUUID, InstantSource.system());
    }

    private Optional<PatientId> ask(String id, URI where, Duration patience) {
        SoapClients clients =
                new SoapClients(settings, null, new ClientTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10)));
        var partner = discovery(US, ourSpool)
                .initiating(
                        clients,
                        new RemoteCommunity(
                                THEM, "them", new RemoteCommunity.Addresses(where, null, where), THEIRS, PATIENCE),
                        where,
                        2);
        return new DiscoveredPatientIds(
                        US,
                        OUR_PATIENTS,
                        community -> Optional.of(partner),
                        new DiscoveredPatientIds.Memory(
                                new InMemoryCorrelations(10),
                                new DiscoverySettings(90, Duration.ofHours(1), Duration.ofMinutes(1), patience, 2),
                                InstantSource.system()),
                        () -> "2.25.77")
                .idOf(new PatientId(id, OURS), THEM, CALLER);
    }

    private static List<String> records(InMemoryAuditSpool spool) {
        return spool.read(0, 100).stream()
                .map(AuditSpool.Entry::message)
                .map(message -> new String(message, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void findsThePatientUnderTheOtherCommunitysId() {
        assertThat(ask("M1", address, PATIENCE)).contains(new PatientId("4711", THEIRS));

        assertThat(records(ourSpool))
                .singleElement()
                .asString()
                .contains("110112", "ITI-55", "EventOutcomeIndicator=\"0\"", "M1^^^", "4711^^^", "2.25.77");
        assertThat(records(theirSpool))
                .singleElement()
                .asString()
                .contains("110112", "ITI-55", "EventOutcomeIndicator=\"0\"", "M1^^^", "4711^^^", "2.25.77");
    }

    @Test
    void findsNobodyWhoIsNotThere() {
        assertThat(ask("J1", address, PATIENCE)).isEmpty();
        assertThat(records(theirSpool)).singleElement().asString().contains("EventOutcomeIndicator=\"0\"");
    }

    @Test
    void takesNobodyWhereTwoCouldBeMeant() {
        assertThat(ask("A1", address, PATIENCE)).isEmpty();
    }

    @Test
    void answersForeignSoftwareThatSaysMoreThanIsNamedHere() throws Exception {
        String message = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">
            <s:Header><a:Action s:mustUnderstand="1">urn:hl7-org:v3:PRPA_IN201305UV02:CrossGatewayPatientDiscovery</a:Action>
            <a:MessageID>urn:uuid:0123</a:MessageID><a:To>http://them</a:To>
            <a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo></s:Header>
            <s:Body><PRPA_IN201305UV02 xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0" unknown="x"><realmCode code="US"/>
            <id root="1.2.840" extension="1"/><creationTime value="20260304"/>
            <interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201305UV02"/><processingCode code="T"/>
            <receiver typeCode="RCV"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.4"/></device></receiver>
            <sender typeCode="SND"><device classCode="DEV" determinerCode="INSTANCE"><softwareName>X</softwareName>
            <asAgent classCode="AGNT"><representedOrganization classCode="ORG"><id root="1.2.3"/><notificationParty/>
            </representedOrganization></asAgent></device></sender>
            <controlActProcess classCode="CACT" moodCode="EVN"><queryByParameter><queryId root="1.2.840" extension="q"/>
            <responseModalityCode code="%s"/><responsePriorityCode code="I"/><parameterList>
            <livingSubjectName><value><family>Mueller</family><given>Mary</given></value></livingSubjectName>
            <livingSubjectBirthTime><value value="19700304"/></livingSubjectBirthTime>
            <unknownParameter><value code="?"/></unknownParameter>
            </parameterList></queryByParameter></controlActProcess></PRPA_IN201305UV02></s:Body></s:Envelope>
            """;

        String found = post(message.formatted("R")).body();
        assertThat(found)
                .contains("urn:hl7-org:v3:PRPA_IN201306UV02:CrossGatewayPatientDiscovery", "extension=\"4711\"")
                .contains("queryResponseCode code=\"OK\"", "extension=\"q\"")
                .doesNotContain("administrativeGenderCode");
        String refused = post(message.formatted("B")).body();
        assertThat(refused)
                .contains("queryResponseCode code=\"AE\"", "AnswerNotAvailable", "responseModalityCode must be R");
    }

    private HttpResponse<String> post(String envelope) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/soap+xml; charset=UTF-8")
                            .POST(HttpRequest.BodyPublishers.ofString(envelope))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    static Stream<ResponseDefinitionBuilder> garbage() {
        return Stream.of(
                aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<html>Hello</html>"),
                aResponse().withStatus(500).withBody("oops"),
                aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/"),
                soap("<PRPA_IN201306UV02 xmlns=\"urn:hl7-org:v3\"/>"),
                soap("<PRPA_IN201305UV02 xmlns=\"urn:hl7-org:v3\"/>"),
                soap("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>"),
                soap("<PRPA_IN201306UV02 xmlns=\"urn:hl7-org:v3\"><controlActProcess>"),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    private static ResponseDefinitionBuilder soap(String body) {
        return aResponse()
                .withHeader("Content-Type", "application/soap+xml; charset=UTF-8")
                .withBody("<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>" + body
                        + "</s:Body></s:Envelope>");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void aCommunityThatAnswersGarbageIsSaidNotToAnswer(ResponseDefinitionBuilder response) {
        WireMockServer partner =
                new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
        partner.start();
        try {
            partner.stubFor(any(anyUrl()).willReturn(response));

            assertThatThrownBy(() -> ask("M1", URI.create(partner.baseUrl() + "/x"), PATIENCE))
                    .isInstanceOf(PartnerException.class);
        } finally {
            partner.stop();
        }
        assertThat(records(ourSpool)).singleElement().asString().contains("EventOutcomeIndicator=\"8\"");
    }

    @Test
    void aCommunityThatIsSlowIsNotWaitedFor() {
        WireMockServer partner =
                new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
        partner.start();
        try {
            partner.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(5_000)));

            assertThatThrownBy(() -> ask("M1", URI.create(partner.baseUrl() + "/x"), Duration.ofMillis(200)))
                    .isInstanceOf(PartnerException.class)
                    .hasMessageContaining("longer than");
        } finally {
            partner.stop();
        }
    }

    @Test
    void aCommunityThatIsDeadIsSaidNotToAnswer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> ask("M1", URI.create("http://127.0.0.1:" + port + "/x"), PATIENCE))
                .isInstanceOf(PartnerException.class);
    }
}
