package dev.xdsi.soap.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.net.SocketFactory;

/** Messages byte for byte, as a partner with a mind of its own would send them. */
record Wire(int port, String path, SocketFactory sockets) {
    Wire(int port, String path) {
        this(port, path, SocketFactory.getDefault());
    }

    static final String RETRIEVE = "urn:ihe:iti:2007:RetrieveDocumentSet";
    static final String SOAP_12 = "application/soap+xml; charset=UTF-8";
    static final String BODY = "<x:RetrieveDocumentSetRequest xmlns:x=\"urn:ihe:iti:xds-b:2007\"><x:DocumentRequest>"
            + "<x:RepositoryUniqueId>1.2</x:RepositoryUniqueId><x:DocumentUniqueId>1.2.3</x:DocumentUniqueId>"
            + "</x:DocumentRequest></x:RetrieveDocumentSetRequest>";

    /** The answer, headers and body; the server closes the connection behind it. */
    String post(String contentType, String message) throws IOException {
        return post("Connection: close\r\n", contentType, message);
    }

    /** The answer, chunk lengths and all; returns when the server closes a connection that might have stayed. */
    String postUntilCut(String contentType, String message) throws IOException {
        return post("", contentType, message);
    }

    private String post(String connection, String contentType, String message) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + connection + "Content-Type: " + contentType
                + "\r\nContent-Length: " + message.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + message);
    }

    String send(String request) throws IOException {
        try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String addressed(String action, String moreHeaders) {
        return "<a:Action>" + action + "</a:Action><a:MessageID>urn:uuid:" + new UUID(7, 7) + "</a:MessageID>"
                + moreHeaders;
    }

    static String envelope(String headers, String body) {
        return "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:a=\"http://www.w3.org/2005/08/addressing\">"
                + "<e:Header>" + headers + "</e:Header><e:Body>" + body + "</e:Body></e:Envelope>";
    }

    static String retrieve() {
        return envelope(addressed(RETRIEVE, ""), BODY);
    }

    /** The value of a header of the answer, or of the first part. */
    static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
