package dev.xdsi.registry.iti53;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.xdsi.registry.dsub.Notification;
import dev.xdsi.registry.dsub.Notification.Reception;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answers of a recipient say: of this notification, or of all. */
class ReceptionTest {
    @TempDir
    private static Path folder;

    private final DocumentMetadataNotifyClient client = new DocumentMetadataNotifyClient(
            new SoapClients(
                    new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), null, ClientTimeouts.DEFAULT),
            URI.create("http://broker.example/broker"));

    private static String fault(String code) {
        return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><s:Fault><s:Code><s:Value>s:"
                + code
                + "</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">no</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>";
    }

    private static HttpServer answering(int status, String fault) throws IOException {
        HttpServer recipient = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        recipient.createContext("/", exchange -> {
            byte[] body = fault.isEmpty() ? new byte[0] : fault(fault).getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/soap+xml; charset=UTF-8");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return recipient;
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', Taken",
        "202, '', Taken",
        "400, '', Refused",
        "404, '', Refused",
        "422, '', Refused",
        "400, Sender, Refused",
        "408, '', Failed",
        "429, '', Failed",
        "500, '', Failed",
        "503, '', Failed",
        "302, '', Failed",
        "500, Receiver, Failed",
    })
    void anAnswerIsUnderstood(int status, String fault, String meaning) throws IOException {
        HttpServer recipient = answering(status, fault);
        recipient.start();
        try {
            URI address =
                    URI.create("http://127.0.0.1:" + recipient.getAddress().getPort() + "/r");

            Reception reception = client.perform(Notified.at(address), Caller.self("broker"));

            assertThat(reception.getClass().getSimpleName()).as("%s", reception).isEqualTo(meaning);
        } finally {
            recipient.stop(0);
        }
    }

    @Test
    void anEarlierAnswerIsNoneToAnother() throws IOException {
        HttpServer recipient = answering(400, "");
        recipient.start();
        Notification notification = Notified.at(
                URI.create("http://127.0.0.1:" + recipient.getAddress().getPort() + "/r"));
        Reception refused = client.perform(notification, Caller.self("broker"));
        recipient.stop(0);

        assertThat(refused).isInstanceOf(Reception.Refused.class);
        assertThat(client.perform(notification, Caller.self("broker"))).isInstanceOf(Reception.Failed.class);
    }
}
