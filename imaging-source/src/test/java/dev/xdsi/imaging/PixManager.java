package dev.xdsi.imaging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Patient Identifier Cross-reference Manager that knows nothing of our code: it answers with messages as others write them. */
final class PixManager implements AutoCloseable {
    private static final Pattern ASKED = Pattern.compile(
            "<[a-z0-9:]*patientIdentifier>.*?<[a-z0-9:]*value[^>]*extension=\"([^\"]*)\"", Pattern.DOTALL);

    /** What it answers, by the id that it is asked for; "NF", "AE", "500" and "GARBAGE" are themselves, else ids as root^extension. */
    final Map<String, List<String>> answers = new ConcurrentHashMap<>();

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    PixManager() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/pix", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pix");
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(request);
        Matcher asked = ASKED.matcher(request);
        List<String> answer = asked.find() ? answers.getOrDefault(asked.group(1), List.of("AE")) : List.of("500");
        byte[] body = envelope(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/soap+xml; charset=UTF-8");
        exchange.sendResponseHeaders(answer.contains("500") ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String envelope(List<String> answer) {
        return """
            <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing">
              <env:Header>
                <wsa:Action env:mustUnderstand="1">urn:hl7-org:v3:PRPA_IN201310UV02</wsa:Action>
              </env:Header>
              <env:Body>%s</env:Body>
            </env:Envelope>
            """.formatted(answer.contains("GARBAGE") ? "<x/>" : message(answer));
    }

    /** Namespaces, attributes and elements as products have them, more than our schema names. */
    private static String message(List<String> answer) {
        boolean found = !answer.contains("NF") && !answer.contains("AE");
        String ids = found
                ? answer.stream()
                        .map(id -> id.split("\\^", 2))
                        .map(id -> "<id root=\"" + id[0] + "\" extension=\"" + id[1]
                                + "\" assigningAuthorityName=\"HIE\"/>")
                        .reduce("", String::concat)
                : "";
        return """
            <PRPA_IN201310UV02 xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ITSVersion="XML_1.0">
              <id root="2.16.840.1.113883.3.1" extension="77"/>
              <creationTime value="20260301120000"/>
              <interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201310UV02"/>
              <processingCode code="P"/><processingModeCode code="T"/><acceptAckCode code="NE"/>
              <receiver typeCode="RCV"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.840.114350.1.13.99997.2.7766"/></device></receiver>
              <sender typeCode="SND"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.840.114350.1.13.99998.8734"/></device></sender>
              <acknowledgement><typeCode code="%s"/>%s</acknowledgement>
              <controlActProcess classCode="CACT" moodCode="EVN">
                <code code="PRPA_TE201310UV02" codeSystem="2.16.840.1.113883.1.18"/>
                %s
                <queryAck><queryId extension="1840997084" root="1.2.840.114350.1.13.28.1.18.5.999"/><statusCode code="deliveredResponse"/><queryResponseCode code="%s"/></queryAck>
              </controlActProcess>
            </PRPA_IN201310UV02>
            """.formatted(
                        answer.contains("AE") ? "AE" : "AA",
                        answer.contains("AE")
                                ? "<acknowledgementDetail typeCode=\"E\"><code code=\"204\"/><text>Unknown key identifier</text></acknowledgementDetail>"
                                : "",
                        found
                                ? "<subject typeCode=\"SUBJ\" contextConductionInd=\"false\"><registrationEvent classCode=\"REG\" moodCode=\"EVN\"><statusCode code=\"active\"/>"
                                        + "<subject1 typeCode=\"SBJ\"><patient classCode=\"PAT\">" + ids
                                        + "<statusCode code=\"active\"/><patientPerson classCode=\"PSN\" determinerCode=\"INSTANCE\"><name nullFlavor=\"NA\"/></patientPerson></patient></subject1>"
                                        + "<custodian typeCode=\"CST\"><assignedEntity classCode=\"ASSIGNED\"><id root=\"1.2.840.114350.1.13.99998.8734\"/></assignedEntity></custodian></registrationEvent></subject>"
                                : "",
                        answer.contains("AE") ? "AE" : answer.contains("NF") ? "NF" : "OK");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
