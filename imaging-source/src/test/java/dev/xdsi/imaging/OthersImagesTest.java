package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One patient's images asked for by the name of another's study, and requests of which a part can be answered. */
@org.junit.jupiter.api.Tag("integration")
class OthersImagesTest extends WebScene {
    private static final String THEIR_STUDY = "1.2.826.0.1.3680043.9.2";
    private static final String THEIR_SERIES = THEIR_STUDY + ".1";
    private static final String THEIRS = THEIR_SERIES + ".1";
    private static final String OURS = SERIES + ".1";
    private static final String EXPLICIT = UID.ExplicitVRLittleEndian;

    @BeforeEach
    void store() throws Exception {
        running.store(DataSets.ct(SERIES, OURS));
        running.store(theirs());
    }

    private static Attributes theirs() {
        return DataSets.ct(THEIR_SERIES, THEIRS)
                .setString(Tag.StudyInstanceUID, THEIR_STUDY)
                .setString(Tag.PatientID, "SOMEBODY-ELSE")
                .setString(Tag.PatientName, "Else^Somebody");
    }

    /** Each way of asking, by our study or series with their names at the end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dicom-web/studies/{study}/series/{series}/instances/{theirs}",
                "/dicom-web/studies/{study}/series/{series}/instances/{theirs}/metadata",
                "/dicom-web/studies/{study}/series/{series}/instances/{theirs}/frames/1",
                "/dicom-web/studies/{study}/series/{series}/instances/{theirs}/bulkdata/7FE00010",
                "/dicom-web/studies/{study}/series/{series}/instances/{theirs}/rendered",
                "/dicom-web/studies/{study}/series/{theirSeries}/instances/{theirs}",
                "/dicom-web/studies/{study}/series/{theirSeries}",
                "/dicom-web/studies/{study}/series/{theirSeries}/metadata",
                "/dicom-web/studies/{theirStudy}/series/{series}/instances/{theirs}",
                "/wado?requestType=WADO&studyUID={study}&seriesUID={series}&objectUID={theirs}",
                "/wado?requestType=WADO&studyUID={study}&seriesUID={theirSeries}&objectUID={theirs}",
                "/wado?requestType=WADO&studyUID={theirStudy}&seriesUID={series}&objectUID={theirs}"
            })
    void r02TheUidOfAnotherPatientIsNotFoundInAStudyThatIsNotTheirs(String path) throws Exception {
        HttpResponse<byte[]> response = get(
                path.replace("{study}", STUDY)
                        .replace("{series}", SERIES)
                        .replace("{theirSeries}", THEIR_SERIES)
                        .replace("{theirStudy}", THEIR_STUDY)
                        .replace("{theirs}", THEIRS),
                "Accept",
                "*/*");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).doesNotContain("SOMEBODY", "Else^").hasSizeLessThan(2_000);
    }

    @Test
    void r02AQuestionWithinAStudyFindsNothingOfAnother() throws Exception {
        for (String path : List.of(
                "/dicom-web/studies/" + STUDY + "/series?SeriesInstanceUID=" + THEIR_SERIES,
                "/dicom-web/studies/" + STUDY + "/instances?SOPInstanceUID=" + THEIRS,
                "/dicom-web/studies/" + STUDY + "/instances?PatientID=SOMEBODY-ELSE")) {
            HttpResponse<byte[]> response = get(path, "Accept", "application/dicom+json");
            assertThat(response.statusCode()).as(path + text(response)).isIn(204, 200);
            assertThat(text(response)).doesNotContain(THEIRS, "SOMEBODY", "Else");
        }
    }

    private RetrieveDocumentSetResponse ask(String study, String series, String... uids) {
        return ask(
                study,
                series,
                Arrays.stream(uids).map(SourceScene::document).toList().toArray(DocumentRequest[]::new));
    }

    private RetrieveDocumentSetResponse ask(String study, String series, DocumentRequest... documents) {
        return running.source
                .retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(new StudyRequest(
                                        study, List.of(new SeriesRequest(series, List.of(documents))))),
                                List.of(EXPLICIT)),
                        Caller.self(Caller.ANONYMOUS));
    }

    @Test
    void r02ByRad69ThatIsADocumentThatIsNotHere() throws Exception {
        for (RetrieveDocumentSetResponse answer : List.of(
                ask(STUDY, SERIES, THEIRS), ask(STUDY, THEIR_SERIES, THEIRS), ask(THEIR_STUDY, SERIES, THEIRS))) {
            assertThat(answer.outcome().status()).isEqualTo(RegistryResponse.Status.FAILURE);
            assertThat(answer.documents()).isEmpty();
            assertThat(answer.errors())
                    .extracting(XdsError::errorCode)
                    .containsExactly(ErrorCode.XDSDocumentUniqueIdError);
            answer.delivery().complete();
        }
        RetrieveDocumentSetResponse mixed = ask(STUDY, SERIES, THEIRS, OURS);
        assertThat(mixed.documents())
                .extracting(document -> document.request().documentUniqueId())
                .containsExactly(OURS);
        assertThat(bytes(mixed.documents().getFirst())).doesNotContain("SOMEBODY");
        mixed.delivery().complete();
    }

    private static String bytes(RetrievedDocument document) throws Exception {
        try (InputStream in = document.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** RAD TF-2: 4.69.4.2.3: what can be had comes, and of the rest each is an error of its own, by its name. */
    @Test
    void r16WhatCanBeHadComesAndTheRestIsAnErrorEach() throws Exception {
        storeCompressed();
        String unknown = SERIES + ".999";
        DocumentRequest elsewhere = new DocumentRequest(null, "1.2.3.4.5", OURS);

        RetrieveDocumentSetResponse answer =
                ask(STUDY, SERIES, document(unknown), document(OURS), elsewhere, document(COMPRESSED));

        assertThat(answer.outcome().status()).isEqualTo(RegistryResponse.Status.PARTIAL_SUCCESS);
        assertThat(answer.documents())
                .extracting(document -> document.request().documentUniqueId())
                .containsExactly(OURS, COMPRESSED);
        assertThat(answer.errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDocumentUniqueIdError, ErrorCode.XDSUnknownRepositoryId);
        assertThat(answer.errors().getFirst().codeContext()).contains(unknown);
        assertThat(answer.errors().getFirst().location()).isEqualTo(unknown);
        assertThat(answer.errors().getLast().location()).isEqualTo(OURS);
        assertThat(bytes(answer.documents().getFirst())).contains(OURS);
        answer.documents()
                .forEach(document -> answer.delivery().sent(document.request().documentUniqueId(), 1));
        answer.delivery().complete();
        assertThat(audit()).contains("EventOutcomeIndicator=\"4\"", "XDSDocumentUniqueIdError XDSUnknownRepositoryId");
    }

    @Test
    void r16AllIsSuccessAndNothingIsFailure() {
        RetrieveDocumentSetResponse all = ask(STUDY, SERIES, OURS);
        RetrieveDocumentSetResponse nothing = ask(STUDY, SERIES, SERIES + ".998", SERIES + ".999");

        assertThat(all.outcome().status()).isEqualTo(RegistryResponse.Status.SUCCESS);
        assertThat(nothing.outcome().status()).isEqualTo(RegistryResponse.Status.FAILURE);
        assertThat(nothing.errors()).hasSize(2);
        all.delivery().complete();
        nothing.delivery().complete();
    }

    /** A study or series without a name has nothing, whatever is asked for in it. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "%", "no UID"})
    void r16AStudyOrSeriesWithoutANameIsFailure(String name) {
        for (RetrieveDocumentSetResponse answer :
                List.of(ask(name, SERIES, OURS), ask(STUDY, name, OURS), ask(name, name, OURS))) {
            assertThat(answer.outcome().status()).isEqualTo(RegistryResponse.Status.FAILURE);
            assertThat(answer.documents()).isEmpty();
            answer.delivery().complete();
        }
    }
}
