package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.policy.Criterion;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.policy.TextPattern;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of manifests that differ from the archive, and what is done about it. */
@org.junit.jupiter.api.Tag("integration")
class ReconciliationTest extends SourceScene {
    private static final String IMAGE = SERIES + ".1";
    private static final String WELL = "{\"checked\":1,\"underWay\":0,\"drifted\":[]}";

    private void publish(String... images) throws Exception {
        for (String image : images) {
            running.store(DataSets.ct(SERIES, image));
        }
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    private String reconciled(String path) throws Exception {
        return new String(running.get("/reconciliation" + path, "*/*").body(), StandardCharsets.UTF_8);
    }

    private String repaired() throws Exception {
        return new String(
                running.send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/reconciliation/" + STUDY)
                        .body(),
                StandardCharsets.UTF_8);
    }

    /** Waits until the publisher is through with what a repair asked for. */
    private void awaitWell() throws Exception {
        String told = reconciled("/" + STUDY);
        for (int tries = 0; tries < 3000 && !told.equals(WELL); tries++) {
            Thread.sleep(20);
            told = reconciled("/" + STUDY);
        }
        assertThat(told).isEqualTo(WELL);
    }

    private static void sql(String statement) throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isPositive();
        }
    }

    private void restart(PublicationPolicy policy, ManifestKind... kinds) throws Exception {
        running.close();
        running = new RunningSource(
                folder,
                new RunningSource.Partners(
                        running.repository, running.registry, RunningSource.Partners.manifests(policy, kinds)),
                running.now.get(),
                Duration.ofMillis(20));
    }

    private static PublicationPolicy withholding() {
        return new PublicationPolicy(List.of(new PublicationRule(
                "no tomographies",
                Map.of(Criterion.MODALITY, List.of(new TextPattern("CT"))),
                new Treatment(false, List.of(), Duration.ZERO, InstanceChoice.ALL))));
    }

    @Test
    void aStudyThatIsPublishedAsItIsHasNotDriftedAndARepairPublishesNothing() throws Exception {
        publish(IMAGE, SERIES + ".2");
        assertThat(reconciled("/" + STUDY)).isEqualTo(WELL);
        assertThat(repaired()).isEqualTo(WELL);
        running.pass(RunningSource.QUIET);
        awaitWell();
        assertThat(running.repository.requests()).hasSize(1);
    }

    @Test
    void whatIsReferencedAndNotThereAndWhatIsThereAndNotReferencedIsCountedAndMended() throws Exception {
        publish(IMAGE, SERIES + ".2");
        // As after the archive was restored from a backup: one instance is gone, another is there that nobody noted.
        sql("update imaging_source.instance set sop_instance_uid = '" + SERIES + ".3' where sop_instance_uid = '"
                + IMAGE + "'");
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"unlisted\":1,\"lost\":1},\"mendable\":true");
        assertThat(running.repository.requests()).as("a look changes nothing").hasSize(1);

        assertThat(repaired()).contains("\"lost\":1");
        awaitWell();
        assertThat(running.repository.requests()).hasSize(2);
        assertThat(running.repository.requests().get(1).submission().associations())
                .anyMatch(association -> String.valueOf(association.link()).contains("RPLC"));
    }

    @Test
    void whatWasRejectedBehindThePublicationsBackIsStillReferenced() throws Exception {
        publish(IMAGE, SERIES + ".2");
        sql("insert into imaging_source.rejected_instance (sop_instance_uid, rejected_by) values ('" + IMAGE + "', '"
                + SERIES + ".2')");
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"unshared\":1}");
        repaired();
        awaitWell();
    }

    @Test
    void aMissingFileAndAChangedByteAreDamageThatNoPublicationMends() throws Exception {
        publish(IMAGE, SERIES + ".2");
        Path file = fileOf(IMAGE);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(reconciled("/" + STUDY)).isEqualTo(WELL);
        assertThat(reconciled("/" + STUDY + "?digests=true")).contains("\"drifts\":{\"damaged\":1},\"mendable\":false");
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(reconciled("/" + STUDY + "?digests=true")).isEqualTo(WELL);

        Files.delete(file);
        assertThat(reconciled("/" + STUDY)).contains("\"damaged\":1");
        repaired();
        assertThat(running.repository.requests()).hasSize(1);
    }

    private String entry(int number) {
        return String.valueOf(
                RecordingRepository.entry(running.repository.requests().get(number))
                        .id());
    }

    private String repairedAll() throws Exception {
        return new String(
                running.send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/reconciliation")
                        .body(),
                StandardCharsets.UTF_8);
    }

    private List<String> replaced(int number) {
        return running.repository
                .requests()
                .get(number)
                .submission()
                .associations()
                .map(association -> String.valueOf(association.link()))
                .filter(link -> link.contains("RPLC"))
                .toList();
    }

    @Test
    void aManifestThatTheRegistryHasNoLongerIsPublishedAnewAsANewOne() throws Exception {
        publish(IMAGE);
        running.registry.remove(entry(0));
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"unregistered\":1},\"mendable\":true");
        assertThat(running.repository.requests()).as("a look changes nothing").hasSize(1);

        assertThat(repairedAll()).contains("\"unregistered\":1");
        awaitWell();
        assertThat(running.repository.requests()).hasSize(2);
        assertThat(replaced(1)).isEmpty();
    }

    /** An older registry was restored, which is at the manifest before. */
    @Test
    void whereAFormerManifestStandsInsteadThatOneIsReplaced() throws Exception {
        publish(IMAGE);
        publish(SERIES + ".2");
        publish(SERIES + ".3");
        running.registry.remove(entry(2));
        running.registry.remove(entry(1));
        assertThat(repairedAll()).contains("\"unregistered\":1");
        awaitWell();
        assertThat(running.repository.requests()).hasSize(4);
        assertThat(replaced(3)).singleElement().asString().contains(entry(0));
    }

    /** Somebody did that, and may have meant it. */
    @Test
    void whatIsDeprecatedIsToldAndPublishedAnewOnlyWhereTheStudyIsNamed() throws Exception {
        publish(IMAGE);
        running.registry.deprecate(entry(0));
        assertThat(repairedAll()).contains("\"drifts\":{\"deprecated\":1},\"mendable\":false");
        running.pass(RunningSource.QUIET);
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"deprecated\":1}");
        assertThat(running.repository.requests()).hasSize(1);

        assertThat(repaired()).contains("\"mendable\":true");
        awaitWell();
        assertThat(running.repository.requests()).hasSize(2);
        assertThat(replaced(1)).isEmpty();
    }

    @Test
    void aRegistryThatMayHideSomethingIsBelievedWhereTheStudyIsNamed() throws Exception {
        running.close();
        running = new RunningSource(
                folder,
                new RunningSource.Partners(running.repository, running.registry).ofAnother(),
                running.now.get(),
                Duration.ofMillis(20));
        publish(IMAGE);
        running.registry.remove(entry(0));
        assertThat(repairedAll()).contains("\"drifts\":{\"unregistered\":1},\"mendable\":false");
        assertThat(repaired()).contains("\"mendable\":true");
        awaitWell();
        assertThat(running.repository.requests()).hasSize(2);
    }

    /** A replacement of what is not there is refused. */
    @Test
    void whatCannotBeReplacedSinceItIsGoneIsPublishedAnew() throws Exception {
        publish(IMAGE);
        running.registry.remove(entry(0));
        running.repository.willFail(Behaviour.REJECT);
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        assertThat(reconciled("/" + STUDY)).contains("\"unpublished\":2,\"unregistered\":1");
        running.pass(Duration.ofMillis(1));
        repaired();
        awaitWell();
        assertThat(replaced(2)).isEmpty();
    }

    @Test
    void aRegistryThatDoesNotAnswerIsToldAndIsNoDrift() throws Exception {
        publish(IMAGE);
        running.registry.remove(entry(0));
        running.registry.willNotSay(true);
        assertThat(repaired())
                .isEqualTo("{\"checked\":1,\"underWay\":0,\"drifted\":[],\"unasked\":1,"
                        + "\"registry\":\"it does not answer\"}");
        assertThat(running.repository.requests()).hasSize(1);
    }

    @Test
    void aPolicyThatChangedDriftsBothWays() throws Exception {
        publish(IMAGE);
        restart(withholding(), ManifestKind.KOS);
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"nothing-left\":1}");
        repaired();
        awaitWell();
        assertThat(running.registry.deprecated()).hasSize(1);

        restart(PublicationPolicy.OPEN, ManifestKind.KOS);
        running.pass(Duration.ofSeconds(1));
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"unpublished\":1}");
        repaired();
        awaitWell();
        assertThat(running.repository.requests()).hasSize(2);
    }

    @Test
    void aManifestThatWouldSaySomethingElseIsOutdated() throws Exception {
        publish(IMAGE);
        restart(PublicationPolicy.OPEN, ManifestKind.KOS, ManifestKind.MADO);
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"outdated\":1}");
        repaired();
        awaitWell();
        assertThat(running.repository.requests().get(1).documents()).hasSize(2);
    }

    @Test
    void whatIsReceivedIsUnderWayAndWhatTheRepositoryRefusesIsUnpublished() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        assertThat(reconciled("/" + STUDY)).isEqualTo("{\"checked\":1,\"underWay\":1,\"drifted\":[]}");
        running.repository.willFail(Behaviour.REJECT);
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        assertThat(reconciled("/" + STUDY)).contains("\"drifts\":{\"unpublished\":1}");
        running.pass(Duration.ofMillis(1));
        repaired();
        awaitWell();
    }

    @Test
    void allStudiesComeByPagesThatGoOnAfterOne() throws Exception {
        for (int i = 0; i < 3; i++) {
            running.store(DataSets.ct(STUDY + i + ".1", STUDY + i + ".1.1").setString(Tag.StudyInstanceUID, STUDY + i));
        }
        assertThat(reconciled("")).isEqualTo("{\"checked\":3,\"underWay\":3,\"drifted\":[],\"next\":null}");
        assertThat(reconciled("?after=" + STUDY + 1))
                .isEqualTo("{\"checked\":1,\"underWay\":1,\"drifted\":[],\"next\":null}");
        assertThat(running.get("/reconciliation?after=1..2", "*/*").statusCode())
                .isEqualTo(400);
        assertThat(running.get("/reconciliation/1.2.3", "*/*").statusCode()).isEqualTo(404);
    }
}
