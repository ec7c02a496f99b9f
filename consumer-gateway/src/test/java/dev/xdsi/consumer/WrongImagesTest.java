package dev.xdsi.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.retrieval.WrongInstanceException;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Another community gives by SOP Instance UID alone, whatever study it is asked for: nothing of another study passes our gateway. */
@org.junit.jupiter.api.Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongImagesTest {
    private static final Caller CONSUMER = Caller.self("consumer");
    private static final String STUDY = "1.2.5";
    private static final String SERIES = "1.2.5.9";
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    @TempDir
    static Path folder;

    private XcaCommunity north;
    private XcaCommunity east;

    @BeforeAll
    void start() throws IOException {
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        north = new XcaCommunity("north", "1.9.1", authority.node("north"), folder, PatientIds.SAME_EVERYWHERE);
        east = new XcaCommunity("east", "1.9.2", authority.node("east"), folder, PatientIds.SAME_EVERYWHERE);
        north.others.replace(List.of(east.asPartner(Duration.ofMinutes(1))));
    }

    @AfterAll
    void stop() {
        north.close();
        east.close();
    }

    @BeforeEach
    void share() {
        east.images.clear();
        for (String uid : List.of("1.2.5.1", "1.2.5.2", "1.2.5.3")) {
            has(uid, TestStudy.image(STUDY, SERIES, uid));
        }
    }

    private void has(String uid, byte[] file) {
        east.images.put(uid, TestStudy.content(file));
    }

    @Test
    void anImageOfAnotherStudyIsAnErrorBesideThoseThatAreRight() throws IOException {
        has("1.2.5.2", TestStudy.image("1.2.6", SERIES, "1.2.5.2"));

        isRefusedAmongOthers("1.2.5.2");
    }

    @Test
    void anImageOfAnotherSeriesIsAnErrorBesideThoseThatAreRight() throws IOException {
        has("1.2.5.1", TestStudy.image(STUDY, "1.2.5.8", "1.2.5.1"));

        isRefusedAmongOthers("1.2.5.1");
    }

    @Test
    void anotherImageIsAnErrorBesideThoseThatAreRight() throws IOException {
        has("1.2.5.3", TestStudy.image(STUDY, SERIES, "1.2.5.4"));

        isRefusedAmongOthers("1.2.5.3");
    }

    @Test
    void whatIsNoDicomIsAnErrorBesideImages() throws IOException {
        has("1.2.5.2", "%PDF-1.7 of somebody".getBytes(StandardCharsets.US_ASCII));

        isRefusedAmongOthers("1.2.5.2");
    }

    private void isRefusedAmongOthers(String wrong) throws IOException {
        int before = north.trail().size();
        RetrieveDocumentSetResponse answer = ask("1.2.5.1", "1.2.5.2", "1.2.5.3");
        Map<String, byte[]> came = new LinkedHashMap<>();
        read(answer, came);

        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSDocumentUniqueIdError);
            assertThat(error.codeContext()).isEqualTo(wrong + ": no such document is available there");
            assertThat(error.location()).isEqualTo(east.home.urn());
        });
        List<String> right = Stream.of("1.2.5.1", "1.2.5.2", "1.2.5.3")
                .filter(uid -> !uid.equals(wrong))
                .toList();
        assertThat(came.keySet()).containsExactlyElementsOf(right);
        came.forEach((uid, bytes) -> assertThat(bytes).isEqualTo(TestStudy.image(STUDY, SERIES, uid)));
        assertThat(records(before, 2))
                .anySatisfy(record -> assertThat(record)
                        .contains("\"RAD-69\"", "/initiating-imaging-gateway", "XDSDocumentUniqueIdError")
                        .containsPattern("EventOutcomeIndicator=\"(4|8)\""));
    }

    @Test
    void nothingOfAWrongImageLeavesWhereTheAnswerHasBegun() {
        byte[] large =
                TestStudy.file(image(STUDY, SERIES, "1.2.5.1").setBytes(Tag.PixelData, VR.OW, new byte[9_000_000]));
        has("1.2.5.1", large);
        has("1.2.5.2", TestStudy.image("1.2.6", SERIES, "1.2.5.2"));
        int before = north.trail().size();
        Map<String, byte[]> came = new LinkedHashMap<>();

        Throwable broken = catchThrowable(() -> read(ask("1.2.5.1", "1.2.5.2", "1.2.5.3"), came));

        assertThat(broken).isInstanceOfAny(IOException.class, PartnerException.class);
        assertThat(came.getOrDefault("1.2.5.1", large)).isEqualTo(large);
        assertThat(came.getOrDefault("1.2.5.2", new byte[0])).isEmpty();
        assertThat(records(before, 2))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record).containsPattern("EventOutcomeIndicator=\"(4|8)\""));
    }

    /** Who reads in this process is told, and has what comes after it. */
    @Test
    void aReaderInThisProcessGoesOnAfterAWrongImage() throws IOException {
        has(
                "1.2.5.1",
                TestStudy.file(image(STUDY, SERIES, "1.2.5.1").setBytes(Tag.PixelData, VR.OW, new byte[9_000_000])));
        has("1.2.5.2", TestStudy.image("1.2.6", SERIES, "1.2.5.2"));
        RetrieveDocumentSetResponse answer =
                ask(north.initiating.retrieveImagingDocumentSet(), "1.2.5.1", "1.2.5.2", "1.2.5.3");
        List<RetrievedDocument> documents = answer.documents();

        assertThat(documents).hasSize(3);
        assertThat(bytes(documents.get(0))).hasSizeGreaterThan(9_000_000);
        assertThat(catchThrowable(() -> bytes(documents.get(1)))).isInstanceOf(WrongInstanceException.class);
        assertThat(bytes(documents.get(2))).isEqualTo(TestStudy.image(STUDY, SERIES, "1.2.5.3"));
        answer.delivery().complete();
    }

    /** After one that is wrong, all of the answer is looked into before it is passed on. */
    @Test
    void wrongImagesAreNamedHoweverFarBehindTheFirstTheyAre() throws IOException {
        has("1.2.5.1", TestStudy.image("1.2.6", SERIES, "1.2.5.1"));
        has(
                "1.2.5.2",
                TestStudy.file(image(STUDY, SERIES, "1.2.5.2").setBytes(Tag.PixelData, VR.OW, new byte[9_000_000])));
        has("1.2.5.3", TestStudy.image("1.2.6", SERIES, "1.2.5.3"));
        Map<String, byte[]> came = new LinkedHashMap<>();

        RetrieveDocumentSetResponse answer = ask("1.2.5.1", "1.2.5.2", "1.2.5.3");
        read(answer, came);

        assertThat(answer.errors()).hasSize(2);
        assertThat(came.keySet()).containsExactly("1.2.5.2");
        assertThat(came.get("1.2.5.2")).hasSizeGreaterThan(9_000_000);
    }

    @Test
    void anImageAskedForInTwoPlacesIsRightInOne() throws IOException {
        DocumentRequest image = document("1.2.5.1");
        RetrieveDocumentSetResponse answer = north.retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(
                                        new StudyRequest("1.2.4", List.of(new SeriesRequest(SERIES, List.of(image)))),
                                        new StudyRequest(STUDY, List.of(new SeriesRequest(SERIES, List.of(image))))),
                                List.of(UID.ExplicitVRLittleEndian)),
                        CONSUMER);
        Map<String, byte[]> came = new LinkedHashMap<>();
        read(answer, came);

        assertThat(answer.errors()).isEmpty();
        assertThat(came.keySet()).containsExactly("1.2.5.1");
    }

    @Test
    void whatHonestCommunitiesWriteDifferentlyPassesUnchanged() throws IOException {
        byte[] padded = TestStudy.file(image(STUDY, SERIES, "1.2.5.1")
                .setBytes(Tag.StudyInstanceUID, VR.UI, "1.2.5   ".getBytes(StandardCharsets.US_ASCII))
                .setBytes(Tag.SeriesInstanceUID, VR.UI, "1.2.5.9\0\0\0".getBytes(StandardCharsets.US_ASCII)));
        byte[] vendor = TestStudy.file(image(STUDY, SERIES, "1.2.5.2")
                .setString(0x00090010, VR.LO, "VENDOR")
                .setBytes(0x00091001, VR.OB, new byte[900_000])
                .setBytes(Tag.PixelData, VR.OW, new byte[5_000_000]));
        byte[] behind = TestStudy.file(image(STUDY, SERIES, "1.2.5.3")
                .setString(0x00090010, VR.LO, "VENDOR")
                .setBytes(0x00091001, VR.OB, new byte[900_000])
                .setBytes(Tag.PixelData, VR.OW, new byte[100_000]));
        has("1.2.5.1", padded);
        has("1.2.5.2", vendor);
        has("1.2.5.3", behind);
        Map<String, byte[]> came = new LinkedHashMap<>();

        RetrieveDocumentSetResponse answer = ask("1.2.5.1", "1.2.5.2", "1.2.5.3");
        read(answer, came);

        assertThat(answer.errors()).isEmpty();
        assertThat(came.get("1.2.5.1")).isEqualTo(padded);
        assertThat(came.get("1.2.5.2")).isEqualTo(vendor);
        assertThat(came.get("1.2.5.3")).isEqualTo(behind);
    }

    private static Attributes image(String study, String series, String uid) {
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, uid)
                .setString(Tag.StudyInstanceUID, study)
                .setString(Tag.SeriesInstanceUID, series);
    }

    private DocumentRequest document(String uid) {
        return new DocumentRequest(east.home.urn(), east.imagingSource.value(), uid);
    }

    private RetrieveDocumentSetResponse ask(String... uids) {
        return ask(north.retrieveImagingDocumentSet(), uids);
    }

    private RetrieveDocumentSetResponse ask(
            Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> gateway, String... uids) {
        List<DocumentRequest> documents = Stream.of(uids).map(this::document).toList();
        return gateway.perform(
                new RetrieveImagingDocumentSetRequest(
                        List.of(new StudyRequest(STUDY, List.of(new SeriesRequest(SERIES, documents)))),
                        List.of(UID.ExplicitVRLittleEndian)),
                CONSUMER);
    }

    private static byte[] bytes(RetrievedDocument document) throws IOException {
        try (InputStream in = document.content().open()) {
            return in.readAllBytes();
        }
    }

    private static void read(RetrieveDocumentSetResponse answer, Map<String, byte[]> came) throws IOException {
        try {
            for (RetrievedDocument document : answer.documents()) {
                String uid = document.request().documentUniqueId();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (InputStream in = document.content().open()) {
                    in.transferTo(bytes);
                } finally {
                    came.put(uid, bytes.toByteArray());
                }
            }
            answer.delivery().complete();
        } catch (IOException broken) {
            answer.delivery().fail(broken);
            throw broken;
        }
    }

    /** Those of one retrieve; they are written when its stream has ended. */
    private List<String> records(int from, int count) {
        long end = System.nanoTime() + PATIENCE;
        while (north.trail().size() < from + count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        List<String> trail = north.trail();
        return trail.subList(from, trail.size());
    }
}
