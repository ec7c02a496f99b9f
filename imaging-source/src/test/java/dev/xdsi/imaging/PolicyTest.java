package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.policy.Criterion;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.policy.TextPattern;
import dev.xdsi.imaging.publication.PublicationStatus.State;
import dev.xdsi.model.Code;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of studies to which a rule of the publication policy applies. */
@org.junit.jupiter.api.Tag("integration")
class PolicyTest extends SourceScene {
    private static final Code RESTRICTED = Code.of("R", "2.16.840.1.113883.5.25", "Restricted");
    private static final Treatment WITHHELD = new Treatment(false, List.of(), Duration.ZERO, InstanceChoice.ALL);

    private void restart(PublicationRule... rules) throws Exception {
        running.close();
        running = new RunningSource(
                folder,
                new RunningSource.Partners(
                        running.repository,
                        running.registry,
                        RunningSource.Partners.manifests(new PublicationPolicy(List.of(rules)), ManifestKind.KOS)),
                running.now.get(),
                Duration.ofMillis(20));
    }

    private static PublicationRule ofCt(String name, Treatment then) {
        return new PublicationRule(name, Map.of(Criterion.MODALITY, List.of(new TextPattern("CT"))), then);
    }

    private void store(String sopInstance) throws Exception {
        running.store(DataSets.ct(SERIES, sopInstance));
        running.pass(RunningSource.QUIET);
    }

    @Test
    void aStudyThatIsWithheldSaysByWhichRule() throws Exception {
        restart(ofCt("no tomographies", WITHHELD));
        store(SERIES + ".1");
        running.awaitPublication(STUDY, "\"state\":\"withheld\"");

        assertThat(running.ownPublication(STUDY)).contains("publication policy: no tomographies");
        assertThat(running.repository.requests()).isEmpty();
        assertThat(running.source.publicationBacklog().in(State.WITHHELD)).isEqualTo(1);
        assertThat(running.source.publicationBacklog().troubled())
                .singleElement()
                .satisfies(study -> assertThat(study.reason()).isEqualTo("publication policy: no tomographies"));
    }

    @Test
    void aPolicyThatChangedIsAskedOnceSomebodySaysSo() throws Exception {
        restart(ofCt("no tomographies", WITHHELD));
        store(SERIES + ".1");
        running.awaitPublication(STUDY, "\"state\":\"withheld\"");
        restart();
        running.pass(Duration.ofSeconds(1));
        running.asUser(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), STUDY);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.publication(STUDY)).contains("\"error\":null");
    }

    @Test
    void whatWasPublishedBeforeThereWasTheRuleIsWithdrawn() throws Exception {
        store(SERIES + ".1");
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        String entry = RecordingRepository.entry(running.repository.requests().getFirst())
                .id();
        restart(ofCt("no tomographies", WITHHELD));
        store(SERIES + ".2");
        running.awaitPublication(STUDY, "\"state\":\"withheld\"");

        assertThat(running.registry.deprecated()).containsExactly(entry);
    }

    @Test
    void aDelayCountsFromTheLastInstance() throws Exception {
        restart(ofCt("tomographies later", new Treatment(true, List.of(), Duration.ofHours(2), InstanceChoice.ALL)));
        store(SERIES + ".1");
        running.awaitPublication(STUDY, "\"state\":\"delayed\"");
        assertThat(running.publication(STUDY)).contains("publication policy: tomographies later");
        running.pass(Duration.ofHours(1));
        store(SERIES + ".2");
        running.pass(Duration.ofMinutes(90));
        running.awaitPublication(STUDY, "\"state\":\"delayed\"");
        running.pass(Duration.ofHours(1));
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.repository.requests()).hasSize(1);
    }

    /** What came at the same time waits as it is meant to. */
    @Test
    void noDelayKeepsARejectedImageListed() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        store(SERIES + ".2");
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        restart(ofCt("tomographies later", new Treatment(true, List.of(), Duration.ofHours(2), InstanceChoice.ALL)));
        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", SERIES + ".1"));
        store(SERIES + ".3");
        running.awaitPublication(STUDY, "\"state\":\"delayed\"");
        assertThat(listed()).containsExactly(SERIES + ".2");

        running.pass(Duration.ofHours(2));
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(listed()).containsExactly(SERIES + ".2", SERIES + ".3");
    }

    @Test
    void aDelayIsAlsoOfWhatComesToAPublishedStudy() throws Exception {
        store(SERIES + ".1");
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        restart(ofCt("tomographies later", new Treatment(true, List.of(), Duration.ofHours(2), InstanceChoice.ALL)));
        store(SERIES + ".2");
        running.awaitPublication(STUDY, "\"state\":\"delayed\"");

        assertThat(listed()).containsExactly(SERIES + ".1");
    }

    @Test
    void theConfidentialityOfTheRuleSurvivesALostAnswerAndAnotherPolicy() throws Exception {
        restart(ofCt("restricted", new Treatment(true, List.of(RESTRICTED), Duration.ZERO, InstanceChoice.ALL)));
        running.repository.willFail(Behaviour.LOSE_THE_ANSWER);
        store(SERIES + ".1");
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        running.pass(Duration.ofMinutes(10));
        restart();
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.repository.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(
                                RecordingRepository.entry(request).classifications(Scheme.DE_CONFIDENTIALITY_CODE))
                        .singleElement()
                        .satisfies(code -> assertThat(code.nodeRepresentation()).isEqualTo("R")));
    }

    @Test
    void whatIsLeftOutIsNeitherListedNorDescribed() throws Exception {
        restart(ofCt(
                "images alone",
                new Treatment(true, List.of(), Duration.ZERO, new InstanceChoice(Set.of("images"), Set.of()))));
        running.store(DataSets.keyObject(STUDY + ".99.3", "113000", SERIES + ".1"));
        store(SERIES + ".1");
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(Part10.read(
                                running.repository
                                        .requests()
                                        .getFirst()
                                        .documents()
                                        .getFirst()
                                        .content()
                                        .open(),
                                ReadOptions.DEFAULT)
                        .dataSet()
                        .items(Tag.ContentSequence))
                .singleElement()
                .satisfies(item -> assertThat(item.string(Tag.ValueType)).contains("IMAGE"));
    }

    @Test
    void aStudyOfWhichNothingMayBeListedIsWithheld() throws Exception {
        restart(ofCt(
                "waveforms alone",
                new Treatment(true, List.of(), Duration.ZERO, new InstanceChoice(Set.of("waveforms"), Set.of()))));
        store(SERIES + ".1");
        running.awaitPublication(STUDY, "\"state\":\"withheld\"");

        assertThat(running.repository.requests()).isEmpty();
    }
}
