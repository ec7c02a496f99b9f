package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.forward.Undelivered;
import dev.xdsi.imaging.forward.Undelivered.Trouble;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PACS of another make, dcmjs-dimse, is told of performed procedure steps and of available studies. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit and the test fill the fields in
class DcmjsForwardingTest extends ForwardingScene {
    private static final String STEP = "1.2.826.0.1.3680043.9.88";
    private static final String OTHER = "1.2.826.0.1.3680043.9.89";
    private static final ObjectMapper JSON = new ObjectMapper();

    private int port;
    private Path log;
    private Process peer;

    @Override
    Kind[] kinds() {
        return new Kind[] {Kind.MPPS, Kind.AVAILABILITY};
    }

    /** The PACS of our own make makes room for it. */
    @BeforeEach
    void makeRoom() throws Exception {
        pacs.close();
        port = pacs.settings(kinds()).entity().port();
        log = folder.resolve("pacs.log");
    }

    private void open(String... answers) throws Exception {
        String[] arguments = new String[answers.length + 1];
        arguments[0] = String.valueOf(port);
        System.arraycopy(answers, 0, arguments, 1, answers.length);
        peer = new Dcmjs("pacs.cjs", log).start(arguments);
    }

    @AfterEach
    void end() throws Exception {
        peer.destroy();
        assertThat(peer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void tell(NormalizedOperation operation) throws Exception {
        assertThat(CommitmentScu.invoke(running.dicomPort(), operation)).isEqualTo(Status.SUCCESS);
    }

    private static NormalizedOperation create(String uid) {
        return NormalizedOperation.create(UID.ModalityPerformedProcedureStep, uid, PerformedProcedureStepTest.begun());
    }

    private static Attributes ended(String status) {
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setString(Tag.PerformedProcedureStepStatus, status)
                .setString(Tag.PerformedProcedureStepEndDate, "20260301")
                .setString(Tag.PerformedProcedureStepEndTime, "121500")
                .setString(Tag.CommentsOnThePerformedProcedureStep, "Übelkeit nach Kontrastmittel")
                .setItems(
                        Tag.PerformedSeriesSequence,
                        new Attributes()
                                .setString(Tag.SeriesInstanceUID, SERIES)
                                .setBytes(
                                        Tag.PerformingPhysicianName,
                                        VR.PN,
                                        "Weiß^Änne ".getBytes(StandardCharsets.ISO_8859_1))
                                .setItems(Tag.ReferencedImageSequence, reference(1), reference(2)));
    }

    private static Attributes described() {
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setString(Tag.PerformedProcedureStepDescription, "Schädel");
    }

    private static Attributes reference(int number) {
        return new Attributes()
                .setString(Tag.ReferencedSOPClassUID, UID.CTImageStorage)
                .setString(Tag.ReferencedSOPInstanceUID, uid(number));
    }

    private static NormalizedOperation set(String uid, Attributes said) {
        return NormalizedOperation.set(UID.ModalityPerformedProcedureStep, uid, said);
    }

    /** What it was told, and in what way it took it. */
    private List<JsonNode> heard() {
        try {
            return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("{") && line.endsWith("}"))
                    .map(DcmjsForwardingTest::json)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode json(Attributes dataSet) {
        return json(DicomJson.toString(dataSet));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> courses() {
        return heard().stream()
                .map(each -> (each.path("command").asText() + " "
                                + each.path("uid").asText() + " > "
                                + each.path("answer").asText())
                        .strip())
                .toList();
    }

    private void awaitAllTold(Kind kind) throws Exception {
        awaitLater(() -> undelivered(kind).waiting() == 0);
    }

    @Test
    void aStepArrivesWordForWordAndInOrder() throws Exception {
        open();
        tell(create(STEP));
        tell(create(OTHER));
        tell(set(STEP, described()));
        tell(set(STEP, ended("COMPLETED")));

        awaitAllTold(Kind.MPPS);
        assertThat(courses().stream().filter(each -> each.contains(STEP)))
                .containsExactly(
                        "N-CREATE " + STEP + " > 0000", "N-SET " + STEP + " > 0000", "N-SET " + STEP + " > 0000");
        assertThat(courses()).contains("N-CREATE " + OTHER + " > 0000");
        List<JsonNode> told = heard().stream()
                .filter(each -> each.path("uid").asText().equals(STEP))
                .toList();
        assertThat(told)
                .allSatisfy(each ->
                        assertThat(each.path("sopClass").asText()).isEqualTo(UID.ModalityPerformedProcedureStep));
        assertThat(told.stream().map(each -> each.path("dataSet")))
                .containsExactly(json(PerformedProcedureStepTest.begun()), json(described()), json(ended("COMPLETED")));
    }

    @Test
    void whatIsNotTakenNowIsToldAgainBeforeWhatFollows() throws Exception {
        open("reject", "0110", "0000", "reject", "abort", "0110");
        tell(create(STEP));
        tell(set(STEP, ended("DISCONTINUED")));

        awaitAllTold(Kind.MPPS);
        assertThat(courses())
                .containsExactly(
                        "> reject",
                        "N-CREATE " + STEP + " > 0110",
                        "N-CREATE " + STEP + " > 0000",
                        "> reject",
                        "N-SET " + STEP + " > abort",
                        "N-SET " + STEP + " > 0110");
        assertThat(heard().getLast().path("dataSet")).isEqualTo(json(ended("DISCONTINUED")));
        assertThat(undelivered(Kind.MPPS)).isEqualTo(Undelivered.NOTHING);
        awaitRecord("csd-code=\"110111\"", "EventActionCode=\"C\"", "EventOutcomeIndicator=\"8\"", "/PACS\"", STUDY);
        awaitRecord("csd-code=\"110111\"", "EventActionCode=\"C\"", "EventOutcomeIndicator=\"0\"", "/PACS\"", STUDY);
    }

    @Test
    void whatWaitsAndWhyIsReported() throws Exception {
        open(always("0110"));
        tell(create(STEP));

        awaitLater(() -> undelivered(Kind.MPPS).troubles().stream().anyMatch(trouble -> trouble.failures() > 9));
        assertThat(trouble().failed()).as("may pass").isFalse();
        assertThat(trouble().error()).contains("0110H");

        end();
        open(always("reject"));
        awaitLater(() -> running.source.attention().orElse("").contains("cannot be forwarded since"));
        assertThat(running.source.attention().orElse("")).contains("performed procedure steps", "rejected");
        assertThat(undelivered(Kind.MPPS).failed()).isZero();

        end();
        open(always("nothing"));
        awaitLater(() -> undelivered(Kind.MPPS).failed() == 1);
        assertThat(trouble().error()).contains("not offered");

        end();
        open();
        running.forwarding(HttpRequest.newBuilder().POST(BodyPublishers.noBody()));
        awaitAllTold(Kind.MPPS);
        assertThat(courses()).containsExactly("N-CREATE " + STEP + " > 0000");
    }

    private static String[] always(String answer) {
        String[] answers = new String[500];
        Arrays.fill(answers, answer);
        return answers;
    }

    private Trouble trouble() {
        return undelivered(Kind.MPPS).troubles().getFirst();
    }

    @Test
    void itHearsOfAnAvailableStudyUntilItTakesThat() throws Exception {
        open("reject", "0110");
        running.store(image(1));
        running.store(image(2));
        running.pass(RunningSource.QUIET.plus(Duration.ofSeconds(1)));

        awaitAllTold(Kind.AVAILABILITY);
        assertThat(heard().stream().map(each -> each.path("answer").asText()))
                .containsExactly("reject", "0110", "0000");
        JsonNode told = heard().getLast();
        assertThat(told.path("command").asText()).isEqualTo("N-CREATE");
        assertThat(told.path("sopClass").asText()).isEqualTo(UID.InstanceAvailabilityNotification);
        assertThat(told.path("dataSet"))
                .isEqualTo(json(new Attributes()
                        .setItems(Tag.ReferencedPerformedProcedureStepSequence, List.of())
                        .setString(Tag.StudyInstanceUID, STUDY)
                        .setItems(
                                Tag.ReferencedSeriesSequence,
                                new Attributes()
                                        .setItems(Tag.ReferencedSOPSequence, available(1), available(2))
                                        .setString(Tag.SeriesInstanceUID, SERIES))));
    }

    private static Attributes available(int number) {
        return reference(number).setString(Tag.RetrieveAETitle, "XDSI").setString(Tag.InstanceAvailability, "ONLINE");
    }
}
