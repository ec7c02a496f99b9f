package dev.xdsi.soap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers whose documents are read while they arrive, from a partner whose every byte the test chooses. */
class ArrivingAnswerTest {
    private static final String FIRST = "first\r\n--bo";
    private static final String SECOND = "s".repeat(200_000);

    @TempDir
    Path folder;

    private final CountDownLatch firstWasRead = new CountDownLatch(1);
    private HttpServer server;
    private DocumentRepositoryPortType repository;
    private volatile boolean patient;
    private volatile String envelope = envelope("1", "2");
    private volatile List<String> answer = List.of();

    @BeforeEach
    void listen() {
        server = HttpServer.start(
                "partner",
                HttpSite.empty().with("/repository", new Partner()),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
        SoapSettings settings =
                new SoapSettings(new SoapLimits(5, 300_000, 1_000_000, 5_000, 100), folder, UUID::randomUUID);
        repository = new SoapClients(settings, null, ClientTimeouts.DEFAULT)
                .connectStreaming(
                        Contracts.REPOSITORY, URI.create("http://127.0.0.1:" + server.port("port") + "/repository"));
        answer = List.of(part("1", FIRST), part("2", SECOND), "--\r\n");
    }

    @AfterEach
    void stop() {
        firstWasRead.countDown();
        server.close();
    }

    @Test
    void theFirstDocumentIsReadBeforeTheLastWasSent() throws IOException {
        patient = true;
        RetrieveDocumentSetResponse response = retrieve();

        assertThat(text(response, 0)).isEqualTo(FIRST);
        firstWasRead.countDown();
        assertThat(text(response, 1)).isEqualTo(SECOND);
        response.delivery().complete();
    }

    @Test
    void whatIsPassedOverIsKept() throws IOException {
        RetrieveDocumentSetResponse response = retrieve();

        assertThat(text(response, 1)).isEqualTo(SECOND);
        assertThat(text(response, 0)).isEqualTo(FIRST);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsLeftHalfReadIsLeft() throws IOException {
        answer = List.of(part("1", SECOND), part("2", FIRST), "--\r\n");
        RetrieveDocumentSetResponse response = retrieve();

        try (InputStream in = response.documents().getFirst().content().open()) {
            assertThat(in.read()).isEqualTo('s');
        }
        assertThat(text(response, 1)).isEqualTo(FIRST);
        assertThatThrownBy(() -> text(response, 0)).isInstanceOf(IOException.class);
    }

    @Test
    void whatWasTakenAheadIsTheSame() throws IOException {
        RetrieveDocumentSetResponse response = retrieve();
        for (RetrievedDocument document : response.documents()) {
            document.content().takeAhead();
        }

        assertThat(text(response, 0)).isEqualTo(FIRST);
        assertThat(text(response, 1)).isEqualTo(SECOND);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anAnswerThatBreaksOffIsNeverWhole() throws IOException {
        answer = List.of(part("1", FIRST), "\r\nContent-ID: <2>\r\n\r\nhalf");
        RetrieveDocumentSetResponse response = retrieve();

        assertThat(text(response, 0)).isEqualTo(FIRST);
        assertThatThrownBy(() -> text(response, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("truncated");
    }

    @Test
    void f35ADocumentWithoutEndEndsAtTheLimit() {
        answer = List.of(part("1", SECOND + SECOND), "--\r\n");
        RetrieveDocumentSetResponse response = retrieve();

        assertThatThrownBy(() -> text(response, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void aDocumentThatIsReferredToAndMissingIsAnError() throws IOException {
        answer = List.of(part("1", FIRST), "--\r\n");
        RetrieveDocumentSetResponse response = retrieve();

        assertThat(text(response, 0)).isEqualTo(FIRST);
        assertThatThrownBy(() -> text(response, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerOfErrorsAloneIsTakenWithPartsThatNobodyNeeds() {
        envelope = envelope();

        assertThat(retrieve().documents()).isEmpty();
    }

    @Test
    void nothingComesAfterTheDeliveryWasClosed() {
        RetrieveDocumentSetResponse response = retrieve();
        response.delivery().fail(new IOException("the reader went away"));

        assertThatThrownBy(() -> text(response, 1)).isInstanceOf(IOException.class);
    }

    private RetrieveDocumentSetResponse retrieve() {
        return DocumentSetCodec.decode(
                repository.documentRepositoryRetrieveDocumentSet(new RetrieveDocumentSetRequestType()));
    }

    private static String text(RetrieveDocumentSetResponse response, int document) throws IOException {
        try (InputStream in = response.documents().get(document).content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** The rest of the delimiter before it, headers, body, and the beginning of the delimiter after it. */
    private static String part(String id, String body) {
        return "\r\nContent-ID: <" + id + ">\r\nContent-Type: application/dicom\r\n\r\n" + body + "\r\n--boundary";
    }

    private static String envelope(String... documents) {
        String responses = Stream.of(documents)
                .map(id ->
                        "<x:DocumentResponse><x:RepositoryUniqueId>1.2</x:RepositoryUniqueId><x:DocumentUniqueId>" + id
                                + "</x:DocumentUniqueId><x:mimeType>application/dicom</x:mimeType><x:Document><i:Include"
                                + " xmlns:i=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:" + id
                                + "\"/></x:Document></x:DocumentResponse>")
                .collect(Collectors.joining());
        return "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body>"
                + "<x:RetrieveDocumentSetResponse xmlns:x=\"urn:ihe:iti:xds-b:2007\">"
                + "<r:RegistryResponse xmlns:r=\"urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0\""
                + " status=\"urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success\"/>" + responses
                + "</x:RetrieveDocumentSetResponse></e:Body></e:Envelope>";
    }

    private final class Partner extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest asked, HttpServletResponse answered) throws IOException {
            asked.getInputStream().readAllBytes();
            answered.setContentType("multipart/related; type=\"application/xop+xml\"; boundary=boundary;"
                    + " start-info=\"application/soap+xml\"");
            OutputStream out = answered.getOutputStream();
            write(
                    out,
                    "--boundary\r\nContent-ID: <r>\r\nContent-Type: application/xop+xml;"
                            + " type=\"application/soap+xml\"\r\n\r\n" + envelope + "\r\n--boundary");
            write(out, answer.getFirst());
            answered.flushBuffer();
            if (patient) {
                await();
            }
            for (String more : answer.subList(1, answer.size())) {
                write(out, more);
            }
        }

        private void await() {
            try {
                assertThat(firstWasRead.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
