package dev.xdsi.registry.expected;

import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A server that keeps what it is sent, by path, without any of our own code to read it; it can be told to refuse. */
final class Recipient extends HttpServlet implements AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final String WSNT = "http://docs.oasis-open.org/wsn/b-2";
    private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";

    private final transient Map<String, List<Message>> received = new ConcurrentHashMap<>();
    private final transient Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final transient HttpServer server;

    Recipient() {
        server = HttpServer.start(
                "recipient",
                HttpSite.empty().with("/*", this),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
    }

    /** One {@code wsnt:Notify}. */
    record Message(Document xml) {
        String text(String namespace, String name) {
            return xml.getElementsByTagNameNS(namespace, name).item(0).getTextContent();
        }

        String action() {
            return text("http://www.w3.org/2005/08/addressing", "Action");
        }

        String topic() {
            return text(WSNT, "Topic");
        }

        String subscription() {
            return text(WSNT, "SubscriptionReference").strip();
        }

        List<String> ids(String element) {
            NodeList found = xml.getElementsByTagNameNS(RIM, element);
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> ((Element) found.item(i)).getAttribute("id"))
                    .toList();
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.port("port"));
    }

    List<Message> received(String name) {
        return received.getOrDefault("/" + name, List.of());
    }

    /** From now on answers at this path with the status; 0 takes messages again. */
    void answer(String name, int status) {
        statuses.put("/" + name, status);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        byte[] body = request.getInputStream().readAllBytes();
        int status = statuses.getOrDefault(path, 0);
        if (status != 0) {
            response.setStatus(status);
            response.setHeader("Location", base() + "/canary");
            return;
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
            Document xml = factory.newDocumentBuilder().parse(new java.io.ByteArrayInputStream(body));
            received.computeIfAbsent(path, name -> new ArrayList<>()).add(new Message(xml));
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
