package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.ebrim.RemovalCodec;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a message can try at every SOAP endpoint of a registry, by the number of the attack. The oracle is common: a clear error, nothing
 * stored, nothing disclosed, nobody called, and a valid request is answered afterwards.
 */
class HostileEnvelopesTest extends UpdateActions {
    private static final String SOAP = "application/soap+xml; charset=UTF-8";
    private static final String NOTIFICATION =
            "http://docs.oasis-open.org/wsn/bw-2/NotificationProducer/SubscribeRequest";

    private static ServerSocket canary;

    /** The transactions, each with its path and its {@code wsa:Action}. */
    enum Place {
        ITI_18("/registry", "urn:ihe:iti:2007:RegistryStoredQuery"),
        ITI_51("/registry", "urn:ihe:iti:2009:MultiPatientStoredQuery"),
        ITI_42("/registry", "urn:ihe:iti:2007:RegisterDocumentSet-b"),
        ITI_61("/registry", "urn:ihe:iti:2010:RegisterOnDemandDocumentEntry"),
        ITI_57("/metadata-update", "urn:ihe:iti:2010:UpdateDocumentSet"),
        ITI_62("/metadata-update", "urn:ihe:iti:2010:DeleteDocumentSet"),
        ITI_92("/update-responder", "urn:ihe:iti:2018:RestrictedUpdateDocumentSet"),
        ITI_52(RunningBroker.PATH, NOTIFICATION),
        ITI_44("/patient-identity-feed", "urn:hl7-org:v3:PRPA_IN201301UV02");

        private final String path;
        private final String action;

        Place(String path, String action) {
            this.path = path;
            this.action = action;
        }
    }

    /** Whose messages may have elements of others, which are passed over. */
    private static final Set<Place> OPEN = EnumSet.of(Place.ITI_52, Place.ITI_44);

    @BeforeAll
    static void listen() throws IOException {
        canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        canary.setSoTimeout(1);
    }

    @AfterAll
    static void stopListening() throws IOException {
        canary.close();
    }

    @BeforeEach
    void somethingToDisclose() {
        register("s", manifest("secret"));
    }

    private String valid(Place place) {
        return Messages.envelope(
                place.action,
                switch (place) {
                    case ITI_18 ->
                        Messages.written(StoredQueryCodec.encode(findDocuments().request()));
                    case ITI_51 ->
                        Messages.written(StoredQueryCodec.encode(Ask.of(Query.FindDocumentsForMultiplePatients)
                                .withList("$XDSDocumentEntryPatientId", patient.cx())
                                .with("$XDSDocumentEntryStatus", Ask.APPROVED)
                                .withList(
                                        "$XDSDocumentEntryClassCode",
                                        manifest("secret").classCode().coded())
                                .request()));
                    case ITI_42 ->
                        Messages.written(SubmissionCodec.encode(Submissions.of(set("new", manifest("new-document")))));
                    case ITI_61 ->
                        Messages.written(SubmissionCodec.encode(Submissions.of(set(
                                "demanded",
                                manifest("demanded-document").toBuilder()
                                        .objectType(DocumentEntryType.ON_DEMAND)
                                        .creationTime(null)
                                        .hash(null)
                                        .size(null)
                                        .build()))));
                    case ITI_57 -> update("updated");
                    case ITI_92 -> update("restricted");
                    case ITI_62 ->
                        Messages.written(RemovalCodec.encode(
                                new RemoveMetadataRequest(List.of(ids("s", "secret", "s>secret")))));
                    case ITI_52 ->
                        Messages.written(Subscriber.request(
                                registry.broker().recipient().base() + "/" + patient.id(),
                                "ihe:FullDocumentEntry",
                                new Ask(
                                                "urn:uuid:aa2332d0-f8fe-11e0-be50-0800200c9a66",
                                                ReturnType.LeafClass,
                                                null,
                                                List.of())
                                        .withList("$XDSDocumentEntryPatientId", patient.cx())));
                    case ITI_44 ->
                        Messages.patientAdded(
                                patient.assigningAuthority().value(),
                                patient("eve").id());
                });
    }

