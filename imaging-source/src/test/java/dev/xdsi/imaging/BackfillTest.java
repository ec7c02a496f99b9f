package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.TransferSyntaxes;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Backfills from a PACS that breaks off, lies, or has nothing. */
@org.junit.jupiter.api.Tag("integration")
class BackfillTest extends PacsScene {
    private static final String OTHER_STUDY = "1.2.826.0.1.3680043.9.2";

    @Test
    void oneStudyThatFailsKeepsNoOtherFromBeingPublished() throws Exception {
        pacs.instances.add(image(1));
        Attributes other = of(OTHER_STUDY);
        pacs.instances.add(other);
        pacs.substitutes.put(
                other.string(Tag.SOPInstanceUID, ""), of(OTHER_STUDY).setString(Tag.PatientID, "4712"));

        String report = over(ask("{\"patient\": \"4711\"}"));

        assertThat(report)
                .contains("\"done\":1", "\"failed\":1")
                .contains("1 of 1 instances did not come: the instance is of another patient than the PACS said");
        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(running.publication(OTHER_STUDY)).contains("no such study");
    }

    /** The address could be anybody's, one behind our firewall too. */
    @Test
    void anAddressInPlaceOfPixelsIsNotTakenFromThePacsEither() throws Exception {
        pacs.instances.add(image(1));
        pacs.substitutes.put(
                image(1).string(Tag.SOPInstanceUID, ""),
                image(1).remove(Tag.PixelData).setString(Tag.PixelDataProviderURL, "http://169.254.169.254/"));

        assertThat(over(ask("{\"patient\": \"4711\"}")))
                .contains("\"failed\":1", "names an address in place of its pixels (JPIP)");
    }

    /** What the images say was noted when they came. */
    @Test
    void whatIsRejectedIsTakenOutAlsoWhileThePacsIsAway() throws Exception {
        pacs.instances.add(image(1));
        pacs.instances.add(image(2));
        over(ask("{\"patient\": \"4711\"}"));
        running.awaitPublication(STUDY, PUBLISHED);
        pacs.close();
        for (Path file : Samples.files(folder.resolve("pacs/files"))) {
            Files.delete(file);
        }
        restart();

        assertThat(running.store(DataSets.keyObject(STUDY + ".99.1", "113037", SERIES + ".2"))
                        .isSuccess())
                .isTrue();
        running.pass(Duration.ofSeconds(70));

        awaitTrue(() -> running.repository.registrations() == 1);
    }

    /** What is registered stays true: a rejection that is not told of would be worse than a prior that is not here. */
    @Test
    void whatFailsLaterKeepsNothingOfAPublishedStudyBack() throws Exception {
        pacs.instances.add(image(1));
        over(ask("{\"patient\": \"4711\"}"));
        running.awaitPublication(STUDY, PUBLISHED);
        pacs.instances.add(image(2));
        pacs.substitutes.put(SERIES + ".2", image(2).setString(Tag.PatientID, "4712"));
        assertThat(over(ask("{\"patient\": \"4711\"}"))).contains("\"failed\":1");

        assertThat(running.store(image(3)).isSuccess()).isTrue();
        running.pass(Duration.ofSeconds(70));

        awaitTrue(() -> running.repository.registrations() == 2);
    }

    @Test
    void whatIsNotWholeIsNotPublishedAndGoesOnAfterARestart() throws Exception {
        for (int i = 1; i <= 3; i++) {
            pacs.instances.add(image(i));
        }
        pacs.wholeOnes.set(1);
        String id = ask("{\"patient\": \"4711\"}");
        awaitReport(id, "\"trouble\":\"[^\"]*S");
        running.pass(Duration.ofSeconds(70)); // Longer than the quiet period; the next attempt breaks off at once.
        awaitTrue(() -> pacs.wholeOnes.get() < -1);
        // Those that were due before would be published before it.
        assertThat(running.store(of(OTHER_STUDY)).isSuccess()).isTrue();
        running.pass(Duration.ofSeconds(70));
        running.awaitPublication(OTHER_STUDY, PUBLISHED);
        assertThat(running.publication(STUDY)).doesNotContain(PUBLISHED);
        assertThat(running.repository.registrations()).isEqualTo(1);

        restart();
        pacs.wholeOnes.set(100);
        String report = over(id);

        assertThat(report).contains("\"done\":1", "\"instances\":3,\"here\":3");
        running.awaitPublication(STUDY, PUBLISHED);
        // And perhaps one once more, to be read for the manifest.
        assertThat(pacs.sent.subList(0, 3)).containsExactlyInAnyOrder(SERIES + ".1", SERIES + ".2", SERIES + ".3");
    }

    @Test
    void askedTwiceItFetchesOnlyWhatIsNew() throws Exception {
        pacs.instances.add(image(1));
        over(ask("{\"patient\": \"4711\"}"));
        pacs.instances.add(image(2));

        assertThat(over(ask("{\"patient\": \"4711\"}"))).contains("\"instances\":2,\"here\":2");
        assertThat(pacs.sent).containsExactly(SERIES + ".1", SERIES + ".2");
    }

