package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.repository.registration.RegistryNotReachedException;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a source may write into a Provide and Register Document Set-b [ITI-41], and a consumer reads again, octet by octet. */
@Tag("integration")
class ProvidedShapesTest {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final List<SubmissionDraft> REGISTERED = Collections.synchronizedList(new ArrayList<>());

    private static volatile RegistryResponse answer = RegistryResponse.SUCCESS;
    private static volatile boolean gone;

    @TempDir
    private static Path folder;

    private static RunningRepository repository;

    private final int number = TESTS.incrementAndGet();

    @BeforeAll
    static void start() throws IOException {
        repository = new RunningRepository(folder, (request, caller) -> {
            if (gone) {
                throw new RegistryNotReachedException("refused", new ConnectException("refused"));
            }
            REGISTERED.add(request.submission());
            return answer;
        });
    }

    @AfterAll
    static void stop() {
        repository.close();
    }

    @BeforeEach
    void well() {
        answer = RegistryResponse.SUCCESS;
        gone = false;
        REGISTERED.clear();
    }

    @Test
    void attachedAndInlineAndEmptyInOneMessage() throws Exception {
        byte[] octets = octets(70_000);
        byte[] like = ("\r\n--source-boundar\r\n" + "x".repeat(5_000) + "\r\n--source").getBytes(UTF_8);
        ProvidedMessage message = ProvidedMessage.of(submission("a", "b", "c", "d", "e"))
                .attached(id("a"), octets)
                .inline(id("b"), octets)
                .attached(id("c"), new byte[0])
                .inline(id("d"), new byte[0])
                .attached(id("e"), like);

        assertSuccess(send(message));

        assertThat(content("a")).isEqualTo(octets);
        assertThat(content("b")).isEqualTo(octets);
        assertThat(content("c")).isEmpty();
        assertThat(content("d")).isEmpty();
        assertThat(content("e")).isEqualTo(like);
        assertThat(registered("c").slotValue(SlotName.HASH)).contains(Hash.OF_NOTHING.hex());
        assertThat(registered("d").slotValue(SlotName.SIZE)).contains("0");
        assertThat(registered("a").slotValue(SlotName.SIZE)).contains("70000");
        assertThat(registered("a").slotValue(SlotName.REPOSITORY_UNIQUE_ID)).contains(Submissions.REPOSITORY.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/dicom",
                "Application/DICOM",
                "text/plain; charset=\"utf-8\"",
                "text/x-a.b+c;q=\"a, b; c\"; d=e",
                "application/vnd.x!#$&^_.y; z=<>"
            })
    void theMimeTypeIsKeptAsItIsWritten(String mimeType) throws Exception {
        SubmissionDraft submission = submission("a").mapDocumentEntries(entry -> withMimeType(entry, mimeType));

        assertSuccess(send(ProvidedMessage.of(submission).attached(id("a"), octets(10))));

        assertThat(registered("a").header().mimeType()).isEqualTo(mimeType);
        assertThat(retrieve("a").documents())
                .extracting(RetrievedDocument::mimeType)
                .containsExactly(mimeType);
    }

    /** It would go on in the header of a part. */
    @Test
    void aMimeTypeOfSeveralLinesIsRefused() throws Exception {
        SubmissionDraft submission =
                submission("a").mapDocumentEntries(entry -> withMimeType(entry, "text/plain\r\nX-Evil: yes"));

        assertRefused(
                send(ProvidedMessage.of(submission).attached(id("a"), octets(10))),
                ErrorCode.XDSRepositoryMetadataError);
    }

    @Test
    void whatHasNoCounterpartIsNamed() throws Exception {
        HttpResponse<String> response = send(ProvidedMessage.of(submission("a", "b"))
                .attached(id("a"), octets(9))
                .inline(id("c"), octets(9)));

        assertRefused(response, ErrorCode.XDSMissingDocument, ErrorCode.XDSMissingDocumentMetadata);
        assertThat(response.body()).contains(id("b"), id("c"));
    }

    @Test
    void aUniqueIdTwice() throws Exception {
        List<RegistryObject> objects = objects("a", "b");
        objects.replaceAll(object -> object.entryUUID().equals(Submissions.uuid(own("b")))
                ? Submissions.manifest(own("b")).toBuilder()
                        .uniqueId(uniqueId("a"))
                        .build()
                : object);
        SubmissionDraft twins = Submissions.of(objects.toArray(RegistryObject[]::new));

        HttpResponse<String> response =
                send(ProvidedMessage.of(twins).attached(id("a"), octets(9)).attached(id("b"), octets(9)));

        assertRefused(response, ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage);
        assertThat(response.body()).contains(uniqueId("a"));
    }