    private String update(String set) {
        return Messages.written(SubmissionCodec.encode(Submissions.of(
                submissionSet(set), version(set + "-version", manifest("secret")), updates(set, set + "-version", 1))));
    }

    private String answer(Place place, String message) throws Exception {
        return answer(place, message, StandardCharsets.UTF_8);
    }

    private String answer(Place place, String message, Charset charset) throws Exception {
        return answered(registry.send(place.path, SOAP, message.getBytes(charset)));
    }

    private static String answered(HttpResponse<String> response) {
        return "HTTP " + response.statusCode() + "\n" + response.body();
    }

    /** The oracle, but for what was stored. */
    private void refused(Place place, String answer) {
        assertThat(answer)
                .as(place.name())
                .doesNotContain(":Receiver", "Exception", "\tat ", "root:", id("secret"))
                .doesNotContain("ResponseStatusType:Success", "SubscriptionReference", "code=\"CA\"")
                .satisfiesAnyOf(
                        it -> assertThat(it).contains("Fault>"),
                        it -> assertThat(it).contains("ResponseStatusType:Failure"),
                        it -> assertThat(it).startsWith("HTTP 4"));
    }

    private void unharmed() throws Exception {
        assertThat(found(findDocuments())).containsExactly("secret");
        assertThat(found(getDocuments("new-document", "demanded-document", "updated-version", "restricted-version")))
                .isEmpty();
        assertThat(registry.patients().isKnown(patient("eve"))).isFalse();
        assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
    }

    private static String address() {
        return "http://127.0.0.1:" + canary.getLocalPort() + "/";
    }

    /** Otherwise they would be refused for another reason. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void unspoiledTheyAreTaken(Place place) throws Exception {
        taken(place, answer(place, valid(place)));
    }

    private static void taken(Place place, String answer) {
        assertThat(answer)
                .as(place.name())
                .startsWith("HTTP 200")
                .doesNotContain("Fault>")
                .containsAnyOf("ResponseStatusType:Success", "SubscriptionReference", "code=\"CA\"");
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void attacksAreRefusedEverywhere(Attack attack) throws Exception {
        for (Place place : Place.values()) {
            if (OPEN.contains(place) && attack.isForeignContent()) {
                String open = attack.on(
                        valid(place)
                                .replace(patient("eve").id(), patient("adam").id()),
                        address());
                assertThat(answer(place, open)).doesNotContain(":Receiver", "Exception", "root:");
            } else {
                refused(place, answer(place, attack.on(valid(place), address())));
            }
        }
        unharmed();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void x05_x23_neitherSchemasNorStylesheetsAreFetched(Place place) throws Exception {
        String pointing = "<?xml-stylesheet href=\"" + address() + "x.xsl\" type=\"text/xsl\"?>"
                + Messages.withAttributes(
                        valid(place),
                        "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:schemaLocation=\"urn:a " + address()
                                + "a.xsd\"");
        answer(place, pointing);
        assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
    }

    /** Whoever goes on sending after he was refused may find the connection closed before he reads why. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void x14_aLongTextIsNotReadToItsEnd(Place place) throws Exception {
        String text = "<a>" + "a".repeat(21_000_000) + "</a>";
        List<String> messages = OPEN.contains(place)
                ? List.of(Messages.withHeader(valid(place), text))
                : List.of(Messages.withHeader(valid(place), text), Messages.withContent(valid(place), text));
        for (String message : messages) {
            Throwable refused = catchThrowable(() -> refused(place, answer(place, message)));
            if (refused != null) {
                assertThat(refused).isInstanceOf(IOException.class);
            }
        }
        unharmed();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void x15_aFloodOfCommentsIsNoMoreThanItsBytes(Place place) throws Exception {
        String flood = Messages.withHeader(valid(place), "<!--a--><?a a?>".repeat(20_000));
        assertThat(answer(place, flood)).doesNotContain(":Receiver", "Exception");
    }

    @Test
    void x17_bytesThatAreNoTextAreRefused() throws Exception {
        for (Place place : Place.values()) {
            String message = Messages.withHeader(valid(place), "<a>\u00e9</a>");
            refused(place, answer(place, message, StandardCharsets.ISO_8859_1));
            refused(place, answer(place, message, StandardCharsets.UTF_16));
        }
        unharmed();
    }

    /** Whatever it holds, it is refused in the same words: nobody learns how far it was read. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void x25_whatIsEncryptedIsRefusedInTheSameWay(Place place) throws Exception {
        Set<String> answers = new HashSet<>();
        for (String content :
                List.of("", "<x:CipherData/>", "<x:CipherData><x:CipherValue>AAAA</x:CipherValue></x:CipherData>")) {
            String answer = answer(place, Messages.withHeader(valid(place), Attack.encrypted(content)));
            refused(place, answer);
            answers.add(answer.replaceAll("urn:uuid:[0-9a-f-]{36}", "urn:uuid"));
        }
        assertThat(answers).hasSize(1);
    }

    /** What was written comes back as text, whatever it would be elsewhere. */
    @Test
    void x31_aScriptInATitleIsText() throws Exception {
        String script = "<script>alert('x')</script>\"]]>&lt;";
        register(
                "t",
                manifest("scripted").toBuilder()
                        .title(InternationalString.of(script))
                        .build());
        assertThat(registry.post(QueryMessage.of(getDocuments("scripted"))))
                .contains("ResponseStatusType:Success", "&lt;script")
                .doesNotContain("<script");
        assertThat(answer(getDocuments("scripted")).objects())
                .singleElement()
                .satisfies(object -> assertThat(String.valueOf(object.name())).contains(script));
    }

