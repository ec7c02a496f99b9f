package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.forward.Undelivered.Trouble;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images of modalities go on to the PACS behind. */
class ForwardedImagesTest extends ForwardingScene {
    @Override
    Kind[] kinds() {
        return new Kind[] {Kind.IMAGES};
    }

    private long waiting() {
        return undelivered(Kind.IMAGES).waiting();
    }

    @Test
    void whatAModalityStoresGoesOnInItsEncodingAndIsOnRecord() throws Exception {
        assertThat(running.store(image(1)).isSuccess()).isTrue();
        assertThat(running.store(image(2)).isSuccess()).isTrue();

        awaitTrue(() -> waiting() == 0);
        assertThat(pacs.taken).containsOnlyKeys(uid(1), uid(2)).containsValue(UID.ExplicitVRLittleEndian);
        awaitRecord("csd-code=\"110104\"", "EventActionCode=\"R\"", "/PACS\"", STUDY);
    }

    @Test
    void whatIsStoredByHttpGoesOnAsWell() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Part10.write(file, FileMeta.of(image(1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image(1));
        assertThat(running.send(
                                HttpRequest.newBuilder()
                                        .header("Content-Type", "application/dicom")
                                        .POST(BodyPublishers.ofByteArray(file.toByteArray())),
                                "/dicom-web/studies")
                        .statusCode())
                .isEqualTo(200);

        awaitTrue(() -> waiting() == 0);
        assertThat(pacs.taken).containsOnlyKeys(uid(1));
    }

    @Test
    void whatThePacsSendsIsNotSentBack() throws Exception {
        try (Association association = pacs.associate(
                running.dicomPort(),
                PresentationContextPlan.of(List.of(new Pair(UID.CTImageStorage, UID.ExplicitVRLittleEndian))))) {
            assertThat(RunningSource.store(association, image(1)).isSuccess()).isTrue();
        }

        assertThat(waiting()).isZero();
        running.store(image(2));
        awaitTrue(() -> waiting() == 0);
        assertThat(pacs.came).containsExactly(uid(2));
    }

    @Test
    void whatWaitsForAPacsThatIsAwaySurvivesARestartAndGoesOnWhenItIsBack() throws Exception {
        pacs.close();
        running.store(image(1));
        running.store(image(2));
        awaitLater(() -> running.source.attention().orElse("").contains("cannot be forwarded"));
        assertThat(running.source.attention().orElse(""))
                .contains("the PACS does not answer", "images cannot be forwarded since", "PACS@");

        restart();
        assertThat(waiting()).isEqualTo(2);
        pacs.open();

        awaitLater(() -> waiting() == 0);
        assertThat(pacs.taken).containsOnlyKeys(uid(1), uid(2));
        assertThat(running.source.attention()).isEmpty();
    }

    @Test
    void whatIsRefusedIsGivenUpShownAndTriedAgainWhenSomebodySaysSo() throws Exception {
        pacs.answers.put(uid(1), new Status(0xC123).withComment("no such patient"));
        running.store(image(1));
        running.store(image(2));

        awaitLater(() -> undelivered(Kind.IMAGES).failed() == 1);
        assertThat(pacs.taken).containsOnlyKeys(uid(2));
        assertThat(pacs.came.stream().filter(uid(1)::equals)).hasSize(8);
        assertThat(undelivered(Kind.IMAGES).troubles())
                .containsExactly(new Trouble(uid(1), true, 8, "the PACS answered C123H (no such patient)"));
        assertThat(running.source.attention().orElse("")).contains("1 images were not taken");
        assertThat(running.source.health()).isEmpty();
        assertThat(new String(running.forwarding(HttpRequest.newBuilder().GET()).body(), StandardCharsets.UTF_8))
                .startsWith(
                        "{\"images\":{\"waiting\":0,\"failed\":1,\"oldest\":null,\"troubles\":[{\"uid\":\"" + uid(1));

        pacs.answers.clear();
        assertThat(new String(
                        running.forwarding(HttpRequest.newBuilder().POST(BodyPublishers.noBody()))
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"triedAgain\":1}");
        awaitTrue(() -> pacs.taken.containsKey(uid(1)));
        awaitTrue(() -> running.source.attention().isEmpty());
    }

    @Test
    void whatThePacsHasNoRoomForKeepsNothingElseFromGoingOnAndIsTriedForLong() throws Exception {
        pacs.answers.put(uid(1), Status.OUT_OF_RESOURCES);
        running.store(image(1));
        running.store(image(2));

        awaitLater(() -> pacs.came.stream().filter(uid(1)::equals).count() > 10);
        assertThat(undelivered(Kind.IMAGES).failed()).isZero();
        assertThat(pacs.taken).containsOnlyKeys(uid(2));

        pacs.answers.clear();
        awaitLater(() -> pacs.taken.containsKey(uid(1)));
    }

    @Test
    void whatThePacsHasAlreadyIsThere() throws Exception {
        pacs.answers.put(uid(1), Status.DUPLICATE_SOP_INSTANCE);
        running.store(image(1));

        awaitTrue(() -> pacs.came.size() == 1 && waiting() == 0);
        assertThat(undelivered(Kind.IMAGES).failed()).isZero();
    }

    private void storeWhileThePacsIsAway(int images) throws Exception {
        pacs.close();
        for (int i = 1; i <= images; i++) {
            running.store(image(i));
        }
    }

    @Test
    void ofManyThatAreUnderWayEachHasItsOwnAnswer() throws Exception {
        storeWhileThePacsIsAway(40);
        pacs.answers.put(uid(7), new Status(0xC123));
        pacs.answers.put(uid(21), Status.OUT_OF_RESOURCES);
        pacs.answers.put(uid(22), new Status(0xB000));
        pacs.open();

        awaitLater(() -> pacs.taken.size() == 38 && waiting() == 2);
        assertThat(pacs.taken).doesNotContainKeys(uid(7), uid(21));
        assertThat(undelivered(Kind.IMAGES).troubles())
                .extracting(trouble -> trouble.uid() + " " + trouble.error())
                .containsExactlyInAnyOrder(
                        uid(7) + " the PACS answered C123H", uid(21) + " the PACS answered " + Status.OUT_OF_RESOURCES);
    }

    @Test
    void whereThePacsBreaksDownTheOthersThatAreUnderWayAreNotToBlame() throws Exception {
        storeWhileThePacsIsAway(40);
        pacs.breaksAt.add(uid(5));
        pacs.open();

        awaitLater(() ->
                pacs.breaksAt.isEmpty() && !undelivered(Kind.IMAGES).troubles().isEmpty());
        assertThat(undelivered(Kind.IMAGES).troubles()).hasSizeBetween(1, 2);
        assertThat(undelivered(Kind.IMAGES).failed()).isZero();

        pacs.close();
        pacs.open();
        awaitLater(() -> waiting() == 0);
        assertThat(pacs.taken).hasSize(40);
    }

    @Test
    void nobodyButAUserIsTold() throws Exception {
        assertThat(running.send(HttpRequest.newBuilder().GET(), "/forwarding").statusCode())
                .isEqualTo(401);
    }
}
