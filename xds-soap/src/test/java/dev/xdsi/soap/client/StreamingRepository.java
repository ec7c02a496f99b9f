package dev.xdsi.soap.client;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A repository of one large document, and a client of it. */
final class StreamingRepository implements AutoCloseable {
    private final long length;
    private final HttpServer server;
    private final DocumentRepositoryPortType client;

    final BlockingQueue<Delivery.Result> deliveries = new LinkedBlockingQueue<>();
    final BlockingQueue<Caller> callers = new LinkedBlockingQueue<>();

    StreamingRepository(Path folder, long length) {
        this.length = length;
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY, new Contracts.Repository(this::provide, this::retrieve), settings);
        server = HttpServer.start(
                "test",
                HttpSite.empty().with("/repository", endpoint),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "http.port")),
                HttpLimits.DEFAULT);
        URI address = URI.create("http://127.0.0.1:" + server.port("http.port") + "/repository");
        client = new SoapClients(settings, null, ClientTimeouts.DEFAULT).connect(Contracts.REPOSITORY, address);
    }

    /** In a process of its own, whose heap is smaller than the document: prints what came through each way. */
    public static void main(String[] arguments) throws IOException {
        try (StreamingRepository repository =
                new StreamingRepository(Path.of(arguments[0]), Long.parseLong(arguments[1]))) {
            System.out.println("provided=" + repository.provide() + " retrieved=" + bytesIn(repository.retrieve()));
        }
    }

    /** Sends the document and returns how many bytes the repository says it received. */
    String provide() {
        ProvideAndRegisterDocumentSetRequestType request = new ProvideAndRegisterDocumentSetRequestType();
        DocumentType document = new DocumentType();
        document.setId("Document01");
        document.setValue(Attachments.outgoing("application/dicom", new Generated(length)));
        request.getDocument().add(document);
        return client.documentRepositoryProvideAndRegisterDocumentSetB(request).getStatus();
    }

    DocumentContent retrieve() {
        return Attachments.incoming(client.documentRepositoryRetrieveDocumentSet(new RetrieveDocumentSetRequestType())
                .getDocumentResponse()
                .getFirst()
                .getDocument());
    }

    @Override
    public void close() {
        server.close();
    }

    /** How many bytes come, having looked at each. */
    static long bytesIn(DocumentContent content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[64 * 1024];
            long position = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++, position++) {
                    if (buffer[i] != Generated.at(position)) {
                        throw new AssertionError("another byte at " + position);
                    }
                }
            }
            return position;
        }
    }

    private RegistryResponseType provide(ProvideAndRegisterDocumentSetRequestType request) {
        callers.add(SoapCall.current().caller());
        try {
            DocumentType document = request.getDocument().getFirst();
            return status(String.valueOf(bytesIn(Attachments.incoming(document.getValue()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RetrieveDocumentSetResponseType retrieve(RetrieveDocumentSetRequestType request) {
        Delivery delivery = new Delivery();
        delivery.whenClosed(deliveries::add);
        SoapCall.current().closeWithAnswer(delivery);
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        response.setRegistryResponse(status("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"));
        DocumentResponseType document = new DocumentResponseType();
        document.setDocumentUniqueId("1.2.3");
        document.setRepositoryUniqueId("1.2");
        document.setMimeType("application/dicom");
        document.setDocument(Attachments.outgoing("1.2.3", "application/dicom", new Generated(length), delivery));
        response.getDocumentResponse().add(document);
        return response;
    }

    private static RegistryResponseType status(String status) {
        RegistryResponseType response = new RegistryResponseType();
        response.setStatus(status);
        return response;
    }
}
