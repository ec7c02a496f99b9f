package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How studies become manifests that a repository takes, whatever comes between. */
@org.junit.jupiter.api.Tag("integration")
class PublicationTest extends SourceScene {
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

    /** An image that was imported from elsewhere, also where it joins images that are ours. */
    @Test
    void anIdOfAnIssuerWhomNobodyKnowsWaitsForALink() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(
                DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1").setString(Tag.IssuerOfPatientID, "ANOTHER_HOSPITAL"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"held\"");
        assertThat(running.publication(STUDY))
                .contains("needs a patient id", "imaging-source.patient-id-issuers")
                .doesNotContain("ANOTHER_HOSPITAL");

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

        for (int look = 0; look < 600 && !running.publication(STUDY).contains("published"); look++) {
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

    /** Whoever has to be told of a wrong Patient ID is told, whatever happened before; and then a link mends it. */
    @Test
    void aRefusalAfterAnOutageIsOneOnceNothingCanBeOnItsWay() throws Exception {
        running.repository.willFail(Behaviour.UNREACHABLE, Behaviour.REJECT, Behaviour.REJECT);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "connection refused");
        running.pass(Duration.ofMinutes(1));
        running.awaitPublication(STUDY, "XDSUnknownPatientId");
        assertThat(link("MARY^^^&1.2.3&ISO").statusCode())
                .as("the first may still come to the registry")
                .isEqualTo(409);

        running.pass(Duration.ofMinutes(15));
        for (int tries = 0; tries < 600 && running.repository.requests().size() < 3; tries++) {
            Thread.sleep(50);
        }
        for (int tries = 0; tries < 600 && link("MARY^^^&1.2.3&ISO").statusCode() != 200; tries++) {
            Thread.sleep(50);
        }
        running.pass(Duration.ofMinutes(1));
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.publication(STUDY)).contains("MARY^^^&1.2.3&ISO");
        assertThat(running.repository.registrations()).isEqualTo(1);
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

    private static DicomFile manifest(ProvideAndRegisterDocumentSetRequest request) throws IOException {
        return Part10.read(request.documents().getFirst().content().open(), ReadOptions.DEFAULT);
    }

    private static List<String> referenced(Attributes manifest) {
        return manifest.items(Tag.ContentSequence).stream()
                .map(item ->
                        item.item(Tag.ReferencedSOPSequence).orElseThrow().string(Tag.ReferencedSOPInstanceUID, ""))
                .toList();
    }
}
