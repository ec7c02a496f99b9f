package dev.xdsi.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.repository.ProvidedMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** A partner of a repository who goes away in the middle of things. */
record HastyPartner(URI base, String repositoryUniqueId) {
    /** Without the last boundary a message is not whole. */
    private static final int END = 30;

    private static final int LITTLE = 4_096;
    private static final int PATIENCE_MILLIS = 30_000;

    /** Sends so much of an ITI-41 of this document, from nothing to all but its last boundary, and resets the connection. */
    void breakOffSubmitting(LedgerDocument document, double part) throws IOException {
        byte[] body = ProvidedMessage.of(LedgerDocument.draft(List.of(document)))
                .attached(document.id(), document.bytes())
                .bytes();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head(ProvidedMessage.TYPE, body.length));
            socket.getOutputStream().write(body, 0, (int) (part * (body.length - END)));
            socket.setSoLinger(true, 0);
        }
    }

    /** Reads the beginning of an ITI-43 of this document, which is too large to be on its way all at once, and resets the connection. */
    void breakOffRetrieving(LedgerDocument document) throws IOException {
        byte[] body = retrieval(document).getBytes(UTF_8);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("application/soap+xml; charset=UTF-8", body.length));
            socket.getOutputStream().write(body);
            assertThat(new String(socket.getInputStream().readNBytes(LITTLE), ISO_8859_1))
                    .startsWith("HTTP/1.1 200");
            socket.setSoLinger(true, 0);
        }
    }

    private String retrieval(LedgerDocument document) {
        return """
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>\
        <a:Action s:mustUnderstand="1">urn:ihe:iti:2007:RetrieveDocumentSet</a:Action>\
        <a:MessageID>urn:uuid:21234567-89ab-4def-8123-456789abcdef</a:MessageID></s:Header><s:Body>\
        <RetrieveDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007"><DocumentRequest>\
        <RepositoryUniqueId>%s</RepositoryUniqueId><DocumentUniqueId>%s</DocumentUniqueId></DocumentRequest>\
        </RetrieveDocumentSetRequest></s:Body></s:Envelope>""".formatted(repositoryUniqueId, document.uniqueId());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(LITTLE);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        return socket;
    }

    private static byte[] head(String type, int length) {
        return ("POST /repository HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }
}
