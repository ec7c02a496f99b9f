package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actor over its real interfaces: associations and HTTP in and out, a database, files. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ImagingDocumentSourceTest {
    private static final String STUDY = DataSets.STUDY;
    private static final String SERIES = STUDY + ".1";
    private static final String OTHER_SERIES = STUDY + ".2";
    private static final String DICOM_PARTS = "multipart/related; type=\"application/dicom\"";
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private RunningSource running;

    @BeforeEach
    void start() throws Exception {
        TestDatabase.empty();
        running = new RunningSource(folder, new RecordingRepository(), START);
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    @Test
    void whatCameByCStoreLeavesUnchangedByEveryWay() throws Exception {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        assertThat(running.store(image)).isEqualTo(Status.SUCCESS);
        assertThat(running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1")))
                .isEqualTo(Status.SUCCESS);

        HttpResponse<byte[]> wadoRs = running.get("/dicom-web/studies/" + STUDY + "/series/" + SERIES, DICOM_PARTS);
        assertThat(wadoRs.statusCode()).isEqualTo(200);
        assertThat(wadoRs.headers().firstValueAsLong("Content-Length")).hasValue(wadoRs.body().length);
        List<byte[]> parts = parts(wadoRs);
        assertThat(parts).hasSize(1);
        assertThat(dataSet(parts.getFirst())).isEqualTo(DataSets.bytes(image));

        HttpResponse<byte[]> wadoUri = running.get(
                "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=" + SERIES
                        + ".1&contentType=application/dicom",
                "*/*");
        assertThat(wadoUri.statusCode()).isEqualTo(200);
        assertThat(wadoUri.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(wadoUri.body()).isEqualTo(parts.getFirst());

        RetrieveDocumentSetResponse rad69 =
                retrieve(STUDY, SERIES, document(SERIES + ".1"), UID.ExplicitVRLittleEndian);
        assertThat(rad69.errors()).isEmpty();
        assertThat(rad69.documents())
                .hasSize(1)
                .allSatisfy(document ->
                        assertThat(document.content().open().readAllBytes()).isEqualTo(parts.getFirst()));
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .hasSize(2);
    }

    @Test
    void metadataComeAsDicomJson() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".2"));

        HttpResponse<byte[]> response =
                running.get("/dicom-web/studies/" + STUDY + "/metadata", "application/dicom+json");

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/dicom+json");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .startsWith("[{")
                .endsWith("}]")
                .contains("Müller^Jürg", SERIES + ".1", SERIES + ".2");
    }

    @Test
    void eightAssociationsBringANewStudyAtOnce() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(8);
        List<Status> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Status>> tasks = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                Attributes image = DataSets.ct(SERIES, SERIES + "." + i);
                tasks.add(() -> {
                    try (Association association = running.associate()) {
                        barrier.await();
                        return RunningSource.store(association, image);
                    }
                });
            }
            for (Future<Status> done : threads.invokeAll(tasks)) {
                statuses.add(done.get());
            }
        }
        assertThat(statuses).hasSize(8).containsOnly(Status.SUCCESS);
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .hasSize(8);
    }

    @Test
    void refusalsAreTheSendersToRead() throws Exception {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        running.store(image);

        assertThat(running.store(image)).isEqualTo(Status.SUCCESS);
        assertThat(running.store(image.copy().setString(Tag.StudyDescription, "x"))
                        .code())
                .isEqualTo(0x0111);
        assertThat(running.store(DataSets.ct(SERIES, SERIES + ".2").setString(Tag.PatientID, "9"))
                        .code())
                .isEqualTo(0xC000);
        assertThat(running.store(DataSets.ct(SERIES, SERIES + ".3").setString(Tag.StudyInstanceUID, "../x"))
                        .code())
                .isEqualTo(0x0117);
    }

    @Test
    void aStudyIsPublishedOnceItIsQuiet() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
        assertThat(running.publication(STUDY)).contains("\"state\":\"receiving\"", "\"instances\":2");

        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(running.publication(STUDY)).contains("\"patientId\":\"4711^^^&");

        ProvideAndRegisterDocumentSetRequest request =
                running.repository.requests().getFirst();
        DicomFile manifest = manifest(request);
        RegistryObjectDraft entry = RecordingRepository.entry(request);
        assertThat(entry.externalIdentifier(Identifier.DE_UNIQUE_ID))
                .isEqualTo(manifest.dataSet().string(Tag.SOPInstanceUID));
        assertThat(entry.externalIdentifier(Identifier.DE_PATIENT_ID))
                .contains("4711^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO");
        assertThat(entry.slotValue(SlotName.SERVICE_START_TIME)).contains("20260301161500");
        assertThat(entry.slotValues(SlotName.SOURCE_PATIENT_INFO)).contains("PID-5|Müller^Jürg", "PID-8|M");
        assertThat(entry.classifications(Scheme.DE_EVENT_CODE_LIST))
                .extracting("nodeRepresentation")
                .containsExactly("CT", "67734004");
        assertThat(referenced(manifest.dataSet())).containsExactly(SERIES + ".1", OTHER_SERIES + ".1");
        assertThat(running.publication(STUDY)).contains(manifest.dataSet().string(Tag.SOPInstanceUID, "?"));
    }

    @Test
    void aStudySaidToBeCompleteIsPublishedAtOnce() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));

        HttpResponse<byte[]> response = running.asUser(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), STUDY);

        assertThat(response.statusCode()).isEqualTo(202);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    @Test
    void whatACallerSaysIsNotLeftUntilTheNextLook() throws Exception {
        running.close();
        running = new RunningSource(folder, new RecordingRepository(), START, Duration.ofHours(1));
        running.store(DataSets.ct(SERIES, SERIES + ".1").setEmpty(Tag.PatientID));
        running.asUser(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), STUDY);
        running.awaitPublication(STUDY, "\"state\":\"held\"");

        running.pass(Duration.ofSeconds(1));
        assertThat(link("MARY^^^&1.2.3&ISO").statusCode()).isEqualTo(200);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    @Test
    void aStudyWithoutPatientIdWaitsForALink() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1").setEmpty(Tag.PatientID));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"held\"");
        assertThat(running.publication(STUDY)).contains("needs a patient id");

        running.pass(Duration.ofSeconds(1));
        assertThat(link("MARY^^^&1.2.3&ISO").statusCode()).isEqualTo(200);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(RecordingRepository.entry(running.repository.requests().getFirst())
                        .externalIdentifier(Identifier.DE_PATIENT_ID))
                .contains("MARY^^^&1.2.3&ISO");
        assertThat(link("JANE^^^&1.2.3&ISO").statusCode()).isEqualTo(409);
        assertThat(link("no patient").statusCode()).isEqualTo(400);
    }

    @Test
    void aLinkMayComeBeforeTheStudy() throws Exception {
        assertThat(link("MARY^^^&1.2.3&ISO").statusCode()).isEqualTo(200);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.publication(STUDY)).contains("MARY^^^&1.2.3&ISO");
    }

    @Test
    void aRepositoryThatIsDownIsAskedAgainWithTheSame() throws Exception {
        running.repository.willFail(Behaviour.UNREACHABLE, Behaviour.LOSE_THE_ANSWER);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        assertThat(running.publication(STUDY)).contains("connection refused");

        for (int attempt = 0; attempt < 5; attempt++) {
            running.pass(Duration.ofMinutes(1));
            Thread.sleep(100);
        }
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.repository.registrations()).isEqualTo(1);
        assertThat(running.repository.requests())
                .hasSize(3)
                .extracting(ProvideAndRegisterDocumentSetRequest::submission)
                .as("the answer to the second was lost, the third is told that it is there")
                .containsOnly(running.repository.requests().getFirst().submission());
    }

    @Test
    void aRejectedManifestIsMadeAnew() throws Exception {
        running.repository.willFail(Behaviour.REJECT);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "XDSUnknownPatientId");

        running.pass(Duration.ofMinutes(1));
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.repository.requests())
                .extracting(request -> RecordingRepository.entry(request).externalIdentifier(Identifier.DE_UNIQUE_ID))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void publicationGoesOnAfterARestart() throws Exception {
        running.repository.willFail(Behaviour.LOSE_THE_ANSWER);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        RecordingRepository repository = running.repository;
        running.close();

        running = new RunningSource(folder, repository, START.plus(Duration.ofHours(1)));
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(repository.registrations()).isEqualTo(1);
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .hasSize(1);
    }

    @Test
    void whatComesLaterReplacesTheManifest() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        assertThat(running.publication(STUDY)).contains("\"state\":\"receiving\"");
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        List<ProvideAndRegisterDocumentSetRequest> requests = running.repository.requests();
        RegistryObjectDraft first = RecordingRepository.entry(requests.get(0));
        RegistryObjectDraft second = RecordingRepository.entry(requests.get(1));
        assertThat(requests.get(1).submission().associations())
                .extracting(RegistryObjectDraft::link)
                .contains(
                        new RegistryObjectDraft.Link("urn:ihe:iti:2007:AssociationType:RPLC", second.id(), first.id()));
        assertThat(referenced(manifest(requests.get(1)).dataSet())).containsExactly(SERIES + ".1", SERIES + ".2");
    }

    @Test
    void manifestsAndRejectedInstancesAreNotListed() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        running.store(DataSets.keyObject(STUDY + ".99.1", "113030", SERIES + ".1"));
        running.store(DataSets.keyObject(STUDY + ".99.2", "113001", SERIES + ".2"));
        running.store(DataSets.keyObject(STUDY + ".99.3", "113000", SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        DicomFile manifest = manifest(running.repository.requests().getFirst());
        assertThat(referenced(manifest.dataSet())).containsExactly(SERIES + ".1", STUDY + ".99.3");
        assertThat(manifest.dataSet().items(Tag.ContentSequence))
                .extracting(item -> item.string(Tag.ValueType, ""))
                .containsExactly("IMAGE", "COMPOSITE");
    }

    @Test
    void rad69SaysWhatIsWrong() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        DocumentRequest known = document(SERIES + ".1");

        assertThat(codes(retrieve(STUDY, SERIES, document("1.9.9"), UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSDocumentUniqueIdError");
        assertThat(codes(retrieve(STUDY, OTHER_SERIES, known, UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSDocumentUniqueIdError");
        assertThat(codes(retrieve("1.9.9", SERIES, known, UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSDocumentUniqueIdError");
        assertThat(codes(retrieve("", "", known, UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSDocumentUniqueIdError");
        assertThat(codes(retrieve(STUDY, SERIES, known, UID.JPEGBaseline8Bit))).containsExactly("XDSRepositoryError");
        assertThat(codes(retrieve(STUDY, SERIES, known, ""))).containsExactly("XDSRepositoryError");
        assertThat(codes(retrieve(
                        STUDY, SERIES, new DocumentRequest(null, "1.2.3", SERIES + ".1"), UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSUnknownRepositoryId");
    }

    @Test
    void wadoSaysWhatIsWrong() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        String good = "requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=" + SERIES + ".1";

        assertThat(wado(good + "&contentType=application/dicom")).isEqualTo(200);
        assertThat(wado(good)).as("rendered images are not offered").isEqualTo(406);
        assertThat(wado(good + "&contentType=application/dicom&anonymize=yes")).isEqualTo(406);
        assertThat(wado(good + "&contentType=application/dicom&transferSyntax=1.2.840.10008.1.2.4.70"))
                .isEqualTo(406);
        assertThat(wado(good.replace("WADO", "wado"))).isEqualTo(400);
        assertThat(wado(good.replace("studyUID=" + STUDY, "studyUID=") + "&contentType=application/dicom"))
                .isEqualTo(400);
        assertThat(wado(good + "&objectUID=1.2.3&contentType=application/dicom"))
                .isEqualTo(400);
        assertThat(wado(good.replace("seriesUID=" + SERIES, "seriesUID=" + OTHER_SERIES)
                        + "&contentType=application/dicom"))
                .isEqualTo(404);
        assertThat(running.get("/dicom-web/studies/1.9.9", DICOM_PARTS).statusCode())
                .isEqualTo(404);
        assertThat(running.get("/dicom-web/studies/../../x", DICOM_PARTS).statusCode())
                .isIn(400, 404);
        assertThat(running.get("/dicom-web/studies/" + STUDY, "image/jpeg").statusCode())
                .isEqualTo(406);
        assertThat(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS + "; transfer-syntax=1.2.840.10008.1.2.4.70")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void stowStoresPartByPartAndSaysWhatItDid() throws Exception {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        running.store(image);
        byte[] file =
                parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)).getFirst();
        byte[] polyglot = file.clone();
        polyglot[0] = 'M';
        polyglot[1] = 'Z';

        HttpResponse<byte[]> same = stow("/dicom-web/studies", polyglot);
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(text(same)).contains("00081199", SERIES + ".1").doesNotContain("00081198");
        HttpResponse<byte[]> mixed = stow("/dicom-web/studies", file, "no DICOM".getBytes(StandardCharsets.UTF_8));
        assertThat(mixed.statusCode()).isEqualTo(202);
        assertThat(text(mixed)).contains("00081198", "00081199");
        assertThat(stow("/dicom-web/studies/1.9.9", file).statusCode())
                .as("of another study")
                .isEqualTo(409);
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .containsExactly(file);
    }

    @Test
    void everyAttemptLeavesOneRecord() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".1").setString(Tag.PatientID, "9"));
        assertThat(records()).isEqualTo(2);
        running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS);
        running.get("/dicom-web/studies/1.9.9", DICOM_PARTS);
        assertThat(records()).isEqualTo(4);
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(records()).isEqualTo(5);
        assertThat(new String(running.audit.read(2, 1).getFirst().message(), StandardCharsets.UTF_8))
                .contains("RAD-107", "110104", STUDY, "4711", "NumberOfInstances=\"1\"");
    }

    @Test
    void nobodyWithoutANameLinksOrCompletesAStudy() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        String before = running.publication(STUDY);

        HttpResponse<byte[]> linked = running.send(linkTo("MARY^^^&1.2.3&ISO"), "/publications/" + STUDY);
        assertThat(linked.statusCode()).isEqualTo(401);
        assertThat(linked.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(running.send(linkTo("MARY^^^&1.2.3&ISO"), "/publications/1.9.9")
                        .body())
                .isEqualTo(linked.body());
        assertThat(running.send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/publications/" + STUDY)
                        .statusCode())
                .isEqualTo(401);
        assertThat(running.publication(STUDY)).isEqualTo(before).contains("\"patientId\":null", "receiving");
    }

    @Test
    void whoLinksAStudyIsRecordedWithItAndWithThePatientAlsoWhereThatWasRefused() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        assertThat(link("MARY^^^&1.2.3&ISO").statusCode()).isEqualTo(200);
        assertThat(record(1))
                .contains("110110", "EventActionCode=\"U\"", "EventOutcomeIndicator=\"0\"", "ada@https://idp")
                .contains("MARY^^^&amp;1.2.3&amp;ISO", STUDY);
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        int before = records();
        assertThat(link("JANE^^^&1.2.3&ISO").statusCode()).isEqualTo(409);
        assertThat(record(before)).contains("110110", "EventOutcomeIndicator=\"8\"", "JANE^^^&amp;1.2.3&amp;ISO");
    }

    @Test
    void ofRad69IsRecordedWhichStudyWasAskedForThoughNothingLeft() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        RetrieveDocumentSetResponse answer = running.source
                .retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(asked(STUDY, SERIES), asked("1.9.9", "1.9.9.1"), asked("no UID", "1")),
                                List.of(UID.ExplicitVRLittleEndian)),
                        Caller.self("TEST"));
        answer.documents()
                .forEach(document -> answer.delivery().sent(document.request().documentUniqueId(), 1));
        answer.delivery().complete();
        assertThat(record(1))
                .contains("RAD-69", STUDY, "NumberOfInstances=\"1\"", "ParticipantObjectID=\"1.9.9\"")
                .doesNotContain("no UID");
    }

    private static StudyRequest asked(String study, String series) {
        return new StudyRequest(
                study,
                List.of(new SeriesRequest(
                        series, List.of(new DocumentRequest(null, RunningSource.LOCATION.value(), series + ".1")))));
    }

    private String record(int after) throws IOException {
        return new String(running.audit.read(after, 1).getFirst().message(), StandardCharsets.UTF_8);
    }

    private int records() throws IOException {
        return running.audit.read(0, 1000).size();
    }

    private HttpResponse<byte[]> link(String patientId) throws Exception {
        return running.asUser(linkTo(patientId), STUDY);
    }

    private static HttpRequest.Builder linkTo(String patientId) {
        return HttpRequest.newBuilder().PUT(BodyPublishers.ofString("{\"patientId\": \"" + patientId + "\"}"));
    }

    private int wado(String query) throws Exception {
        return running.get("/wado?" + query, "*/*").statusCode();
    }

    private HttpResponse<byte[]> stow(String path, byte[]... files) throws Exception {
        List<byte[]> body = new ArrayList<>();
        for (byte[] file : files) {
            body.add("\r\n--frontier\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.add(file);
        }
        body.add("\r\n--frontier--\r\n".getBytes(StandardCharsets.US_ASCII));
        return running.send(
                HttpRequest.newBuilder()
                        .header("Content-Type", DICOM_PARTS + "; boundary=frontier")
                        .POST(BodyPublishers.ofByteArrays(body)),
                path);
    }

    private RetrieveDocumentSetResponse retrieve(
            String study, String series, DocumentRequest document, String transferSyntax) {
        return running.source
                .retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(new RetrieveImagingDocumentSetRequest.StudyRequest(
                                        study,
                                        List.of(new RetrieveImagingDocumentSetRequest.SeriesRequest(
                                                series, List.of(document))))),
                                List.of(transferSyntax)),
                        Caller.self(Caller.ANONYMOUS));
    }

    private static DocumentRequest document(String uid) {
        return new DocumentRequest(null, RunningSource.LOCATION.value(), uid);
    }

    private static List<String> codes(RetrieveDocumentSetResponse response) {
        assertThat(response.documents()).isEmpty();
        return response.errors().stream().map(error -> error.errorCode().name()).toList();
    }

    private static List<byte[]> parts(HttpResponse<byte[]> response) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        String boundary = type.substring(type.indexOf("boundary=\"") + 10, type.lastIndexOf('"'));
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(response.body()), boundary);
        List<byte[]> parts = new ArrayList<>();
        Optional<MultipartReader.Part> part = reader.next();
        while (part.isPresent()) {
            parts.add(part.get().body().readAllBytes());
            part = reader.next();
        }
        return parts;
    }

    private static byte[] dataSet(byte[] file) throws IOException {
        long offset =
                Part10.read(new ByteArrayInputStream(file), ReadOptions.DEFAULT).dataSetOffset();
        return Arrays.copyOfRange(file, (int) offset, file.length);
    }

    private static DicomFile manifest(ProvideAndRegisterDocumentSetRequest request) throws IOException {
        return Part10.read(request.documents().getFirst().content().open(), ReadOptions.DEFAULT);
    }

    private static List<String> referenced(Attributes manifest) {
        return manifest.items(Tag.ContentSequence).stream()
                .map(item ->
                        item.item(Tag.ReferencedSOPSequence).orElseThrow().string(Tag.ReferencedSOPInstanceUID, ""))
                .toList();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
