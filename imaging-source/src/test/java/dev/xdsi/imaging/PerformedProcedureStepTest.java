package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.dimse.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modality Performed Procedure Steps (PS3.4 F.7) and Instance Availability Notifications (PS3.4 R.3), and what is published by them. */
@org.junit.jupiter.api.Tag("integration")
class PerformedProcedureStepTest extends SourceScene {
    private static final String STEP = "1.2.826.0.1.3680043.9.88";
    private static final String IMAGE = SERIES + ".1";
    private static final String OTHER = SERIES + ".2";

    static Attributes begun() {
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setItems(Tag.ScheduledStepAttributesSequence, new Attributes().setString(Tag.StudyInstanceUID, STUDY))
                .setString(Tag.PatientName, "Müller^Jürg")
                .setString(Tag.PerformedProcedureStepID, "PPS1")
                .setString(Tag.PerformedStationAETitle, "MODALITY")
                .setString(Tag.PerformedProcedureStepStartDate, "20260301")
                .setString(Tag.PerformedProcedureStepStartTime, "120000")
                .setString(Tag.PerformedProcedureStepStatus, "IN PROGRESS")
                .setString(Tag.Modality, "CT");
    }

    static Attributes ended(String status, String series, String... images) {
        List<Attributes> references = new ArrayList<>();
        for (String image : images) {
            references.add(new Attributes()
                    .setString(Tag.ReferencedSOPClassUID, UID.CTImageStorage)
                    .setString(Tag.ReferencedSOPInstanceUID, image));
        }
        return new Attributes()
                .setString(Tag.PerformedProcedureStepStatus, status)
                .setString(Tag.PerformedProcedureStepEndDate, "20260301")
                .setString(Tag.PerformedProcedureStepEndTime, "121500")
                .setItems(
                        Tag.PerformedSeriesSequence,
                        new Attributes()
                                .setString(Tag.SeriesInstanceUID, series)
                                .setItems(Tag.ReferencedImageSequence, references));
    }

    static Attributes because(String code, Attributes discontinued) {
        return discontinued.setItems(
                Tag.PerformedProcedureStepDiscontinuationReasonCodeSequence,
                new Attributes().setString(Tag.CodeValue, code).setString(Tag.CodingSchemeDesignator, "DCM"));
    }

    private Status create(String uid, Attributes attributes) throws Exception {
        return CommitmentScu.invoke(
                running.dicomPort(), NormalizedOperation.create(UID.ModalityPerformedProcedureStep, uid, attributes));
    }

    private Status set(String uid, Attributes attributes) throws Exception {
        return CommitmentScu.invoke(
                running.dicomPort(), NormalizedOperation.set(UID.ModalityPerformedProcedureStep, uid, attributes));
    }

    private Status available(Attributes notification) throws Exception {
        return CommitmentScu.invoke(
                running.dicomPort(),
                NormalizedOperation.create(UID.InstanceAvailabilityNotification, STEP + ".1", notification));
    }

    /** Each instance would be awaited in each study. */
    @Test
    void aStepOfMoreThanAnyMakesIsRefused() throws Exception {
        Attributes[] studies = IntStream.range(0, 500)
                .mapToObj(i -> new Attributes().setString(Tag.StudyInstanceUID, STUDY + "." + i))
                .toArray(Attributes[]::new);
        String[] images =
                IntStream.range(0, 500).mapToObj(i -> SERIES + "." + i).toArray(String[]::new);

        assertThat(create(STEP, begun().setItems(Tag.ScheduledStepAttributesSequence, List.of(studies))))
                .isEqualTo(Status.SUCCESS);

        assertThat(set(STEP, ended("COMPLETED", SERIES, images)).code()).isEqualTo(0x0106);
        assertThat(set(STEP, ended("COMPLETED", SERIES, images[0], images[1]))).isEqualTo(Status.SUCCESS);
    }

