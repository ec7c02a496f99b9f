package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.repository.iti42.RegisterDocumentSetClient;
import dev.xdsi.repository.store.HeapContent;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository over sockets, on both of its sides: a source and a consumer before it, a registry behind it. */
@Tag("integration")
class DocumentRepositoryEndpointTest {
    private static final String UNIQUE_ID = Submissions.manifest("a").uniqueId();
    private static HikariDataSource database;

    @TempDir
    private Path folder;

    private final List<SubmissionDraft> registered = new ArrayList<>();
    private RegistryResponse answerOfTheRegistry = RegistryResponse.SUCCESS;
    private final InMemoryAuditSpool audited = new InMemoryAuditSpool(1 << 20);
    private HttpServer registry;
    private HttpServer server;
    private DocumentRepository actor;
    private DocumentRepositoryPortType repository;

    @BeforeAll
    static void connect() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void publish() throws Exception {
        TestDatabase.clear(database);
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID);
        SoapClients clients = new SoapClients(settings, null, ClientTimeouts.DEFAULT);
        registry = start(
                "/registry",
                FakeRegistryEndpoint.publish(
                        (request, caller) -> {
                            registered.add(request.submission());
                            return answerOfTheRegistry;
                        },
                        settings));
        actor = actor(clients, address(registry, "/registry"));
        server = start(
                "/repository",
                SoapEndpoint.publish(
                        DocumentRepositoryEndpoint.CONTRACT, new DocumentRepositoryEndpoint(actor), settings));
        repository = clients.connect(DocumentRepositoryEndpoint.CONTRACT, address(server, "/repository"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        registry.close();
        actor.close();
    }

    @Test
    void aDocumentGoesInAndComesOutUnchanged() throws IOException {
        String text = "Grüße ".repeat(50_000);

        assertThat(provide(Submissions.ofOneManifest("a"), text)).isEqualTo(RegistryResponse.SUCCESS);
        RetrieveDocumentSetResponse response = retrieve(UNIQUE_ID);

        assertThat(response.outcome()).isEqualTo(RegistryResponse.SUCCESS);
        RetrievedDocument document = response.documents().getFirst();
        assertThat(document.request()).isEqualTo(wanted(UNIQUE_ID));
        assertThat(document.mimeType()).isEqualTo("application/dicom");
        assertThat(text(document)).isEqualTo(text);
        assertThat(registered)
                .singleElement()
                .satisfies(submission -> assertThat(submission.documentEntries())
                        .first()
                        .satisfies(entry -> assertThat(entry.slotValue(SlotName.SIZE))
                                .contains(Integer.toString(text.getBytes(UTF_8).length))));
    }

    @Test
    void everyAttemptIsAuditedOnceItsBytesHaveLeft() throws Exception {
        provide(Submissions.ofOneManifest("a"), "hello");
        RetrieveDocumentSetResponse response = retrieve(UNIQUE_ID);
        text(response.documents().getFirst());

        audited.await(2, Duration.ofSeconds(20));

        assertThat(audited.read(0, 10))
                .extracting(entry -> new String(entry.message(), UTF_8))
                .satisfiesExactly(
                        registration -> assertThat(registration).contains("\"ITI-42\""),
                        submission -> assertThat(submission).contains("\"ITI-41\""),
                        retrieval ->
                                assertThat(retrieval).contains("\"ITI-43\"", UNIQUE_ID, "EventOutcomeIndicator=\"0\""));
    }

    @Test
    void errorsOfTheRegistryReachTheSource() {
        answerOfTheRegistry =
                RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSUnknownPatientId, "MARY-1")));

        assertThat(provide(Submissions.ofOneManifest("a"), "hello")).isEqualTo(answerOfTheRegistry);
        assertThat(retrieve(UNIQUE_ID).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDocumentUniqueIdError);
    }

    @Test
    void aRegistryThatIsGoneIsReportedAndNothingIsLeft() throws IOException {
        registry.close();

        assertThat(provide(Submissions.ofOneManifest("a"), "hello").errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRegistryNotAvailable);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactlyInAnyOrder(folder.resolve("data/lock"), folder.resolve("data/documents/index"));
        }
    }

    @Test
    void someDocumentsAndSomeErrors() {
        provide(Submissions.ofOneManifest("a"), "hello");

        RetrieveDocumentSetResponse response = retrieve(UNIQUE_ID, "1.9");

        assertThat(response.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(response.documents()).hasSize(1);
        assertThat(response.errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDocumentUniqueIdError);
    }

    /** ITI TF-2: 3.41.4.1.2 lets a source write a document into the message. */
    @Test
    void aDocumentInTheMessageItselfIsTakenAndItsFaultsAreNamed() throws Exception {
        String message = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">
            <s:Header><a:Action s:mustUnderstand="1">urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b</a:Action>
            <a:MessageID>urn:uuid:01234567-89ab-4def-8123-456789abcdef</a:MessageID>
            <a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>
            <a:To>http://localhost/repository</a:To></s:Header>
            <s:Body><ProvideAndRegisterDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007">
            <SubmitObjectsRequest xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0">
            <RegistryObjectList xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"/></SubmitObjectsRequest>
            <Document id="Document01">aGVsbG8=</Document>
            </ProvideAndRegisterDocumentSetRequest></s:Body></s:Envelope>
            """;

        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address(server, "/repository"))
                            .header("Content-Type", "application/soap+xml; charset=UTF-8")
                            .POST(HttpRequest.BodyPublishers.ofString(message))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("multipart/related")
                    .contains("application/xop+xml");
            assertThat(response.body())
                    .contains(
                            "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse",
                            "XDSMissingDocumentMetadata",
                            "XDSRepositoryMetadataError");
        }
    }

    private RegistryResponse provide(SubmissionDraft submission, String text) {
        ProvidedDocument document = new ProvidedDocument(Submissions.uuid("a").value(), HeapContent.of(text));
        return RegistryResponseCodec.decode(
                repository.documentRepositoryProvideAndRegisterDocumentSetB(DocumentSetCodec.encode(
                        new ProvideAndRegisterDocumentSetRequest(submission, List.of(document)))),
                ErrorCode.XDSRepositoryError);
    }

    private RetrieveDocumentSetResponse retrieve(String... uniqueIds) {
        List<DocumentRequest> wanted =
                Stream.of(uniqueIds).map(DocumentRepositoryEndpointTest::wanted).toList();
        return DocumentSetCodec.decode(repository.documentRepositoryRetrieveDocumentSet(
                DocumentRequestCodec.encode(new RetrieveDocumentSetRequest(wanted))));
    }

    private static DocumentRequest wanted(String uniqueId) {
        return new DocumentRequest(null, Submissions.REPOSITORY.value(), uniqueId);
    }

    private static String text(RetrievedDocument document) throws IOException {
        try (InputStream in = document.content().open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private DocumentRepository actor(SoapClients clients, URI registryAddress) throws IOException {
        AuditContext us = new AuditContext(
                new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost");
        return DocumentRepository.start(
                new DocumentRepository.Configuration(
                        Submissions.REPOSITORY,
                        folder.resolve("data"),
                        1 << 20,
                        URI.create("http://localhost/repository")),
                database,
                new DocumentRepository.Registry(
                        registryAddress, new RegisterDocumentSetClient(clients, registryAddress)),
                new AuditTrail(audited, us, InstantSource.system(), 1 << 20),
                new DocumentRepository.Surroundings(InstantSource.system(), UUID::randomUUID));
    }

    private static HttpServer start(String path, SoapEndpoint endpoint) {
        return HttpServer.start(
                path,
                HttpSite.empty().with(path, endpoint),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
    }

    private static URI address(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port("port") + path);
    }
}
