package dev.xdsi.benchmarks;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The requests of ITI-41 and ITI-43 in MTOM, but for the bytes of the document. */
final class DocumentMessages {
    static final Oid REPOSITORY = new Oid("1.2.826.0.1.3680043.10.999.3");
    private static final String BOUNDARY = "a-boundary-that-no-document-has";
    private static final String ROOT = "<root@example.org>";
    private static final String CONTENT_TYPE = "multipart/related; type=\"application/xop+xml\"; start=\"" + ROOT
            + "\"; start-info=\"application/soap+xml\"; boundary=\"" + BOUNDARY + "\"";

    private DocumentMessages() {}

    /** One document's submission: what precedes its bytes (the head of the HTTP request, the envelope, the MIME part's headers), they, what follows. */
    static final class Submission {
        private final String documentUniqueId;
        private final MadeUpDocument document;
        private final byte[] before;
        private final byte[] after;

        private Submission(String documentUniqueId, MadeUpDocument document, byte[] before, byte[] after) {
            this.documentUniqueId = documentUniqueId;
            this.document = document;
            this.before = before;
            this.after = after;
        }

        String documentUniqueId() {
            return documentUniqueId;
        }

        void writeTo(OutputStream out) throws IOException {
            out.write(before);
            document.writeTo(out);
            out.write(after);
        }
    }

    static Submission provideAndRegister(PatientId patient, MadeUpDocument document) {
        UUID entry = UUID.randomUUID();
        UUID set = UUID.randomUUID();
        String uniqueId = uid(entry);
        String metadata = MadeUpObjects.submitted(MadeUpObjects.submissionSet(EntryUuid.of(set), patient, uid(set)))
                + withoutContent(
                        MadeUpObjects.submitted(MadeUpObjects.documentEntry(EntryUuid.of(entry), patient, uniqueId)))
                + MadeUpObjects.submitted(MadeUpObjects.association(
                        AssociationType.HAS_MEMBER,
                        EntryUuid.of(UUID.randomUUID()),
                        EntryUuid.of(set),
                        EntryUuid.of(entry)));
        String envelope = envelope("urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b", """
                <x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007">\
                <l:SubmitObjectsRequest xmlns:l="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0">\
                <r:RegistryObjectList xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">%s</r:RegistryObjectList>\
                </l:SubmitObjectsRequest><x:Document id="urn:uuid:%s">\
                <i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:document@example.org"/>\
                </x:Document></x:ProvideAndRegisterDocumentSetRequest>""".formatted(metadata, entry));
        byte[] parts = ascii(rootPart(envelope) + "\r\n--" + BOUNDARY
                + "\r\nContent-Type: application/dicom\r\nContent-Transfer-Encoding: binary\r\n"
                + "Content-ID: <document@example.org>\r\n\r\n");
        byte[] end = ascii("\r\n--" + BOUNDARY + "--\r\n");
        byte[] head = head("/repository", parts.length + document.size() + end.length);
        return new Submission(uniqueId, document, joined(head, parts), end);
    }

    static byte[] retrieve(String documentUniqueId) {
        return message(
                "/repository", "urn:ihe:iti:2007:RetrieveDocumentSet", """
                <x:RetrieveDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007"><x:DocumentRequest>\
                <x:RepositoryUniqueId>%s</x:RepositoryUniqueId><x:DocumentUniqueId>%s</x:DocumentUniqueId>\
                </x:DocumentRequest></x:RetrieveDocumentSetRequest>""".formatted(REPOSITORY, documentUniqueId));
    }

    /** A request of one part, for a connection of its own. */
    static byte[] message(String path, String action, String request) {
        byte[] body = ascii(rootPart(envelope(action, request)) + "\r\n--" + BOUNDARY + "--\r\n");
        return joined(head(path, body.length), body);
    }

    /** What a repository finds out itself, and would compare. */
    private static String withoutContent(String entry) {
        return entry.replaceAll(
                "<([a-z0-9]+:)?Slot name=\"(hash|size|repositoryUniqueId)\".*?</([a-z0-9]+:)?Slot>", "");
    }

    private static byte[] head(String path, long length) {
        return ascii("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: "
                + CONTENT_TYPE + "\r\nContent-Length: " + length + "\r\n\r\n");
    }

    private static String rootPart(String envelope) {
        return "--" + BOUNDARY
                + "\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"\r\n"
                + "Content-Transfer-Encoding: binary\r\nContent-ID: " + ROOT + "\r\n\r\n" + envelope;
    }

    private static String envelope(String action, String body) {
        return """
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
                xmlns:a="http://www.w3.org/2005/08/addressing">\
                <s:Header><a:Action s:mustUnderstand="1">%s</a:Action><a:MessageID>urn:uuid:%s</a:MessageID>\
                <a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo></s:Header>\
                <s:Body>%s</s:Body></s:Envelope>""".formatted(action, UUID.randomUUID(), body);
    }

    /** The OID of a UUID (ITI TF-2: Appendix B.6). */
    private static String uid(UUID uuid) {
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