    @Test
    void aCompletedStepIsPublishedOnceAllOfItIsHereWithoutTheQuietPeriod() throws Exception {
        assertThat(create(STEP, begun())).isEqualTo(Status.SUCCESS);
        running.store(DataSets.ct(SERIES, IMAGE));
        assertThat(set(STEP, ended("COMPLETED", SERIES, IMAGE, OTHER))).isEqualTo(Status.SUCCESS);
        assertThat(running.publication(STUDY)).as("one is missing").contains("\"state\":\"receiving\"");

        running.store(DataSets.ct(SERIES, OTHER));
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(listed()).containsExactly(IMAGE, OTHER);

        running.pass(Duration.ofSeconds(1));
        running.store(DataSets.ct(SERIES, SERIES + ".3"));
        Thread.sleep(200);
        assertThat(running.publication(STUDY))
                .as("what comes afterwards waits as usual")
                .contains("\"state\":\"receiving\"");
    }

    @Test
    void whatNeverComesIsPublishedAfterTheQuietPeriod() throws Exception {
        create(STEP, begun());
        running.store(DataSets.ct(SERIES, IMAGE));
        set(STEP, ended("COMPLETED", SERIES, IMAGE, OTHER));

        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(listed()).containsExactly(IMAGE);
    }

    @Test
    void aStepThatWasCompletedIsWaitedForByTheNextProcess() throws Exception {
        create(STEP, begun());
        set(STEP, ended("COMPLETED", SERIES, IMAGE));
        running.close();
        running = new RunningSource(folder, new RecordingRepository(), START);

        running.store(DataSets.ct(SERIES, IMAGE));
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    @Test
    void seriesOfAWrongWorklistEntryAreNotPublished() throws Exception {
        create(STEP, begun());
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
        assertThat(set(STEP, because("110514", ended("DISCONTINUED", SERIES, IMAGE))))
                .isEqualTo(Status.SUCCESS);
        running.store(DataSets.ct(SERIES, OTHER));

        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(listed()).containsExactly(OTHER_SERIES + ".1");
    }

    /** A modality may use a UID twice, or name one that is not its own. */
    @Test
    void aStepSpeaksForSeriesOfItsOwnStudiesAlone() throws Exception {
        String another = STUDY + ".9";
        create(
                STEP,
                begun().setItems(
                                Tag.ScheduledStepAttributesSequence,
                                new Attributes().setString(Tag.StudyInstanceUID, another)));
        running.store(DataSets.ct(SERIES, IMAGE));
        assertThat(set(STEP, because("110514", ended("DISCONTINUED", SERIES, IMAGE))))
                .isEqualTo(Status.SUCCESS);

        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(listed()).containsExactly(IMAGE);
    }

    @Test
    void aManifestThatIsRegisteredIsReplacedWhenItsSeriesWereAMistake() throws Exception {
        create(STEP, begun());
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        set(STEP, because("110514", ended("DISCONTINUED", SERIES, IMAGE)));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(listed()).containsExactly(OTHER_SERIES + ".1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"110513", "110500"})
    void whatWasDiscontinuedForAnotherReasonIsPublished(String reason) throws Exception {
        create(STEP, begun());
        running.store(DataSets.ct(SERIES, IMAGE));
        set(STEP, because(reason, ended("DISCONTINUED", SERIES, IMAGE)));

        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(listed()).containsExactly(IMAGE);
    }

    @Test
    void aStepIsMadeOnceAndEndsOnce() throws Exception {
        assertThat(set(STEP, ended("COMPLETED", SERIES, IMAGE)).code())
                .as("there is none")
                .isEqualTo(0x0112);
        assertThat(create(STEP, begun())).isEqualTo(Status.SUCCESS);
        assertThat(create(STEP, begun()).code()).isEqualTo(0x0111);
        assertThat(set(STEP, new Attributes().setString(Tag.PerformedProcedureStepDescription, "Thorax")))
                .isEqualTo(Status.SUCCESS);
        assertThat(set(STEP, ended("COMPLETED", SERIES, IMAGE))).isEqualTo(Status.SUCCESS);
        assertThat(set(STEP, ended("DISCONTINUED", SERIES, IMAGE)).code())
                .as("it has ended")
                .isEqualTo(0x0110);
    }

    @Test
    void whatAStepMustSayIsWanted() throws Exception {
        assertThat(create(STEP, begun().remove(Tag.PerformedProcedureStepStatus))
                        .code())
                .isEqualTo(0x0120);
        assertThat(create(STEP, begun().remove(Tag.ScheduledStepAttributesSequence))
                        .code())
                .isEqualTo(0x0120);
        assertThat(create(STEP, begun().setString(Tag.PerformedProcedureStepStatus, "COMPLETED"))
                        .code())
                .isEqualTo(0x0106);
        assertThat(create(STEP, begun().setString(Tag.PerformedProcedureStepStatus, "STARTED"))
                        .code())
                .isEqualTo(0x0106);
        assertThat(create(STEP, begun())).as("nothing was kept of those").isEqualTo(Status.SUCCESS);
        assertThat(set(STEP, ended("COMPLETED", SERIES, IMAGE).remove(Tag.PerformedSeriesSequence))
                        .code())
                .isEqualTo(0x0120);
        assertThat(set(STEP, ended("COMPLETED", SERIES, IMAGE).remove(Tag.PerformedProcedureStepEndDate))
                        .code())
                .isEqualTo(0x0120);
        assertThat(set(STEP, ended("COMPLETED", "no-uid", IMAGE)).code()).isEqualTo(0x0106);
        assertThat(set(STEP, ended("DONE", SERIES, IMAGE)).code()).isEqualTo(0x0106);
        assertThat(set(STEP, ended("COMPLETED", SERIES, IMAGE)))
                .as("none of those ended it")
                .isEqualTo(Status.SUCCESS);
    }

    private static Attributes notification(String... availabilities) {
        List<Attributes> references = new ArrayList<>();
        for (String availability : availabilities) {
            references.add(new Attributes()
                    .setString(Tag.ReferencedSOPClassUID, UID.CTImageStorage)
                    .setString(Tag.ReferencedSOPInstanceUID, SERIES + "." + (references.size() + 1))
                    .setString(Tag.InstanceAvailability, availability)
                    .setString(Tag.RetrieveAETitle, "PACS"));
        }
        return new Attributes()
                .setString(Tag.StudyInstanceUID, STUDY)
                .setItems(
                        Tag.ReferencedSeriesSequence,
                        new Attributes()
                                .setString(Tag.SeriesInstanceUID, SERIES)
                                .setItems(Tag.ReferencedSOPSequence, references));
    }

    @Test
    void anAvailableStudyIsPublishedOnceWhatCanBeHadIsHere() throws Exception {
        assertThat(available(notification("ONLINE", "NEARLINE", "OFFLINE", "UNAVAILABLE")))
                .isEqualTo(Status.SUCCESS);
        running.store(DataSets.ct(SERIES, IMAGE));
        assertThat(running.publication(STUDY)).contains("\"state\":\"receiving\"");

        running.store(DataSets.ct(SERIES, OTHER));
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(listed()).containsExactly(IMAGE, OTHER);
    }

    @Test
    void anAnnouncementIsForgottenAfterADay() throws Exception {
        available(notification("ONLINE"));
        running.pass(Duration.ofHours(25));
        Thread.sleep(200);

        running.store(DataSets.ct(SERIES, IMAGE));
        Thread.sleep(200);
        assertThat(running.publication(STUDY)).contains("\"state\":\"receiving\"");
    }

    @Test
    void whatANotificationMustSayIsWanted() throws Exception {
        assertThat(available(notification("ONLINE").remove(Tag.StudyInstanceUID))
                        .code())
                .isEqualTo(0x0120);
        assertThat(available(notification("ONLINE").remove(Tag.ReferencedSeriesSequence))
                        .code())
                .isEqualTo(0x0120);
        assertThat(available(notification("SOON")).code()).isEqualTo(0x0106);
        assertThat(available(notification("ONLINE").setString(Tag.StudyInstanceUID, "1.2.x"))
                        .code())
                .isIn(0x0106, 0x0120);
    }
}