    /** The HTTP action is not looked at (ITI TF-2: V.3), so it opens nothing either. */
    @Test
    void w01_theActionOfHttpCountsForNothing() throws Exception {
        String answer = answered(registry.send(
                Place.ITI_18.path,
                SOAP + "; action=\"" + Place.ITI_42.action + "\"",
                valid(Place.ITI_18).getBytes(StandardCharsets.UTF_8)));
        assertThat(answer).contains("AdhocQueryResponse", id("secret"));
    }

    /** Nobody looks at a signature that he is not told to understand, so nobody carries out what stands in it either. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void x27_whatIsNotUnderstoodIsNotCarriedOut(Place place) throws Exception {
        String demanded = Attack.X27_A_STYLESHEET_TO_CARRY_OUT.on(valid(place), address());
        int signature = demanded.indexOf("<ds:Signature");
        String signed = demanded.substring(0, signature)
                + demanded.substring(signature).replaceFirst(" soap:mustUnderstand=\"1\"", "");

        taken(place, answer(place, signed));

        assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
    }

    /** Who calls is who was proven to, and where an answer goes is where the question came from. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void w05_nobodyIsWhoHeSaysNorElsewhereThanHeIs(Place place) throws Exception {
        String other = Messages.withHeader(
                valid(place),
                "<wsa:From soap:mustUnderstand=\"1\"><wsa:Address>" + address() + "</wsa:Address></wsa:From><wsa:To>"
                        + address() + "</wsa:To>");

        taken(place, answer(place, other));

        assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
        assertThat(registry.audit().read(0, 1_000_000))
                .isNotEmpty()
                .noneMatch(record -> new String(record.message(), StandardCharsets.UTF_8).contains(address()));
    }

    /** An id that was seen is neither refused nor answered with what was answered then. */
    @Test
    void w08_aMessageIdThatWasSeenSaysNothing() throws Exception {
        String first = Messages.envelope(
                Place.ITI_18.action,
                Messages.written(StoredQueryCodec.encode(getDocuments("secret").request())));
        String second = Messages.envelope(
                Place.ITI_18.action,
                Messages.written(
                        StoredQueryCodec.encode(getDocuments("nobody's").request())));

        assertThat(answer(Place.ITI_18, first)).contains("ResponseStatusType:Success", id("secret"));
        assertThat(answer(Place.ITI_18, second))
                .contains("ResponseStatusType:Success")
                .doesNotContain(id("secret"));
        assertThat(answer(Place.ITI_18, first)).contains(id("secret"));
    }

