package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A study that is at the PACS, and of which the PACS tells: it is looked at there, known here and published. */
@org.junit.jupiter.api.Tag("integration")
class ToldByThePacsTest extends PacsScene {
    private static final String STEP = "1.2.826.0.1.3680043.9.88";

    private Status tell(String title, NormalizedOperation operation) throws Exception {
        try (Association association = Association.open(
                ApplicationEntity.of(title),
                RemoteEntity.of("XDSI", "127.0.0.1", running.dicomPort()),
                PresentationContextPlan.of(List.of(new Pair(operation.sopClassUid(), UID.ExplicitVRLittleEndian))))) {
            return association.invoke(operation);
        }
    }

    private static NormalizedOperation available(String availability, String... images) {
        return NormalizedOperation.create(
                UID.InstanceAvailabilityNotification,
                STEP + ".1",
                new Attributes()
                        .setString(Tag.StudyInstanceUID, STUDY)
                        .setItems(
                                Tag.ReferencedSeriesSequence,
                                new Attributes()
                                        .setString(Tag.SeriesInstanceUID, SERIES)
                                        .setItems(
                                                Tag.ReferencedSOPSequence,
                                                List.of(images).stream()
                                                        .map(image -> new Attributes()
                                                                .setString(
                                                                        Tag.ReferencedSOPClassUID, UID.CTImageStorage)
                                                                .setString(Tag.ReferencedSOPInstanceUID, image)
                                                                .setString(Tag.InstanceAvailability, availability)
                                                                .setString(Tag.RetrieveAETitle, "SCRIPT"))
                                                        .toList())));
    }

    @Test
    void aNotificationHasTheStudyFetchedAndPublished() throws Exception {
        pacs.instances.add(image(1));
        pacs.instances.add(image(2));
        assertThat(tell("SCRIPT", available("ONLINE", SERIES + ".1", SERIES + ".2")))
                .isEqualTo(Status.SUCCESS);
        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(records()).anySatisfy(record -> assertThat(record).contains("110112", "4711"));

        pacs.instances.add(image(3));
        assertThat(tell("SCRIPT", available("ONLINE", SERIES + ".3"))).isEqualTo(Status.SUCCESS);
        awaitTrue(() -> running.repository.registrations() == 2);
    }

    @Test
    void aNotificationThatSomethingIsUnavailableTakesItOut() throws Exception {
        pacs.instances.add(image(1));
        pacs.instances.add(image(2));
        over(ask("{\"study\": \"" + STUDY + "\"}"));
        running.awaitPublication(STUDY, PUBLISHED);

        pacs.instances.removeLast();
        assertThat(tell("SCRIPT", available("UNAVAILABLE", SERIES + ".2"))).isEqualTo(Status.SUCCESS);
        awaitTrue(() -> running.repository.registrations() == 2);
    }

    @Test
    void whatWasToldOutlivesTheProcessAndAPacsThatIsAway() throws Exception {
        pacs.instances.add(image(1));
        pacs.findsWith = new Status(0xA700);
        assertThat(tell("SCRIPT", available("ONLINE", SERIES + ".1"))).isEqualTo(Status.SUCCESS);
        restart();
        pacs.findsWith = Status.SUCCESS;
        running.pass(Duration.ofMinutes(1));
        running.awaitPublication(STUDY, PUBLISHED);
    }

    @Test
    void aStepThatIsCompletedThereHasItsStudyFetched() throws Exception {
        pacs.instances.add(image(1));
        completed(SERIES + ".1");
        running.awaitPublication(STUDY, PUBLISHED);
    }

    private void completed(String... images) throws Exception {
        assertThat(tell(
                        "SCRIPT",
                        NormalizedOperation.create(
                                UID.ModalityPerformedProcedureStep, STEP, PerformedProcedureStepTest.begun())))
                .isEqualTo(Status.SUCCESS);
        assertThat(tell(
                        "SCRIPT",
                        NormalizedOperation.set(
                                UID.ModalityPerformedProcedureStep,
                                STEP,
                                PerformedProcedureStepTest.ended("COMPLETED", SERIES, images))))
                .isEqualTo(Status.SUCCESS);
    }

    /** The modality is through before the PACS has, or shows, all that it made. */
    @Test
    void whatAStepNamesAndThePacsDoesNotHaveYetIsAskedForAgain() throws Exception {
        pacs.instances.add(image(1));
        completed(SERIES + ".1", SERIES + ".2");
        running.awaitPublication(STUDY, "\"instances\":1");

        pacs.instances.add(image(2));
        running.pass(Duration.ofMinutes(1));
        running.awaitPublication(STUDY, "\"instances\":2");
        running.awaitPublication(STUDY, PUBLISHED);
    }

    @Test
    void aStudyThatThePacsDoesNotShowYetIsAskedForAgain() throws Exception {
        completed(SERIES + ".1");
        awaitTrue(() -> records().stream().anyMatch(record -> record.contains("110112")));

        pacs.instances.add(image(1));
        running.pass(Duration.ofMinutes(1));
        running.awaitPublication(STUDY, PUBLISHED);
    }

    /** Others tell of what they send here. */
    @Test
    void whoIsNotThePacsHasNothingFetched() throws Exception {
        pacs.instances.add(image(1));
        assertThat(tell("OTHER", available("ONLINE", SERIES + ".1"))).isEqualTo(Status.SUCCESS);
        assertThat(over(ask("{\"patient\": \"4712\"}"))).contains("\"state\":\"over\"");
        assertThat(running.publication(STUDY)).contains("no such study");
        assertThat(pacs.sent).isEmpty();
    }
}
