package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Code;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reports of which nobody heard, or nobody wanted to hear: what is not wanted any longer is never sent, and nothing is sent twice. */
@org.junit.jupiter.api.Tag("integration")
class ReportFailuresTest extends ReportScene {
    /** The manifest is taken, and then something happens to the report. */
    private void publishUntil(Behaviour behaviour, Attributes report) throws Exception {
        int before = running.repository.requests().size();
        running.repository.willFail(Behaviour.NONE, behaviour);
        running.store(report);
        running.pass(RunningSource.QUIET);
        for (int tries = 0; tries < 1500 && running.repository.requests().size() < before + 2; tries++) {
            Thread.sleep(20);
        }
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameAlsoByTheNextProcess() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.LOSE_THE_ANSWER, encapsulated(FIRST, PDF));
        restart(PublicationPolicy.OPEN, ReportKind.PDF);
        running.pass(Duration.ofMinutes(11));
        awaitReports();

        assertThat(running.repository.requests()).hasSize(4);
        assertThat(request(3).submission()).isEqualTo(request(2).submission());
        assertThat(running.registry.requests()).isEmpty();
        assertThat(reports()).contains("\"state\":\"published\"");
    }

    @Test
    void whatWasRejectedWhileItsAnswerWasLostIsNotSentAgainButWithdrawn() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.LOSE_THE_ANSWER, encapsulated(FIRST, PDF));
        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", FIRST));
        restart(PublicationPolicy.OPEN, ReportKind.PDF);
        running.pass(Duration.ofMinutes(11));
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        awaitReports();

        assertThat(running.repository.requests())
                .as("image, image and report, the report, image")
                .hasSize(4);
        assertThat(running.registry.deprecated()).containsExactly(entry(2).id());
        assertThat(reports()).contains("\"state\":\"ended\"");
    }

    @Test
    void whatWasRejectedBeforeItWasSentIsSentToNobody() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.UNREACHABLE, encapsulated(FIRST, PDF));
        awaitInReports("connection refused");
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update imaging_source.report set sends = 0");
        }
        reject("1", FIRST, "published");
        running.pass(Duration.ofMinutes(11));
        awaitReports();
        assertThat(running.repository.requests())
                .as("the manifest without it, and nothing else")
                .hasSize(4);
        assertThat(running.registry.requests()).isEmpty();
        assertThat(reports()).doesNotContain(FIRST);
    }

    @Test
    void whatNoRegistryKnowsIsGivenUpOnceNothingCanBeOnItsWayStill() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.UNREACHABLE, encapsulated(FIRST, PDF));
        awaitInReports("connection refused");
        running.registry.willFail(Behaviour.REJECT, Behaviour.REJECT);
        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", FIRST));
        running.pass(RunningSource.QUIET);
        awaitInReports("LocalPolicyRestrictionError");
        assertThat(reports()).contains("\"state\":\"publishing\"");
        running.pass(Duration.ofMinutes(16));
        awaitReports();

        assertThat(running.repository.requests()).hasSize(4);
        assertThat(running.registry.requests()).hasSize(2);
        assertThat(reports()).doesNotContain(FIRST);
    }

    @Test
    void whatBecameMoreSecretBeforeItArrivedArrivesAsThat() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.UNREACHABLE, encapsulated(FIRST, PDF));
        Code restricted = Code.of("R", "2.16.840.1.113883.5.25", "Restricted");
        restart(always(new Treatment(true, List.of(restricted), Duration.ZERO, InstanceChoice.ALL)), ReportKind.PDF);
        publish(DataSets.ct(SERIES, SERIES + ".2"));
        running.pass(Duration.ofMinutes(11));
        awaitReports();

        assertThat(running.repository.requests()).hasSize(5);
        assertThat(document(4)).isEqualTo(PDF);
        assertThat(code(4, Scheme.DE_CONFIDENTIALITY_CODE)).isEqualTo("R");
        assertThat(running.registry.deprecated()).as("it might have arrived").containsExactly(entry(2).id());
    }

    @Test
    void whatWasReplacedByALostOneThatIsWithdrawnIsPublishedAnew() throws Exception {
        publish(
                DataSets.ct(SERIES, IMAGE),
                encapsulated(FIRST, PDF).setInt(Tag.InstanceNumber, 1).setString(Tag.DocumentTitle, "Befund"));
        publishUntil(
                Behaviour.LOSE_THE_ANSWER,
                encapsulated(SECOND, OTHER).setInt(Tag.InstanceNumber, 1).setString(Tag.DocumentTitle, "Befund"));
        assertThat(replaced(3)).containsExactly(entry(1).id());
        reject("1", SECOND, "published");
        running.pass(Duration.ofMinutes(11));
        awaitReports();

        assertThat(running.registry.deprecated()).containsExactly(entry(3).id());
        assertThat(document(5)).isEqualTo(PDF);
        assertThat(replaced(5)).as("it is Deprecated already").isEmpty();
    }

    @Test
    void whatCannotBeReadKeepsNothingFromBeingWithdrawnAndIsPublishedOnceItCan() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF), encapsulated(SECOND, PDF));
        running.store(encapsulated(REPORTS + ".3", OTHER));
        Path file = file(OTHER);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 2));
        reject("1", SECOND, "published", false);
        awaitInReports("cannot be read now");
        assertThat(running.registry.deprecated()).containsExactly(entry(2).id());
        assertThat(running.repository.requests()).hasSize(4);

        Files.write(file, whole);
        running.pass(Duration.ofMinutes(11));
        awaitReports();
        assertThat(document(4)).isEqualTo(OTHER);
    }

    private Path file(byte[] content) throws IOException {
        String wanted = new String(content, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(folder.resolve("instances"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                    return file;
                }
            }
        }
        throw new AssertionError("no such file");
    }

    @Test
    void aRefusedReportIsDecidedAnewAndItsManifestStands() throws Exception {
        running.repository.willFail(Behaviour.NONE, Behaviour.REJECT);
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(encapsulated(FIRST, PDF));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        String told = reports();
        for (int tries = 0; tries < 1500 && !told.contains("XDSUnknownPatientId"); tries++) {
            Thread.sleep(20);
            told = reports();
        }
        assertThat(told).contains("XDSUnknownPatientId", "\"due\":true");
        assertThat(running.source.studiesWithFailedReports()).isEqualTo(1);
        running.pass(Duration.ofMinutes(1));
        awaitReports();
        assertThat(running.repository.registrations()).isEqualTo(2);
        assertThat(running.source.studiesWithFailedReports()).isZero();
    }

    @Test
    void aRefusedReportKeepsNoOtherOfItsStudyWaiting() throws Exception {
        running.repository.willFail(Behaviour.NONE, Behaviour.REJECT);
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(encapsulated(FIRST, PDF));
        running.store(encapsulated(SECOND, OTHER));
        running.pass(RunningSource.QUIET);
        awaitInReports("published");
        awaitInReports("XDSUnknownPatientId");
        assertThat(reports()).contains("\"due\":true").doesNotContain("publishing");
        assertThat(running.repository.requests()).as("no clock has moved").hasSize(3);
        assertThat(document(1)).isEqualTo(PDF);
        assertThat(document(2)).isEqualTo(OTHER);
        assertThat(running.source.studiesWithFailedReports()).isEqualTo(1);

        running.pass(Duration.ofMinutes(1));
        awaitReports();
        assertThat(document(3)).isEqualTo(PDF);
        assertThat(running.repository.registrations()).isEqualTo(3);
        assertThat(running.source.studiesWithFailedReports()).isZero();
    }

    @Test
    void aWithdrawalThatIsRefusedKeepsNoOtherWaiting() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF));
        running.registry.willFail(Behaviour.REJECT);
        running.store(encapsulated(SECOND, OTHER));
        reject("1", FIRST, "published", false);
        awaitInReports("LocalPolicyRestrictionError");
        for (int tries = 0; tries < 1500 && running.repository.registrations() < 4; tries++) {
            Thread.sleep(20);
        }
        assertThat(document(3)).isEqualTo(OTHER);
        assertThat(running.registry.deprecated()).isEmpty();

        running.pass(Duration.ofMinutes(1));
        awaitReports();
        assertThat(running.registry.deprecated()).containsExactly(entry(1).id());
    }

    @Test
    void whatCouldNotBeSentComesAfterTheOthersTheNextTime() throws Exception {
        running.repository.willFail(Behaviour.NONE, Behaviour.UNREACHABLE);
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(encapsulated(FIRST, PDF));
        running.store(encapsulated(SECOND, OTHER));
        running.pass(RunningSource.QUIET);
        awaitInReports("connection refused");
        assertThat(running.repository.requests()).as("the whole study waits").hasSize(2);
        running.pass(Duration.ofMinutes(1));
        awaitReports();
        assertThat(document(2)).isEqualTo(OTHER);
        assertThat(request(3).submission()).isEqualTo(request(1).submission());
        assertThat(running.repository.registrations()).isEqualTo(3);
    }

    @Test
    void whatIsToBeReplacedByOneOfUnknownFateIsNotReplacedByAnother() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(
                Behaviour.LOSE_THE_ANSWER,
                encapsulated(FIRST, PDF).setInt(Tag.InstanceNumber, 1).setString(Tag.DocumentTitle, "Befund"));
        awaitInReports("read timed out");
        running.registry.willFail(Behaviour.UNREACHABLE);
        running.store(encapsulated(SECOND, OTHER).setInt(Tag.InstanceNumber, 1).setString(Tag.DocumentTitle, "Befund"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        awaitInReports("connection refused");
        assertThat(running.repository.requests()).hasSize(4);

        running.pass(Duration.ofMinutes(11));
        awaitReports();
        assertThat(running.registry.deprecated()).containsExactly(entry(2).id());
        assertThat(document(4)).isEqualTo(OTHER);
        assertThat(replaced(4)).isEmpty();
    }
}
