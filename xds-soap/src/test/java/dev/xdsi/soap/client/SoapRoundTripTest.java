package dev.xdsi.soap.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.mtom.Attachments;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import dev.xdsi.wsdl.xdsb.DocumentResponseType;
import dev.xdsi.wsdl.xdsb.DocumentType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our client and our endpoint, over a socket. */
class SoapRoundTripTest {
    private static final long LARGE = 200L * 1024 * 1024;

    @TempDir
    Path folder;

    private final BlockingQueue<Delivery.Result> deliveries = new LinkedBlockingQueue<>();
    private final BlockingQueue<Caller> callers = new LinkedBlockingQueue<>();
    private HttpServer server;
    private DocumentRepositoryPortType repository;

    @BeforeEach
    void publishAndConnect() {
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY, new Contracts.Repository(this::provide, this::retrieve), settings);
        server = HttpServer.start(
                "test",
                HttpSite.empty().with("/repository", endpoint),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "http.port")),
                HttpLimits.DEFAULT);
        URI address = URI.create("http://127.0.0.1:" + server.port("http.port") + "/repository");
        repository = new SoapClients(settings, null, ClientTimeouts.DEFAULT).connect(Contracts.REPOSITORY, address);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLargeDocumentStreamsToTheRepository() throws IOException {
        ProvideAndRegisterDocumentSetRequestType request = new ProvideAndRegisterDocumentSetRequestType();
        var document = new DocumentType();
        document.setId("Document01");
        document.setValue(Attachments.outgoing("application/dicom", new Generated(LARGE)));
        request.getDocument().add(document);

        RegistryResponseType response = repository.documentRepositoryProvideAndRegisterDocumentSetB(request);

        assertThat(response.getStatus()).isEqualTo(String.valueOf(LARGE));
        assertThat(callers.remove().node()).isEqualTo(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLargeDocumentStreamsFromTheRepositoryAndItsDeliveryClosesOnce() throws Exception {
        RetrieveDocumentSetResponseType response =
                repository.documentRepositoryRetrieveDocumentSet(new RetrieveDocumentSetRequestType());

        DataHandler document = response.getDocumentResponse().getFirst().getDocument();
        DocumentContent content = Attachments.incoming(document);
        assertThat(content.length()).isEqualTo(LARGE);
        assertThat(countChecked(content)).isEqualTo(LARGE);
        Delivery.Result delivered = deliveries.take();
        assertThat(delivered.complete()).isTrue();
        assertThat(delivered.sent()).containsExactly(java.util.Map.entry("1.2.3", LARGE));
        assertThat(deliveries).isEmpty();
    }

    private RegistryResponseType provide(ProvideAndRegisterDocumentSetRequestType request) {
        callers.add(SoapCall.current().caller());
        RegistryResponseType response = new RegistryResponseType();
        response.setStatus(String.valueOf(countChecked(
                Attachments.incoming(request.getDocument().getFirst().getValue()))));
        return response;
    }

    private RetrieveDocumentSetResponseType retrieve(RetrieveDocumentSetRequestType request) {
        Delivery delivery = new Delivery();
        delivery.whenClosed(deliveries::add);
        SoapCall.current().closeWithAnswer(delivery);
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        RegistryResponseType status = new RegistryResponseType();
        status.setStatus("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success");
        response.setRegistryResponse(status);
        var document = new DocumentResponseType();
        document.setDocumentUniqueId("1.2.3");
        document.setRepositoryUniqueId("1.2");
        document.setMimeType("application/dicom");
        document.setDocument(Attachments.outgoing("1.2.3", "application/dicom", new Generated(LARGE), delivery));
        response.getDocumentResponse().add(document);
        return response;
    }

    private static long countChecked(DocumentContent content) {
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[64 * 1024];
            long position = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++, position++) {
                    if (buffer[i] != Generated.at(position)) {
                        throw new AssertionError("other byte at " + position);
                    }
                }
            }
            return position;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
