package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.policy.Criterion;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.policy.TextPattern;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What other nodes are given of studies of which the policy publishes nothing, or not all. */
@org.junit.jupiter.api.Tag("integration")
class WithheldImagesTest extends SourceScene {
    private static final Treatment WITHHELD = new Treatment(false, List.of(), Duration.ZERO, InstanceChoice.ALL);
    private static final Treatment IMAGES =
            new Treatment(true, List.of(), Duration.ZERO, new InstanceChoice(Set.of("images"), Set.of()));
    private static final String NOTE_SERIES = STUDY + ".99";
    private static final String STEP = "1.2.826.0.1.3680043.9.88";
    private static final String NOTE = NOTE_SERIES + ".3";

    private void restart(Treatment ofCt) throws Exception {
        PublicationRule rule =
                new PublicationRule("ct", Map.of(Criterion.MODALITY, List.of(new TextPattern("CT"))), ofCt);
        running.close();
        running = new RunningSource(
                folder,
                new RunningSource.Partners(
                        running.repository,
                        running.registry,
                        RunningSource.Partners.manifests(new PublicationPolicy(List.of(rule)), ManifestKind.KOS)),
                running.now.get(),
                Duration.ofMillis(20));
        running.askers.set(DimseScu.partners(null));
    }

    private int wadoRs(String path) throws Exception {
        return running.get("/dicom-web/studies/" + STUDY + path, DICOM_PARTS).statusCode();
    }

    private int wado(String series, String image) throws Exception {
        return running.get(
                        "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + series + "&objectUID=" + image
                                + "&contentType=application/dicom",
                        "*/*")
                .statusCode();
    }

    private String qido(String level) throws Exception {
        return new String(
                running.get("/dicom-web/" + level + "?StudyInstanceUID=" + STUDY, "application/dicom+json")
                        .body(),
                StandardCharsets.UTF_8);
    }

    private List<String> rad69(String series, String image) {
        return retrieve(STUDY, series, document(image), UID.ExplicitVRLittleEndian).documents().stream()
                .map(document -> document.request().documentUniqueId())
                .toList();
    }

    private int found() throws Exception {
        return new DimseScu(folder, running)
                .find("-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + STUDY)
                .dataSets()
                .size();
    }

    @Test
    void aStudyThatIsNotPublishedIsUnknownElsewhere() throws Exception {
        restart(WITHHELD);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));

        assertThat(wadoRs("")).isEqualTo(404);
        assertThat(wadoRs("/series/" + SERIES + "/instances/" + SERIES + ".1")).isEqualTo(404);
        assertThat(wado(SERIES, SERIES + ".1")).isEqualTo(404);
        assertThat(rad69(SERIES, SERIES + ".1")).isEmpty();
        assertThat(qido("studies")).isEmpty();
        assertThat(running.publication(STUDY))
                .isEqualTo("{\"studyInstanceUID\":\"" + STUDY + "\",\"state\":\"receiving\"}");
        assertThat(found()).as("in the department").isEqualTo(1);
    }

    @Test
    void ofAStudyThatIsPublishedInPartTheRestIsUnknownElsewhere() throws Exception {
        restart(IMAGES);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.keyObject(NOTE, "113000", SERIES + ".1"));

        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .hasSize(1);
        assertThat(wado(SERIES, SERIES + ".1")).isEqualTo(200);
        assertThat(wado(NOTE_SERIES, NOTE)).isEqualTo(404);
        assertThat(rad69(SERIES, SERIES + ".1")).hasSize(1);
        assertThat(rad69(NOTE_SERIES, NOTE)).isEmpty();
        assertThat(qido("studies")).contains(STUDY);
        assertThat(qido("series")).contains("\"" + SERIES + "\"").doesNotContain("\"" + NOTE_SERIES + "\"");
        assertThat(qido("instances")).contains(SERIES + ".1").doesNotContain(NOTE);
    }

    @Test
    void aPresentationStateThatIsKeptBackIsNotDrawnEither() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.keyObject(NOTE, "113000", SERIES + ".1"));
        assertThat(presented()).as("it is here, and is none").isEqualTo(406);

        restart(IMAGES);
        assertThat(presented()).isEqualTo(404);
    }

    private int presented() throws Exception {
        return running.get(
                        "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=" + SERIES
                                + ".1&contentType=image/jpeg&presentationSeriesUID=" + NOTE_SERIES
                                + "&presentationUID=" + NOTE,
                        "*/*")
                .statusCode();
    }

    @Test
    void aManifestMadeElsewhereIsKeptBackWithWhatItNames() throws Exception {
        restart(new Treatment(true, List.of(), Duration.ZERO, new InstanceChoice(Set.of(), Set.of("reports"))));
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.keyObject(NOTE, "113030", SERIES + ".1"));

        assertThat(wado(SERIES, SERIES + ".1")).isEqualTo(200);
        assertThat(wado(NOTE_SERIES, NOTE)).isEqualTo(404);
        assertThat(qido("instances")).doesNotContain(NOTE);
    }

    @Test
    void aStudyOfWhichNothingIsSharedIsKeptBackToo() throws Exception {
        restart(WITHHELD);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        Attributes step = PerformedProcedureStepTest.begun();
        assertThat(tell(NormalizedOperation.create(UID.ModalityPerformedProcedureStep, STEP, step)))
                .isEqualTo(Status.SUCCESS);
        Attributes discontinued = PerformedProcedureStepTest.because(
                "110514", PerformedProcedureStepTest.ended("DISCONTINUED", SERIES, SERIES + ".1"));
        assertThat(tell(NormalizedOperation.set(UID.ModalityPerformedProcedureStep, STEP, discontinued)))
                .isEqualTo(Status.SUCCESS);

        assertThat(wadoRs("")).isEqualTo(404);
        assertThat(qido("studies")).isEmpty();
    }

    private Status tell(NormalizedOperation operation) throws Exception {
        return CommitmentScu.invoke(running.dicomPort(), operation);
    }

    @Test
    void whatWasPublishedBeforeStays() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        restart(WITHHELD);

        assertThat(wadoRs("")).isEqualTo(200);
        assertThat(rad69(SERIES, SERIES + ".1")).hasSize(1);

        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        assertThat(rad69(SERIES, SERIES + ".2")).isEmpty();
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"withheld\"");
        assertThat(wadoRs("")).as("its manifest is withdrawn").isEqualTo(404);
    }
}
