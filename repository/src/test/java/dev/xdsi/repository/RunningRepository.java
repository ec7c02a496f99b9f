package dev.xdsi.repository;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.ondemand.OnDemand;
import dev.xdsi.repository.store.InMemoryDocumentStore;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Administrators;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Document Repository on a port of this machine with documents in the heap and a registry that does what a test says. */
public final class RunningRepository implements AutoCloseable {
    private static final String PATH = "/repository";
    private static final String REMOVAL = "/remove-documents";

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final InMemoryAuditSpool audit = new InMemoryAuditSpool(1 << 22);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SoapClients clients;
    private final HttpServer server;

    public RunningRepository(Path folder, Transaction<RegisterDocumentSetRequest, RegistryResponse> registry)
            throws IOException {
        this(folder, registry, Administrators.EVERYONE, null);
    }

    /** @param onDemand which documents it makes; null for none */
    public RunningRepository(
            Path folder,
            Transaction<RegisterDocumentSetRequest, RegistryResponse> registry,
            Administrators administrators,
            @Nullable OnDemand onDemand)
            throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID);
        clients = new SoapClients(settings, null, ClientTimeouts.DEFAULT);
        AuditContext us = new AuditContext(
                new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost");
        DocumentRepository actor = new DocumentRepository(
                new DocumentRepository.Configuration(
                                Submissions.REPOSITORY, folder, 1 << 20, URI.create("http://localhost" + PATH))
                        .with(new DocumentRepository.Options(
                                new DocumentRepository.Removal(
                                        URI.create("http://localhost" + REMOVAL), administrators),
                                onDemand)),
                store,
                new DocumentRepository.Registry(URI.create("http://registry.example/"), registry),
                new AuditTrail(audit, us, InstantSource.system(), 1 << 20),
                UUID::randomUUID);
        HttpSite site = HttpSite.empty()
                .with(
                        PATH,
                        SoapEndpoint.publish(
                                DocumentRepositoryEndpoint.CONTRACT, new DocumentRepositoryEndpoint(actor), settings))
                .with(
                        REMOVAL,
                        SoapEndpoint.publish(
                                RemoveDocumentsEndpoint.CONTRACT, new RemoveDocumentsEndpoint(actor), settings));
        server = HttpServer.start(
                "repository", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port("port") + PATH);
    }

    DocumentRepositoryPortType client() {
        return clients.connect(DocumentRepositoryEndpoint.CONTRACT, address());
    }

    dev.xdsi.wsdl.rmd.DocumentRepositoryPortType administrator() {
        return clients.connect(RemoveDocumentsEndpoint.CONTRACT, address().resolve(REMOVAL));
    }

    public InMemoryDocumentStore store() {
        return store;
    }

    public InMemoryAuditSpool audit() {
        return audit;
    }

    /** Sends anything as it is. */
    HttpResponse<String> post(String contentType, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address())
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }
}
