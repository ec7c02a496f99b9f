package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.demo.Comparison;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real files of many makers, in every transfer syntax and character set, go the way of the phantom: sent by C-STORE, published, found,
 * and fetched in three ways as they were.
 */
@Tag("integration")
class SharedSamplesTest {
    private static final Logger LOG = LoggerFactory.getLogger(SharedSamplesTest.class);
    private static final List<String> WAYS = List.of("rad69", "wado-rs", "wado-uri");
    private static final String COMPLETE_SET = "xdsi-IDS-DEPT003-a";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        Samples.folder();
        gateway = RunningGateway.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void aCompleteSetOfAnotherMakeIsShared() throws Exception {
        Path sent = Files.createDirectories(folder.resolve("complete-set"));
        for (Path image : Samples.directlyIn(COMPLETE_SET)) {
            Files.copy(image, sent.resolve(image.getFileName()));
        }
        List<String> told = new ArrayList<>();

        Demo.Result result = new Demo(gateway.stage(), told::add)
                .run(sent, gateway.patient(COMPLETE_SET.substring("xdsi-".length())), folder.resolve("fetched-set"));

        assertThat(result.line()).as(String.join("\n", told)).startsWith("demo ok studies=1 instances=20 ");
    }

    @Test
    void everyOtherFileIsSharedOrItIsSaidWhyNot() throws Exception {
        Path sent = folder.resolve("sent");
        Map<String, String> notShared = new TreeMap<>(SampleStudies.write(Samples.folder(), COMPLETE_SET, sent));
        StudyFiles files = StudyFiles.under(List.of(sent));
        files.refused()
                .forEach((file, reason) -> notShared.put(file.getFileName().toString(), reason));
        new InstanceSender(ApplicationEntity.of("SAMPLES"), gateway.stage().dicom())
                .send(files.studies().values().stream().flatMap(List::stream).toList(), stored -> {})
                .forEach((file, reason) ->
                        notShared.put(file.path().getFileName().toString(), reason));

        files.studies()
                .values()
                .forEach(study -> study.removeIf(
                        file -> notShared.containsKey(file.path().getFileName().toString())));
        files.studies().values().removeIf(List::isEmpty);
        Map<String, String> different = new LinkedHashMap<>();
        for (String study : files.studies().keySet()) {
            shareAndCompare(study, sent.resolve(study), different);
        }

        notShared.forEach((file, reason) -> LOG.info("not shared: {}: {}", file, reason));
        LOG.info(
                "shared: {} files in {} studies", files.count(), files.studies().size());
        assertThat(different).isEmpty();
        assertThat(notShared).containsExactlyInAnyOrderEntriesOf(SampleStudies.UNSHARABLE);
    }

    /** Each outcome that is not as it should be goes into {@code different}. */
    private static void shareAndCompare(String study, Path sent, Map<String, String> different) throws Exception {
        gateway.client().complete(study);
        JsonNode publication = awaitPublished(study);
        if (publication.path("state").asText().equals("held")) {
            LOG.info("linked to a patient: {}", publication);
            gateway.client().link(study, gateway.patient("LINKED"));
            publication = awaitPublished(study);
        }
        if (!publication.path("state").asText().equals("published")) {
            different.put(study, publication.toString());
            return;
        }
        PatientId patient =
                PatientId.parse(publication.path("patientId").asText()).orElseThrow();
        if (!gateway.client()
                .studies(patient)
                .path("studies")
                .findValuesAsText("studyInstanceUID")
                .contains(study)) {
            different.put(study, "not found for " + patient);
        }
        for (String way : WAYS) {
            Path fetched = folder.resolve("fetched").resolve(study).resolve(way);
            gateway.stage().fetch(study, patient, way, fetched);
            String outcome = Comparison.of(sent, fetched);
            if (!outcome.equals("identical")) {
                different.put(study + " by " + way, outcome);
            }
        }
    }

    private static JsonNode awaitPublished(String study) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode publication = gateway.client().publicationOf(study);
        while (!List.of("published", "failed", "held")
                        .contains(publication.path("state").asText())
                && System.nanoTime() < end) {
            Thread.sleep(50);
            publication = gateway.client().publicationOf(study);
        }
        return publication;
    }
}
