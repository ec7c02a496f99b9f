package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.dimse.Status;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the PACS deletes and corrects is what is seen here, and what its errors say is not. */
@org.junit.jupiter.api.Tag("integration")
class GoneFromThePacsTest extends PacsScene {
    private static final String PARTS = "multipart/related; type=\"application/dicom\"";
    private static final String ALL = "{\"patient\": \"4711\"}";

    @BeforeEach
    void fill() throws Exception {
        for (int i = 1; i <= 3; i++) {
            pacs.instances.add(image(i));
        }
        over(ask(ALL));
        running.awaitPublication(STUDY, PUBLISHED);
    }

    @Override
    long room() {
        return 1 << 20;
    }

    private void deleteSecond() {
        pacs.instances.removeIf(image -> image.string(Tag.SOPInstanceUID, "").equals(SERIES + ".2"));
    }

    private int sent() throws Exception {
        HttpResponse<byte[]> study = running.get("/dicom-web/studies/" + STUDY, PARTS);
        return study.statusCode() == 200 ? SourceScene.parts(study).size() : -study.statusCode();
    }

    private String found(String query) throws Exception {
        return new String(
                running.get("/dicom-web/" + query, "application/dicom+json").body(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsDeletedThereIsHiddenHereAndItsManifestReplacedWhenTheStudyIsLookedAtAgain() throws Exception {
        deleteSecond();
        assertThat(over(ask(ALL))).contains("\"done\":1");

        awaitTrue(() -> running.repository.registrations() == 2);
        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(sent()).isEqualTo(2);
        assertThat(found("studies/" + STUDY + "/instances"))
                .contains(SERIES + ".1")
                .doesNotContain(SERIES + ".2\"");
        assertThat(found("studies/" + STUDY + "/metadata")).doesNotContain(SERIES + ".2\"");
        assertThat(found("studies?NumberOfStudyRelatedInstances=2&includefield=all"))
                .contains("\"00201208\":{\"vr\":\"IS\",\"Value\":[2]}");
        assertThat(reconciled("/" + STUDY)).contains("\"drifted\":[]");

        pacs.instances.add(image(2));
        over(ask(ALL));
        awaitTrue(() -> running.repository.registrations() == 3);
        assertThat(sent()).isEqualTo(3);
    }

    @Test
    void whatIsStoredHereAfterwardsIsSeenAgain() throws Exception {
        deleteSecond();
        over(ask(ALL));
        assertThat(sent()).isEqualTo(2);

        assertThat(running.store(image(2)).isSuccess()).isTrue();
        assertThat(sent()).isEqualTo(3);
    }

    @Test
    void aListThatEndsInAnErrorTakesNothingAway() throws Exception {
        deleteSecond();
        pacs.findsWith = new Status(0xA700);
        String id = ask("{\"study\": \"" + STUDY + "\"}");
        over(id);
        assertThat(reconciled("/" + STUDY))
                .contains("\"drifted\":[],\"unaskedOfPacs\":1,\"pacs\":", "status")
                .isEqualTo(repaired("/" + STUDY));
        pacs.close();
        assertThat(repaired("/" + STUDY)).contains("\"drifted\":[],\"unaskedOfPacs\":1");
        restart();
        assertThat(found("studies/" + STUDY + "/instances")).contains(SERIES + ".2\"");
    }

    @Test
    void aListThatIsShorterThanItSaysTakesNothingAway() throws Exception {
        deleteSecond();
        pacs.lies.setString(Tag.NumberOfSeriesRelatedInstances, "3");
        assertThat(over(ask(ALL))).contains("\"done\":1");
        assertThat(repaired("/" + STUDY)).contains("\"drifted\":[]", "fewer instances of a series");
        assertThat(found("studies/" + STUDY + "/instances")).contains(SERIES + ".2\"");
    }

    @Test
    void whatThePacsForgetsOnceIsNotGone() throws Exception {
        pacs.forgotten.add(SERIES + ".2");
        pacs.forgetting.set(1);
        assertThat(over(ask(ALL))).contains("\"done\":1");
        assertThat(pacs.forgetting.get()).isLessThan(0);
        assertThat(sent()).isEqualTo(3);
        assertThat(running.repository.registrations()).isEqualTo(1);
    }

    @Test
    void reconciliationTellsWhatIsGoneAndARepairTakesItOut() throws Exception {
        deleteSecond();
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"gone\":1},\"mendable\":true");
        assertThat(found("studies/" + STUDY + "/instances"))
                .as("a look changes nothing")
                .contains(SERIES + ".2\"");

        assertThat(repaired("")).contains("\"gone\":1");
        awaitTrue(() -> running.repository.registrations() == 2);
        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(reconciled("/" + STUDY)).contains("\"drifted\":[]");
        assertThat(sent()).isEqualTo(2);
    }

    /** A PACS that lost its database would say so of every study. */
    @Test
    void aStudyOfWhichThePacsHasNothingIsWithdrawnOnlyWhereItIsNamed() throws Exception {
        List<Attributes> all = List.copyOf(pacs.instances);
        pacs.instances.clear();
        assertThat(over(ask("{\"study\": \"" + STUDY + "\"}"))).contains("\"done\":0", "\"failed\":0");
        assertThat(repaired("")).contains("\"drifts\":{\"all-gone\":3},\"mendable\":false");
        assertThat(found("studies/" + STUDY + "/instances")).contains(SERIES + ".2\"");

        assertThat(repaired("/" + STUDY)).contains("\"drifts\":{\"all-gone\":3},\"mendable\":true");
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");
        assertThat(running.registry.deprecated()).hasSize(1);
        assertThat(sent()).isEqualTo(-404);
        assertThat(found("studies")).doesNotContain(STUDY);

        pacs.instances.addAll(all);
        over(ask(ALL));
        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(sent()).isEqualTo(3);
    }

    private void forgetFiles() throws Exception {
        for (Path file : Samples.files(folder.resolve("pacs/files"))) {
            Files.delete(file);
        }
    }

    @Test
    void whatIsCorrectedThereIsFoundByItsNewNameAndPublishedAnew() throws Exception {
        pacs.instances.replaceAll(image -> image.setString(Tag.PatientName, "Meier^Jürg"));
        forgetFiles();
        assertThat(sent()).isEqualTo(3);

        assertThat(found("studies?PatientName=Meier*")).contains(STUDY);
        assertThat(found("studies?PatientName=M%C3%BCller*")).doesNotContain(STUDY);
        running.pass(Duration.ofSeconds(70));
        awaitTrue(() -> running.repository.registrations() == 2);
    }

    /** The manifest does not depend on whether the images can be read just now. */
    @Test
    void whileThePacsIsAwayNothingIsOutdated() throws Exception {
        pacs.close();
        forgetFiles();
        assertThat(reconciled("/" + STUDY)).contains("\"drifted\":[]");
    }
}
