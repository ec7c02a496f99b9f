package dev.xdsi.registry;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.BareStore;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long answers over HTTP, from a store that gives texts only when they are asked for. */
class StreamedAnswerTest {
    private static final int ALL = 450;
    private static final QueryLimits LIMITS = new QueryLimits(ALL, ALL);

    /** Would none of them give back what it holds, there were no room for the last. */
    private static final int MORE_THAN_AT_ONCE = 6;

    private static final String QUERY = """
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>
        <a:Action s:mustUnderstand="1">urn:ihe:iti:2007:RegistryStoredQuery</a:Action><a:MessageID>urn:uuid:{id}</a:MessageID>
        <a:To>http://localhost</a:To></s:Header><s:Body>
        <q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"
            xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><q:ResponseOption returnComposedObjects="true" returnType="LeafClass"/>
        <AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d">
        <Slot name="$XDSDocumentEntryPatientId"><ValueList><Value>'{patient}'</Value></ValueList></Slot>
        <Slot name="$XDSDocumentEntryStatus"><ValueList>
        <Value>('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')</Value></ValueList></Slot></AdhocQuery>
        </q:AdhocQueryRequest></s:Body></s:Envelope>
        """;

    private static final long PATIENCE_MILLIS = 10_000;

    private final BareStore store = new BareStore();
    private final InMemoryAuditSpool audit = new InMemoryAuditSpool(1 << 20);
    private DocumentRegistry registry;
    private HttpServer server;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        Registered.change(
                store.kept,
                Change.adding(IntStream.range(0, ALL)
                        .mapToObj(i -> Registered.asXml(manifest("m" + i)))
                        .toList()));
        AuditContext us = new AuditContext(
                new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "localhost");
        registry = DocumentRegistry.over(
                store,
                new DocumentRegistry.Configuration(
                        URI.create("http://localhost/registry"), LIMITS, PatientDirectory.EVERYONE),
                new AuditTrail(audit, us, Clock.systemUTC(), 1 << 20),
                new DocumentRegistry.Surroundings(Clock.systemUTC(), () -> EntryUuid.of(UUID.randomUUID())));
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID);
        server = HttpServer.start(
                "registry",
                HttpSite.empty()
                        .with(
                                "/registry",
                                SoapEndpoint.publish(
                                        DocumentRegistryEndpoint.CONTRACT,
                                        new DocumentRegistryEndpoint(registry),
                                        settings)),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
        registry.close();
    }

    private InputStream ask() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port("port") + "/registry"))
                .header("Content-Type", "application/soap+xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(
                        QUERY.replace("{id}", UUID.randomUUID().toString())
                                .replace("{patient}", MARY.cx().replace("&", "&amp;"))))
                .build();
        // The client lives as long as the stream that it gives.
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Reads on until the text has so many entries. */
    private static String read(InputStream in, StringBuilder text, int entries) throws IOException {
        byte[] buffer = new byte[8192];
        while (count(text) < entries) {
            int length = in.read(buffer);
            if (length < 0) {
                return text.toString();
            }
            text.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static int count(CharSequence text) {
        return text.toString().split("ExtrinsicObject[ >][^<]*? id=", -1).length - 1;
    }

    @Test
    void theFirstEntryArrivesBeforeTheLastIsReadFromTheStore() throws Exception {
        store.holdAfter(1);
        try (InputStream in = ask()) {
            StringBuilder text = new StringBuilder();
            read(in, text, 1);
            assertThat(store.asked).hasSizeLessThan(5);
            assertThat(outcomes()).as("on record before the first byte leaves").containsExactly("0");
            store.goOn.countDown();
            read(in, text, Integer.MAX_VALUE);

            assertThat(text).contains("ResponseStatusType:Success").endsWith("Envelope>");
            assertThat(count(text)).isEqualTo(ALL);
        }
        server.close();
        assertThat(outcomes()).containsExactly("0");
        assertThat(store.asked).allSatisfy(asked -> assertThat(asked).isLessThanOrEqualTo(100));
    }

    @Test
    void anAnswerWhoseStoreFailsInTheMiddleDoesNotLookWhole() throws Exception {
        store.failAfter(2);
        try (InputStream in = ask()) {
            StringBuilder text = new StringBuilder();

            assertThatThrownBy(() -> read(in, text, Integer.MAX_VALUE)).isInstanceOf(IOException.class);
            assertThat(text).doesNotContain("RegistryObjectList>");
        }
        awaitSecondRecord();
        assertThat(outcomes()).containsExactly("0", "8");
        assertThat(records().getLast())
                .contains("delivery broke off", "ITI-18", "EventActionCode=\"E\"")
                .contains("ParticipantObjectID=\"" + MARY.cx().replace("&", "&amp;"));
    }

    @Test
    void whoGoesAwayGivesBackWhatHisAnswerHeld() throws Exception {
        for (int i = 0; i < MORE_THAN_AT_ONCE; i++) {
            try (InputStream in = ask()) {
                StringBuilder text = new StringBuilder();
                read(in, text, 1);
                assertThat(count(text)).as(text.toString()).isPositive();
            }
        }
    }

    @Test
    void whatFailsGivesBackWhatItHeld() {
        store.failAfter(1);
        for (int i = 0; i < MORE_THAN_AT_ONCE; i++) {
            assertThat(registry.registryStoredQuery()
                            .perform(findDocuments(), Caller.self("test"))
                            .errors())
                    .extracting(XdsError::errorCode)
                    .containsExactly(ErrorCode.XDSRegistryError);
        }
    }

    @Test
    void inTheSameProcessAnAnswerThatCannotBeReadIsOnRecordToo() {
        store.failAfter(2);
        var response = registry.registryStoredQuery().perform(findDocuments(), Caller.self("test"));
        assertThat(response.errors()).extracting(XdsError::errorCode).containsExactly(ErrorCode.XDSRegistryError);
        assertThat(outcomes()).containsExactly("0", "8");
    }

    private static StoredQueryRequest findDocuments() {
        return new StoredQueryRequest(
                "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
                StoredQueryRequest.ReturnType.LeafClass,
                null,
                List.of(
                        SlotDraft.of("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'"),
                        SlotDraft.of(
                                "$XDSDocumentEntryStatus", "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')")));
    }

    private void awaitSecondRecord() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (records().size() < 2 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
    }

    private List<String> records() {
        return audit.read(0, 100).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> outcomes() {
        return records().stream()
                .map(record -> record.replaceAll("(?s).*EventOutcomeIndicator=\"(\\d+)\".*", "$1"))
                .toList();
    }
}
