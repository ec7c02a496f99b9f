package dev.xdsi.journey;

import com.sun.net.httpserver.HttpServer;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes whatever it is notified of, unless it is told to refuse. */
final class NotificationRecipient implements AutoCloseable {
    private static final int ACCEPTED = 202;
    private static final int BUSY = 503;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile boolean refusing;

    NotificationRecipient() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/notify", exchange -> {
            String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = refusing;
            if (!refused) {
                received.add(message);
            }
            exchange.sendResponseHeaders(refused ? BUSY : ACCEPTED, -1);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/notify");
    }

    /** From now on takes nothing, or takes everything again. */
    void refuse(boolean everything) {
        refusing = everything;
    }

    /** All that it has taken. */
    List<String> received() {
        return List.copyOf(received);
    }

    /** The next message, or the word that there is none. */
    String next() throws InterruptedException {
        String next = received.poll(60, TimeUnit.SECONDS);
        return next == null ? "nothing came" : next;
    }

    /** A subscription of this recipient to references to a patient's documents, written by hand. */
    String subscription(PatientId patient) {
        return """
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"
                    xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">
                  <s:Header>
                    <a:Action s:mustUnderstand="1">http://docs.oasis-open.org/wsn/bw-2/NotificationProducer/SubscribeRequest</a:Action>
                    <a:MessageID>urn:uuid:382dcdc7-8e84-9fdc-4dd3-fd7dc5f5b2e2</a:MessageID>
                  </s:Header>
                  <s:Body>
                    <wsnt:Subscribe>
                      <wsnt:ConsumerReference><a:Address>%s</a:Address></wsnt:ConsumerReference>
                      <wsnt:Filter>
                        <wsnt:TopicExpression Dialect="http://docs.oasis-open.org/wsn/t-1/TopicExpression/Simple"
                          >ihe:MinimalDocumentEntry</wsnt:TopicExpression>
                        <rim:AdhocQuery id="urn:uuid:aa2332d0-f8fe-11e0-be50-0800200c9a66">
                          <rim:Slot name="$XDSDocumentEntryPatientId">
                            <rim:ValueList><rim:Value>'%s'</rim:Value></rim:ValueList>
                          </rim:Slot>
                        </rim:AdhocQuery>
                      </wsnt:Filter>
                    </wsnt:Subscribe>
                  </s:Body>
                </s:Envelope>
                """.formatted(address(), patient.cx().replace("&", "&amp;"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
