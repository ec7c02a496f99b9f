package dev.xdsi.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.Slot;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.store.hibernate.TestDatabase;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** ITI-42 and ITI-18 over a real socket and a real database. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentRegistryEndpointTest {
    private static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
    private static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";

    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 24);
    private TestDatabase database;
    private DocumentRegistry registry;
    private HttpServer server;
    private URI address;
    private DocumentRegistryPortType client;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        database = new TestDatabase();
        AuditContext us = new AuditContext(
                new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "localhost");
        registry = DocumentRegistry.start(
                DocumentRegistry.Configuration.at(URI.create("http://localhost/registry")),
                database.dataSource(),
                new AuditTrail(spool, us, Clock.systemUTC(), 1 << 20),
                new DocumentRegistry.Surroundings(Clock.systemUTC(), () -> EntryUuid.of(UUID.randomUUID())));
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID);
        SoapEndpoint endpoint = SoapEndpoint.publish(
                DocumentRegistryEndpoint.CONTRACT, new DocumentRegistryEndpoint(registry), settings);
        server = HttpServer.start(
                "registry",
                HttpSite.empty().with("/registry", endpoint),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
        address = URI.create("http://127.0.0.1:" + server.port("port") + "/registry");
        client = new SoapClients(settings, null, ClientTimeouts.DEFAULT)
                .connect(DocumentRegistryEndpoint.CONTRACT, address);
    }

    @BeforeEach
    void empty() throws SQLException {
        database.empty();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        registry.close();
        database.close();
    }

    private RegistryResponse submit(SubmissionDraft submission) {
        return RegistryResponseCodec.decode(
                client.documentRegistryRegisterDocumentSetB(SubmissionCodec.encode(submission)),
                ErrorCode.XDSRegistryError);
    }

    private StoredQueryResponse ask(String queryId, ReturnType returnType, SlotDraft... parameters) {
        return StoredQueryCodec.decode(client.documentRegistryRegistryStoredQuery(
                StoredQueryCodec.encode(new StoredQueryRequest(queryId, returnType, null, Arrays.asList(parameters)))));
    }

    private StoredQueryResponse findDocuments(ReturnType returnType) {
        return ask(
                FIND_DOCUMENTS,
                returnType,
                SlotDraft.of("$XDSDocumentEntryPatientId", "'" + Submissions.MARY.cx() + "'"),
                SlotDraft.of("$XDSDocumentEntryStatus", "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')"));
    }

    @Test
    void whatWasRegisteredIsFoundAsItWas() {
        var entry = Submissions.manifest("a").toBuilder()
                .extraMetadata(List.of(new Slot("urn:example:room", List.of("Ä & <7>"))))
                .build();
        SubmissionDraft submission = Submissions.of(
                Submissions.submissionSet("s"),
                entry,
                Submissions.member("m", Submissions.uuid("s"), Submissions.uuid("a")));

        assertThat(submit(submission)).isEqualTo(RegistryResponse.SUCCESS);

        StoredQueryResponse found = findDocuments(ReturnType.LeafClass);
        assertThat(found.outcome()).isEqualTo(RegistryResponse.SUCCESS);
        assertThat(found.objects())
                .singleElement()
                .extracting(DraftReader::registryObject)
                .isEqualTo(entry.toBuilder()
                        .logicalID(entry.entryUUID())
                        .version(1)
                        .build());
    }

    @Test
    void referencesComeWithoutObjects() {
        submit(Submissions.ofOneManifest("a"));

        StoredQueryResponse found = findDocuments(ReturnType.ObjectRef);

        assertThat(found.objects()).isEmpty();
        assertThat(found.refs())
                .extracting(StoredQueryResponse.ObjectRef::id)
                .containsExactly(Submissions.uuid("a").value());
    }

    @Test
    void aReplacedDocumentIsDeprecated() {
        submit(Submissions.ofOneManifest("a"));
        submit(Submissions.of(
                Submissions.submissionSet("t"),
                Submissions.manifest("b"),
                Submissions.member("n", Submissions.uuid("t"), Submissions.uuid("b")),
                Submissions.relation(AssociationType.RPLC, Submissions.uuid("b"), Submissions.uuid("a"))));

        assertThat(findDocuments(ReturnType.LeafClass).objects())
                .extracting(RegistryObjectDraft::id)
                .containsExactly(Submissions.uuid("b").value());
        assertThat(ask(
                                GET_DOCUMENTS,
                                ReturnType.LeafClass,
                                SlotDraft.of(
                                        "$XDSDocumentEntryEntryUUID",
                                        "(\"" + Submissions.uuid("a").value() + "\")"))
                        .objects())
                .singleElement()
                .satisfies(entry -> assertThat(entry.header().status()).endsWith(":Deprecated"));
    }

    @Test
    void everyFaultOfASubmissionComesBack() {
        submit(Submissions.ofOneManifest("a"));
        var entry = Submissions.manifest("b").toBuilder()
                .languageCode("no language")
                .build();

        RegistryResponse response = submit(Submissions.of(
                Submissions.submissionSet("a-set").toBuilder()
                        .entryUUID(Submissions.uuid("again"))
                        .build(),
                entry,
                Submissions.member("m", Submissions.uuid("again"), entry.entryUUID()),
                Submissions.relation(AssociationType.APND, entry.entryUUID(), Submissions.uuid("nobody"))));

        assertThat(response.status()).isEqualTo(RegistryResponse.Status.FAILURE);
        assertThat(response.errors())
                .extracting(XdsError::errorCode)
                .contains(
                        ErrorCode.XDSRegistryMetadataError,
                        ErrorCode.XDSDuplicateUniqueIdInRegistry,
                        ErrorCode.UnresolvedReferenceException);
    }

    @Test
    void aQueryThatCannotBeReadIsAnError() {
        AdhocQueryRequest query =
                StoredQueryCodec.encode(new StoredQueryRequest(FIND_DOCUMENTS, ReturnType.LeafClass, null, List.of()));
        query.getResponseOption().setReturnType("Everything");

        StoredQueryResponse response = StoredQueryCodec.decode(client.documentRegistryRegistryStoredQuery(query));

        assertThat(response.errors()).extracting(XdsError::errorCode).containsExactly(ErrorCode.XDSRegistryError);
    }

    @Test
    void servesItsDescription() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String wsdl = http.send(
                            HttpRequest.newBuilder(URI.create(address + "?wsdl"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();

            assertThat(wsdl).contains("DocumentRegistry_Binding_Soap12", "DocumentRegistry_RegisterDocumentSet-b");
        }
    }

    @Test
    void theAuditTrailKnowsWhoCalled() {
        submit(Submissions.ofOneManifest("a"));

        assertThat(spool.read(0, 1000))
                .extracting(message -> new String(message.message(), StandardCharsets.UTF_8))
                .anySatisfy(message -> assertThat(message).contains("ITI-42", "127.0.0.1", "110153"));
    }
}
