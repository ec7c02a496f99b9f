package dev.xdsi.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A partner that answers byte for byte as a test says, whatever HTTP, MIME and SOAP want. */
final class ScriptedPartner implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)\r\n");

    private final ServerSocket server;
    private final Script script;
    private final CountDownLatch left = new CountDownLatch(1);

    /** What it does when it has read a request; the connection is closed afterwards. */
    interface Script {
        void play(Socket socket, OutputStream out) throws IOException;
    }

    ScriptedPartner(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException closed) {
            left.countDown();
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            readRequest(socket.getInputStream());
            script.play(socket, socket.getOutputStream());
        } catch (IOException gone) {
            left.countDown();
        }
    }

    /** Unread bytes would turn the end of the connection into its reset. */
    private static void readRequest(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (!isWhole(request)) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException("no whole request");
            }
            request.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
    }

    private static boolean isWhole(StringBuilder request) {
        int head = request.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(request);
        return length.find()
                ? request.length() >= head + 4 + Integer.parseInt(length.group(1))
                : request.toString().endsWith("\r\n0\r\n\r\n");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    /** Whether somebody stopped reading. */
    boolean wasLeft() throws InterruptedException {
        return left.await(2, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** An answer to ITI-39 or RAD-75 up to where the bytes of its first document begin; the boundary is {@code b}. */
    static String retrieved(String home, String... documents) {
        StringBuilder responses = new StringBuilder();
        for (String document : documents) {
            responses.append("""
                    <x:DocumentResponse><x:HomeCommunityId>%s</x:HomeCommunityId>
                    <x:RepositoryUniqueId>1.2</x:RepositoryUniqueId><x:DocumentUniqueId>%s</x:DocumentUniqueId>
                    <x:mimeType>application/dicom</x:mimeType>
                    <x:Document><i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:%s"/></x:Document>
                    </x:DocumentResponse>
                    """.formatted(home, document, document));
        }
        String envelope = """
                --b
                Content-ID: <r>
                Content-Type: application/xop+xml; type="application/soap+xml"

                <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>
                <x:RetrieveDocumentSetResponse xmlns:x="urn:ihe:iti:xds-b:2007">
                <s:RegistryResponse xmlns:s="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0"
                 status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"/>
                %s</x:RetrieveDocumentSetResponse></e:Body></e:Envelope>""".formatted(responses);
        return envelope.replace("\n", "\r\n") + nextPart(documents[0]);
    }

    /** The delimiter, and the headers of the document after it. */
    static String nextPart(String document) {
        return "\r\n--b\r\nContent-ID: <" + document + ">\r\n\r\n";
    }

    /** The head of an answer that is an MTOM package, with further headers. */
    static String head(String... headers) {
        return "HTTP/1.1 200 OK\r\nContent-Type: multipart/related; type=\"application/xop+xml\"; boundary=b;"
                + " start-info=\"application/soap+xml\"\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
    }
}
