package dev.xdsi.soap.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner that has answered, and whose HTTP message has not come to its end yet. */
class UnfinishedAnswerTest {
    private static final String ANSWER =
            "--b\r\nContent-ID: <r>\r\nContent-Type: application/xop+xml; type=\"application/soap+xml\"\r\n\r\n"
                    + "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body>"
                    + "<x:RetrieveDocumentSetResponse xmlns:x=\"urn:ihe:iti:xds-b:2007\">"
                    + "<r:RegistryResponse xmlns:r=\"urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0\" status=\"ok\"/>"
                    + "</x:RetrieveDocumentSetResponse></e:Body></e:Envelope>\r\n--b--\r\n";
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: multipart/related; type=\"application/xop+xml\";"
                    + " boundary=b; start=\"<r>\"\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int PATIENCE_MILLIS = 20_000;
    private static final long MOST_OF_A_REQUEST = 1_000;

    @TempDir
    Path folder;

    /** Else it would stay open until it is collected, and the partner's end for as long as that waits for more. */
    @Test
    void itsConnectionIsClosedOnceTheMessageIsWhole() throws Exception {
        try (ServerSocket partner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Long> more = threads.submit(answering(partner));
            DocumentRepositoryPortType repository = new SoapClients(
                            new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID),
                            null,
                            new ClientTimeouts(Duration.ofSeconds(5), Duration.ofMinutes(1)))
                    .connect(Contracts.REPOSITORY, URI.create("http://127.0.0.1:" + partner.getLocalPort() + "/"));

            assertThat(repository
                            .documentRepositoryRetrieveDocumentSet(new RetrieveDocumentSetRequestType())
                            .getRegistryResponse()
                            .getStatus())
                    .isEqualTo("ok");

            // fails when the connection is still open after the partner's patience
            assertThat(more.get()).as("the rest of the request").isLessThan(MOST_OF_A_REQUEST);
        }
    }

    private static Callable<Long> answering(ServerSocket partner) {
        return () -> {
            try (Socket connection = partner.accept()) {
                connection.setSoTimeout(PATIENCE_MILLIS);
                readEnvelope(connection.getInputStream());
                connection
                        .getOutputStream()
                        .write((HEAD + Integer.toHexString(ANSWER.length()) + "\r\n" + ANSWER + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                return connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        };
    }

    private static void readEnvelope(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("Envelope>") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended early: " + request);
            }
            request.append((char) next);
        }
    }
}
