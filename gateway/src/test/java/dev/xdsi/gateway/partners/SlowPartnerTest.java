package dev.xdsi.gateway.partners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.audit.syslog.AuditSender;
import dev.xdsi.audit.syslog.SyslogTarget;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.operations.Logbook;
import dev.xdsi.gateway.operations.Operations;
import dev.xdsi.gateway.operations.OperationsServlet;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A partner that sends a byte now and then meets no time-out of a read; its check ends all the same. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowPartnerTest {
    private static final String HOME = "urn:oid:1.9.3";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    /** Begins to answer, and goes on a byte at a time until nobody listens. */
    private record Dripping(ServerSocket server, String begin) implements AutoCloseable {
        static Dripping start(String begin) throws IOException {
            Dripping dripping = new Dripping(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), begin);
            Thread.ofVirtual().start(dripping::serve);
            return dripping;
        }

        private void serve() {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> drip(socket));
                } catch (IOException closed) {
                    assertThat(server.isClosed()).isTrue();
                }
            }
        }

        private void drip(Socket socket) {
            try (socket) {
                socket.getOutputStream().write(begin.getBytes(StandardCharsets.ISO_8859_1));
                while (!server.isClosed()) {
                    socket.getOutputStream().write('x');
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException gone) {
                assertThat(gone).isNotNull();
            }
        }

        URI address(String scheme) {
            return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/responding-gateway");
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private PartnerCheck check() throws IOException {
        NodeTls tls = new NodeTls(new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom()).node("gateway"));
        return new PartnerCheck(
                new AddressCheck(tls, Clock.systemUTC()),
                new SoapClients(
                        new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), tls, ClientTimeouts.DEFAULT),
                UUID::randomUUID,
                PATIENCE);
    }

    private static RemoteCommunity partner(URI query) {
        return new RemoteCommunity(
                new HomeCommunityId(new Oid("1.9.3")),
                "south",
                new RemoteCommunity.Addresses(query, query, null),
                null,
                Duration.ofSeconds(20));
    }

    /** The last is the head of a TLS record that is longer than what comes. */
    @ParameterizedTest
    @CsvSource({
        "http, 'HTTP/1.1 200 OK\r\n\r\n', wsdl",
        "http, 'HTTP/1.1 200 OK\r\nX-Header: ', wsdl",
        "https, '\u0016\u0003\u0003@\u0000', tls"
    })
    void theCheckEnds(String scheme, String begin, String step) throws Exception {
        try (Dripping dripping = Dripping.start(begin)) {
            List<PartnerCheck.Checked> checked = check().of(partner(dripping.address(scheme)));

            assertThat(checked).hasSize(2).noneMatch(PartnerCheck.Checked::isWell);
            assertThat(checked.getFirst().steps().getLast().name()).isEqualTo(step);
            assertThat(checked.getFirst().steps().getLast().words()).contains("the whole check", "too slowly");
        }
    }

    @Test
    void othersCanBeCheckedAfterwards() throws Exception {
        try (Dripping dripping = Dripping.start("HTTP/1.1 200 OK\r\n\r\n");
                AuditSender sender = new AuditSender(
                        new InMemoryAuditSpool(1 << 10),
                        new SyslogTarget.Udp("127.0.0.1", 9),
                        AuditSender.Schedule.DEFAULT,
                        Clock.systemUTC());
                HttpClient http = HttpClient.newHttpClient()) {
            sender.start();
            Operations operations = new Operations(
                    new Logbook(Clock.systemUTC()),
                    new Health(Clock.systemUTC()),
                    sender,
                    Clock.systemUTC(),
                    new Operations.Waiting(() -> List.of(partner(dripping.address("http"))), Optional::empty, () -> 0));
            HttpSite site = HttpSite.empty().with("/api/operations/*", new OperationsServlet(operations, check()));
            try (HttpServer server = HttpServer.start(
                    "portal", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT)) {
                HttpRequest check = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("port")
                                + "/api/operations/partners/" + HOME + "/check"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
                List<CompletableFuture<HttpResponse<String>>> atOnce = IntStream.range(0, 4)
                        .mapToObj(each -> http.sendAsync(check, BodyHandlers.ofString()))
                        .toList();
                for (CompletableFuture<HttpResponse<String>> each : atOnce) {
                    assertThat(each.join().statusCode()).isEqualTo(200);
                }

                assertThat(http.send(check, BodyHandlers.ofString()).body()).contains("the whole check");
            }
        }
    }
}
