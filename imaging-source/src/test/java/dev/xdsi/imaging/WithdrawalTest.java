package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.publication.PublicationBacklog;
import dev.xdsi.imaging.publication.PublicationStatus.State;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a manifest when everything that it lists was rejected. */
@org.junit.jupiter.api.Tag("integration")
class WithdrawalTest extends SourceScene {
    private static final String IMAGE = SERIES + ".1";

    @BeforeEach
    void publishOneImage() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    private void reject(String note, String image) throws Exception {
        running.store(DataSets.keyObject(STUDY + ".99." + note, "113037", image));
        running.pass(RunningSource.QUIET);
    }

    private RegistryObjectDraft published(int request) {
        return RecordingRepository.entry(running.repository.requests().get(request));
    }

    @Test
    void whatAnAdministratorDeprecatedBeforeIsWithdrawn() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        running.registry.deprecate(published(0).id());

        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", IMAGE));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");
        assertThat(running.registry.requests()).hasSize(1);
    }

    @Test
    void aManifestOfWhichNothingIsLeftIsDeprecatedOnce() throws Exception {
        reject("1", IMAGE);
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");

        assertThat(running.registry.deprecated()).containsExactly(published(0).id());
        assertThat(running.repository.requests()).hasSize(1);
        assertThat(running.publication(STUDY))
                .contains("\"instances\":2", "\"patientId\":\"4711^^^&", "\"error\":null");
        assertThat(running.source.publicationBacklog()).isEqualTo(new PublicationBacklog(Map.of(), List.of()));
        assertThat(lastRecord()).contains("ITI-57", "110106", "EventActionCode=\"U\"", "4711");

        reject("2", IMAGE);
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");
        assertThat(running.registry.requests()).hasSize(1);
    }

    @Test
    void whatComesAfterwardsIsPublishedAnewAndReplacesNothing() throws Exception {
        reject("1", IMAGE);
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        assertThat(running.publication(STUDY)).contains("\"state\":\"receiving\"");
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.repository.requests().get(1).submission().associations())
                .as("a Deprecated entry cannot be replaced")
                .noneMatch(association -> String.valueOf(association.link()).contains("RPLC"));

        reject("2", SERIES + ".2");
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");
        assertThat(running.registry.deprecated())
                .containsExactly(published(0).id(), published(1).id());
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameAlsoByTheNextProcess() throws Exception {
        running.registry.willFail(Behaviour.UNREACHABLE, Behaviour.LOSE_THE_ANSWER);
        reject("1", IMAGE);
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        RunningSource killed = running;
        killed.close();

        running = new RunningSource(
                folder,
                new RunningSource.Partners(killed.repository, killed.registry),
                START.plus(Duration.ofHours(1)),
                Duration.ofMillis(20));
        for (int look = 0; look < 600 && !running.publication(STUDY).contains("published"); look++) {
            running.pass(Duration.ofMinutes(1));
            Thread.sleep(100);
        }
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.registry.deprecated()).containsExactly(published(0).id());
        assertThat(running.registry.requests())
                .hasSize(3)
                .extracting(UpdateDocumentSetRequest::submission)
                .containsOnly(running.registry.requests().getFirst().submission());
        assertThat(running.repository.requests())
                .as("and then what came meanwhile")
                .hasSize(2);
    }

    @Test
    void aRefusedWithdrawalIsDecidedAnew() throws Exception {
        running.registry.willFail(Behaviour.REJECT);
        reject("1", IMAGE);
        running.awaitPublication(STUDY, "LocalPolicyRestrictionError");
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        running.pass(Duration.ofMinutes(2));
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.registry.deprecated()).isEmpty();
        assertThat(running.repository.requests().get(1).submission().associations())
                .as("the entry is still Approved, and replaced")
                .anyMatch(association -> String.valueOf(association.link()).contains("RPLC"));
    }

    @Test
    void withoutARegistryThatCanBeToldTheStudyIsHeld() throws Exception {
        running.close();
        running = new RunningSource(
                folder, new RunningSource.Partners(running.repository, null), running.now.get(), Duration.ofMillis(20));
        reject("1", IMAGE);
        running.awaitPublication(STUDY, "\"state\":\"held\"");

        assertThat(running.publication(STUDY)).contains("everything in the study was rejected", "ITI-57");
        assertThat(running.source.publicationBacklog().in(State.HELD)).isEqualTo(1);
        assertThat(running.source.publicationBacklog().troubled().getFirst().reason())
                .contains("imaging-source.metadata-update");

        Instant then = running.now.get().plusSeconds(1);
        RecordingRegistry registry = new RecordingRegistry();
        running.close();
        running = new RunningSource(
                folder, new RunningSource.Partners(running.repository, registry), then, Duration.ofMillis(20));
        running.asUser(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), STUDY);
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");
        assertThat(registry.deprecated()).hasSize(1);
    }

    @Test
    void whatWasRejectedBeforeItWasPublishedNeedsNoWithdrawal() throws Exception {
        String study = STUDY + ".7";
        running.store(
                DataSets.keyObject(study + ".99", "113037", study + ".1.1").setString(Tag.StudyInstanceUID, study));
        running.store(DataSets.ct(study + ".1", study + ".1.1").setString(Tag.StudyInstanceUID, study));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(study, "\"state\":\"published\"");

        assertThat(running.publication(study)).contains("\"documentUniqueId\":null");
        assertThat(running.repository.requests()).hasSize(1);
        assertThat(running.registry.requests()).isEmpty();
    }

    private String lastRecord() throws Exception {
        return new String(running.audit.read(0, 1000).getLast().message(), StandardCharsets.UTF_8);
    }
}
