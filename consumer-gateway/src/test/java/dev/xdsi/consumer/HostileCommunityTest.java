package dev.xdsi.consumer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One of three communities does its worst: the other two are heard, within the budget, and the gateway stays well. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCommunityTest {
    private static final Caller CONSUMER = Caller.self("consumer");
    private static final HomeCommunityId SOUTH = new HomeCommunityId(new Oid("1.9.3"));
    private static final Duration BUDGET = Duration.ofSeconds(5);
    private static final String SUCCESS = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success";
    private static final String FAILURE = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure";

    private static final String FAULT =
            "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault>"
                    + "<e:Code><e:Value>e:Receiver</e:Value></e:Code><e:Reason><e:Text xml:lang=\"en\">secret</e:Text></e:Reason>"
                    + "</e:Fault></e:Body></e:Envelope>";

    @TempDir
    static Path folder;

    private final WireMockServer partner =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private XcaCommunity north;
    private XcaCommunity east;

    @BeforeAll
    void start() throws IOException {
        partner.start();
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        north = new XcaCommunity("north", "1.9.1", authority.node("north"), folder, PatientIds.SAME_EVERYWHERE);
        east = new XcaCommunity("east", "1.9.2", authority.node("east"), folder, PatientIds.SAME_EVERYWHERE);
        north.entries.add(DraftWriter.draft(Submissions.manifest("north")));
        east.entries.add(DraftWriter.draft(Submissions.manifest("east")));
        east.images.put("1.2.5.1", TestStudy.content(TestStudy.image("1.2.5", "1.2.5.9", "1.2.5.1")));
    }

    /** Whatever happened: the next query, with a partner that behaves, is whole. */
    @AfterEach
    void theGatewayIsWell() {
        answerWith(envelope(SUCCESS, "", "<r:ObjectRef id=\"urn:uuid:1\" home=\"" + SOUTH + "\"/>"));

        StoredQueryResponse answer = find();

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.objects()).hasSize(2);
        assertThat(answer.refs()).hasSize(1);
    }

    @AfterAll
    void stop() {
        north.close();
        east.close();
        partner.stop();
    }

    @Test
    void f33ResetConnections() {
        for (Fault fault : List.of(
                Fault.CONNECTION_RESET_BY_PEER,
                Fault.EMPTY_RESPONSE,
                Fault.RANDOM_DATA_THEN_CLOSE,
                Fault.MALFORMED_RESPONSE_CHUNK)) {
            partner.stubFor(post(anyUrl()).willReturn(aResponse().withFault(fault)));
            isUnavailable();
        }
    }

    @Test
    void f34SlowOnesAreNotWaitedFor() {
        partner.stubFor(post(anyUrl())
                .willReturn(soap(envelope(SUCCESS, "", "")).withFixedDelay(10_000 + (int) BUDGET.toMillis())));

        assertThat(isUnavailable().codeContext()).endsWith("no answer within " + BUDGET.toMillis() + " ms");
    }

    @Test
    void f34OnesThatTrickleAreNotWaitedForEither() {
        partner.stubFor(
                post(anyUrl()).willReturn(soap(envelope(SUCCESS, "", "")).withChunkedDribbleDelay(50, 60_000)));

        assertThat(isUnavailable().codeContext()).contains("no answer within");
    }

    @Test
    void f35GarbageHtmlAndWrongXml() {
        for (String body : List.of(
                "garbage",
                "",
                "<a/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + envelope(SUCCESS, "", "&e;"),
                envelope(SUCCESS, "", "").substring(0, 300))) {
            answerWith(body);
            assertThat(isUnavailable().codeContext()).doesNotContain("root:");
        }
        for (int status : List.of(200, 404, 503)) {
            partner.stubFor(post(anyUrl())
                    .willReturn(aResponse()
                            .withStatus(status)
                            .withHeader("Content-Type", "text/html")
                            .withBody("<html><script>alert(1)</script></html>")));
            assertThat(isUnavailable().codeContext()).doesNotContain("script");
        }
    }

    @Test
    void f35AFaultIsToldAsSuchAndNotQuoted() {
        for (int status : List.of(200, 400)) {
            partner.stubFor(post(anyUrl()).willReturn(soap(FAULT).withStatus(status)));
            assertThat(isUnavailable().codeContext()).doesNotContain("secret");
        }
        partner.stubFor(post(anyUrl()).willReturn(soap(FAULT).withStatus(500)));
        assertThat(isUnavailable().codeContext())
                .endsWith("answered with a fault.")
                .doesNotContain("secret");
    }

    @Test
    void f35ARedirectIsNotFollowed() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            partner.resetAll();
            partner.stubFor(any(anyUrl()).willReturn(soap(envelope(SUCCESS, "", ""))));
            partner.stubFor(post("/")
                    .willReturn(aResponse().withStatus(status).withHeader("Location", partner.baseUrl() + "/canary")));

            isUnavailable();
            partner.verify(0, anyRequestedFor(urlEqualTo("/canary")));
        }
    }

    /** Nobody asks for a compressed answer, and nobody unpacks one. */
    @Test
    void m16AGzipBombIsNotOpened() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                gzip.write(block);
            }
        }
        partner.resetRequests();
        partner.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/soap+xml; charset=UTF-8")
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(bomb.toByteArray())));

        isUnavailable();
        partner.verify(1, postRequestedFor(anyUrl()).withoutHeader("Accept-Encoding"));
    }

    @Test
    void t02t04AGatewayWhoseCertificateDoesNotCountIsToldNothing() throws IOException {
        Clock longAgo = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
        NodeIdentity expired = new DemoCertificates(folder.resolve("tls"), longAgo, new SecureRandom()).node("expired");
        NodeIdentity foreign =
                new DemoCertificates(folder.resolve("foreign"), Clock.systemUTC(), new SecureRandom()).node("foreign");
        for (NodeIdentity identity : List.of(expired, foreign)) {
            AtomicInteger heard = new AtomicInteger();
            try (HttpServer impostor = HttpServer.start(
                    "impostor",
                    HttpSite.empty().with("/", counting(heard)),
                    List.of(new HttpListener.MutualTls(
                            "127.0.0.1", 0, "tls", new NodeTls(identity), HttpListener.Refusals.UNHEARD)),
                    HttpLimits.DEFAULT)) {
                isUnavailable(URI.create("https://127.0.0.1:" + impostor.port("tls") + "/"));
                assertThat(heard).hasValue(0);
            }
        }
    }

    private static HttpServlet counting(AtomicInteger requests) {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) {
                requests.incrementAndGet();
            }
        };
    }

    /** The consents that are asked are those of the patient who was asked about. */
    @Test
    void c22WhatIsAboutAnotherPatientIsNotPassedOn() {
        answerWith(envelope(SUCCESS, "", entry(Submissions.MARY.cx()) + entry("OTHER^^^&1.9.3&ISO") + entry("nobody")));

        StoredQueryResponse answer = find();

        assertThat(answer.objects()).hasSize(3);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSResultNotSinglePatient);
            assertThat(error.codeContext()).contains("south").doesNotContain("OTHER", "nobody");
            assertThat(error.location()).isEqualTo(SOUTH.urn());
        });
    }

    @Test
    void f35AnAnswerWithoutEnd() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nConnection: close\r\n\r\n";
        try (ScriptedPartner endless = endless(head, "<e:Envelope xmlns:e=\"x\"><!--", "x")) {
            partners(endless.address());

            assertThat(find().errors())
                    .extracting(XdsError::errorCode)
                    .containsExactly(ErrorCode.XDSUnavailableCommunity);
            assertThat(endless.wasLeft()).isTrue();
        }
    }

    /** No hostility: what the partner hears of the user (ITI TF-2: 3.40.4.1). */
    @Test
    void xuaTheCallersAssertionIsPassedOnAsItWas() {
        String assertion = "<saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_7\"/>";
        answerWith(envelope(SUCCESS, "", ""));
        partner.resetRequests();

        north.initiating
                .registryStoredQuery()
                .perform(findDocuments(), new Caller(CONSUMER.node(), null, new Caller.Assertion(assertion)));

        partner.verify(1, postRequestedFor(anyUrl()).withRequestBody(containing(assertion)));
        partner.verify(
                1,
                postRequestedFor(anyUrl())
                        .withRequestBody(containing("urn:ihe:iti:2007:CrossGatewayQuery</"))
                        .withHeader("Content-Type", matching("application/soap\\+xml.*")));
    }

    @Test
    void theWordOfAnotherCommunityIsNotPassedOn() {
        answerWith(envelope(SUCCESS, "", "<r:ObjectRef id=\"urn:uuid:1\" home=\"urn:oid:1.9.2\"/>"));

        StoredQueryResponse answer = find();

        assertThat(answer.refs()).isEmpty();
        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSUnknownCommunity);
            assertThat(error.codeContext()).contains("south", "urn:uuid:1", "urn:oid:1.9.2");
            assertThat(error.location()).isEqualTo(SOUTH.urn());
        });
    }

    @Test
    void anElementWithoutHomeIsNamed() {
        answerWith(envelope(SUCCESS, "", "<r:ObjectRef id=\"urn:uuid:1\"/>".repeat(30)));

        assertThat(find().errors()).hasSize(11).allSatisfy(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSMissingHomeCommunityId);
            assertThat(error.codeContext()).contains("south");
        });
    }

    @Test
    void errorsKeepTheirCodesWhereWeKnowThem() {
        answerWith(envelope(
                FAILURE,
                error("urn:oasis:XDSTooManyResults", "1.9.9")
                        + error("SomethingOdd", "")
                        + error("XDSUnknownPatientId", ""),
                ""));

        assertThat(find().errors())
                .extracting(error -> error.errorCode() + " " + error.location())
                .containsExactly("XDSTooManyResults " + SOUTH, "XDSRegistryError " + SOUTH);
    }

    @Test
    void anUnknownPatientElsewhereIsNoError() {
        answerWith(envelope(FAILURE, error("XDSUnknownPatientId", SOUTH.urn()), ""));

        assertThat(find().outcome().status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void tooManyResultsAreNotTaken() {
        answerWith(envelope(SUCCESS, "", ("<r:ObjectRef id=\"urn:uuid:1\" home=\"" + SOUTH + "\"/>").repeat(101)));

        StoredQueryResponse answer = find();

        assertThat(answer.refs()).isEmpty();
        assertThat(answer.errors()).extracting(XdsError::errorCode).containsExactly(ErrorCode.XDSTooManyResults);
    }

    @Test
    void f38ImagesWithoutEndEndWithTheirReader() throws Exception {
        String begin = ScriptedPartner.retrieved(SOUTH.urn(), "1.2.5.2")
                + new String(TestStudy.image("1.2.5", "1.2.5.9", "1.2.5.2"), StandardCharsets.ISO_8859_1);
        try (ScriptedPartner endless = endless(ScriptedPartner.head("X-Length: none"), begin, "image")) {
            partners(endless.address());
            RetrieveDocumentSetResponse answer =
                    north.retrieveImagingDocumentSet().perform(bothImages(), CONSUMER);

            assertThat(answer.errors()).isEmpty();
            try (InputStream in = answer.documents().getLast().content().open()) {
                assertThat(in.readNBytes(10_000_000)).hasSize(10_000_000);
            }
            answer.delivery().fail(new IOException("the reader went away"));

            assertThat(endless.wasLeft()).isTrue();
        }
    }

    @Test
    void imagesOfAPartnerThatIsDownAreAnErrorBesideThoseThatCome() throws IOException {
        partners(URI.create("http://127.0.0.1:1/responding-imaging-gateway"));

        RetrieveDocumentSetResponse answer = north.retrieveImagingDocumentSet().perform(bothImages(), CONSUMER);

        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.documents()).hasSize(1);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSUnavailableCommunity);
            assertThat(error.location()).isEqualTo(SOUTH.urn());
        });
        answer.documents().getFirst().content().open().readAllBytes();
        answer.delivery().complete();
    }

    private RetrieveImagingDocumentSetRequest bothImages() {
        return new RetrieveImagingDocumentSetRequest(
                List.of(new StudyRequest(
                        "1.2.5",
                        List.of(new SeriesRequest(
                                "1.2.5.9",
                                List.of(
                                        new DocumentRequest(east.home.urn(), east.imagingSource.value(), "1.2.5.1"),
                                        new DocumentRequest(SOUTH.urn(), "1.2", "1.2.5.2")))))),
                List.of("1.2.840.10008.1.2.1"));
    }

    private XdsError isUnavailable() {
        return isUnavailable(URI.create(partner.baseUrl() + "/"));
    }

    private XdsError isUnavailable(URI south) {
        partners(south);
        StoredQueryResponse answer = find();
        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.objects()).hasSize(2);
        assertThat(answer.errors()).hasSize(1);
        XdsError error = answer.errors().getFirst();
        assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSUnavailableCommunity);
        assertThat(error.codeContext()).startsWith("south (" + SOUTH + "): ");
        assertThat(error.location()).isEqualTo(SOUTH.urn());
        return error;
    }

    private void answerWith(String envelope) {
        partner.stubFor(post(anyUrl()).willReturn(soap(envelope)));
        partners(URI.create(partner.baseUrl() + "/"));
    }

    private void partners(URI south) {
        north.others.replace(List.of(
                east.asPartner(Duration.ofMinutes(1)),
                new RemoteCommunity(SOUTH, "south", new RemoteCommunity.Addresses(south, south, null), null, BUDGET)));
    }

    private StoredQueryResponse find() {
        return north.registryStoredQuery().perform(findDocuments(), CONSUMER);
    }

    private static StoredQueryRequest findDocuments() {
        return new StoredQueryRequest(
                "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
                ReturnType.LeafClass,
                null,
                List.of(SlotDraft.of("$XDSDocumentEntryPatientId", "'" + Submissions.MARY.cx() + "'")));
    }

    private static ResponseDefinitionBuilder soap(String envelope) {
        return aResponse()
                .withHeader("Content-Type", "application/soap+xml; charset=UTF-8")
                .withBody(envelope);
    }

    private static String error(String code, String location) {
        return "<s:RegistryError errorCode=\"" + code + "\" codeContext=\"odd\" location=\"" + location
                + "\" severity=\"urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error\"/>";
    }

    private static String entry(String patientId) {
        return "<r:ExtrinsicObject id=\"urn:uuid:1\" home=\"" + SOUTH
                + "\" objectType=\"urn:uuid:7edca82f-054d-47f2-a032-"
                + "9b2a5b5186c1\"><r:ExternalIdentifier id=\"urn:uuid:2\" registryObject=\"urn:uuid:1\""
                + " identificationScheme=\"" + Identifier.DE_PATIENT_ID + "\" value=\""
                + patientId.replace("&", "&amp;") + "\"/></r:ExtrinsicObject>";
    }

    private static String envelope(String status, String errors, String objects) {
        return "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body>"
                + "<q:AdhocQueryResponse xmlns:q=\"urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0\""
                + " xmlns:r=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\""
                + " xmlns:s=\"urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0\" status=\"" + status + "\">"
                + (errors.isEmpty() ? "" : "<s:RegistryErrorList>" + errors + "</s:RegistryErrorList>")
                + "<r:RegistryObjectList>" + objects + "</r:RegistryObjectList></q:AdhocQueryResponse></e:Body>"
                + "</e:Envelope>";
    }

    /** A server whose answer goes on for as long as somebody reads. */
    private static ScriptedPartner endless(String head, String begin, String more) throws IOException {
        byte[] block = more.repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        return new ScriptedPartner((socket, out) -> {
            out.write((head + begin).getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(block);
            }
        });
    }
}
