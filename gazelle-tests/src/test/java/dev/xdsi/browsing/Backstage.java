package dev.xdsi.browsing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a journey can have done behind the scenes while it is on its way: each thing by a name, which the journey asks for by HTTP. */
final class Backstage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backstage.class);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Callable<?>> deeds;

    private Backstage(HttpServer server, Map<String, Callable<?>> deeds) {
        this.server = server;
        this.deeds = Map.copyOf(deeds);
    }

    /** @param deeds by their names; what one returns is told to the journey */
    static Backstage open(Map<String, Callable<?>> deeds) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Backstage backstage = new Backstage(server, deeds);
        server.createContext("/", backstage::answer);
        server.setExecutor(backstage.threads);
        server.start();
        return backstage;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Callable<?> deed = deeds.get(exchange.getRequestURI().getPath().substring(1));
            String said;
            int status = deed == null ? 404 : 200;
            try {
                said = deed == null ? "there is no such thing" : String.valueOf(deed.call());
            } catch (Exception failed) {
                LOG.warn("{} failed", exchange.getRequestURI(), failed);
                said = failed.toString();
                status = 500;
            }
            byte[] body = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
