package dev.xdsi.soap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.cxf.binding.soap.SoapFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our client sends, and how it bears a partner that answers badly. */
@Tag("integration")
class ClientWireTest {
    private static final UUID ID = new UUID(1, 2);
    private static final String RELATES = "<a:RelatesTo>urn:uuid:" + ID + "</a:RelatesTo>";
    private static final String MTOM = "multipart/related; type=\"application/xop+xml\"; boundary=b; start=\"<r>\";"
            + " start-info=\"application/soap+xml\"";

    @TempDir
    Path folder;

    private final CountDownLatch patience = new CountDownLatch(1);
    private HttpServer server;
    private DocumentRepositoryPortType repository;
    private volatile String contentType = "application/soap+xml; charset=UTF-8";
    private volatile String request = "";
    private volatile String requestType = "";
    private volatile String answer = "";
    private volatile int status = 200;
    private volatile boolean silent;
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void listen() {
        server = HttpServer.start(
                "partner",
                HttpSite.empty().with("/repository", new Partner()),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
        SoapSettings settings = new SoapSettings(new SoapLimits(5, 1_000, 10_000, 5_000, 100), folder, () -> ID);
        repository = new SoapClients(settings, null, new ClientTimeouts(Duration.ofSeconds(5), Duration.ofMillis(500)))
                .connect(Contracts.REPOSITORY, address());
        answer = envelope(RELATES, "");
    }

    @AfterEach
    void stop() {
        patience.countDown();
        server.close();
    }

    @Test
    void aRequestIsAddressedAndAnMtomPackage() {
        call();

        assertThat(requestType)
                .startsWith("multipart/related; ")
                .contains("type=\"application/xop+xml\"", "start-info=\"application/soap+xml")
                .containsPattern("start=\"<[^>\"]+>\"");
        assertThat(request)
                .contains("http://www.w3.org/2003/05/soap-envelope")
                .containsPattern(
                        "<wsa:Action [^>]*mustUnderstand=\"1\"[^>]*>urn:ihe:iti:2007:RetrieveDocumentSet</wsa:Action>")
                .containsPattern("<wsa:MessageID [^>]*>urn:uuid:" + ID + "</wsa:MessageID>")
                .containsPattern(
                        "<wsa:ReplyTo [^>]*><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address>")
                .containsPattern("<wsa:To [^>]*>" + address() + "</wsa:To>");
    }

    @Test
    void anAnswerInAnyFormIsTaken() {
        assertThat(call()).isEqualTo("ok");
        answer = envelope("", "");
        assertThat(call()).isEqualTo("ok");
        contentType = MTOM;
        answer = "--b\r\nContent-ID: <r>\r\nContent-Type: application/xop+xml; type=\"application/soap+xml\"\r\n\r\n"
                + envelope(RELATES, "") + "\r\n--b--\r\n";
        assertThat(call()).isEqualTo("ok");
    }

    /** One that is neither used again nor closed stays open until it is collected, and its partner's end for as long as that waits. */
    @Test
    void aConnectionServesOneCallAfterTheOtherWhateverTheFormOfTheAnswer() {
        for (int i = 0; i < 5; i++) {
            call();
        }
        contentType = MTOM;
        answer = "--b\r\nContent-ID: <r>\r\n\r\n" + answer + "\r\n--b\r\nContent-ID: <d>\r\n\r\nx\r\n--b--\r\n";
        for (int i = 0; i < 5; i++) {
            call();
        }

        assertThat(connections).hasSize(1);
    }

    @Test
    void theAnswerToAnotherRequestIsRefused() {
        answer = envelope("<a:RelatesTo>urn:uuid:" + new UUID(3, 4) + "</a:RelatesTo>", "");
        assertThatThrownBy(this::call).isInstanceOf(WebServiceException.class).hasMessageContaining("another request");
    }

    @Test
    void aTruncatedOrOversizedAnswerIsRefused() {
        contentType = MTOM;
        answer = "--b\r\nContent-ID: <r>\r\n\r\n" + envelope(RELATES, "");
        assertThatThrownBy(this::call).isInstanceOf(WebServiceException.class).hasStackTraceContaining("truncated");
        answer = "--b\r\nContent-ID: <r>\r\n\r\n" + envelope(RELATES, "") + "\r\n--b\r\n\r\n" + "x".repeat(1_001)
                + "\r\n--b--";
        assertThatThrownBy(this::call)
                .isInstanceOf(WebServiceException.class)
                .hasStackTraceContaining("larger than 1000");
        contentType = "application/soap+xml";
        answer = envelope(RELATES, "<!--" + "x".repeat(5_000) + "-->");
        assertThatThrownBy(this::call).isInstanceOf(WebServiceException.class);
    }

    @Test
    void f35AnAnswerMadeToHarmIsRefused() {
        answer = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + envelope(RELATES, "&e;");
        assertThatThrownBy(this::call).isInstanceOf(WebServiceException.class);
        answer = "garbage";
        assertThatThrownBy(this::call).isInstanceOf(WebServiceException.class);
        status = 503;
        contentType = "text/html";
        answer = "<html>busy</html>";
        assertThatThrownBy(this::call).isInstanceOf(WebServiceException.class);
        status = 400;
        assertThatThrownBy(this::call).isInstanceOf(WebServiceException.class);
    }

    /** With the status of its code or another (SOAP 1.2 Part 2: 7.5.1.2). */
    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void aFaultOfThePartnerIsToldAsSuch(int itsStatus) {
        status = itsStatus;
        answer = "<e:Envelope"
                + " xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault><e:Code><e:Value>e:Receiver</e:Value></e:Code><e:Reason><e:Text"
                + " xml:lang=\"en\">out of order</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>";
        assertThatThrownBy(this::call)
                .isInstanceOf(WebServiceException.class)
                .hasCauseInstanceOf(SoapFault.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void aPartnerThatSaysNothingIsNotWaitedForForEver() {
        silent = true;
        assertThatThrownBy(this::call)
                .isInstanceOf(WebServiceException.class)
                .hasRootCauseInstanceOf(java.net.SocketTimeoutException.class);
    }

    private String call() {
        return repository
                .documentRepositoryRetrieveDocumentSet(new RetrieveDocumentSetRequestType())
                .getRegistryResponse()
                .getStatus();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.port("port") + "/repository");
    }

    private static String envelope(String headers, String body) {
        return "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:a=\"http://www.w3.org/2005/08/addressing\"><e:Header>" + headers + "</e:Header><e:Body>"
                + body
                + "<x:RetrieveDocumentSetResponse xmlns:x=\"urn:ihe:iti:xds-b:2007\">"
                + "<r:RegistryResponse xmlns:r=\"urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0\" status=\"ok\"/>"
                + "</x:RetrieveDocumentSetResponse></e:Body></e:Envelope>";
    }

    private final class Partner extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest asked, HttpServletResponse answered) throws IOException {
            connections.add(asked.getRemotePort());
            requestType = asked.getContentType();
            request = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (silent) {
                try {
                    patience.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            answered.setStatus(status);
            answered.setContentType(contentType);
            answered.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }
}
