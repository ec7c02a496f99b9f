package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.ImagingDocumentSource.CrossReference;
import dev.xdsi.imaging.iti45.PatientIdentifierQueryClient;
import dev.xdsi.model.Oid;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Studies whose patients are known to the affinity domain by other ids than to the department (ITI-45). */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class CrossReferenceTest extends SourceScene {
    private static final Oid DOMAIN = new Oid("1.3.6.1.4.1.21367.2005.13.20.1000");
    private static final String DEPARTMENT = "1.3.6.1.4.1.21367.1800.13.20.1000";

    @TempDir
    Path temporary;

    private PixManager manager;

    @BeforeEach
    void ask() throws Exception {
        manager = new PixManager();
        running.close();
        running = new RunningSource(
                folder,
                new RunningSource.Partners(running.repository, running.registry)
                        .with(new CrossReference(
                                manager.address(),
                                DOMAIN,
                                new PatientIdentifierQueryClient(
                                        new SoapClients(
                                                new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID),
                                                null,
                                                ClientTimeouts.DEFAULT),
                                        manager.address(),
                                        UUID::randomUUID,
                                        () -> START))),
                START,
                Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private void store(String instance) throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + instance));
        running.pass(RunningSource.QUIET);
    }

    private RegistryObjectDraft entry(int number) {
        return RecordingRepository.entry(running.repository.requests().get(number));
    }

    @Test
    void theStudyIsPublishedForThePatientWhomTheManagerNames() throws Exception {
        manager.answers.put("4711", List.of(DEPARTMENT + "^4711", DOMAIN + "^A-1"));
        store(".1");
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(entry(0).externalIdentifier(Identifier.DE_PATIENT_ID)).contains("A-1^^^&" + DOMAIN + "&ISO");
        assertThat(entry(0).slotValue(SlotName.SOURCE_PATIENT_ID)).contains("4711^^^&" + DEPARTMENT + "&ISO");
        assertThat(manager.requests)
                .singleElement()
                .asString()
                .contains(
                        "urn:hl7-org:v3:PRPA_IN201309UV02",
                        "Patient.id",
                        "DataSource.id",
                        "root=\"" + DEPARTMENT + "\"",
                        "root=\"" + DOMAIN + "\"");
        List<String> records = running.audit.read(0, 100).stream()
                .map(record -> new String(record.message(), StandardCharsets.UTF_8))
                .filter(record -> record.contains("ITI-45"))
                .toList();
        assertThat(records)
                .singleElement()
                .asString()
                .contains("110112", "EventOutcomeIndicator=\"0\"", "4711^^^&amp;" + DEPARTMENT, "A-1^^^&amp;" + DOMAIN);
    }

    /** Each kind of trouble is told, and passes. */
    @ParameterizedTest
    @CsvSource({
        "AE, not known to the manager yet",
        "NF, no id in the affinity domain yet",
        "500, does not answer",
        "GARBAGE, does not answer",
        "1.9.9^X, no id in the affinity domain yet",
        "1.3.6.1.4.1.21367.2005.13.20.1000^A-1 1.3.6.1.4.1.21367.2005.13.20.1000^A-2, several ids"
    })
    void whoIsNotKnownIsAskedForAgain(String answer, String told) throws Exception {
        manager.answers.put("4711", List.of(answer.split(" ", -1)));
        store(".1");
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        assertThat(running.publication(STUDY)).contains("patient cross-reference: ", told);
        assertThat(running.source.publicationBacklog().troubled().getFirst().reason())
                .contains(told);
        assertThat(running.repository.requests()).isEmpty();

        manager.answers.put("4711", List.of(DOMAIN + "^A-1"));
        running.pass(Duration.ofMinutes(10));
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    @Test
    void aManagerThatIsAwayIsWaitedFor() throws Exception {
        manager.close();
        store(".1");
        running.awaitPublication(STUDY, "the manager does not answer");

        assertThat(running.repository.requests()).isEmpty();
    }

    @Test
    void afterAMergeTheOldManifestGoesBeforeTheNewOneComes() throws Exception {
        manager.answers.put("4711", List.of(DOMAIN + "^A-1"));
        store(".1");
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        manager.answers.put("4711", List.of(DOMAIN + "^A-2"));
        store(".2");
        running.awaitPublication(STUDY, "A-2^^^");
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.registry.deprecated()).containsExactly(entry(0).id());
        assertThat(entry(1).externalIdentifier(Identifier.DE_PATIENT_ID)).contains("A-2^^^&" + DOMAIN + "&ISO");
        assertThat(running.repository.requests().get(1).submission().associations())
                .noneMatch(association -> String.valueOf(association.link()).contains("RPLC"));
    }

    @Test
    void whomSomebodyNamedIsNotAskedFor() throws Exception {
        assertThat(link("MARY^^^&1.2.3&ISO").statusCode()).isEqualTo(200);
        store(".1");
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(manager.requests).isEmpty();
    }

    @Test
    void aStudyThatNamesNobodyWaitsForALink() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1").setEmpty(Tag.PatientID));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"held\"");

        assertThat(manager.requests).isEmpty();
    }
}
