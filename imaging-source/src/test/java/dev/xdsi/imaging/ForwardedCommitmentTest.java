package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.ReceivingPacs.Question;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An image has not arrived at the PACS before the PACS has committed to its storage. */
class ForwardedCommitmentTest extends ForwardingScene {
    @Override
    Kind[] kinds() {
        return new Kind[] {Kind.IMAGES, Kind.COMMITMENT};
    }

    private long onTheWay() {
        return undelivered(Kind.IMAGES).waiting() + undelivered(Kind.COMMITMENT).waiting();
    }

    private Question question(int number) throws Exception {
        awaitTrue(() -> pacs.questions.size() >= number);
        return pacs.questions.get(number - 1);
    }

    @Test
    void whatThePacsKeepsHasArrived() throws Exception {
        running.store(image(1));

        Question asked = question(1);
        assertThat(asked.instances()).containsExactly(uid(1));
        assertThat(onTheWay()).isEqualTo(1);
        assertThat(pacs.report(running.dicomPort(), asked.transaction(), asked.instances(), List.of()))
                .isEqualTo(Status.SUCCESS);

        assertThat(onTheWay()).isZero();
        assertThat(pacs.report(running.dicomPort(), asked.transaction(), asked.instances(), List.of()))
                .as("it may not have heard the answer")
                .isEqualTo(Status.SUCCESS);
        awaitRecord("csd-code=\"110104\"", "EventActionCode=\"E\"", "/PACS\"", STUDY);
        awaitRecord("csd-code=\"110104\"", "EventActionCode=\"R\"", "UserID=\"PACS\"", STUDY);
    }

    @Test
    void whatThePacsDoesNotKeepIsSentAgainAndGivenUpInTheEnd() throws Exception {
        running.store(image(1));
        for (int time = 1; time <= 8; time++) {
            int count = time;
            awaitLater(() -> pacs.questions.size() == count);
            assertThat(pacs.came).hasSize(time);
            pacs.report(running.dicomPort(), question(time).transaction(), List.of(), List.of(uid(1)));
        }

        assertThat(undelivered(Kind.IMAGES).failed()).isEqualTo(1);
        assertThat(undelivered(Kind.IMAGES).troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.error()).isEqualTo("the PACS does not keep it (0112H)"));
    }

    @Test
    void aPacsThatSaysNothingIsAskedAgainAfterARestartToo() throws Exception {
        running.store(image(1));
        Question first = question(1);
        restart();

        running.pass(ReceivingPacs.WITHIN.plus(Duration.ofSeconds(1)));
        awaitLater(() -> pacs.questions.size() == 2);
        Question second = question(2);
        assertThat(second.instances()).containsExactly(uid(1));
        assertThat(second.transaction()).isNotEqualTo(first.transaction());
        assertThat(pacs.came).hasSize(1);

        assertThat(pacs.report(running.dicomPort(), second.transaction(), second.instances(), List.of()))
                .isEqualTo(Status.SUCCESS);
        assertThat(onTheWay()).isZero();
    }

    @Test
    void aReportIsBelievedOfNobodyElseAndAboutNothingElse() throws Exception {
        running.store(image(1));
        Question asked = question(1);

        assertThat(pacs.report(running.dicomPort(), "2.25.99", asked.instances(), List.of())
                        .code())
                .isEqualTo(Status.INVALID_ARGUMENT_VALUE.code());
        assertThat(pacs.report(running.dicomPort(), asked.transaction(), List.of(uid(7)), List.of()))
                .isEqualTo(Status.SUCCESS);

        assertThat(onTheWay()).isEqualTo(1);
    }

    @Test
    void aPacsThatRefusesToCommitIsSeen() throws Exception {
        pacs.answerToQuestions = Status.NO_SUCH_ACTION;
        running.store(image(1));

        awaitLater(() -> undelivered(Kind.IMAGES).failed() == 1);
        assertThat(undelivered(Kind.IMAGES).troubles())
                .singleElement()
                .satisfies(trouble ->
                        assertThat(trouble.error()).isEqualTo("storage commitment: the PACS answered 0123H"));
        assertThat(pacs.came).hasSize(1);
    }

    @Test
    void aPacsThatCannotBeAskedNowIsAskedLater() throws Exception {
        pacs.answerToQuestions = Status.PROCESSING_FAILURE;
        running.store(image(1));
        question(1);
        pacs.answerToQuestions = Status.SUCCESS;

        awaitLater(() -> pacs.questions.size() > 1);
        assertThat(onTheWay()).isEqualTo(1);
        assertThat(pacs.came).hasSize(1);
    }
}