    /** The same submission once more, under the id that it had: nothing is there twice, and nobody is told that it is new. */
    @Test
    void w08_aSubmissionUnderTheSameIdIsNotTwo() throws Exception {
        String submission = valid(Place.ITI_42);
        taken(Place.ITI_42, answer(Place.ITI_42, submission));

        answer(Place.ITI_42, submission);

        assertThat(found(getDocuments("new-document"))).containsExactly("new-document");
    }

    /** The control: what is asked for is what is always done. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void w10_anAnswerThatComesBackIsGiven(Place place) throws Exception {
        String anonymous = "<wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address>";
        taken(place, answer(place, Messages.withHeader(valid(place), "<wsa:FaultTo>" + anonymous + "</wsa:FaultTo>")));
    }

    /** What cannot be understood, for whatever reason, is its sender's fault, and HTTP says so too (SOAP 1.2 Part 2: 7.5.2.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"/>",
                "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Header/></soap:Envelope>",
                "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body/></soap:Envelope>",
                "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body><a/></soap:Body>",
                "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body><a/></soap:Body></soap:Envelope>"
            })
    void whatIsNoMessageIsTheSendersFault(String message) throws Exception {
        for (Place place : Place.values()) {
            assertThat(answer(place, message))
                    .as(place.name())
                    .startsWith("HTTP 500")
                    .contains("Fault>", ":Sender<");
        }
    }

    /** Who has to be understood and is not, and who speaks another version, has codes of his own (SOAP 1.2 Part 1: 5.4.6). */
    @Test
    void whatIsNotUnderstoodIsNamed() throws Exception {
        for (Place place : Place.values()) {
            assertThat(answer(place, Attack.X18_SOMETHING_TO_BE_UNDERSTOOD.on(valid(place), address())))
                    .as(place.name())
                    .startsWith("HTTP 500")
                    .contains("Fault>", ":MustUnderstand<");
            for (String other :
                    List.of(Attack.X20_SOAP_1_1.on(valid(place), address()), "<a/>", "<Envelope xmlns=\"urn:a\"/>")) {
                assertThat(answer(place, other))
                        .as(place.name())
                        .startsWith("HTTP 500")
                        .contains("Fault>", ":VersionMismatch<");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "file:///etc/passwd", "cid:nobody@xdsi"})
    void m01_m02_m03_nothingIsIncludedFromElsewhere(String href) throws Exception {
        String include = "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\""
                + href.replace("http://127.0.0.1/", address()) + "\"/>";
        for (Place place : Place.values()) {
            String spoiled = Messages.withContent(valid(place), include);
            refused(place, multipart(place, spoiled, 0));
            refused(place, answer(place, spoiled));
        }
        unharmed();
    }

    @Test
    void m05_aMessageOfManyPartsIsRefused() throws Exception {
        for (Place place : Place.values()) {
            refused(place, multipart(place, valid(place), 30_000));
        }
        unharmed();
    }

    private String multipart(Place place, String root, int more) throws Exception {
        String parts = "--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"\r\n"
                + "Content-ID: <root@xdsi>\r\n\r\n" + root + "\r\n"
                + "--b\r\nContent-ID: <a@xdsi>\r\n\r\nx\r\n".repeat(more) + "--b--\r\n";
        return answered(registry.send(
                place.path,
                "multipart/related; type=\"application/xop+xml\"; start=\"<root@xdsi>\";"
                        + " start-info=\"application/soap+xml\"; boundary=\"b\"",
                parts.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?wsdl=../../etc/passwd", "?xsd=../../../../etc/passwd", "?xsd=file:///etc/passwd"})
    void m34_aDescriptionIsNoWayToFiles(String query) throws Exception {
        for (Place place : Place.values()) {
            assertThat(answered(registry.get(place.path + query))).doesNotContain("root:", "Exception");
        }
    }
}
