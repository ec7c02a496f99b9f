package dev.xdsi.conformance.simulator;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the MessageID of the request into the answer, whose other bytes stay as they are (ITI TF-2: V.3.1.2). */
final class Related implements ResponseTransformerV2 {
    static final String NAME = "related";

    /** Stands for the MessageID in answers that are prepared. */
    static final String MESSAGE_ID = Simulators.MESSAGE_ID;

    static final String EMPTY_ANSWER = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing"><s:Header>\
            <wsa:Action s:mustUnderstand="true">urn:ihe:iti:2007:CrossGatewayQueryResponse</wsa:Action>\
            <wsa:RelatesTo>%s</wsa:RelatesTo></s:Header><s:Body>\
            <query:AdhocQueryResponse xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" \
            xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0" \
            status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"><rim:RegistryObjectList/>\
            </query:AdhocQueryResponse></s:Body></s:Envelope>""".formatted(MESSAGE_ID);

    private static final Pattern SENT = Pattern.compile("<(?:\\w+:)?MessageID[^>]*>\\s*([^<\\s]+)\\s*<");

    @Override
    public Response transform(Response response, ServeEvent event) {
        Matcher sent = SENT.matcher(event.getRequest().getBodyAsString());
        String messageId = sent.find() ? sent.group(1) : "";
        String body = new String(response.getBody(), StandardCharsets.ISO_8859_1).replace(MESSAGE_ID, messageId);
        return Response.Builder.like(response)
                .but()
                .body(body.getBytes(StandardCharsets.ISO_8859_1))
                .build();
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public String getName() {
        return NAME;
    }
}
