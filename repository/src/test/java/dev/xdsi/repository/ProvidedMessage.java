package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A Provide and Register Document Set-b as a source writes it, octet by octet: documents attached and in the message itself. */
public final class ProvidedMessage {
    public static final String TYPE = "multipart/related; type=\"application/xop+xml\"; start=\"<root@source>\";"
            + " start-info=\"application/soap+xml\"; boundary=\"source-boundary\"";
    private static final String BOUNDARY = "--source-boundary";

    private final String objects;
    private final List<String> documents = new ArrayList<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    private ProvidedMessage(String objects) {
        this.objects = objects;
    }

    public static ProvidedMessage of(SubmissionDraft submission) {
        return of(submission.objects());
    }

    static ProvidedMessage of(List<RegistryObjectDraft> objects) {
        return new ProvidedMessage(
                objects.stream().map(RegistryObjectXml::write).collect(Collectors.joining("\n")));
    }

    /** @param id of the document's entry */
    public ProvidedMessage attached(String id, byte[] content) {
        String part = "part" + documents.size() + "@source";
        documents.add("<Document id=\"" + id
                + "\"><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:" + part
                + "\"/></Document>");
        parts.writeBytes((BOUNDARY + "\r\nContent-Type: application/octet-stream\r\n"
                        + "Content-Transfer-Encoding: binary\r\nContent-ID: <" + part + ">\r\n\r\n")
                .getBytes(UTF_8));
        parts.writeBytes(content);
        parts.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    ProvidedMessage inline(String id, byte[] content) {
        documents.add("<Document id=\"" + id + "\">" + Base64.getEncoder().encodeToString(content) + "</Document>");
        return this;
    }

    /** The body of the request, of the media type {@link #TYPE}. */
    public byte[] bytes() {
        String envelope = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">\
            <s:Header><a:Action s:mustUnderstand="1">urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b</a:Action>\
            <a:MessageID>urn:uuid:01234567-89ab-4def-8123-456789abcdef</a:MessageID>\
            <a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>\
            <a:To>http://localhost/repository</a:To></s:Header>\
            <s:Body><ProvideAndRegisterDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007">\
            <lcm:SubmitObjectsRequest xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0">\
            <RegistryObjectList xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">%s</RegistryObjectList>\
            </lcm:SubmitObjectsRequest>%s</ProvideAndRegisterDocumentSetRequest></s:Body></s:Envelope>
            """.formatted(objects, String.join("", documents));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(
                (BOUNDARY + "\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\""
                                + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <root@source>\r\n\r\n"
                                + envelope + "\r\n")
                        .getBytes(UTF_8));
        message.writeBytes(parts.toByteArray());
        message.writeBytes((BOUNDARY + "--\r\n").getBytes(UTF_8));
        return message.toByteArray();
    }
}
