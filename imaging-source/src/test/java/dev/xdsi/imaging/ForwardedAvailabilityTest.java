package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.ReceivingPacs.Told;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The PACS is told which studies are complete and can be retrieved here. */
class ForwardedAvailabilityTest extends ForwardingScene {
    private static final String STEP = "1.2.826.0.1.3680043.9.88";

    @Override
    Kind[] kinds() {
        return new Kind[] {Kind.AVAILABILITY};
    }

    private Told told(int number) throws Exception {
        awaitTrue(() -> pacs.told.size() >= number);
        return pacs.told.get(number - 1);
    }

    private static List<String> instances(Told told) {
        return told.said().items(Tag.ReferencedSeriesSequence).stream()
                .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
                .map(item -> item.string(Tag.ReferencedSOPInstanceUID, ""))
                .toList();
    }

    @Test
    void aStudyIsToldOfWhenItIsCompleteAndAgainWhenItHasGrown() throws Exception {
        assertThat(CommitmentScu.invoke(
                        running.dicomPort(),
                        NormalizedOperation.create(
                                UID.ModalityPerformedProcedureStep, STEP, PerformedProcedureStepTest.begun())))
                .isEqualTo(Status.SUCCESS);
        running.store(image(1));
        running.store(image(2));
        assertThat(pacs.told).isEmpty();

        running.pass(RunningSource.QUIET.plus(Duration.ofSeconds(1)));
        Told first = told(1);
        assertThat(first.command()).isEqualTo(CommandField.N_CREATE);
        assertThat(first.sopClass()).isEqualTo("1.2.840.10008.5.1.4.33");
        assertThat(first.said().string(Tag.StudyInstanceUID, "")).isEqualTo(STUDY);
        assertThat(instances(first)).containsExactly(uid(1), uid(2));
        Attributes series = first.said().items(Tag.ReferencedSeriesSequence).getFirst();
        assertThat(series.string(Tag.SeriesInstanceUID, "")).isEqualTo(SERIES);
        Attributes reference = series.items(Tag.ReferencedSOPSequence).getFirst();
        assertThat(reference.string(Tag.InstanceAvailability, "")).isEqualTo("ONLINE");
        assertThat(reference.string(Tag.RetrieveAETitle, "")).isEqualTo("XDSI");
        assertThat(first.said().items(Tag.ReferencedPerformedProcedureStepSequence))
                .singleElement()
                .satisfies(step -> assertThat(step.string(Tag.ReferencedSOPInstanceUID, ""))
                        .isEqualTo(STEP));
        awaitRecord("csd-code=\"110111\"", "EventActionCode=\"U\"", "/PACS\"", STUDY);

        awaitTrue(() -> undelivered(Kind.AVAILABILITY).waiting() == 0);
        running.store(image(3));
        running.pass(RunningSource.QUIET.plus(Duration.ofSeconds(1)));
        assertThat(instances(told(2))).containsExactly(uid(1), uid(2), uid(3));
        assertThat(told(2).uid()).isNotEqualTo(first.uid());
    }

    @Test
    void whatWasRejectedIsNotToldOf() throws Exception {
        running.store(image(1));
        running.store(image(2));
        assertThat(running.store(DataSets.keyObject(STUDY + ".9", "113037", uid(2)))
                        .isSuccess())
                .isTrue();
        running.pass(RunningSource.QUIET.plus(Duration.ofSeconds(1)));
        assertThat(instances(told(1))).containsExactly(uid(1));
    }

    @Test
    void whoIsAwayIsToldAfterARestart() throws Exception {
        pacs.close();
        running.store(image(1));
        running.pass(RunningSource.QUIET.plus(Duration.ofSeconds(1)));
        restart();
        pacs.open();

        awaitLater(() -> pacs.told.size() == 1);
        assertThat(instances(told(1))).containsExactly(uid(1));
    }

    @Test
    void whoDoesNotWantToKnowIsSeen() throws Exception {
        pacs.usualAnswer = Status.SOP_CLASS_NOT_SUPPORTED;
        running.store(image(1));

        awaitLater(() -> undelivered(Kind.AVAILABILITY).failed() == 1);
        assertThat(pacs.told).hasSize(8);
        assertThat(undelivered(Kind.AVAILABILITY).troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.uid()).isEqualTo(STUDY));
    }
}