    /** What is fetched for nobody yet needs no room in a cache that is in use. */
    @Test
    void aFullCacheKeepsNothingFromBeingKnown() throws Exception {
        pacs.instances.add(image(1));
        over(ask("{\"patient\": \"4711\"}"));
        assertThat(running.get(
                                "/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/instances/" + SERIES
                                        + ".1/frames/1",
                                "*/*")
                        .statusCode())
                .isEqualTo(200);
        pacs.instances.add(image(2));
        String id = ask("{\"patient\": \"4711\"}");

        assertThat(awaitReport(id, "\"state\":\"over\"")).contains("\"instances\":2,\"here\":2");
    }

    @Test
    void whatIsNotThroughIsNotAskedTwice() throws Exception {
        pacs.instances.add(image(1));
        pacs.wholeOnes.set(0);
        String id = ask("{\"patient\": \"4711\"}");

        assertThat(ask("{\"patient\": \"4711\"}")).isEqualTo(id);
        assertThat(ask("{\"patient\": \"4711\", \"modality\": \"CT\"}")).isNotEqualTo(id);
    }

    @Test
    void onlyWhatWasAskedForIsTaken() throws Exception {
        pacs.instances.add(image(1));
        pacs.unasked.add(image(9));
        pacs.substitutes.put(SERIES + ".1", image(1).setString(Tag.StudyInstanceUID, OTHER_STUDY));

        assertThat(over(ask("{\"patient\": \"4711\"}"))).contains("\"failed\":1");
        assertThat(running.publication(STUDY)).contains("no such study");
        assertThat(running.publication(OTHER_STUDY)).contains("no such study");
    }

    @Test
    void answersToAnotherQuestionEndIt() throws Exception {
        pacs.instances.add(image(1));
        pacs.lies.setString(Tag.PatientID, "4712");

        assertThat(over(ask("{\"patient\": \"4711\"}")))
                .contains("\"state\":\"failed\"", "another patient than was asked for");
        assertThat(pacs.sent).isEmpty();
    }

    @Test
    void aPacsThatIsAwayIsAskedAgainAndThenGivenUp() throws Exception {
        pacs.close();

        assertThat(over(ask("{\"patient\": \"4711\"}"))).contains("\"state\":\"failed\"", "cannot be reached");
    }

    @Test
    void nothingToFetchIsNoFailure() throws Exception {
        assertThat(over(ask("{\"patient\": \"4711\"}"))).contains("\"state\":\"over\"", "\"done\":0", "\"failed\":0");
    }

    @Test
    void wildcardsAndNonsenseAreRefused() throws Exception {
        for (String question : List.of(
                "{\"patient\": \"47*\"}",
                "{\"patient\": \"4711\\\\\\\\4712\"}",
                "{\"patient\": \"\"}",
                "{\"patient\": \"4711\", \"from\": \"20261301\"}",
                "{\"patient\": \"4711\", \"from\": \"20260102\", \"to\": \"20260101\"}",
                "[")) {
            HttpResponse<byte[]> answer =
                    running.backfill(HttpRequest.newBuilder().POST(BodyPublishers.ofString(question)), "");
            assertThat(answer.statusCode()).as(question).isEqualTo(400);
        }
    }

    @Test
    void whoIsNotKnownIsToldNothing() throws Exception {
        assertThat(running.send(
                                HttpRequest.newBuilder().POST(BodyPublishers.ofString("{\"patient\": \"4711\"}")),
                                "/backfills")
                        .statusCode())
                .isEqualTo(401);
        assertThat(running.get("/backfills/" + java.util.UUID.randomUUID(), "*/*")
                        .statusCode())
                .isEqualTo(401);
        assertThat(new String(
                        running.backfill(HttpRequest.newBuilder().GET(), "/x").body(), StandardCharsets.UTF_8))
                .contains("no such backfill");
    }

    @Test
    void whoAskedForWhomIsOnRecord() throws Exception {
        pacs.instances.add(image(1));
        over(ask("{\"patient\": \"4711\"}"));

        List<String> records = records();
        assertThat(records).anySatisfy(record -> assertThat(record).contains("110112", "4711"));
        assertThat(records).anySatisfy(record -> assertThat(record).contains("110104", "SCRIPT", "4711", STUDY));
    }

    private static Attributes of(String study) {
        return DataSets.ct(study + ".1", study + ".1.1").setString(Tag.StudyInstanceUID, study);
    }

    /** All that is taken when it is stored here (PS3.5 annex A). */
    @Test
    void imagesMayComeInWhateverTransferSyntaxIsTaken() throws Exception {
        pacs.instances.add(image(1));
        over(ask("{\"patient\": \"4711\"}"));
        assertThat(pacs.offered).containsExactlyInAnyOrderElementsOf(TransferSyntaxes.all());
    }

    /** An image that will never come must not keep the others from those who need them. */
    @Test
    void whatFailedForGoodKeepsTheRestWaitingNoLonger() throws Exception {
        pacs.instances.add(image(1));
        pacs.instances.add(image(2));
        pacs.substitutes.put(SERIES + ".2", image(2).setString(Tag.PatientID, "4712"));
        assertThat(over(ask("{\"patient\": \"4711\"}"))).contains("\"failed\":1");
        running.pass(Duration.ofSeconds(70));
        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(running.publication(STUDY)).contains("\"incomplete\":\"1 of 2 instances did not come");

        pacs.substitutes.clear();
        assertThat(over(ask("{\"patient\": \"4711\"}"))).contains("\"done\":1");
        awaitTrue(() -> running.repository.registrations() == 2);
        assertThat(running.publication(STUDY)).doesNotContain("incomplete");
    }
}