    @Test
    void anIdTwice() throws Exception {
        assertRefused(
                send(ProvidedMessage.of(submission("a"))
                        .attached(id("a"), octets(9))
                        .inline(id("a"), octets(9))),
                ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage);
        List<RegistryObjectDraft> objects = new ArrayList<>(submission("a").objects());
        objects.add(submission("a").documentEntries().findFirst().orElseThrow());
        assertRefused(
                send(ProvidedMessage.of(objects).attached(id("a"), octets(9))),
                ErrorCode.XDSRepositoryMetadataError,
                ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage);
    }

    @Test
    void aStatedHashOrSizeThatIsWrongSaysOfWhichDocument() throws Exception {
        SubmissionDraft wrong = submission("a", "b")
                .mapDocumentEntries(entry -> entry.id().equals(id("b"))
                        ? entry.withSlot(SlotName.HASH, "ab".repeat(20)).withSlot(SlotName.SIZE, "9")
                        : entry);
        HttpResponse<String> response =
                send(ProvidedMessage.of(wrong).attached(id("a"), octets(9)).inline(id("b"), octets(9)));

        assertRefused(response, ErrorCode.XDSRepositoryMetadataError);
        assertThat(response.body())
                .contains("hash of document " + uniqueId("b"))
                .doesNotContain(uniqueId("a"));
    }

