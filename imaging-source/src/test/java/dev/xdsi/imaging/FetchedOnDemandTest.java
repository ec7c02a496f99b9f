package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.imaging.archive.BorrowedFigures;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images that are at the PACS, asked for by each way: whole and the right ones, or an error of that way. */
@org.junit.jupiter.api.Tag("integration")
class FetchedOnDemandTest extends PacsScene {
    private static final String PARTS = "multipart/related; type=\"application/dicom\"";

    @BeforeEach
    void fill() throws Exception {
        running.askers.set(DimseScu.partners(null));
        pacs.instances.add(image(1));
        pacs.instances.add(image(2));
        over(ask("{\"patient\": \"4711\"}"));
        running.awaitPublication(STUDY, PUBLISHED);
        forget();
    }

    /** Brings another image into the cache, in which there is room for one. */
    private void forget() throws Exception {
        running.pass(Duration.ofMinutes(5)); // What was read from its file may go.
        assertThat(one(2).statusCode()).isEqualTo(200);
        pacs.sent.clear();
    }

    private HttpResponse<byte[]> one(int number) throws Exception {
        return running.get(path(number), PARTS);
    }

    private static String path(int number) {
        return "/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/instances/" + SERIES + "." + number;
    }

    private RetrieveDocumentSetResponse rad69(String... instances) {
        List<DocumentRequest> documents =
                Stream.of(instances).map(SourceScene::document).toList();
        return running.source
                .retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(new RetrieveImagingDocumentSetRequest.StudyRequest(
                                        STUDY,
                                        List.of(new RetrieveImagingDocumentSetRequest.SeriesRequest(
                                                SERIES, documents)))),
                                List.of(UID.ExplicitVRLittleEndian)),
                        Caller.self(Caller.ANONYMOUS));
    }

    private static String uri(String more) {
        return "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=" + SERIES + ".1"
                + more;
    }

    @Test
    void eachWayFetchesWhatIsNotHere() throws Exception {
        RetrieveDocumentSetResponse answer = rad69(SERIES + ".1");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.documents()).hasSize(1);
        assertThat(answer.documents().getFirst().content().open().readAllBytes())
                .endsWith(DataSets.bytes(image(1)));
        answer.delivery().complete();
        forget();
        assertThat(running.get(uri("&contentType=application/dicom"), "*/*").body())
                .endsWith(DataSets.bytes(image(1)));
        forget();
        assertThat(running.get(path(1) + "/frames/1", "*/*").statusCode()).isEqualTo(200);
        forget();
        assertThat(running.get(path(1) + "/bulkdata/7FE00010", "*/*").statusCode())
                .isEqualTo(200);
        forget();
        assertThat(new DimseScu(folder, running)
                        .get(
                                "-S",
                                "-k",
                                "QueryRetrieveLevel=IMAGE",
                                "-k",
                                "StudyInstanceUID=" + STUDY,
                                "-k",
                                "SeriesInstanceUID=" + SERIES,
                                "-k",
                                "SOPInstanceUID=" + SERIES + ".1")
                        .dataSets())
                .containsExactly(image(1));
        assertThat(pacs.sent).containsExactly(SERIES + ".1");
    }

    @Test
    void metadataNeedNoImages() throws Exception {
        HttpResponse<byte[]> metadata =
                running.get("/dicom-web/studies/" + STUDY + "/metadata", "application/dicom+json");
        assertThat(metadata.statusCode()).isEqualTo(200);
        assertThat(pacs.sent).isEmpty();
    }

    @Test
    void manyWhoAskAtOnceHaveItFetchedOnce() throws Exception {
        pacs.slowness = Duration.ofMillis(500);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> one(1)));
            }
            for (Future<HttpResponse<byte[]>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(SourceScene.parts(answer.get()).getFirst()).endsWith(DataSets.bytes(image(1)));
            }
        }
        assertThat(pacs.sent).containsExactly(SERIES + ".1");
    }

    @Test
    void aPacsThatIsAwayIsTheErrorOfEachWay() throws Exception {
        pacs.close();

        assertThat(one(2).statusCode()).as("in the cache").isEqualTo(200);
        assertThat(one(1).statusCode()).isEqualTo(504);
        assertThat(running.get("/dicom-web/studies/" + STUDY, PARTS).statusCode())
                .isEqualTo(504);
        assertThat(running.get(path(1) + "/rendered", "image/jpeg").statusCode())
                .isEqualTo(504);
        assertThat(running.get(uri(""), "*/*").statusCode()).isEqualTo(504);
        RetrieveDocumentSetResponse answer = rad69(SERIES + ".1", SERIES + ".2");
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode().name()).isEqualTo("XDSRepositoryError");
            assertThat(error.codeContext()).contains(SERIES + ".1", "does not answer");
        });
        assertThat(answer.documents())
                .extracting(document -> document.request().documentUniqueId())
                .containsExactly(SERIES + ".2");
        answer.delivery().complete();
        assertThat(new DimseScu(folder, running)
                        .get("-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + STUDY)
                        .output())
                .contains("Number of Completed Suboperations : 1", "Number of Failed Suboperations    : 1");
    }

    /** Room for one image, which is being sent. */
    @Test
    void whoAsksWhileAllTheCacheIsBeingSentIsToldToComeAgain() throws Exception {
        RetrieveDocumentSetResponse sending = rad69(SERIES + ".2");

        HttpResponse<byte[]> refused = one(1);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("no room for the image now");
        assertThat(sending.documents().getFirst().content().open().readAllBytes())
                .as("what is being sent")
                .endsWith(DataSets.bytes(image(2)));

        sending.delivery().complete();
        assertThat(one(1).statusCode()).isEqualTo(200);
    }

    @Test
    void whatBecameOfTheNeedIsCounted() throws Exception {
        BorrowedFigures before = running.source.borrowed();
        assertThat(one(2).statusCode()).isEqualTo(200);
        assertThat(one(1).statusCode()).isEqualTo(200);
        pacs.substitutes.put(SERIES + ".2", image(7));
        assertThat(one(2).statusCode()).isEqualTo(502);
        pacs.close();
        assertThat(one(2).statusCode()).isEqualTo(504);
        BorrowedFigures after = running.source.borrowed();

        assertThat(after.cached() - before.cached()).isEqualTo(1);
        assertThat(after.fetched() - before.fetched()).isEqualTo(1);
        assertThat(after.failed(Kind.NOT_GIVEN)).isEqualTo(1);
        assertThat(after.failed(Kind.AWAY)).isEqualTo(1);
        assertThat(after.failed(Kind.NO_ROOM)).isZero();
        assertThat(after.cacheBytes()).isBetween(1L, ROOM_FOR_ONE);
        assertThat(after.cacheMostBytes()).isEqualTo(ROOM_FOR_ONE);
    }

    @Test
    void aPacsThatStopsInTheMiddleGivesNothing() throws Exception {
        pacs.wholeOnes.set(0);

        HttpResponse<byte[]> broken = one(1);
        assertThat(broken.statusCode()).isEqualTo(504);
        assertThat(new String(broken.body(), StandardCharsets.UTF_8)).contains("broke off");

        pacs.wholeOnes.set(100);
        assertThat(SourceScene.parts(one(1)).getFirst()).endsWith(DataSets.bytes(image(1)));
    }

    @Test
    void anotherPatientsImageIsNeverGivenOut() throws Exception {
        String uid = SERIES + ".1";
        for (Attributes wrong : List.of(
                image(1).setString(Tag.PatientID, "4712"),
                image(1).setString(Tag.StudyInstanceUID, STUDY + "9"),
                image(1).setString(Tag.SeriesInstanceUID, SERIES + "9"),
                image(7))) {
            pacs.substitutes.put(uid, wrong);
            assertThat(one(1).statusCode()).isEqualTo(502);
            RetrieveDocumentSetResponse answer = rad69(uid);
            assertThat(answer.documents()).isEmpty();
            assertThat(answer.errors()).hasSize(1);
        }
        pacs.substitutes.clear();
        assertThat(one(1).statusCode()).isEqualTo(200);
    }

    @Test
    void whatThePacsHasNoMoreIsSaid() throws Exception {
        pacs.instances.removeFirst();

        assertThat(one(1).statusCode()).isEqualTo(502);
    }

    @Test
    void whatThePacsCorrectedIsWhatIsGivenOut() throws Exception {
        Attributes corrected = image(1).setString(Tag.PatientName, "Mueller-Meier^Juerg Karl");
        pacs.substitutes.put(SERIES + ".1", corrected);

        assertThat(SourceScene.parts(one(1)).getFirst()).endsWith(DataSets.bytes(corrected));
        assertThat(new String(
                        running.get(path(1) + "/metadata", "application/dicom+json")
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("Mueller-Meier");
        forget();
        assertThat(SourceScene.parts(one(1)).getFirst()).endsWith(DataSets.bytes(corrected));
    }

    @Test
    void whatIsStoredHereIsKeptHere() throws Exception {
        assertThat(running.store(image(1)).isSuccess()).isTrue();
        pacs.close();
        restart();

        assertThat(SourceScene.parts(one(1)).getFirst()).endsWith(DataSets.bytes(image(1)));
        assertThat(running.store(image(2).setString(Tag.PatientName, "Else")).isSuccess())
                .isFalse();
    }

    @Test
    void theCacheIsThereAfterARestart() throws Exception {
        restart();
        pacs.close();

        assertThat(one(2).statusCode()).isEqualTo(200);
    }

    private void many(int count) throws Exception {
        for (int i = 3; i <= count; i++) {
            pacs.instances.add(drawable(i));
        }
        over(ask("{\"patient\": \"4711\"}"));
        running.awaitPublication(STUDY, PUBLISHED);
        running.pass(Duration.ofMinutes(5));
        pacs.sent.clear();
    }

    private static Attributes drawable(int number) {
        return image(number)
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.BitsAllocated, 16)
                .setInt(Tag.BitsStored, 16)
                .setInt(Tag.HighBit, 15)
                .setInt(Tag.PixelRepresentation, 0);
    }

    private HttpResponse<byte[]> study(String more, String... headers) throws Exception {
        return running.send(HttpRequest.newBuilder().headers(headers), "/dicom-web/studies/" + STUDY + more);
    }

    /** There is room for one image. */
    @Test
    void aThumbnailOfAStudyFetchesTheOneImageOfWhichItIs() throws Exception {
        many(6);
        HttpResponse<byte[]> thumbnail = study("/thumbnail", "Accept", "image/jpeg");
        assertThat(thumbnail.statusCode()).isEqualTo(200);
        assertThat(pacs.sent).containsExactly(SERIES + ".3");

        String tag = thumbnail.headers().firstValue("ETag").orElseThrow();
        running.pass(Duration.ofMinutes(5));
        assertThat(one(1).statusCode()).isEqualTo(200);
        pacs.sent.clear();
        assertThat(study("/thumbnail", "Accept", "image/jpeg", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(pacs.sent).isEmpty();
    }

    @Test
    void picturesThatAreTooManyAreRefusedBeforeAnyImageIsFetched() throws Exception {
        many(101);
        assertThat(study("/rendered", "Accept", "image/jpeg").statusCode()).isEqualTo(413);
        assertThat(pacs.sent).isEmpty();
    }

    @Test
    void whoHasItAlreadyAndWhoWantsTheHeadAloneHaveNothingFetched() throws Exception {
        many(4);
        for (String resource : List.of("", "/bulkdata", "/rendered")) {
            String accept = resource.isEmpty() ? PARTS : "*/*";
            HttpResponse<byte[]> head = running.send(
                    HttpRequest.newBuilder().HEAD().header("Accept", accept), "/dicom-web/studies/" + STUDY + resource);
            assertThat(head.statusCode()).as(resource).isEqualTo(200);
            String tag = head.headers().firstValue("ETag").orElseThrow();
            assertThat(study(resource, "Accept", accept, "If-None-Match", tag).statusCode())
                    .as(resource)
                    .isEqualTo(304);
        }
        assertThat(pacs.sent).isEmpty();
        for (String resource : List.of("", "/frames/1", "/bulkdata/7FE00010", "/rendered")) {
            String tag = running.get(path(3) + resource, "*/*")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            running.pass(Duration.ofMinutes(5));
            assertThat(one(2).statusCode()).isEqualTo(200);
            pacs.sent.clear();
            assertThat(running.send(
                                    HttpRequest.newBuilder()
                                            .header("Accept", "*/*")
                                            .header("If-None-Match", tag),
                                    path(3) + resource)
                            .statusCode())
                    .as(resource)
                    .isEqualTo(304);
            assertThat(pacs.sent).as(resource).isEmpty();
        }
    }

    /** The PACS gives it in Explicit VR Little Endian. */
    @Test
    void norHasWhoTakesItInAnotherTransferSyntax() throws Exception {
        String implicit = "; transfer-syntax=" + UID.ImplicitVRLittleEndian;
        String anonymous = uri("&contentType=application/dicom&anonymize=yes");
        for (String[] each : List.of(
                new String[] {path(1), "application/dicom" + implicit},
                new String[] {path(1), PARTS + implicit},
                new String[] {"/dicom-web/studies/" + STUDY, PARTS + implicit},
                new String[] {uri("&contentType=application/dicom"), "*/*"},
                new String[] {uri("&contentType=application/dicom&transferSyntax=" + UID.ImplicitVRLittleEndian), "*/*"
                },
                new String[] {anonymous, "*/*"})) {
            String resource = each[0] + " " + each[1];
            pacs.sent.clear();
            HttpResponse<byte[]> head =
                    running.send(HttpRequest.newBuilder().HEAD().header("Accept", each[1]), each[0]);
            assertThat(head.statusCode()).as(resource).isEqualTo(200);
            String tag = head.headers().firstValue("ETag").orElseThrow();
            assertThat(conditional(each, "If-None-Match", tag).statusCode())
                    .as(resource)
                    .isEqualTo(304);
            assertThat(conditional(each, "If-Match", "\"other\"").statusCode())
                    .as(resource)
                    .isEqualTo(412);
            assertThat(pacs.sent).as(resource).isEmpty();
            if (each[0].equals(anonymous)) {
                continue; // This one says too little for that.
            }

            HttpResponse<byte[]> other = conditional(each, "If-None-Match", "\"other\"");
            assertThat(other.statusCode()).as(resource).isEqualTo(200);
            assertThat(other.headers().firstValue("ETag")).as(resource).hasValue(tag);
            assertThat(other.body()).as(resource).hasSizeGreaterThan(400);
            assertThat(head.headers().firstValueAsLong("Content-Length").orElse(other.body().length))
                    .as("%s: not known, or right", resource)
                    .isEqualTo(other.body().length);
            forget();
        }
    }

    private HttpResponse<byte[]> conditional(String[] resource, String header, String value) throws Exception {
        return running.send(
                HttpRequest.newBuilder().header("Accept", resource[1]).header(header, value), resource[0]);
    }

    @Test
    void aPictureByWadoUriIsNotFetchedForWhoHasIt() throws Exception {
        many(3);
        String picture = uri("").replace(SERIES + ".1", SERIES + ".3") + "&contentType=image/png";
        HttpResponse<byte[]> first = running.get(picture, "*/*");
        assertThat(first.statusCode()).isEqualTo(200);
        forget();
        assertThat(conditional(
                                new String[] {picture, "*/*"},
                                "If-None-Match",
                                first.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
        assertThat(pacs.sent).isEmpty();
    }

    @Test
    void whoHasAnotherVersionIsSentAllOfThisOne() throws Exception {
        HttpResponse<byte[]> answer = study("", "Accept", PARTS, "If-None-Match", "\"other\"");
        assertThat(SourceScene.parts(answer)).hasSize(2);
        assertThat(SourceScene.parts(answer).get(0)).endsWith(DataSets.bytes(image(1)));
        assertThat(SourceScene.parts(answer).get(1)).endsWith(DataSets.bytes(image(2)));
    }

    /** There is room for one image; with each that was sent there is again. */
    @Test
    void aStudyThatIsLargerThanTheCacheIsSentAsItComes() throws Exception {
        many(6);
        List<byte[]> parts = SourceScene.parts(study("", "Accept", PARTS));
        assertThat(parts).hasSize(6);
        for (int i = 1; i <= 6; i++) {
            assertThat(parts.get(i - 1)).endsWith(DataSets.bytes(i < 3 ? image(i) : drawable(i)));
        }
        RetrieveDocumentSetResponse answer = rad69(SERIES + ".1", SERIES + ".2", SERIES + ".3");
        assertThat(answer.errors()).isEmpty();
        for (int i = 1; i <= 3; i++) {
            assertThat(answer.documents().get(i - 1).content().open().readAllBytes())
                    .endsWith(DataSets.bytes(i < 3 ? image(i) : drawable(i)));
        }
        answer.delivery().complete();
        assertThat(new DimseScu(folder, running)
                        .get("-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + STUDY)
                        .dataSets())
                .hasSize(6);
    }

    /** Room for one, so that the others would come while the answer is sent: what is here is given, and of each of the others it is said. */
    @Test
    void ofAPacsThatIsAwayNothingIsPromised() throws Exception {
        many(4);
        assertThat(one(2).statusCode()).isEqualTo(200);
        pacs.close();
        RetrieveDocumentSetResponse answer = rad69(SERIES + ".2", SERIES + ".1", SERIES + ".3", SERIES + ".4");
        assertThat(answer.outcome().status()).isEqualTo(RegistryResponse.Status.PARTIAL_SUCCESS);
        assertThat(answer.documents())
                .extracting(document -> document.request().documentUniqueId())
                .containsExactly(SERIES + ".2");
        assertThat(answer.documents().getFirst().content().open().readAllBytes())
                .endsWith(DataSets.bytes(image(2)));
        assertThat(answer.errors())
                .hasSize(3)
                .allSatisfy(error -> assertThat(error.codeContext()).contains("does not answer"));
        answer.delivery().complete();
    }

    /** Nothing of it has left yet, so that it can be another answer; RAD-69 has told already what it sends. */
    @Test
    void whatFailsWhileItIsSentLeavesNoGap() throws Exception {
        many(4);
        pacs.substitutes.put(SERIES + ".3", image(7));
        assertThat(study("", "Accept", PARTS).statusCode()).isEqualTo(502);
        RetrieveDocumentSetResponse answer = rad69(SERIES + ".1", SERIES + ".3");
        assertThatThrownBy(() -> answer.documents().get(1).content().open()).isInstanceOf(java.io.IOException.class);
        answer.delivery().fail(new java.io.IOException("broke off"));
        assertThat(one(2).statusCode()).as("nothing is held any more").isEqualTo(200);
    }
}
