package dev.xdsi.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;

/** A partner who asks the registry (ITI-18) over TLS and takes the answers at an address of its own. */
final class AnsweredPartner implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    private final NodeTls tls;
    private final HttpsServer receiver;

    AnsweredPartner(NodeTls tls) throws IOException {
        this.tls = tls;
        this.receiver = receiver(tls, posted);
    }

    /** Below it what ends with refused is refused. */
    URI address() {
        return URI.create("https://localhost:" + receiver.getAddress().getPort() + "/answers");
    }

    private static HttpsServer receiver(NodeTls partner, BlockingQueue<String> posted) throws IOException {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(partner.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters mutual = partner.clientParameters();
                mutual.setNeedClientAuth(true);
                parameters.setSSLParameters(mutual);
            }
        });
        https.createContext("/answers", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            boolean refused = exchange.getRequestURI().getPath().endsWith("refused");
            exchange.sendResponseHeaders(refused ? 404 : 202, -1);
            exchange.close();
        });
        https.start();
        return https;
    }

    String posted() throws InterruptedException {
        return Objects.requireNonNull(posted.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no answer came");
    }

    String ask(int port, String replyTo) throws IOException {
        String message = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">\
            <s:Header><a:Action s:mustUnderstand="1">urn:ihe:iti:2007:RegistryStoredQuery</a:Action>\
            <a:MessageID>urn:uuid:01234567-89ab-4def-8123-456789abcdef</a:MessageID>\
            <a:ReplyTo><a:Address>%s</a:Address></a:ReplyTo></s:Header><s:Body>\
            <q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" \
            xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">\
            <q:ResponseOption returnComposedObjects="true" returnType="ObjectRef"/>\
            <AdhocQuery id="urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4">\
            <Slot name="$XDSDocumentEntryUniqueId"><ValueList><Value>('1.2.3')</Value></ValueList></Slot>\
            </AdhocQuery></q:AdhocQueryRequest></s:Body></s:Envelope>""".formatted(replyTo);
        try (Socket socket = tls.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("POST /registry HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type:"
                                    + " application/soap+xml; charset=UTF-8\r\nContent-Length: "
                                    + message.getBytes(UTF_8).length + "\r\n\r\n" + message)
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        receiver.stop(0);
    }
}