    @Test
    void whatTheRegistrySaysComesWordForWord() throws Exception {
        answer = RegistryResponse.ofSubmission(List.of(
                XdsError.of(ErrorCode.XDSUnknownPatientId, "MARY & <Co>", "here"),
                XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:x")));
        HttpResponse<String> refused = send(ProvidedMessage.of(submission("a")).attached(id("a"), octets(9)));
        assertThat(refused.body())
                .contains("ResponseStatusType:Failure", "codeContext=\"MARY &amp; &lt;Co", "location=\"here\"")
                .contains("XDSExtraMetadataNotSaved", "ErrorSeverityType:Warning");
        assertThat(held("a")).isFalse();

        answer = RegistryResponse.ofSubmission(List.of(XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:x")));
        HttpResponse<String> warned = send(ProvidedMessage.of(submission("a")).attached(id("a"), octets(9)));
        assertThat(warned.body()).contains("ResponseStatusType:Success", "XDSExtraMetadataNotSaved", "urn:x");
        assertThat(held("a")).isTrue();
    }

    @Test
    void aRegistryThatIsGone() throws Exception {
        gone = true;

        assertRefused(
                send(ProvidedMessage.of(submission("a")).attached(id("a"), octets(9))),
                ErrorCode.XDSRegistryNotAvailable);
    }

    /** The registry says of the second attempt that all is there. */
    @Test
    void theSameAgainAfterALostAnswerIsStoredOnce() throws Exception {
        byte[] message =
                ProvidedMessage.of(submission("a")).attached(id("a"), octets(9)).bytes();
        try (Socket broken =
                new Socket(repository.address().getHost(), repository.address().getPort())) {
            broken.setSoTimeout(30_000);
            broken.setSoLinger(true, 0);
            broken.getOutputStream()
                    .write(("POST " + repository.address().getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                    + ProvidedMessage.TYPE + "\r\nContent-Length: " + message.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            broken.getOutputStream().write(message);
            assertThat(broken.getInputStream().read())
                    .as("an answer begins to come")
                    .isPositive();
        }

        assertSuccess(repository.post(ProvidedMessage.TYPE, message));

        assertThat(REGISTERED).hasSize(2);
        assertThat(REGISTERED.get(0)).isEqualTo(REGISTERED.get(1));
        assertThat(content("a")).isEqualTo(octets(9));
    }

    @Test
    void manyDocumentsComeInTheOrderInWhichTheyWereAskedFor() throws Exception {
        String[] names =
                Stream.iterate(0, i -> i + 1).limit(40).map(i -> "n" + i).toArray(String[]::new);
        ProvidedMessage message = ProvidedMessage.of(submission(names));
        for (String name : names) {
            message.attached(id(name), name.getBytes(UTF_8));
        }
        assertSuccess(send(message));
        List<String> wanted = new ArrayList<>(List.of(names));
        Collections.reverse(wanted);
        wanted.add(7, "nobody");

        RetrieveDocumentSetResponse response = retrieve(wanted.toArray(String[]::new));

        assertThat(response.outcome().status()).isEqualTo(RegistryResponse.Status.PARTIAL_SUCCESS);
        assertThat(response.errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDocumentUniqueIdError);
        wanted.remove(7);
        assertThat(response.documents())
                .extracting(document -> new String(read(document), UTF_8))
                .containsExactlyElementsOf(wanted);
    }

    /** ITI TF-2: 3.43.4.2: whether anything is attached or not. */
    @Test
    void anAnswerWithoutDocumentsIsMtomToo() throws Exception {
        String nobody = """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">
            <s:Header><a:Action s:mustUnderstand="1">urn:ihe:iti:2007:RetrieveDocumentSet</a:Action>
            <a:MessageID>urn:uuid:01234567-89ab-4def-8123-456789abcdef</a:MessageID></s:Header>
            <s:Body><RetrieveDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007"><DocumentRequest>
            <RepositoryUniqueId>%s</RepositoryUniqueId><DocumentUniqueId>1.9.9</DocumentUniqueId>
            </DocumentRequest></RetrieveDocumentSetRequest></s:Body></s:Envelope>
            """.formatted(Submissions.REPOSITORY.value());

        HttpResponse<String> response = repository.post("application/soap+xml; charset=UTF-8", nobody.getBytes(UTF_8));

        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("multipart/related")
                .contains("type=\"application/xop+xml\"", "start-info=\"application/soap+xml\"");
        assertThat(response.body())
                .contains("XDSDocumentUniqueIdError", "ResponseStatusType:Failure")
                .doesNotContain("HomeCommunityId");
    }

    private HttpResponse<String> send(ProvidedMessage message) throws IOException, InterruptedException {
        return repository.post(ProvidedMessage.TYPE, message.bytes());
    }

    private static void assertSuccess(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("ResponseStatusType:Success").doesNotContain("RegistryError ");
    }

    /** With these codes and no other, and nothing is kept or registered. */
    private void assertRefused(HttpResponse<String> response, ErrorCode... codes) {
        assertThat(response.body()).contains("ResponseStatusType:Failure");
        assertThat(response.body().split("errorCode=\"", -1))
                .as(response.body())
                .hasSize(codes.length + 1);
        for (ErrorCode code : codes) {
            assertThat(response.body()).contains("errorCode=\"" + code + "\"");
        }
        assertThat(held("a")).isFalse();
        assertThat(REGISTERED).isEmpty();
    }

    private boolean held(String name) {
        return repository.store().documentUniqueIds().contains(uniqueId(name));
    }

    private byte[] content(String name) {
        return read(retrieve(name).documents().getFirst());
    }

    private RetrieveDocumentSetResponse retrieve(String... names) {
        List<DocumentRequest> wanted = Stream.of(names)
                .map(name -> new DocumentRequest(null, Submissions.REPOSITORY.value(), uniqueId(name)))
                .toList();
        return DocumentSetCodec.decode(repository
                .client()
                .documentRepositoryRetrieveDocumentSet(
                        DocumentRequestCodec.encode(new RetrieveDocumentSetRequest(wanted))));
    }

    private static byte[] read(RetrievedDocument document) {
        try (InputStream in = document.content().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RegistryObjectDraft registered(String name) {
        return REGISTERED
                .getLast()
                .documentEntries()
                .filter(entry -> entry.id().equals(id(name)))
                .findFirst()
                .orElseThrow();
    }

    /** A submission of documents of these names, which are of this test alone. */
    private SubmissionDraft submission(String... names) {
        return Submissions.of(objects(names).toArray(RegistryObject[]::new));
    }

    private List<RegistryObject> objects(String... names) {
        List<RegistryObject> objects = new ArrayList<>(List.of(Submissions.submissionSet(own("set"))));
        for (String name : names) {
            objects.add(Submissions.manifest(own(name)).toBuilder()
                    .hash(null)
                    .size(null)
                    .build());
            objects.add(Submissions.member(
                    own("member-" + name), Submissions.uuid(own("set")), Submissions.uuid(own(name))));
        }
        return objects;
    }

    private static RegistryObjectDraft withMimeType(RegistryObjectDraft entry, String mimeType) {
        return entry.with(header -> new RegistryObjectDraft.Header(
                header.id(),
                header.lid(),
                header.home(),
                header.objectType(),
                header.status(),
                mimeType,
                header.versionName()));
    }

    private String own(String name) {
        return number + "-" + name;
    }

    private String id(String name) {
        return Submissions.uuid(own(name)).value();
    }

    private String uniqueId(String name) {
        return Submissions.manifest(own(name)).uniqueId();
    }

    /** Of every value, line ends and zeros among them. */
    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) (i * 31 + i / 256);
        }
        return octets;
    }
}
