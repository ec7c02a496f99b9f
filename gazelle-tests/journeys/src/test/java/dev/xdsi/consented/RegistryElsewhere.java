package dev.xdsi.consented;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.registry.DocumentRegistryEndpoint;
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
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registry as actors in another process have it: over HTTP, as the user for whom they ask may see it. */
final class RegistryElsewhere implements Transaction<StoredQueryRequest, StoredQueryResponse>, AutoCloseable {
    private static final String PATH = "/registry";
    private static final String PORT = "registry";

    private final HttpServer server;
    private final RegistryStoredQueryClient client;

    /** Whom an assertion would prove there. */
    private volatile @Nullable Caller proven;

    RegistryElsewhere(DocumentRegistry registry, Path temporary) {
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID);
        server = HttpServer.start(
                "registry",
                HttpSite.empty()
                        .with(
                                PATH,
                                SoapEndpoint.publish(
                                        DocumentRegistryEndpoint.CONTRACT,
                                        new DocumentRegistryEndpoint(registry),
                                        settings)),
                List.of(new HttpListener.Plain("127.0.0.1", 0, PORT)),
                HttpLimits.DEFAULT);
        client = new RegistryStoredQueryClient(
                new SoapClients(settings, null, ClientTimeouts.DEFAULT),
                URI.create("http://127.0.0.1:" + server.port(PORT) + PATH));
    }

    @Override
    public synchronized StoredQueryResponse perform(StoredQueryRequest request, Caller caller) {
        proven = caller;
        try {
            return client.perform(request, caller);
        } finally {
            proven = null;
        }
    }

    /** Who calls the registry: over HTTP, whom the assertion proves. */
    Caller proven(Caller caller) {
        Caller overHttp = proven;
        return overHttp == null ? caller : overHttp;
    }

    @Override
    public void close() {
        server.close();
    }
}
